-- Makes everything that a reader has seen durable, before it leaves the database: free when nothing
-- is pending, and on a standby, which only ever holds flushed WAL. Where standbys must
-- confirm, what is flushed here may not be there yet: the barrier asks them.
set role ringi_owner;

create function ringi.settle() returns void
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if pg_catalog.pg_is_in_recovery() then
    return;
  end if;
  if pg_catalog.current_setting('synchronous_standby_names') = ''
    and pg_catalog.pg_current_wal_flush_lsn() >= pg_catalog.pg_current_wal_insert_lsn() then
    return;
  end if;
  perform pg_catalog.set_config('synchronous_commit',
    case pg_catalog.current_setting('synchronous_commit')
      when 'remote_apply' then 'remote_apply' else 'on' end, true);
  perform pg_catalog.pg_logical_emit_message(true, 'ringi', '');
end
$$;
call ringi.open_function('ringi.settle()');

reset role;
