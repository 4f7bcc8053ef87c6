-- Ends whoever holds the append lock while idle in a transaction for longer than append waits.
-- A holder that is at work (a long import) is left alone.
set role ringi_owner;

create function ringi.end_idle_holder(idle interval) returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  perform pg_catalog.pg_terminate_backend(a.pid)
    from pg_catalog.pg_locks k
    join pg_catalog.pg_stat_activity a on a.pid = k.pid
   where k.locktype = 'advisory' and k.granted
     and k.database = a.datid and a.datname = current_database()
     and k.classid = 0 and k.objid = 20230729 and k.objsubid = 1
     and a.state like 'idle in transaction%'
     and a.state_change < clock_timestamp() - idle;
exception when insufficient_privilege then
  null;  -- a superuser's session: only an administrator ends that
end
$$;

reset role;
