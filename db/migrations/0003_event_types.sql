-- Every event that a ledger takes. Facts listed here must be there and not null; in an imported
-- event, which says no more than its source did, they must be there.
set role ringi_owner;

insert into ringi.event_type
  (type, schema_version, stream_kind, ledger_kinds, capacities, required_facts)
select t.type, 1, t.stream_kind,
  case t.ledgers when 'N' then '{national}' when 'J' then '{joint}' else '{national,joint}' end
    ::text[],
  t.capacities::text[], t.required_facts::text[]
from (values
  ('LedgerOpened', 'roster', 'NJ', '{}',
    '{code,kind,origin,home_zone,sandbox,members,principals}'),
  ('PrincipalAdmitted', 'roster', 'NJ', '{enrol}', '{login,person}'),
  ('PrincipalRemoved', 'roster', 'NJ', '{enrol}', '{login}'),
  ('AppointmentRecorded', 'roster', 'NJ', '{enrol}', '{login,post,level,capacities,from,acting}'),
  ('AppointmentEnded', 'roster', 'NJ', '{enrol}', '{appointment,at}'),
  ('AgencyRegistered', 'roster', 'N', '{enrol}', '{code,government,from}'),
  ('AgencyRenamed', 'roster', 'N', '{enrol}', '{code,at}'),
  ('AgencySucceeded', 'roster', 'N', '{enrol}', '{code,successor,at}'),
  ('MemberAdmitted', 'roster', 'J', '{enrol,records}', '{code}'),
  ('MemberSucceeded', 'roster', 'J', '{enrol}', '{code,successor,at}'),
  ('RulesVersionAdopted', 'rules', 'NJ', '{enrol}', '{version}'),
  ('DecisionRuleAdopted', 'rules', 'NJ', '{enrol}', '{scope,rule,version,params}'),
  ('CalendarPublished', 'calendar', 'NJ', '{enrol}', '{calendar,year,zone,holidays}'),
  ('TopicOpened', 'topic', 'NJ', '{enrol,records}', '{code}'),
  ('TopicClosed', 'topic', 'NJ', '{enrol,records}', '{code}'),
  ('TopicRoleAssigned', 'topic', 'N', '{enrol,records}', '{topic,party,role,from}'),
  ('TopicRoleEnded', 'topic', 'N', '{enrol,records}', '{topic,party,at}'),

  ('ProposalFiled', 'proposal', 'N', '{officer}',
    '{ref,topics,level,languages,original_language,text_digest}'),
  ('RevisionFiled', 'proposal', 'NJ', '{officer}',
    '{revision,parent,material,languages,original_language,text_digest}'),
  ('MaterialityChallenged', 'proposal', 'N', '{officer}', '{revision}'),
  ('ClearanceRequested', 'proposal', 'N', '{officer}', '{revision,party,role,suspense,level}'),
  ('ClearerDropped', 'proposal', 'N', '{officer}', '{party}'),
  ('NotConsultedReasonRecorded', 'proposal', 'N', '{officer}', '{party}'),
  ('SuspenseExtended', 'proposal', 'N', '{officer}', '{party,suspense}'),
  ('PositionRecorded', 'proposal', 'NJ', '{officer}', '{revision,conditions}'),
  ('ConditionMet', 'proposal', 'N', '{officer}', '{party,condition}'),
  ('ConditionWaived', 'proposal', 'N', '{officer}', '{party,condition}'),
  ('ObjectionOverruled', 'proposal', 'N', '{officer}', '{party,objection,level}'),
  ('ProceededWithoutPosition', 'proposal', 'N', '{officer}', '{party,notice_hours,attempts}'),
  ('NationalPositionAdopted', 'proposal', 'N', '{officer}',
    '{revision,code,level,rule,dissent,counted}'),
  ('ReleasedToPartner', 'proposal', 'N', '{officer}', '{to,revision,code,level,act}'),
  ('ReleaseDelivered', 'proposal', 'N', '{officer}', '{to,release,joint_ref,joint_revision}'),
  ('JointRevisionReceived', 'proposal', 'N', '{officer}',
    '{joint_ref,joint_revision,revision,material,languages,original_language,text_digest}'),
  ('ProposalWithdrawn', 'proposal', 'NJ', '{officer}', '{}'),
  ('StatusRecorded', 'proposal', 'NJ', '{records}', '{status,imported}'),
  ('NationalFileOpened', 'joint', 'N', '{officer}', '{ref,joint_ref}'),

  ('ProposalTabled', 'proposal', 'J', '{officer}',
    '{ref,topics,level,languages,original_language,text_digest}'),
  ('PartnerReceiptAcknowledged', 'proposal', 'J', '{officer}', '{revision}'),
  ('SilenceOpened', 'proposal', 'J', '{secretariat,officer}', '{revision,closes,members,notice}'),
  ('SilenceBroken', 'proposal', 'J', '{officer}', '{}'),
  ('SilenceCancelled', 'proposal', 'J', '{secretariat,officer}', '{}'),
  ('ProposalDecided', 'proposal', 'J', '{secretariat}', '{decision,revision,verdict}'),

  ('DecisionTaken', 'decision', 'J', '{secretariat}',
    '{ref,proposal,revision,text_digest,verdict,level,rule,roster,tally,counted,uncounted,'
    'would_change,authority}'),
  ('DecisionCorrected', 'decision', 'J', '{secretariat,records}', '{decision}'),
  ('DecisionSuperseded', 'decision', 'J', '{secretariat,records}', '{decision,by}'),

  ('RecordCorrected', '*', 'NJ', '{records}', '{target,kind}'),
  ('ExpungeProposed', '*', 'NJ', '{records}', '{target,basis}'),
  ('TextExpunged', '*', 'NJ', '{records}', '{target,basis}')
) t (type, stream_kind, ledgers, capacities, required_facts);

reset role;
