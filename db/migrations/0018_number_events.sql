-- The version of each event of a batch: its stream's expected version and on, in the order given.
-- Null where the stream is not listed, or is listed twice. Sorted rather than joined, so that the
-- plan does not depend on how long the arrays are thought to be.
set role ringi_owner;

create function ringi.number_events(streams text[], expected int[], event_streams text[])
returns int[]
language sql
immutable
set search_path = ringi, pg_catalog, pg_temp
as $$
  select array_agg(case when v.listed = 1 then v.version end order by v.i) from (
    select u.i,
        first_value(u.expected) over w + row_number() over w - 1 as version,
        count(*) filter (where u.i = 0) over w as listed
      from (
        select s.stream, s.expected, 0 as i from unnest(streams, expected) s (stream, expected)
        union all
        select e.stream, null, e.i from unnest(event_streams) with ordinality e (stream, i)
      ) u
    window w as (partition by u.stream order by u.i rows unbounded preceding)
  ) v
  where v.i > 0
$$;

reset role;
