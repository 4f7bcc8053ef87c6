-- Every way in which append says no, and that nothing is left behind.
set search_path = tap, public;
select plan(51);
set session authorization founder;
select is(tap.refusal($$ select ringi.append(tap.id(1), null, false, tap.id(1), 1, null, null,
  '{roster}', '{0}', null, null, array[tap.id(2)], '{roster}', '{PrincipalAdmitted}', '{1}', null,
  '{2026-11-24T14:00:00.000000+00:00 UTC}', null, null, null, array['{}'], array[tap.salt()], null,
  null, null) $$), 'RI008 ledger.closed', 'nothing before the ledger is opened');
reset session authorization;
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin
  perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]');
  perform tap.seat(17, 'state', 'STATE', '["officer"]', valid_from => '2026-12-01T00:00:00.000000Z');
  perform tap.seat(18, 'records', null, '["records"]');
end $$;
select is(tap.refusal($$ select tap.say('roster', 7, 'LedgerOpened') $$),
  'RI008 ledger.closed', 'a ledger is opened once');

-- authority
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted', authority => tap.id(16)) $$),
  'RI003 authority.none', 'an authority of somebody else');
set session authorization stranger;
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted', authority => tap.id(1),
  effective => '2026-11-24T14:00:00.000000+00:00 UTC') $$),
  'RI003 authority.none', 'a login that is not admitted');
set session authorization commerce;
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted') $$),
  'RI003 authority.none', 'a capacity that does not cover the type');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled',
  authority => tap.id(99)) $$), 'RI003 authority.none', 'an authority that is none');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled',
  effective => '2026-11-24T13:59:59.999999+00:00 UTC') $$),
  'RI003 authority.none', 'an effective time before the appointment');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled',
  on_behalf => 'STATE') $$), 'RI003 authority.none', 'on behalf of another without records');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled',
  facts => tap.facts('ProposalFiled', '{"imported":{"source":"ab","line":1}}')) $$), 'accepted',
  'imported events need no records where the capacity covers the type');
select is(tap.refusal($$ select tap.say('rules', 0, 'RulesVersionAdopted',
  facts => '{"version":2,"imported":{"source":"ab","line":1}}') $$),
  'RI003 authority.none', 'nor does `imported` alone cover a type');
set session authorization state;
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0002', 0, 'ProposalFiled',
  authority => tap.id(17)) $$), 'RI003 authority.none', 'an appointment not yet in force');
set session authorization records;
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0002', 0, 'ProposalFiled') $$),
  'RI003 authority.none', 'records cover no live act');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0002', 0, 'ProposalFiled',
  facts => '{"ref":"USA-2026-0002","topics":[],"level":null,"languages":[],"original_language":null,"text_digest":null,"imported":{"source":"ab","line":2}}',
  on_behalf => 'STATE', effective => '1999-12-31T23:59:59.000000-05:00 America/New_York') $$),
  'accepted', 'records import the past for a party, and what the source left out');
select is(party || '|' || coalesce(on_behalf_of, '-'), null, 'an office without a party has none')
  from ringi.event where stream = 'proposal/USA-2026-0002';
set session authorization founder;
select is(tap.refusal($$ select tap.say('topic/x', 0, 'TopicOpened', on_behalf => 'STATE') $$),
  'accepted', 'a founding principal speaks for others');

-- the head, the time and the rules
set session authorization commerce;
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0003', 0, 'ProposalFiled',
  not_after => ringi.now()) $$), 'RI005 time.passed', 'not_after has passed');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0003', 0, 'ProposalFiled',
  not_after => ringi.now() + interval '1 microsecond') $$), 'accepted', 'not_after is not yet over');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0004', 0, 'ProposalFiled', rules => 2) $$),
  'RI007 rules.version', 'rules not in force');
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0003', 0, 'RevisionFiled') $$),
  'RI001 version.conflict', 'a stream that moved');

-- isolation
begin isolation level repeatable read;
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0004', 0, 'ProposalFiled') $$),
  'RI009 isolation', 'REPEATABLE READ would append to an old head');
rollback;
begin isolation level serializable;
select is(tap.refusal($$ select tap.say('proposal/USA-2026-0004', 0, 'ProposalFiled') $$),
  'RI009 isolation', 'SERIALIZABLE likewise');
rollback;

-- what is not well formed; each is RI006
select is(tap.refusal('select tap.say(''proposal/USA-2026-0004'', 0, ''ProposalFiled'', ' || how || ')'),
    'RI006 event.malformed', why)
  from (values
    ($$ salt => '\x000102030405060708090a0b0c0d0e' $$, 'a salt of 15 bytes'),
    ($$ salt => null $$, 'no salt'),
    ($$ salt => decode(repeat('00', 65), 'hex') $$, 'a salt without end'),
    ($$ facts => '{"ref":"x"}' $$, 'facts that lack what the type requires'),
    ($$ facts => tap.facts('ProposalFiled', '{"ref":null}') $$, 'a required fact that is null'),
    ($$ facts => '[]' $$, 'facts that are no object'),
    ($$ facts => '{"ref"' $$, 'facts that are no JSON'),
    ($$ facts => '{"ref":"a\u0000b"}' $$, 'an escaped NUL'),
    ($$ facts => '{"ref":"\ud800"}' $$, 'half a surrogate pair'),
    ($$ prose => '{"title":"a\u0000b"}' $$, 'an escaped NUL in the text'),
    ($$ prose => '"title"' $$, 'a text that is no object'),
    ($$ facts => tap.facts('ProposalFiled', jsonb_build_object('ref', repeat('x', 262144))) $$,
      'facts over 256 KiB'),
    ($$ prose => '{"a":"' || repeat('x', 4194304) || '"}' $$, 'a text over 4 MiB'),
    ($$ marking => E'REL TO\nUSA' $$, 'a line feed in a field'),
    ($$ marking => E'REL\u0085' $$, 'a control character beyond ASCII'),
    ($$ marking => '-' $$, 'a field that reads as absent'),
    ($$ marking => '' $$, 'an empty field'),
    ($$ effective => '2026-11-24T14:00:00+00:00 UTC' $$, 'a time without its microseconds'),
    ($$ effective => '2026-11-24T14:00:00.000000Z UTC' $$, 'a time without its offset'),
    ($$ effective => '2026-11-24T24:00:00.000000+00:00 UTC' $$, 'an hour that is none'),
    ($$ effective => '2026-02-30T14:00:00.000000+00:00 UTC' $$, 'a day that is none'),
    ($$ effective => '2026-11-24T14:00:00.000000-00:00 UTC' $$, 'a negative zero'),
    ($$ effective => '2026-11-24T14:00:00.000000+00:00' $$, 'a time without its zone'),
    ($$ schema_version => 9 $$, 'a schema version that is not known'),
    ($$ signature => '\x' $$, 'an empty signature')
  ) t (how, why);
select is(tap.refusal($$ select tap.say(stream, 0, type) $$ ||
    format('from (values (%L, %L)) t (stream, type)', stream, type)),
    'RI006 event.malformed', why)
  from (values
    ('proposal/USA-2026-0004', 'ProposalApproved', 'a type that is not known'),
    ('topic/USA-2026-0004', 'ProposalFiled', 'a stream of another kind'),
    ('proposal/', 'ProposalFiled', 'a stream without a name'),
    ('proposal/USA-2026-0004', 'ProposalTabled', 'a type of joint ledgers')
  ) t (stream, type, why);
select is(count(*), 11::bigint, 'what was refused left nothing behind') from ringi.event;
select * from finish();
