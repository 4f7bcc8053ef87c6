-- The fence: closes what would tell one reader about others through the server that they share.
-- Run by a superuser in every database of the cluster (ledgers, postgres, template1), when a ledger
-- is made and after every migration; the database's owner cannot do it, PostgreSQL only warns.
--
-- Closed are the cluster-wide sources: activity, locks, WAL positions, sizes, transaction ids, the
-- shared catalogues, and what draws numbers from counters that all databases share. Catalogues of
-- the database itself stay open: everybody in a ledger may see the whole of it.
do $fence$
declare
  ledger constant boolean := pg_catalog.to_regclass('ringi.fence') is not null;
  closed_functions constant text := '^('
    -- activity and statistics
    'pg_stat_get_.*|pg_stat_(have|clear|reset).*|pg_stat_file'
    '|pg_backend_.*_since|pg_postmaster_start_time|pg_conf_load_time|pg_notification_queue_usage'
    '|pg_get_shmem_.*|pg_get_backend_memory_.*|pg_log_backend_memory_.*'
    '|pg_cancel_backend|pg_terminate_backend'
    -- locks
    '|pg_lock_status|pg_blocking_pids|pg_safe_snapshot_blocking_pids|pg_isolation_test_.*'
    '|pg_advisory_.*|pg_try_advisory_.*'
    -- WAL and replication
    '|pg_current_wal_.*|pg_last_wal_.*|pg_walfile_.*|pg_wal_replay_.*|pg_is_wal_.*'
    '|pg_get_wal_.*|pg_switch_wal|pg_logical_.*|pg_replication_.*|pg_get_replication_.*'
    '|pg_show_replication_.*|pg_control_.*|pg_prepared_xact|pg_backup_.*|pg_create_.*'
    -- transaction ids
    '|txid_.*|pg_current_xact_.*|pg_current_snapshot|pg_snapshot_.*|pg_visible_in_snapshot'
    '|pg_xact_.*|pg_last_committed_xact|pg_last_xact_.*|pg_export_snapshot'
    '|pg_get_multixact_members|mxid_age'
    -- sizes
    '|pg_database_size|pg_tablespace_size|pg_tablespace_databases|pg_ls_.*'
    -- large objects draw from the cluster's counter of object ids
    '|lo_.*|lo(read|write)'
    ')$';
  closed_relations constant text := '^('
    'pg_stat_.*|pg_statio_.*|pg_locks|pg_prepared_xacts|pg_replication_.*|pg_subscription'
    '|pg_backend_memory_contexts|pg_shmem_allocations|pg_file_settings|pg_hba_file_rules'
    '|pg_ident_file_mappings|pg_database|pg_db_role_setting|pg_auth_members|pg_shdepend'
    '|pg_shdescription|pg_shseclabel|pg_tablespace|pg_parameter_acl|pg_authid|pg_shadow|pg_group'
    '|pg_user_mapping|pg_largeobject|pg_largeobject_metadata'
    ')$';
  item record;
begin
  if ledger then
    delete from ringi.fence;
  end if;

  for item in
    select p.oid::regprocedure::text as name,
        has_function_privilege('public', p.oid, 'execute') as was_open,
        case when p.proname ~ '^pg_(cancel|terminate)_backend$' then 'pg_signal_backend'
          when p.proname !~ '^(lo|pg_advisory|pg_try_advisory|pg_logical)' then 'pg_monitor' end
          as heir
      from pg_catalog.pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace
       and (p.proname ~ closed_functions
         or p.proname = 'age' and p.proargtypes[0] = 'xid'::regtype)
  loop
    execute format('revoke execute on function %s from public', item.name);
    if item.was_open and item.heir is not null then
      execute format('grant execute on function %s to %I', item.name, item.heir);
    end if;
    if ledger then
      insert into ringi.fence values ('function', item.name);
    end if;
  end loop;

  for item in
    select c.oid::regclass::text as name,
        has_table_privilege('public', c.oid, 'select') as was_open
      from pg_catalog.pg_class c
     where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind in ('r', 'v')
       and c.relname ~ closed_relations
       and c.relname not in ('pg_statistic', 'pg_statistic_ext', 'pg_statistic_ext_data')
  loop
    execute format('revoke all on %s from public', item.name);
    if item.was_open then
      execute format('grant select on %s to pg_monitor', item.name);
    end if;
    if ledger then
      insert into ringi.fence values ('relation', item.name);
    end if;
  end loop;

  -- A database that holds no ledger is nobody's to connect to. What a ledger lets in is granted by
  -- name, to each login that its roster admits.
  for item in
    select d.datname as name from pg_catalog.pg_database d
     where d.datname in ('postgres', 'template1', pg_catalog.current_database())
  loop
    execute format('revoke all on database %I from public', item.name);
  end loop;
  execute 'revoke create on schema public from public';

  if not ledger then
    return;
  end if;

  -- What the owner's own functions use.
  grant execute on function
    pg_catalog.pg_logical_emit_message(boolean, text, text),
    pg_catalog.pg_current_wal_flush_lsn(), pg_catalog.pg_current_wal_insert_lsn(),
    pg_catalog.pg_advisory_xact_lock(bigint), pg_catalog.pg_try_advisory_xact_lock(bigint),
    pg_catalog.pg_lock_status(), pg_catalog.pg_stat_get_activity(int),
    pg_catalog.pg_terminate_backend(int, bigint)
    to ringi_owner;
  grant select on pg_catalog.pg_locks, pg_catalog.pg_stat_activity, pg_catalog.pg_database
    to ringi_owner;

  -- Ownership and CONNECT belong to the database, not to its contents: a restore loses them.
  execute format('alter database %I owner to ringi_owner', pg_catalog.current_database());
  for item in
    select p.login as name, p.removed
      from ringi.principal p join pg_catalog.pg_roles r on r.rolname = p.login
  loop
    if item.removed then
      execute format('revoke connect on database %I from %I', pg_catalog.current_database(),
        item.name);
    else
      execute format('grant connect on database %I to %I', pg_catalog.current_database(),
        item.name);
    end if;
  end loop;
end
$fence$;
