-- The source's own references of imported and released files. One row a reference.
set role ringi_owner;
call ringi.declare_projection('reference', 1, '{ProposalFiled,ProposalTabled}');

create table if not exists ringi.reference (
  external_ref text collate "C" not null,
  from_position bigint not null,
  to_position bigint,
  ref text collate "C",
  primary key (external_ref, from_position)
);

create or replace function ringi.reference_changes(lo bigint, hi bigint)
returns table (external_ref text, "position" bigint, fresh boolean, ref text)
language sql
stable
as $$
  select e.facts ->> 'external_ref', e.position, true, substr(e.stream, 10)
    from ringi.projected('reference', '{ProposalFiled,ProposalTabled}', lo, hi) e
   where e.facts ->> 'external_ref' is not null
$$;

call ringi.complete_projection('reference');
reset role;
