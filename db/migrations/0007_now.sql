-- The ledger's time: the server's clock, or in a sandbox the later of the set clock and the head.
set role ringi_owner;

create function ringi.now() returns timestamptz
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select coalesce(
    (select greatest(c.now,
        (select e.recorded_at from ringi.event e order by e.position desc limit 1))
       from ringi.sandbox_clock c),
    pg_catalog.clock_timestamp())
$$;
call ringi.open_function('ringi.now()');

reset role;
