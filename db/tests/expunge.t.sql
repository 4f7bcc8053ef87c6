-- Prose is destroyed by two officers, and nothing else is.
set search_path = tap, public;
select plan(23);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin
  perform tap.seat(16, 'ustr', 'USTR', '["officer"]');
  perform tap.seat(17, 'records', null, '["records"]');
  perform tap.seat(18, 'secretariat', null, '["records"]');
  perform tap.say('roster', (select max(version) from ringi.event where stream = 'roster'),
    'PrincipalAdmitted', '{"login":"stranger","person":"RECORDS 太郎","party":null,"government":null}');
  perform tap.say('roster', (select max(version) from ringi.event where stream = 'roster'),
    'AppointmentRecorded', '{"login":"stranger","party":null,"government":null,"post":"Post 2","level":"desk","capacities":["records"],"from":"2026-11-24T14:00:00.000000Z","to":null,"acting":false}',
    event => tap.id(19));
end $$;
set session authorization ustr;
do $$ begin
  perform tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled', prose => '{"title":{"en":"A","ja":"先端計算"}}',
    event => tap.id(32));
  perform tap.say('proposal/USA-2026-0001', 1, 'PositionRecorded', prose => '{"reason":"田中一郎 の住所"}',
    event => tap.id(33), command => tap.id(64), digest => '\x0203');
  perform tap.say('proposal/USA-2026-0001', 2, 'ClearanceRequested', event => tap.id(34));
end $$;

-- `p` proposes, `x` expunges, on the third entry of the file unless said otherwise.
reset session authorization;
create function tap.p(v int, target int, stream text default 'proposal/USA-2026-0001') returns text
language sql as $$
  select tap.refusal(format('select tap.say(%L, %s, %L, %L)', stream, v, 'ExpungeProposed',
    jsonb_build_object('target', tap.id(target), 'basis', '個人情報保護法')))
$$;
create function tap.x(v int, target int, stream text default 'proposal/USA-2026-0001') returns text
language sql as $$
  select tap.refusal(format('select tap.say(%L, %s, %L, %L)', stream, v, 'TextExpunged',
    jsonb_build_object('target', tap.id(target), 'basis', '個人情報保護法')))
$$;
create table tap.before as select position, leaf_hash, facts_commitment, text_commitment
  from ringi.event;
grant select on tap.before to public;

set session authorization ustr;
select is(tap.p(3, 33), 'RI003 authority.none', 'an official proposes nothing');
set session authorization records;
select is(tap.x(3, 33), 'RI003 expunge.second_officer', 'nobody expunges what was not proposed');
select is(tap.p(3, 33), 'accepted', 'the first officer proposes');
select isnt(text, null, 'which destroys nothing') from ringi.payload where text like '%田中一郎%';
select is(tap.x(4, 33), 'RI003 expunge.second_officer', 'one officer is not two');
set session authorization founder;
select is(tap.x(4, 33), 'RI003 expunge.second_officer', 'the founder keeps no record');
set session authorization stranger;
select is(tap.x(4, 33), 'RI003 expunge.second_officer', 'another login of the same person is no second officer');
set session authorization secretariat;
select is(tap.x(4, 32), 'RI003 expunge.second_officer', 'another entry was not proposed');
select is(tap.x(4, 200), 'RI006 event.malformed', 'an entry that is not there');
select is(tap.x(0, 33, 'proposal/USA-2026-0002'), 'RI006 event.malformed', 'an entry of another stream');
select is(tap.x(4, 33), 'accepted', 'the second officer expunges');
select is(text, null, 'the text is gone') from ringi.payload join ringi.event e using (position)
  where e.event_id = tap.id(33);
select is(text_salt, null, 'and its salt') from ringi.payload join ringi.event e using (position)
  where e.event_id = tap.id(33);
select isnt(facts, null, 'the facts stay') from ringi.payload join ringi.event e using (position)
  where e.event_id = tap.id(33);
select is_empty($$ select position from ringi.payload where text like '%田中一郎%' $$, 'nowhere else');
select is((select count(*)::int from ringi.payload where text like '%先端計算%'), 1, 'what was not asked for stays');
select is_empty($$ select b.position from tap.before b left join ringi.event e
  on e.position = b.position and e.leaf_hash = b.leaf_hash and e.facts_commitment = b.facts_commitment
  and e.text_commitment is not distinct from b.text_commitment where e.position is null $$, 'every leaf stays');
select is(tap.x(5, 33), 'RI006 expunge.done', 'once');
select is(tap.p(5, 34), 'accepted', 'an entry without text is proposed');
set session authorization records;
select is(tap.x(6, 34), 'RI006 expunge.no_text', 'and not expunged');
set session authorization ustr;
select is(repeated, true, 'a repeated command is still answered')
  from tap.say('proposal/USA-2026-0001', 1, 'PositionRecorded', prose => '{"reason":"田中一郎 の住所"}',
    event => tap.id(33), command => tap.id(64), digest => '\x0203');
select throws_ok($$ select ringi.expunge(tap.id(33)) $$, '42501', null, 'nobody calls it himself');
reset session authorization;
select is(request_digest, null, 'the digest of the request is gone') from ringi.command where command_id = tap.id(64);
select * from finish();
