-- What reads the log.
set search_path = tap, public;
select plan(22);
select results_eq('select position, recorded_at from ringi.head()', $$ values (-1::bigint, null::timestamptz) $$,
  'an empty ledger has no head');
select is(ringi.position_at(clock_timestamp()), -1::bigint, 'no position');
select is(ringi.last_number('proposal/USA-2026-'), 0, 'no number');
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
set session authorization commerce;
do $$ begin
  for i in 1..37 loop
    perform tap.say('proposal/USA-2026-' || lpad(i::text, 4, '0'), 0, 'ProposalFiled');
    if i in (1, 2, 3, 4, 7, 8, 9, 31, 32, 33) then
      if ringi.last_number('proposal/USA-2026-') <> i then raise 'wrong at %', i; end if;
    end if;
  end loop;
end $$;
select is(ringi.last_number('proposal/USA-2026-'), 37, 'the last of thirty-seven');
select is(ringi.last_number('proposal/USA-2027-'), 0, 'each year counts for itself');
reset session authorization;
create temp table d (stream text);
update ringi.event set stream = 'decision/EPCC-2026-D' || lpad((position - 2)::text, 3, '0') where position > 2;
select is(ringi.last_number('decision/EPCC-2026-D'), 37, 'decisions have three digits');
update ringi.event set stream = 'proposal/USA-2026-' || lpad((position - 2)::text, 4, '0') where position > 2;
update ringi.event set stream = 'proposal/USA-2026-0001', version = position where position = 40;

select results_eq('select position, now from ringi.head()',
  'select max(position), max(recorded_at) from ringi.event', 'the head is the last event');
select is_empty($$ select position from ringi.event where ringi.position_at(recorded_at) <> position $$,
  'each event is the last at its own time');
select is(ringi.position_at('2026-11-24T13:59:59.999999Z'), -1::bigint, 'before the first');
select is(ringi.position_at('2030-01-01T00:00:00Z'), (select max(position) from ringi.event), 'after the last');
select is(ringi.position_at('-infinity'), -1::bigint, 'at the beginning of time');
select is(ringi.position_at('infinity'), (select max(position) from ringi.event), 'at its end');

-- one's own commands and crossings
set session authorization commerce;
select count(*) from tap.say('proposal/X', 0, 'ProposalFiled', command => tap.id(600), digest => '\x0102');
select count(*) from tap.say('proposal/Y', 0, 'ProposalFiled', command => tap.id(601), crossing => true);
select results_eq('select repeated, stream, version, request_digest from ringi.find_command(tap.id(600))',
  $$ values (true, 'proposal/X', 1, '\x0102'::bytea) $$, 'one''s own command');
set session authorization founder;
select is_empty('select * from ringi.find_command(tap.id(600))', 'not another''s');
select isnt_empty('select * from ringi.find_command(tap.id(601))', 'but a crossing');
select is_empty('select * from ringi.find_command(tap.id(602))', 'none for a command not sent');
select throws_ok('select request_digest from ringi.command', '42501', null, 'digests of prose are not shown');

-- what reading costs: by key, never by scan
reset session authorization;
set enable_seqscan = off;
create function pg_temp.plan(q text) returns text language plpgsql as $$
declare line text; plan text := '';
begin
  for line in execute 'explain ' || q loop plan := plan || line || E'\n'; end loop;
  return plan;
end $$;
select matches(pg_temp.plan('select * from ringi.event order by position desc limit 1'),
  'Index Scan Backward using event_pkey', 'the head by primary key');
select matches(pg_temp.plan($$ select version from ringi.event where stream = 'roster' order by version desc limit 1 $$),
  'Index Only Scan Backward using event_stream_version_key', 'a stream''s version by its index');
select matches(pg_temp.plan($$ select * from ringi.event where stream = 'roster' order by version $$),
  'event_stream_version_key', 'a stream by its index');
select matches(pg_temp.plan($$ select * from ringi.event where command_id = tap.id(1) order by ordinal $$),
  'event_command_id_ordinal_key', 'a command by its index');
select matches(pg_temp.plan($$ select * from ringi.event e join ringi.payload p using (position) where e.position >= 10 and e.position < 20 $$),
  'event_pkey', 'a range by position');
select * from finish();
