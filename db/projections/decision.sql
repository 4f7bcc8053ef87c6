-- Decisions: what was taken on which text, and what superseded it. One row a decision.
set role ringi_owner;
call ringi.declare_projection('decision', 1,
  '{DecisionTaken,DecisionCorrected,DecisionSuperseded}');

create table if not exists ringi.decision (
  ref text collate "C" not null,
  from_position bigint not null,
  to_position bigint,
  proposal text collate "C",
  revision int,
  verdict text,
  level text,
  rule text,
  rule_version int,
  stated boolean,
  by_silence boolean,
  taken_position bigint,
  effective_at timestamptz,
  corrected_position bigint,
  superseded_by text collate "C",
  superseded_position bigint,
  primary key (ref, from_position)
);

create or replace function ringi.decision_changes(lo bigint, hi bigint)
returns table (ref text, "position" bigint, fresh boolean, proposal text, revision int,
  verdict text, level text, rule text, rule_version int, stated boolean, by_silence boolean,
  taken_position bigint, effective_at timestamptz, corrected_position bigint,
  superseded_by text, superseded_position bigint)
language sql
stable
as $$
  select coalesce(case when taken then e.facts ->> 'ref' else e.facts ->> 'decision' end,
        substr(e.stream, 10)),
      e.position, taken,
      case when taken then e.facts ->> 'proposal' end,
      case when taken then (e.facts ->> 'revision')::int end,
      case when taken then e.facts ->> 'verdict' end,
      case when taken then e.facts ->> 'level' end,
      case when taken then e.facts #>> '{rule,id}' end,
      case when taken then (e.facts #>> '{rule,version}')::int end,
      case when taken then coalesce((e.facts ->> 'stated')::boolean, false) end,
      case when taken then coalesce(jsonb_typeof(e.facts -> 'silence') = 'object', false) end,
      case when taken then e.position end,
      case when taken then e.effective_at end,
      case when e.type = 'DecisionCorrected' then e.position end,
      case when e.type = 'DecisionSuperseded' then e.facts ->> 'by' end,
      case when e.type = 'DecisionSuperseded' then e.position end
    from ringi.projected('decision', '{DecisionTaken,DecisionCorrected,DecisionSuperseded}',
      lo, hi) e
    cross join lateral (select e.type = 'DecisionTaken' as taken) t
$$;

call ringi.complete_projection('decision');
create index if not exists decision_proposal on ringi.decision (proposal);
reset role;
