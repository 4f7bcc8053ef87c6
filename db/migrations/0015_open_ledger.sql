-- Opens the ledger with its first event: for the installing administrator only. The founding
-- principals speak under this event.
set role ringi_owner;

create function ringi.open_ledger(
  command_id uuid, event_id uuid, effective text, facts text, facts_salt bytea)
returns setof ringi.receipt
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  f jsonb;
  e ringi.event;
  founder jsonb;
begin
  perform pg_catalog.set_config('synchronous_commit', 'off', true);
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    perform ringi.refuse('RI009', 'isolation',
      'A ledger is opened at READ COMMITTED, not ' || current_setting('transaction_isolation')
        || '.');
  end if;
  perform pg_catalog.pg_advisory_xact_lock(20230729);

  if exists (select from ringi.ledger l where l.event_id = open_ledger.event_id) and exists (
    select from ringi.command c where c.command_id = open_ledger.command_id) then
    return query select * from ringi.receipts(open_ledger.command_id);
    return;
  end if;
  if exists (select from ringi.event) then
    perform ringi.refuse('RI008', 'ledger.closed', 'This ledger was opened already.');
  end if;

  f := facts::jsonb;
  if jsonb_typeof(f) <> 'object' or not jsonb_strip_nulls(f) ?& (
      select k.required_facts from ringi.event_type k
       where k.type = 'LedgerOpened' and k.schema_version = 1)
    or (f ->> 'kind') not in ('national', 'joint')
    or jsonb_typeof(f -> 'sandbox') <> 'boolean' or jsonb_typeof(f -> 'principals') <> 'array'
    or (f ->> 'code') !~ '^[A-Z][A-Z0-9_]*$'
    or coalesce(octet_length(facts_salt), 0) not between 16 and 64
    or octet_length(facts) > 262144
    or effective !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d [A-Za-z][A-Za-z0-9_+/-]*$'
  then
    perform ringi.refuse('RI006', 'event.malformed',
      'The first event of a ledger is not well formed.');
  end if;

  e.position := 0;
  e.event_id := open_ledger.event_id;
  e.command_id := open_ledger.command_id;
  e.ordinal := 0;
  e.stream := 'roster';
  e.version := 1;
  e.type := 'LedgerOpened';
  e.schema_version := 1;
  e.rules_version := 1;
  e.actor := session_user;
  e.effective_at := left(effective, 32)::timestamptz;
  e.effective_offset := substr(effective, 27, 3)::int * 60
    + (substr(effective, 27, 1) || substr(effective, 31, 2))::int;
  e.effective_zone := substr(effective, 34);
  if ringi.effective_text(e.effective_at, e.effective_offset, e.effective_zone) <> effective then
    perform ringi.refuse('RI006', 'event.malformed', 'The effective time is not a time.');
  end if;
  e.facts_commitment := sha256(facts_salt || convert_to(facts, 'UTF8'));
  if (f ->> 'sandbox')::boolean then
    e.recorded_at := e.effective_at;
    insert into ringi.sandbox_clock (now) values (e.recorded_at);
  else
    e.recorded_at := clock_timestamp();
  end if;
  e.leaf_hash := sha256('\x00'::bytea || convert_to(ringi.entry(e, f ->> 'code'), 'UTF8'));

  insert into ringi.event select (e).*;
  insert into ringi.payload (position, facts, facts_salt) values (0, facts, facts_salt);
  insert into ringi.command values (e.command_id, session_user, 0, 1, null);
  insert into ringi.ledger
    (code, kind, government, origin, home_zone, sandbox, vkey, opened_at, event_id)
  values (f ->> 'code', f ->> 'kind', f ->> 'government', f ->> 'origin', f ->> 'home_zone',
    (f ->> 'sandbox')::boolean, f ->> 'vkey', e.recorded_at, e.event_id);

  for founder in select jsonb_array_elements(f -> 'principals') loop
    perform ringi.admit_login(founder ->> 'login');
    insert into ringi.principal (login, government, person, capacities, authority)
    values (founder ->> 'login', f ->> 'government', founder ->> 'person',
      ringi.text_array(founder -> 'capacities'), e.event_id);
  end loop;

  return query
    select false, r."position", r.event_id, r.command_id, r.stream, r.version, r.type,
      r.schema_version, r.rules_version, r.actor, r.party, r.authority, r.on_behalf_of,
      r.recorded_at, r.effective, r.marking, r.causation_id, r.correlation_id,
      r.facts_commitment, r.text_commitment, r.signature, r.leaf_hash
    from ringi.receipts(open_ledger.command_id) r;
end
$$;

reset role;
