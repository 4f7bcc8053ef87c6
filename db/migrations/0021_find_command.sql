-- The receipts of a command that was answered before, and the digest of its request: the caller's
-- own commands and crossings only.
set role ringi_owner;

create function ringi.find_command(in command uuid,
  out repeated boolean, out "position" bigint, out event_id uuid, out command_id uuid,
  out stream text, out version int, out type text, out schema_version int, out rules_version int,
  out actor text, out party text, out authority uuid, out on_behalf_of text,
  out recorded_at timestamptz, out effective text, out marking text, out causation_id uuid,
  out correlation_id uuid, out facts_commitment bytea, out text_commitment bytea,
  out signature bytea, out leaf_hash bytea, out request_digest bytea)
returns setof record
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select r.*, c.request_digest
    from ringi.command c
    cross join lateral ringi.receipts(c.command_id) r
   where c.command_id = command and (c.login is null or c.login = session_user)
$$;
call ringi.open_function('ringi.find_command(uuid)');

reset role;
