-- Signed heads and the witnesses' lines.
set search_path = tap, public;
select plan(12);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin
  perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]');
  perform tap.seat(17, 'state', null, '["witness"]');
end $$;
select lives_ok($$ select ringi.store_checkpoint(5, sha256('a'), 'note') $$, 'stored');
select lives_ok($$ select ringi.store_checkpoint(5, sha256('a'), 'note') $$, 'again');
select is(tap.refusal($$ select ringi.store_checkpoint(5, sha256('b'), 'note') $$), 'RI011 checkpoint.conflict', 'another root');
select is(tap.refusal($$ select ringi.store_checkpoint(6, sha256('b'), 'note') $$), 'RI006 checkpoint.malformed', 'beyond the log');
select is(tap.refusal($$ select ringi.store_checkpoint(4, '\x00', 'note') $$), 'RI006 checkpoint.malformed', 'no root');
set session authorization commerce;
select is(tap.refusal($$ select ringi.store_checkpoint(4, sha256('b'), 'note') $$), 'RI003 authority.none', 'an officer');
set session authorization state;
select lives_ok($$ select ringi.store_cosignature(5, '— witness.example/w mK7yAAAA') $$, 'cosigned');
select lives_ok($$ select ringi.store_cosignature(5, '— witness.example/w mK7yAAAA') $$, 'again');
select is(tap.refusal($$ select ringi.store_cosignature(4, '— witness.example/w mK7yAAAA') $$), 'RI011 checkpoint.conflict', 'no checkpoint');
select is(tap.refusal($$ select ringi.store_cosignature(5, E'— w mK7y\n— x mK7y') $$), 'RI006 checkpoint.malformed', 'two lines');
select results_eq('select size, note from ringi.checkpoint', $$ values (5::bigint, 'note') $$, 'readers see checkpoints');
select results_eq('select size, line from ringi.cosignature', $$ values (5::bigint, '— witness.example/w mK7yAAAA') $$, 'and cosignatures');
select * from finish();
