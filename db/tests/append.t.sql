-- One event: where it stands, what it says of itself, and what is hashed.
set search_path = tap, public;
select plan(19);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
set session authorization commerce;

select results_eq(
  $$ select repeated, position, stream, version, type, schema_version, rules_version, actor,
       party, authority, on_behalf_of, effective, marking, signature
     from tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled',
       prose => '{"title":{"en":"Aligned controls","ja":"整合"}}', marking => 'REL TO USA, JPN',
       effective => '2026-11-25T00:00:00.000000+09:00 Asia/Tokyo',
       command => tap.id(512), event => tap.id(513), signature => '\xabcd') $$,
  $$ values (false, 3::bigint, 'proposal/USA-2026-0001', 1, 'ProposalFiled', 1, 1, 'commerce',
       'COMMERCE', tap.id(16), null::text, '2026-11-25T00:00:00.000000+09:00 Asia/Tokyo',
       'REL TO USA, JPN', '\xabcd'::bytea) $$,
  'a receipt says where the event stands and who spoke');

-- The leaf, recomputed line by line from the columns, with nothing of ringi's own.
prepare leaves as
  select e.position, encode(sha256('\x00'::bytea || convert_to(
    'ringi.event/v1' || chr(10) || 'ledger USA' || chr(10)
    || 'position ' || e.position || chr(10) || 'event ' || e.event_id || chr(10)
    || 'command ' || e.command_id || chr(10) || 'stream ' || e.stream || chr(10)
    || 'version ' || e.version || chr(10)
    || 'type ' || e.type || '/' || e.schema_version || chr(10)
    || 'rules ' || e.rules_version || chr(10) || 'actor ' || e.actor || chr(10)
    || 'party ' || coalesce(e.party, '-') || chr(10)
    || 'authority ' || coalesce(e.authority::text, '-') || chr(10)
    || 'on-behalf-of ' || coalesce(e.on_behalf_of, '-') || chr(10)
    || 'recorded ' || to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD') || 'T'
    || to_char(e.recorded_at at time zone 'UTC', 'HH24:MI:SS.US') || 'Z' || chr(10)
    || 'effective ' || to_char(e.effective_at at time zone 'UTC'
      + e.effective_offset * interval '1 minute', 'YYYY-MM-DD')
    || 'T' || to_char(e.effective_at at time zone 'UTC'
      + e.effective_offset * interval '1 minute', 'HH24:MI:SS.US')
    || case e.effective_offset when 540 then '+09:00' when -300 then '-05:00'
      when -210 then '-03:30' when 0 then '+00:00' end
    || ' ' || e.effective_zone || chr(10)
    || 'marking ' || coalesce(e.marking, '-') || chr(10)
    || 'causation ' || coalesce(e.causation_id::text, '-') || chr(10)
    || 'correlation ' || coalesce(e.correlation_id::text, '-') || chr(10)
    || 'facts sha256:' || encode(sha256(p.facts_salt || convert_to(p.facts, 'UTF8')), 'hex')
    || chr(10)
    || 'text ' || coalesce('sha256:'
      || encode(sha256(p.text_salt || convert_to(p.text, 'UTF8')), 'hex'), '-') || chr(10)
    || 'signature ' || coalesce('sha256:' || encode(sha256(e.signature), 'hex'), '-') || chr(10),
    'UTF8')), 'hex') as leaf
  from ringi.event e join ringi.payload p using (position) order by 1;
prepare stored as
  select e.position, encode(e.leaf_hash, 'hex') from ringi.event e order by 1;

select lives_ok($$ select tap.say('proposal/USA-2026-0001', 1, 'MaterialityChallenged',
  effective => '2026-11-24T10:30:00.000001-03:30 America/St_Johns') $$, 'a half-hour offset');
select lives_ok($$ select tap.say('proposal/USA-2026-0001', 2, 'MaterialityChallenged',
  effective => '2026-11-24T09:00:00.000000-05:00 America/New_York') $$, 'a negative offset');
select results_eq('leaves', 'stored', 'every leaf is the hash of its entry');
select results_eq(
  $$ select position, leaf_hash from ringi.event order by 1 $$,
  $$ select position, sha256('\x00'::bytea || convert_to(ringi.entry(e, 'USA'), 'UTF8'))
     from ringi.event e order by 1 $$, 'ringi.entry composes the same');

select results_eq(
  $$ select repeated, position, event_id, effective, leaf_hash
     from tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled', command => tap.id(512)) $$,
  $$ select true, position, event_id, '2026-11-25T00:00:00.000000+09:00 Asia/Tokyo', leaf_hash
     from ringi.event where position = 3 $$,
  'a repeated command returns its first receipt, whatever else it says now');
select is(count(*), 6::bigint, 'and appends nothing') from ringi.event;

select is(tap.refusal($$ select tap.say('proposal/USA-2026-0001', 3, 'ProposalFiled',
  command => tap.id(512), digest => '\x02') $$), 'RI002 command.reused', 'another request');
set session authorization founder;
select is(tap.refusal($$ select tap.say('roster', 3, 'PrincipalAdmitted',
  command => tap.id(512)) $$), 'RI002 command.reused', 'another login');
set session authorization commerce;

-- A crossing may be finished by anyone.
select is(repeated, false, 'a crossing is appended')
  from tap.say('proposal/USA-2026-0002', 0, 'ProposalFiled', command => tap.id(600),
    crossing => true);
set session authorization founder;
select is(repeated, true, 'and answered again to another login')
  from tap.say('proposal/USA-2026-0002', 0, 'ProposalFiled', command => tap.id(600),
    crossing => true);
set session authorization commerce;

-- What was only read, and streams of other versions.
select lives_ok($$ select tap.say('proposal/USA-2026-0003', 0, 'ProposalFiled',
  reads => '{proposal/USA-2026-0002,roster,proposal/USA-2026-0004,rules}', versions => '{1,-1,0,0}') $$,
  'reads that hold');
select is((select detail::jsonb from (select tap.detail($$ select tap.say('proposal/USA-2026-0005', 0,
  'ProposalFiled', reads => '{proposal/USA-2026-0002}', versions => '{0}') $$) as detail) d),
  '{"code":"version.conflict","stream":"proposal/USA-2026-0002","expected":0,"actual":1}'::jsonb,
  'a read that moved names the stream and both versions');
select is((select detail::jsonb from (select tap.detail($$ select tap.say('proposal/USA-2026-0005', 0,
  'ProposalFiled', reads => '{proposal/USA-2026-0009}', versions => '{-1}') $$) as detail) d),
  '{"code":"version.conflict","stream":"proposal/USA-2026-0009","expected":-1,"actual":0}'::jsonb,
  'a read of a stream that must exist');
select is((select detail::jsonb from (select tap.detail($$ select tap.say('proposal/USA-2026-0001', 0,
  'ProposalFiled') $$) as detail) d),
  '{"code":"version.conflict","stream":"proposal/USA-2026-0001","expected":0,"actual":3}'::jsonb,
  'a written stream that moved');
select is((select detail::jsonb from (select tap.detail($$ select tap.say('proposal/USA-2026-0001', 9,
  'ProposalFiled') $$) as detail) d),
  '{"code":"version.conflict","stream":"proposal/USA-2026-0001","expected":9,"actual":3}'::jsonb,
  'a version ahead of the stream');

select results_eq('leaves', 'stored', 'every leaf still is the hash of its entry');
select is(current_setting('synchronous_commit'), 'on', 'the session''s own setting stays');
select is((select array_agg(position order by position) from ringi.event),
  (select array_agg(p::bigint) from generate_series(0, 7) p), 'positions have no gaps');
select * from finish();
