-- Sets the frozen clock of a sandbox, forward only: for who enrols, and the administrator.
set role ringi_owner;

create function ringi.set_clock(t timestamptz) returns void
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  perform ringi.require_capacity('enrol');
  if not exists (select from ringi.sandbox_clock) then
    perform ringi.refuse('RI010', 'clock.not_sandbox', 'Only a sandbox has a clock to set.');
  end if;
  perform pg_catalog.pg_advisory_xact_lock(20230729);
  if t is null or not isfinite(t) or t < ringi.now() then
    perform ringi.refuse('RI010', 'clock.backward', format('It is %s; a clock only goes forward.',
      ringi.instant_text(ringi.now())));
  end if;
  update ringi.sandbox_clock set now = t;
end
$$;
call ringi.open_function('ringi.set_clock(timestamptz)');

reset role;
