-- The frozen clock of a sandbox, and the running one.
set search_path = tap, public;
select plan(19);
select tap.open('USA', 'national');
select results_eq('select position, recorded_at, now from ringi.head()',
  $$ values (0::bigint, '2026-11-24T14:00:00Z'::timestamptz, '2026-11-24T14:00:00Z'::timestamptz) $$,
  'a sandbox opens at the time it is given');
set session authorization founder;
select is(recorded_at, '2026-11-24T14:00:00.000001Z'::timestamptz, 'each append adds a microsecond')
  from tap.say('topic/a', 0, 'TopicOpened');
select is(recorded_at, '2026-11-24T14:00:00.000002Z'::timestamptz, 'and another')
  from tap.say('topic/b', 0, 'TopicOpened');
select is(ringi.now(), '2026-11-24T14:00:00.000002Z'::timestamptz, 'now is the head''s time');
select lives_ok($$ select ringi.set_clock('2026-12-08T22:00:00Z') $$, 'it goes forward');
select is(ringi.now(), '2026-12-08T22:00:00Z'::timestamptz, 'now is the time set');
select is(recorded_at, '2026-12-08T22:00:00Z'::timestamptz, 'and the next event stands at it')
  from tap.say('topic/c', 0, 'TopicOpened');
select is(tap.refusal($$ select ringi.set_clock('2026-12-08T21:00:00Z') $$),
  'RI010 clock.backward', 'never backward');
select is(tap.refusal($$ select ringi.set_clock('infinity') $$),
  'RI010 clock.backward', 'nor to the end of time');
select is(recorded_at, '2026-12-08T22:00:05.000001Z'::timestamptz,
    'an append comes after what was read in other ledgers')
  from tap.say('topic/d', 0, 'TopicOpened', not_before => '2026-12-08T22:00:05Z');
select is(recorded_at, '2026-12-08T22:00:05.000002Z'::timestamptz, 'however long ago that was')
  from tap.say('topic/e', 0, 'TopicOpened', not_before => '2026-11-24T14:00:00Z');
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
set session authorization commerce;
select is(tap.refusal($$ select ringi.set_clock('2027-01-01T00:00:00Z') $$),
  'RI003 authority.none', 'only who enrols sets it');
reset session authorization;
select lives_ok($$ select ringi.set_clock('2026-12-09T00:00:00Z') $$, 'the administrator does too');

-- in earnest
begin;
delete from ringi.sandbox_clock;
update ringi.ledger set sandbox = false;
select ok(ringi.now() between clock_timestamp() - interval '1 minute' and clock_timestamp(),
  'without a sandbox the clock runs');
update ringi.event set recorded_at = clock_timestamp() + interval '4 seconds'
 where position = (select max(position) from ringi.event);
set local session authorization founder;
select ok(recorded_at = (select recorded_at from ringi.event where position = s.position - 1)
    + interval '1 microsecond', 'a head just ahead of the clock is followed')
  from tap.say('topic/f', 0, 'TopicOpened') s;
select ok((select recorded_at from tap.say('topic/g', 0, 'TopicOpened',
  not_before => clock_timestamp() + interval '1 day')) < clock_timestamp() + interval '1 hour',
  'nobody''s word moves a clock in earnest');
reset session authorization;
update ringi.event set recorded_at = clock_timestamp() + interval '10 seconds'
 where position = (select max(position) from ringi.event);
set local session authorization founder;
select is(tap.refusal($$ select tap.say('topic/h', 0, 'TopicOpened') $$),
  'RI004 clock.behind', 'a head far ahead is not');
select is(tap.refusal($$ select ringi.set_clock('2100-01-01T00:00:00Z') $$),
  'RI010 clock.not_sandbox', 'only a sandbox has a clock to set');
select is(ringi.position_at('2026-11-24T14:00:00.000001Z'), 1::bigint, 'times map to positions');
rollback;
select * from finish();
