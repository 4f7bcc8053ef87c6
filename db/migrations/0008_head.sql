-- The last event of the ledger and the ledger's time; position -1 in an empty ledger.
set role ringi_owner;

create function ringi.head()
returns table ("position" bigint, recorded_at timestamptz, now timestamptz)
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select coalesce(e.position, -1), e.recorded_at,
    coalesce((select greatest(c.now, e.recorded_at) from ringi.sandbox_clock c),
      pg_catalog.clock_timestamp())
  from (values (true)) one
  left join (select position, recorded_at from ringi.event order by position desc limit 1) e on true
$$;
call ringi.open_function('ringi.head()');

reset role;
