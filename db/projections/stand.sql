-- Where each party stands on a file: its last position, whatever revision it was on. One row a file
-- and party; code null is a position withdrawn. Whether it counts is for the rules to say.
set role ringi_owner;
call ringi.declare_projection('stand', 1,
  '{PositionRecorded,ConditionMet,ConditionWaived,ObjectionOverruled}');

create table if not exists ringi.stand (
  stream text collate "C" not null,
  party text collate "C" not null,
  from_position bigint not null,
  to_position bigint,
  ref text collate "C",
  code text,
  revision int,
  level text,
  conditions text[],
  defers_to text,
  review_by text,
  review_by_zone text,
  replaces uuid,
  event_id uuid,
  stand_position bigint,
  recorded_at timestamptz,
  effective_at timestamptz,
  condition_position bigint,
  overruled_position bigint,
  primary key (stream, party, from_position)
);
comment on column ringi.stand.condition_position is 'the last event that closed a condition';

create or replace function ringi.stand_changes(lo bigint, hi bigint)
returns table (stream text, party text, "position" bigint, fresh boolean, ref text, code text,
  revision int, level text, conditions text[], defers_to text, review_by text,
  review_by_zone text, replaces uuid, event_id uuid, stand_position bigint,
  recorded_at timestamptz, effective_at timestamptz, condition_position bigint,
  overruled_position bigint)
language sql
stable
as $$
  select e.stream, case when spoken then e.speaker else e.facts ->> 'party' end, e.position,
      spoken, substr(e.stream, 10),
      case when spoken then e.facts ->> 'code' end,
      case when spoken then (e.facts ->> 'revision')::int end,
      case when spoken then e.facts ->> 'level' end,
      case when spoken and jsonb_typeof(e.facts -> 'conditions') = 'array'
        then ringi.text_array(e.facts -> 'conditions') end,
      case when spoken then e.facts ->> 'defers_to' end,
      case when spoken then e.facts #>> '{review_by,at}' end,
      case when spoken then e.facts #>> '{review_by,zone}' end,
      case when spoken then (e.facts ->> 'replaces')::uuid end,
      case when spoken then e.event_id end,
      case when spoken then e.position end,
      case when spoken then e.recorded_at end,
      case when spoken then e.effective_at end,
      case when e.type in ('ConditionMet', 'ConditionWaived') then e.position end,
      case when e.type = 'ObjectionOverruled' then e.position end
    from ringi.projected('stand',
      '{PositionRecorded,ConditionMet,ConditionWaived,ObjectionOverruled}', lo, hi) e
    cross join lateral (select e.type = 'PositionRecorded' as spoken) t
$$;

call ringi.complete_projection('stand');
create index if not exists stand_party on ringi.stand (party) where to_position is null;
reset role;
