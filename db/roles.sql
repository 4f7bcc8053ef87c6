-- The roles that every ledger of a cluster shares. Run by a superuser, in any database, before the
-- first migration and again at will. Logins, one a person, are made by the administrator.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'ringi_owner') then
    create role ringi_owner nologin;
  end if;
end
$$;

-- The owner of everything that a ledger holds. Definer functions run as this role, so that it must
-- not be more than it needs to be: it may end an idle backend that holds up all others, and see
-- which one that is.
alter role ringi_owner nologin inherit nosuperuser nocreaterole nocreatedb noreplication
  nobypassrls;
grant pg_signal_backend, pg_read_all_stats to ringi_owner;
