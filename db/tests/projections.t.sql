-- Projections: short and long ranges agree, faults are set aside, the past can be asked for.
set search_path = tap, public;
select plan(27);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin
  perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]');
  perform tap.seat(17, 'ustr', 'USTR', '["officer"]');
end $$;
select is(ringi.project(), 4::bigint, 'projections catch up with the head');
select is(ringi.project(), 4::bigint, 'and stay');

-- One file's life, as it is known at each position.
set session authorization commerce;
do $$ begin
  perform tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled', tap.facts('ProposalFiled',
    '{"external_ref":"A/RES/1","level":"ministerial","topics":["a","b"],"text_digest":"d1"}'),
    '{"title":{"en":"Aligned","ja":"整合"}}');                                                -- 5
  perform tap.say('proposal/USA-2026-0001', 1, 'ClearanceRequested', tap.facts('ClearanceRequested',
    '{"party":"USTR"}'));                                                                     -- 6
end $$;
set session authorization ustr;
do $$ begin
  perform tap.say('proposal/USA-2026-0001', 2, 'PositionRecorded', tap.facts('PositionRecorded',
    '{"code":"concur_conditional","conditions":["1","2"]}'));                                 -- 7
end $$;
set session authorization commerce;
do $$ begin
  perform tap.say('proposal/USA-2026-0001', 3, 'ConditionMet', tap.facts('ConditionMet', '{"party":"USTR"}')); -- 8
  perform tap.say('proposal/USA-2026-0001', 4, 'RevisionFiled', tap.facts('RevisionFiled',
    '{"revision":2,"text_digest":"d2"}'));                                                    -- 9
  perform tap.say('proposal/USA-2026-0001', 5, 'SuspenseExtended', tap.facts('SuspenseExtended',
    '{"party":"USTR","suspense":{"at":"2026-12-10T17:00:00-05:00","zone":"America/New_York"}}')); -- 10
end $$;
set session authorization ustr;
do $$ begin
  perform tap.say('proposal/USA-2026-0001', 6, 'PositionRecorded', tap.facts('PositionRecorded',
    '{"code":"concur","revision":2}'));                                                       -- 11
  perform tap.say('proposal/USA-2026-0001', 7, 'NationalPositionAdopted', tap.facts('NationalPositionAdopted',
    '{"code":"concur","revision":2}'));                                                       -- 12
  perform tap.say('proposal/USA-2026-0001', 8, 'ReleasedToPartner', tap.facts('ReleasedToPartner',
    '{"act":"tables","revision":2}'));                                                        -- 13
  perform tap.say('proposal/USA-2026-0001', 9, 'ReleaseDelivered', tap.facts('ReleaseDelivered',
    '{"joint_ref":"EPCC-2026-0001"}'));                                                       -- 14
end $$;
select is(ringi.project(), 14::bigint, 'a short range');
select results_eq('select ref collate "default", external_ref, sponsor, government, topics, level, revision, revision_position, text_digest,
    asked_position, national_code, national_revision, released_act, delivered_position, joint_ref collate "default", joint_revision, withdrawn_position
    from ringi.file_current',
  $$ values ('USA-2026-0001', 'A/RES/1', 'COMMERCE', 'USA', '{a,b}'::text[], 'ministerial', 2, 9::bigint, 'd2',
    6::bigint, 'concur', 2, 'tables', 14::bigint, 'EPCC-2026-0001', 1, null::bigint) $$, 'a file as it is');
select results_eq('select revision, text_digest, national_code, joint_ref collate "default" from ringi.file_at(8)',
  $$ values (1, 'd1', null::text, null::text) $$, 'as it was known');
select is_empty('select * from ringi.file_at(4)', 'before it was');
select is(ringi.title(title_position, 'ja'), '整合', 'its title is read where it was said') from ringi.file_current;
select results_eq('select party collate "default", role, asked_by, asked_position, suspense, suspense_zone from ringi.request_current',
  $$ values ('USTR', 'ROLE', 'COMMERCE', 6::bigint, '2026-12-10T17:00:00-05:00', 'America/New_York') $$, 'a request, extended');
select results_eq('select suspense from ringi.request_at(9)', $$ values ('2026-12-08T17:00:00-05:00') $$, 'before that');
select results_eq('select party collate "default", code, revision, conditions, stand_position, condition_position from ringi.stand_current',
  $$ values ('USTR', 'concur', 2, '{}'::text[], 11::bigint, null::bigint) $$, 'a stand starts afresh');
select results_eq('select code, conditions, condition_position from ringi.stand_at(8)',
  $$ values ('concur_conditional', '{1,2}'::text[], 8::bigint) $$, 'and remembers');
select results_eq('select ref collate "default" from ringi.reference_current where external_ref = ''A/RES/1''',
  $$ values ('USA-2026-0001') $$, 'the source''s own reference');
select is_empty('select * from ringi.verify_projections() where differing <> 0', 'short ranges agree with all at once');

-- An event that a projection cannot take.
do $$ begin
  perform tap.say('proposal/USA-2026-0001', 10, 'PositionRecorded', tap.facts('PositionRecorded',
    '{"code":"concur","revision":"two"}'));                                                   -- 15
  perform tap.say('proposal/USA-2026-0001', 11, 'PositionRecorded', tap.facts('PositionRecorded',
    '{"code":"abstain","revision":2}'));                                                      -- 16
end $$;
select is(ringi.project(), 16::bigint, 'a fault stops nobody');
select results_eq('select name collate "default", position, code from ringi.projection_fault', $$ values ('stand', 15::bigint, '22P02') $$,
  'it is recorded');
select results_eq($$ select position, behind, faults from ringi.projection_status() where name = 'stand' $$,
  $$ values (16::bigint, 0::bigint, 1::bigint) $$, 'and shown');
select is(code, 'abstain', 'the rest goes on') from ringi.stand_current;

-- Some hundreds of events of every kind, in several files, by ranges of every length.
reset session authorization;
create function tap.noise(n int, seed int) returns void language plpgsql as $$
declare
  kinds text[] := (select array_agg(type collate "default" order by type) from ringi.event_type
    where 'national' = any (ledger_kinds) and stream_kind = 'proposal' and type <> 'StatusRecorded');
  kind text; name text; i int; v int;
begin
  perform setseed(seed / 100.0);
  for i in 1..n loop
    kind := kinds[1 + floor(random() * cardinality(kinds))];
    name := 'proposal/N' || floor(random() * 7);
    select coalesce(max(version), 0) into v from ringi.event where stream = name;
    perform tap.say(name, v, kind, tap.facts(kind, jsonb_build_object(
      'party', (array['USTR','STATE','ENERGY'])[1 + floor(random() * 3)],
      'code', case when kind = 'PositionRecorded' and random() < 0.3 then null else 'concur' end,
      'revision', case when random() < 0.02 then '"x"'::jsonb else to_jsonb(1 + floor(random() * 4)) end,
      'external_ref', case when random() < 0.5 then 'X/' || floor(random() * 5) end)));
  end loop;
end
$$;
set session authorization commerce;
select tap.noise(40, 1);
select is(ringi.project(), (select max(position) from ringi.event), 'forty');
select tap.noise(1, 2);
select ringi.project();
select tap.noise(65, 3);
select is(ringi.project(), (select max(position) from ringi.event), 'sixty-five, at once');
select tap.noise(64, 4);
select ringi.project();
select tap.noise(180, 5);
select is(ringi.project(), (select max(position) from ringi.event), 'many');
select results_eq('select name, differing from ringi.verify_projections()', $$ values ('decision'::text, 0::bigint),
  ('file', 0), ('reference', 0), ('request', 0), ('stand', 0) $$, 'mixed ranges agree with all at once');
select is(tap.refusal('select ringi.rebuild_projections()'), 'RI003 authority.none', 'an officer does not rebuild');
reset session authorization;
create temp table before as select from_position, to_position, ref, revision, national_code from ringi.file;
create temp table faults as select name, position, code from ringi.projection_fault;
delete from ringi.file where random() < 0.3;
update ringi.stand set code = 'forged' where random() < 0.3;
select is(count(*), 2::bigint, 'what was changed by hand is found') from ringi.verify_projections() where differing > 0;
set session authorization founder;
select is(count(*), 5::bigint, 'rebuilt') from ringi.rebuild_projections();
reset session authorization;
select results_eq('select * from before order by 1', 'select from_position, to_position, ref, revision, national_code from ringi.file order by 1', 'to what it was');
select results_eq('select * from faults order by 1, 2', 'select name, position, code from ringi.projection_fault order by 1, 2', 'faults included');
set default_transaction_read_only = on;
select is(ringi.project(), (select max(position) from ringi.event), 'reading only, nothing is done');
select * from finish();
