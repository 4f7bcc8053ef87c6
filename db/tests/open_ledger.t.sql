-- The first event.
set search_path = tap, public;
select plan(20);
prepare facts as select 1;
create temp table f as select jsonb_build_object('code', 'USA', 'kind', 'national', 'origin', 'o',
  'home_zone', 'America/New_York', 'sandbox', false, 'vkey', 'v', 'government', 'USA', 'members', '[]'::jsonb,
  'principals', '[{"login":"founder","person":"Founder","capacities":["enrol"]}]'::jsonb) as j;
create function pg_temp.open(facts jsonb, effective text default '2026-11-24T23:00:00.000000+09:00 Asia/Tokyo',
  salt bytea default tap.salt()) returns setof ringi.receipt language sql as
  $$ select * from ringi.open_ledger(tap.id(256), tap.id(1), effective, facts::text, salt) $$;

select is(tap.refusal('select pg_temp.open((select ' || how || ' from f))'), 'RI006 event.malformed', how)
  from unnest(array['j - ''origin''', 'j - ''principals''', 'j || ''{"kind":"private"}''',
    'j || ''{"sandbox":"yes"}''', 'j || ''{"code":"usa"}''', 'j || ''{"home_zone":null}''',
    'j || ''{"principals":[{"login":"nobody","person":"N","capacities":[]}]}''']) how;
select is(tap.refusal($$ select pg_temp.open((select j from f), salt => '\x00') $$), 'RI006 event.malformed', 'salt');
select is(tap.refusal($$ select pg_temp.open((select j from f), '2026-11-24T23:00:00Z') $$), 'RI006 event.malformed', 'time');
select is_empty('select from ringi.event', 'nothing was written');
set session authorization founder;
select throws_ok($$ select ringi.open_ledger(tap.id(256), tap.id(1), tap.time(), '{}', tap.salt()) $$,
  '42501', null, 'only the administrator opens a ledger');
reset session authorization;
select results_eq($$ select repeated, position, stream, version, type, actor, party, authority, effective
    from pg_temp.open((select j from f)) $$,
  $$ values (false, 0::bigint, 'roster', 1, 'LedgerOpened', 'ringi_admin', null::text, null::uuid,
    '2026-11-24T23:00:00.000000+09:00 Asia/Tokyo') $$, 'it stands at position 0, spoken by nobody');
select results_eq($$ select repeated, position from pg_temp.open((select j from f)) $$,
  $$ values (true, 0::bigint) $$, 'a repeated opening is answered again');
select is(tap.refusal($$ select ringi.open_ledger(tap.id(257), tap.id(2), tap.time(), (select j::text from f), tap.salt()) $$),
  'RI008 ledger.closed', 'a second one is not');
select results_eq('select code, kind, government, origin, home_zone, sandbox, vkey, event_id, rules_version from ringi.ledger',
  $$ values ('USA', 'national', 'USA', 'o', 'America/New_York', false, 'v', tap.id(1), 1) $$, 'the ledger is named');
select ok(recorded_at between clock_timestamp() - interval '1 minute' and clock_timestamp(), 'by the server''s clock')
  from ringi.event;
select is(leaf_hash, sha256('\x00'::bytea || convert_to(ringi.entry(e, 'USA'), 'UTF8')), 'and hashed') from ringi.event e;
select is((select split_part(ringi.entry(e, 'USA'), E'\n', 11) from ringi.event e), 'party -', 'party -');
set session authorization founder;
select results_eq('select authority, post, capacities from ringi.whoami()',
  $$ values (tap.id(1), null::text, '{enrol}'::text[]) $$, 'founding principals speak under the opening');
select is(tap.refusal($$ select ringi.set_clock('2030-01-01T00:00:00Z') $$), 'RI010 clock.not_sandbox', 'a real clock');
select * from finish();
