-- Refuses a caller who holds none of the capacities now. The ledger's owner and administrators hold
-- all: they could do it by hand.
set role ringi_owner;

create function ringi.require_capacity(variadic wanted text[]) returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if not exists (select from ringi.whoami() w where w.capacities && wanted)
    and not pg_catalog.pg_has_role(session_user, 'ringi_owner', 'member') then
    perform ringi.refuse('RI003', 'authority.none', format('%s holds no authority with the '
      'capacity %s.', session_user, array_to_string(wanted, ' or ')));
  end if;
end
$$;

reset role;
