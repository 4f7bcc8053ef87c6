-- Several sessions at once, over dblink: one order, no gaps, one winner, nobody held up for ever.
set search_path = tap, public;
select plan(14);
select tap.open('USA', 'national', sandbox => false);
set session authorization founder;
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
reset session authorization;
create function pg_temp.connect(name text, login text default 'commerce') returns text language sql as
  $$ select dblink_connect(name, format('host=%s dbname=%s user=%s', split_part(current_setting('unix_socket_directories'), ',', 1), current_database(), login)) $$;
select count(pg_temp.connect('w' || i)) from generate_series(1, 8) i;
select count(dblink_exec('w' || i, 'set search_path = tap, public; set client_min_messages = error')) from generate_series(1, 8) i;

-- Eight append to one stream at the same version; then all try again at what they find.
select count(dblink_send_query('w' || i, $$ select tap.refusal('select tap.say(''proposal/R'', 0, ''ProposalFiled'')') $$))
  from generate_series(1, 8) i;
create temp table won as select r.answer from generate_series(1, 8) i,
  lateral dblink_get_result('w' || i) r (answer text);
select count(r.*) from generate_series(1, 8) i, lateral dblink_get_result('w' || i) r (answer text);
select is((select count(*) from won where answer = 'accepted'), 1::bigint, 'one of eight wins');
select is((select count(*) from won where answer = 'RI001 version.conflict'), 7::bigint, 'seven are told');

-- Twins: the same command from four sessions.
select count(dblink_send_query('w' || i, $$ select repeated, position from tap.say('proposal/T', 0, 'ProposalFiled', command => tap.id(700)) $$))
  from generate_series(1, 4) i;
create temp table twins as select r.* from generate_series(1, 4) i,
  lateral dblink_get_result('w' || i) r (repeated boolean, position bigint);
select count(r.*) from generate_series(1, 4) i, lateral dblink_get_result('w' || i) r (repeated boolean, position bigint);
select is((select count(*) from twins where not repeated), 1::bigint, 'a command sent four times is appended once');
select is((select count(distinct position) from twins), 1::bigint, 'and answered alike');

-- Eight write at once, each forty commands of one and of three events, in transactions of their own.
create procedure tap.many(w int) language plpgsql as $$
begin
  for i in 1..40 loop
    if i % 2 = 0 then
      perform tap.say('proposal/W' || w || '-' || i, 0, 'ProposalFiled');
    else
      perform tap.say_all(array['proposal/W' || w || '-' || i], '{0}', array['proposal/W' || w || '-' || i,
        'proposal/W' || w || '-' || i, 'proposal/W' || w || '-' || i], '{ProposalFiled,RevisionFiled,RevisionFiled}',
        array[tap.facts('ProposalFiled'), tap.facts('RevisionFiled'), tap.facts('RevisionFiled')]);
    end if;
    commit;
    perform ringi.project();
    commit;
  end loop;
end $$;
select count(dblink_send_query('w' || i, 'call tap.many(' || i || ')')) from generate_series(1, 8) i;
-- meanwhile, what a reader has seen never changes, and has no gaps
do $$
declare seen bigint := -1; now_seen bigint; n bigint;
begin
  for i in 1..50 loop
    select max(position), count(*) into now_seen, n from ringi.event;
    if now_seen < seen or n <> now_seen + 1 then raise 'position % of % after %', now_seen, n, seen; end if;
    seen := now_seen;
    perform pg_sleep(0.005);
    commit;
  end loop;
end $$;
select count(r.*) from generate_series(1, 8) i, lateral dblink_get_result('w' || i) r (answer text);
select count(r.*) from generate_series(1, 8) i, lateral dblink_get_result('w' || i) r (answer text);
select is((select count(*) from ringi.event where stream like 'proposal/W%'), 640::bigint, 'every event is there');
select is((select max(position) from ringi.event), (select count(*) - 1 from ringi.event), 'positions have no gaps');
select is_empty('select position from (select position, recorded_at <= lag(recorded_at) over (order by position) as bad
  from ringi.event) t where bad', 'recorded_at strictly rises');
select is_empty($$ select stream from ringi.event group by stream having max(version) <> count(*) $$, 'versions have no gaps');
select is_empty($$ select position from ringi.event e where leaf_hash <> sha256('\x00'::bytea || convert_to(ringi.entry(e, 'USA'), 'UTF8')) $$,
  'every leaf is the hash of its entry');
select ringi.project(true);
select is_empty('select * from ringi.verify_projections() where differing <> 0', 'projections agree');
select is_empty('select * from ringi.projection_fault', 'without faults');

-- One holds the lock, idle in its transaction: a waiter ends it after five seconds.
select dblink_exec('w1', 'begin');
select count(*) from dblink('w1', $$ select position from tap.say('proposal/H', 0, 'ProposalFiled') $$) r (p bigint);
create temp table started as select clock_timestamp() as at;
select is(r.answer, 'accepted', 'an idle holder of the lock is ended')
  from dblink('w2', $$ select tap.refusal('select tap.say(''proposal/I'', 0, ''ProposalFiled'')') $$) r (answer text);
select ok(clock_timestamp() - at between interval '4 seconds' and interval '12 seconds', 'after five seconds') from started;
select is_empty($$ select from ringi.event where stream = 'proposal/H' $$, 'what it had not committed is gone');
select * from finish();
