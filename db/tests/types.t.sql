-- Every type of event is taken in its ledgers, from its capacities, and nowhere else.
set search_path = tap, public;
select plan(15);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin
  perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]');
  perform tap.seat(17, 'secretariat', null, '["secretariat"]');
  perform tap.seat(18, 'records', null, '["records"]');
  perform tap.seat(19, 'ustr', null, '["enrol"]');
  perform tap.seat(20, 'state', null, '["auditor","witness"]');
end $$;
reset session authorization;

-- Tries each type as the caller; roster and rules, which are applied, are tried in roster.t.sql.
create table tap.tried (kind text, login text, type text, answer text);
grant all on tap.tried to public;
create function tap.try_all() returns void language plpgsql as $$
declare
  t record; answer text;
begin
  for t in select * from ringi.event_type where stream_kind not in ('roster', 'rules') loop
    answer := tap.refusal(format($f$ select tap.say(%L, 0, %L) $f$,
      case t.stream_kind when '*' then 'topic/' when 'roster' then 'roster' else t.stream_kind || '/' end
        || t.type || session_user || (select kind from ringi.ledger), t.type));
    insert into tap.tried values ((select kind from ringi.ledger), session_user, t.type, answer);
  end loop;
end
$$;
set session authorization commerce;    select tap.try_all();
set session authorization secretariat; select tap.try_all();
set session authorization records;     select tap.try_all();
set session authorization ustr;        select tap.try_all();
set session authorization state;       select tap.try_all();
reset session authorization;
-- the same again as a joint ledger
update ringi.ledger set kind = 'joint';
set session authorization commerce;    select tap.try_all();
set session authorization secretariat; select tap.try_all();
set session authorization records;     select tap.try_all();
set session authorization ustr;        select tap.try_all();
set session authorization state;       select tap.try_all();
reset session authorization;

prepare taken(text, text) as select type collate "default" from tap.tried
  where kind = $1 and login = $2 and answer = 'accepted' order by type collate "C";
select results_eq($$ execute taken('national', 'commerce') $$, $$ select unnest('{ClearanceRequested,
  ClearerDropped,ConditionMet,ConditionWaived,JointRevisionReceived,MaterialityChallenged,
  NationalFileOpened,NationalPositionAdopted,NotConsultedReasonRecorded,ObjectionOverruled,
  PositionRecorded,ProceededWithoutPosition,ProposalFiled,ProposalWithdrawn,ReleaseDelivered,
  ReleasedToPartner,RevisionFiled,SuspenseExtended}'::text[]) $$, 'national, an officer');
select results_eq($$ execute taken('joint', 'commerce') $$, $$ select unnest('{
  PartnerReceiptAcknowledged,PositionRecorded,ProposalTabled,ProposalWithdrawn,RevisionFiled,
  SilenceBroken,SilenceCancelled,SilenceOpened}'::text[]) $$, 'joint, an officer');
select is_empty($$ execute taken('national', 'secretariat') $$, 'national, a secretariat');
select results_eq($$ execute taken('joint', 'secretariat') $$, $$ select unnest('{DecisionCorrected,
  DecisionSuperseded,DecisionTaken,ProposalDecided,SilenceCancelled,SilenceOpened}'::text[]) $$,
  'joint, the secretariat');
select results_eq($$ execute taken('national', 'records') $$, $$ select unnest('{ExpungeProposed,
  RecordCorrected,StatusRecorded,TopicClosed,TopicOpened,TopicRoleAssigned,TopicRoleEnded}'::text[])
  $$, 'national, records; a tombstone needs its proposal');
select results_eq($$ execute taken('joint', 'records') $$, $$ select unnest('{DecisionCorrected,
  DecisionSuperseded,ExpungeProposed,RecordCorrected,StatusRecorded,TopicClosed,TopicOpened}'::text[])
  $$, 'joint, records: a decision only from a source');
select results_eq($$ execute taken('national', 'ustr') $$, $$ select unnest('{CalendarPublished,
  TopicClosed,TopicOpened,TopicRoleAssigned,TopicRoleEnded}'::text[]) $$, 'national, enrolment');
select results_eq($$ execute taken('joint', 'ustr') $$, $$ select unnest('{CalendarPublished,
  TopicClosed,TopicOpened}'::text[]) $$, 'joint, enrolment');
select is_empty($$ execute taken('joint', 'state') $$, 'auditors and witnesses append nothing');
select is_empty($$ select * from tap.tried where answer not in
  ('accepted', 'RI003 authority.none', 'RI006 event.malformed') $$, 'and every refusal is of these');

-- roster and rules
update ringi.ledger set kind = 'national';
create function tap.roster() returns int language sql as
  $$ select max(version) from ringi.event where stream = 'roster' $$;
set session authorization founder;
select is(tap.refusal(format('select tap.say(%L, %s, %L)', 'roster', tap.roster(), t.type)),
    'accepted', t.type || ' is national')
  from unnest('{AgencyRegistered,AgencyRenamed,AgencySucceeded}'::text[]) t (type);
select is(tap.refusal(format('select tap.say(%L, %s, %L)', 'roster', tap.roster(), 'MemberAdmitted')),
  'RI006 event.malformed', 'members are joint');
select is(tap.refusal('select tap.say(''rules'', 0, ''DecisionRuleAdopted'')'), 'accepted', 'rules are adopted');
select * from finish();
