-- A repeated command is answered again if it asks for the same, and comes from the same login
-- unless it is a crossing. An expunged request can no longer be compared.
set role ringi_owner;

create function ringi.check_repeat(login text, stored bytea, given bytea) returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if login <> session_user or stored <> given or stored is not null and given is null then
    perform ringi.refuse('RI002', 'command.reused',
      'This command id was used for another command.');
  end if;
end
$$;

reset role;
