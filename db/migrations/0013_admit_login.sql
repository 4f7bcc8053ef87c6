-- Lets a login connect to this ledger, or no longer. The login itself is made by an administrator,
-- since in PostgreSQL 15 a role that may make roles is nearly a superuser.
set role ringi_owner;

create function ringi.admit_login(login text) returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if not exists (select from pg_catalog.pg_roles r where r.rolname = login and r.rolcanlogin) then
    perform ringi.refuse('RI006', 'event.malformed',
      format('There is no login %s in this cluster.', quote_ident(login)),
      jsonb_build_object('login', login),
      format('An administrator makes it first: CREATE ROLE %I LOGIN.', login));
  end if;
  execute format('grant connect on database %I to %I', current_database(), login);
end
$$;

create function ringi.dismiss_login(login text) returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if exists (select from pg_catalog.pg_roles r where r.rolname = login) then
    execute format('revoke connect on database %I from %I', current_database(), login);
  end if;
end
$$;

reset role;
