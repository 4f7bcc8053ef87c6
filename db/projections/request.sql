-- Requests for clearance: who was asked, on which revision, by when. One row a file and party.
set role ringi_owner;
call ringi.declare_projection('request', 1, '{ClearanceRequested,SuspenseExtended,ClearerDropped,
  NotConsultedReasonRecorded,ProceededWithoutPosition}');

create table if not exists ringi.request (
  stream text collate "C" not null,
  party text collate "C" not null,
  from_position bigint not null,
  to_position bigint,
  ref text collate "C",
  revision int,
  role text,
  level text,
  asked_by text,
  asked_at timestamptz,
  asked_position bigint,
  suspense_at timestamptz,
  suspense text,
  suspense_zone text,
  dropped_position bigint,
  not_consulted_position bigint,
  proceeded_position bigint,
  primary key (stream, party, from_position)
);
comment on column ringi.request.suspense is 'as it was stated, with its offset';

create or replace function ringi.request_changes(lo bigint, hi bigint)
returns table (stream text, party text, "position" bigint, fresh boolean, ref text, revision int,
  role text, level text, asked_by text, asked_at timestamptz, asked_position bigint,
  suspense_at timestamptz, suspense text, suspense_zone text, dropped_position bigint,
  not_consulted_position bigint, proceeded_position bigint)
language sql
stable
as $$
  select e.stream, e.facts ->> 'party', e.position, asked, substr(e.stream, 10),
      case when asked then (e.facts ->> 'revision')::int end,
      case when asked then e.facts ->> 'role' end,
      case when asked then e.facts ->> 'level' end,
      case when asked then e.speaker end,
      case when asked then e.recorded_at end,
      case when asked then e.position end,
      case when asked or extended then (e.facts #>> '{suspense,at}')::timestamptz end,
      case when asked or extended then e.facts #>> '{suspense,at}' end,
      case when asked or extended then e.facts #>> '{suspense,zone}' end,
      case when e.type = 'ClearerDropped' then e.position end,
      case when e.type = 'NotConsultedReasonRecorded' then e.position end,
      case when e.type = 'ProceededWithoutPosition' then e.position end
    from ringi.projected('request', '{ClearanceRequested,SuspenseExtended,ClearerDropped,
      NotConsultedReasonRecorded,ProceededWithoutPosition}', lo, hi) e
    cross join lateral (
      select e.type = 'ClearanceRequested' as asked, e.type = 'SuspenseExtended' as extended) t
$$;

call ringi.complete_projection('request');
create index if not exists request_party on ringi.request (party) where to_position is null;
reset role;
