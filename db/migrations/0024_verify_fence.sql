-- What is open that should be closed, one row each; none when the fence holds. Asks the server what
-- may be done, rather than reading what was granted.
set role ringi_owner;

create function ringi.verify_fence() returns table (kind text, object text, problem text)
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select 'fence', current_database()::text, 'was never put up in this database'
   where not exists (select from ringi.fence)
  union all
  select f.kind, f.object, 'is open to everybody'
    from ringi.fence f
   -- a case keeps the order: no plan may look a relation up as if it were a function
   where case when f.kind = 'function'
     then has_function_privilege('public', to_regprocedure(f.object), 'execute') end
  union all
  select f.kind, f.object, 'is open to everybody'
    from ringi.fence f
   where case when f.kind = 'relation'
     then has_any_column_privilege('public', to_regclass(f.object), 'select') end
  union all
  -- the server's databases, and who is let into this one
  select 'database', d.datname::text, 'gives everybody ' || p.privilege
    from pg_catalog.pg_database d
    cross join unnest('{connect,temporary,create}'::text[]) p (privilege)
   where d.datname in ('postgres', 'template1', current_database())
     and has_database_privilege('public', d.oid, p.privilege)
  union all
  select 'database', current_database()::text, 'is not owned by ringi_owner'
   where not exists (
     select from pg_catalog.pg_database d
      where d.datname = current_database() and d.datdba = 'ringi_owner'::regrole)
  union all
  select 'login', p.login,
      case when p.removed then 'is removed and may connect'
        else 'is admitted and may not connect' end
    from ringi.principal p join pg_catalog.pg_roles r on r.rolname = p.login
   where not r.rolsuper and has_database_privilege(r.oid, current_database(), 'connect') = p.removed
  union all
  select 'login', r.rolname::text, 'may connect and is not admitted'
    from pg_catalog.pg_roles r
   where r.rolcanlogin and not r.rolsuper
     and not has_database_privilege('public', current_database(), 'connect')
     and has_database_privilege(r.oid, current_database(), 'connect')
     and not exists (select from ringi.principal p where p.login = r.rolname)
  union all
  select 'login', p.login, 'holds ' || g.privilege
    from ringi.principal p
    join pg_catalog.pg_roles r on r.rolname = p.login and not r.rolsuper
    cross join lateral (
      select 'CREATEROLE' as privilege where r.rolcreaterole
      union all select 'CREATEDB' where r.rolcreatedb
      union all select 'REPLICATION' where r.rolreplication
      union all
      select 'the role ' || g.rolname from pg_catalog.pg_roles g
       where g.rolname in ('ringi_owner', 'pg_read_all_data', 'pg_write_all_data', 'pg_monitor',
           'pg_read_all_stats', 'pg_signal_backend', 'pg_read_all_settings',
           'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
         and pg_has_role(r.oid, g.oid, 'member')
    ) g
  union all
  select 'role', r.rolname::text, 'owns the ledger and is more than an owner'
    from pg_catalog.pg_roles r
   where r.rolname = 'ringi_owner'
     and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolcanlogin or r.rolbypassrls
       or r.rolreplication)
  union all
  -- this ledger's own functions
  select 'function', f.oid::regprocedure::text, 'is open to everybody'
    from pg_catalog.pg_proc f
   where f.pronamespace = 'ringi'::regnamespace
     and has_function_privilege('public', f.oid, 'execute')
     and not exists (select from ringi.surface s where to_regprocedure(s.signature) = f.oid)
  union all
  select 'function', s.signature, 'is closed to readers'
    from ringi.surface s
   where to_regprocedure(s.signature) is null
     or not has_function_privilege('public', to_regprocedure(s.signature), 'execute')
  union all
  select 'function', f.oid::regprocedure::text, 'is not owned by ringi_owner'
    from pg_catalog.pg_proc f
   where f.pronamespace = 'ringi'::regnamespace and f.proowner <> 'ringi_owner'::regrole
  union all
  select 'function', f.oid::regprocedure::text, 'does not end its search path in pg_temp'
    from pg_catalog.pg_proc f
   where f.pronamespace = 'ringi'::regnamespace and f.prosecdef
     and not exists (
       select from unnest(f.proconfig) c where c ~ '^search_path=.*pg_catalog, pg_temp$')
  union all
  -- and its tables
  select 'relation', c.oid::regclass::text, 'gives everybody ' || p.privilege
    from pg_catalog.pg_class c
    cross join unnest('{select,insert,update,delete,truncate,references,trigger}'::text[])
      p (privilege)
   where c.relnamespace = 'ringi'::regnamespace and c.relkind in ('r', 'v', 'p', 'f', 'm')
     and has_table_privilege('public', c.oid, p.privilege)
  union all
  select 'relation', c.oid::regclass::text, 'gives everybody ' || p.privilege || ' on a column'
    from pg_catalog.pg_class c
    cross join unnest('{insert,update,references}'::text[]) p (privilege)
   where c.relnamespace = 'ringi'::regnamespace and c.relkind in ('r', 'v', 'p', 'f', 'm')
     and has_any_column_privilege('public', c.oid, p.privilege)
  union all
  select 'relation', c.oid::regclass::text, 'is not owned by ringi_owner'
    from pg_catalog.pg_class c
   where c.relnamespace = 'ringi'::regnamespace and c.relowner <> 'ringi_owner'::regrole
  union all
  select 'relation', 'ringi.command', 'shows the digests of requests'
   where has_column_privilege('public', 'ringi.command', 'request_digest', 'select')
  union all
  select 'relation', 'ringi.fence', 'is open to everybody'
   where has_any_column_privilege('public', 'ringi.fence', 'select')
  union all
  select 'schema', n.nspname::text, 'lets everybody create'
    from pg_catalog.pg_namespace n
   where n.nspname in ('ringi', 'public') and has_schema_privilege('public', n.oid, 'create')
  order by 1, 2, 3
$$;
call ringi.open_function('ringi.verify_fence()');

reset role;
