-- Files: what their events say of them so far. One row a stream proposal/REF. Prose is joined by
-- position when it is read; the headline status is for the rules to say.
set role ringi_owner;
call ringi.declare_projection('file', 1, '{ProposalFiled,ProposalTabled,RevisionFiled,
  JointRevisionReceived,ClearanceRequested,NationalPositionAdopted,ReleasedToPartner,
  ReleaseDelivered,PartnerReceiptAcknowledged,SilenceOpened,SilenceBroken,SilenceCancelled,
  ProposalDecided,ProposalWithdrawn,StatusRecorded}');

create table if not exists ringi.file (
  stream text collate "C" not null,
  from_position bigint not null,
  to_position bigint,
  ref text collate "C",
  external_ref text,
  sponsor text,
  government text,
  topics text[],
  level text,
  instrument text,
  filed_at timestamptz,
  title_position bigint,
  revision int,
  revision_position bigint,
  text_digest text,
  joint_ref text collate "C",
  joint_revision int,
  asked_position bigint,
  national_revision int,
  national_code text,
  national_position bigint,
  released_revision int,
  released_act text,
  released_position bigint,
  delivered_position bigint,
  acknowledged_position bigint,
  silence text,
  silence_closes text,
  silence_zone text,
  silence_position bigint,
  decision text collate "C",
  verdict text,
  decided_position bigint,
  withdrawn_position bigint,
  status text,
  status_position bigint,
  primary key (stream, from_position)
);
comment on column ringi.file.title_position is 'the event whose text holds the title';
comment on column ringi.file.revision_position is 'the event whose text holds the present body';
comment on column ringi.file.silence is 'open, broken or cancelled';
comment on column ringi.file.status is 'as an import stated it';

create or replace function ringi.file_changes(lo bigint, hi bigint)
returns table (stream text, "position" bigint, fresh boolean, ref text, external_ref text,
  sponsor text, government text, topics text[], level text, instrument text,
  filed_at timestamptz, title_position bigint, revision int, revision_position bigint,
  text_digest text, joint_ref text, joint_revision int, asked_position bigint,
  national_revision int, national_code text, national_position bigint, released_revision int,
  released_act text, released_position bigint, delivered_position bigint,
  acknowledged_position bigint, silence text, silence_closes text, silence_zone text,
  silence_position bigint, decision text, verdict text, decided_position bigint,
  withdrawn_position bigint, status text, status_position bigint)
language sql
stable
as $$
  select e.stream, e.position, filed, substr(e.stream, 10),
      case when filed then e.facts ->> 'external_ref' end,
      case when filed then e.speaker end,
      case when filed then coalesce((select l.government from ringi.ledger l), e.speaker) end,
      case when filed and jsonb_typeof(e.facts -> 'topics') = 'array'
        then ringi.text_array(e.facts -> 'topics') end,
      case when filed then e.facts ->> 'level' end,
      case when filed then e.facts ->> 'instrument' end,
      case when filed then e.recorded_at end,
      case when filed then e.position end,
      case when filed then 1 when revised then (e.facts ->> 'revision')::int end,
      case when filed or revised then e.position end,
      case when filed or revised then e.facts ->> 'text_digest' end,
      e.facts ->> 'joint_ref',
      (e.facts ->> 'joint_revision')::int,
      case when e.type = 'ClearanceRequested' then e.position end,
      case when e.type = 'NationalPositionAdopted' then (e.facts ->> 'revision')::int end,
      case when e.type = 'NationalPositionAdopted' then e.facts ->> 'code' end,
      case when e.type = 'NationalPositionAdopted' then e.position end,
      case when e.type = 'ReleasedToPartner' then (e.facts ->> 'revision')::int end,
      case when e.type = 'ReleasedToPartner' then e.facts ->> 'act' end,
      case when e.type = 'ReleasedToPartner' then e.position end,
      case when e.type = 'ReleaseDelivered' then e.position end,
      case when e.type = 'PartnerReceiptAcknowledged' then e.position end,
      case e.type when 'SilenceOpened' then 'open' when 'SilenceBroken' then 'broken'
        when 'SilenceCancelled' then 'cancelled' end,
      case when e.type = 'SilenceOpened' then e.facts #>> '{closes,at}' end,
      case when e.type = 'SilenceOpened' then e.facts #>> '{closes,zone}' end,
      case when e.type like 'Silence%' then e.position end,
      case when e.type = 'ProposalDecided' then e.facts ->> 'decision' end,
      case when e.type = 'ProposalDecided' then e.facts ->> 'verdict' end,
      case when e.type = 'ProposalDecided' then e.position end,
      case when e.type = 'ProposalWithdrawn' then e.position end,
      case when e.type = 'StatusRecorded' then e.facts ->> 'status' end,
      case when e.type = 'StatusRecorded' then e.position end
    from ringi.projected('file', '{ProposalFiled,ProposalTabled,RevisionFiled,
      JointRevisionReceived,ClearanceRequested,NationalPositionAdopted,ReleasedToPartner,
      ReleaseDelivered,PartnerReceiptAcknowledged,SilenceOpened,SilenceBroken,SilenceCancelled,
      ProposalDecided,ProposalWithdrawn,StatusRecorded}', lo, hi) e
    cross join lateral (
      select e.type in ('ProposalFiled', 'ProposalTabled') as filed,
        e.type in ('RevisionFiled', 'JointRevisionReceived') as revised) t
$$;

call ringi.complete_projection('file');
create index if not exists file_ref on ringi.file (ref) where to_position is null;

-- The title of a file; null where its text was expunged.
create or replace function ringi.title(title_position bigint, language text) returns text
language sql
stable
as $$
  select p.text::json -> 'title' ->> language
    from ringi.payload p where p.position = title_position
$$;
call ringi.open_function('ringi.title(bigint, text)');
reset role;
