-- What append answers for each event, and what identifies the entry that was hashed.
set role ringi_owner;

create type ringi.receipt as (
  repeated boolean,
  position bigint,
  event_id uuid,
  command_id uuid,
  stream text,
  version int,
  type text,
  schema_version int,
  rules_version int,
  actor text,
  party text,
  authority uuid,
  on_behalf_of text,
  recorded_at timestamptz,
  effective text,
  marking text,
  causation_id uuid,
  correlation_id uuid,
  facts_commitment bytea,
  text_commitment bytea,
  signature bytea,
  leaf_hash bytea
);

-- A time as entries write it: local time, offset and zone. Stable as to_char is, so that the
-- planner puts it in line.
create function ringi.effective_text(at timestamptz, minutes smallint, zone text) returns text
language sql
stable
as $$
  select to_char(at at time zone 'UTC' + make_interval(mins => minutes),
      'YYYY-MM-DD"T"HH24:MI:SS.US')
    || case when minutes < 0 then '-' else '+' end
    || lpad((abs(minutes) / 60)::text, 2, '0') || ':' || lpad((abs(minutes) % 60)::text, 2, '0')
    || ' ' || zone
$$;

-- An instant as entries write it.
create function ringi.instant_text(at timestamptz) returns text
language sql
stable
as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- The receipt of a command that was answered before.
create function ringi.receipts(command_id uuid) returns setof ringi.receipt
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select true, e.position, e.event_id, e.command_id, e.stream, e.version, e.type,
    e.schema_version, e.rules_version, e.actor, e.party, e.authority, e.on_behalf_of,
    e.recorded_at, ringi.effective_text(e.effective_at, e.effective_offset, e.effective_zone),
    e.marking, e.causation_id, e.correlation_id, e.facts_commitment, e.text_commitment,
    e.signature, e.leaf_hash
  from ringi.event e
  where e.command_id = receipts.command_id
  order by e.ordinal
$$;

-- The lines of an entry between its position and its time, and those after its time. One call of
-- concat is cheaper to start than twenty operators.
create function ringi.entry_head(
  event_id uuid, command_id uuid, stream text, version int, type text, schema_version int,
  rules_version int, actor text, party text, authority uuid, on_behalf_of text)
returns text
language sql
stable
as $$
  select concat(E'\nevent ', event_id, E'\ncommand ', command_id, E'\nstream ', stream,
    E'\nversion ', version, E'\ntype ', type, '/', schema_version, E'\nrules ', rules_version,
    E'\nactor ', actor, E'\nparty ', coalesce(party, '-'),
    E'\nauthority ', coalesce(authority::text, '-'),
    E'\non-behalf-of ', coalesce(on_behalf_of, '-'), E'\nrecorded ')
$$;

create function ringi.entry_tail(
  effective text, marking text, causation_id uuid, correlation_id uuid, facts_commitment bytea,
  text_commitment bytea, signature bytea)
returns text
language sql
stable
as $$
  select concat(E'\neffective ', effective, E'\nmarking ', coalesce(marking, '-'),
    E'\ncausation ', coalesce(causation_id::text, '-'),
    E'\ncorrelation ', coalesce(correlation_id::text, '-'),
    E'\nfacts sha256:', encode(facts_commitment, 'hex'),
    E'\ntext ', coalesce('sha256:' || encode(text_commitment, 'hex'), '-'),
    E'\nsignature ', coalesce('sha256:' || encode(sha256(signature), 'hex'), '-'), E'\n')
$$;

-- The entry of an event, as the transparency log hashes it (log-format: entry).
create function ringi.entry(e ringi.event, ledger text) returns text
language sql
stable
as $$
  select E'ringi.event/v1\nledger ' || ledger || E'\nposition ' || e.position::text
    || ringi.entry_head(e.event_id, e.command_id, e.stream, e.version, e.type,
      e.schema_version, e.rules_version, e.actor, e.party, e.authority, e.on_behalf_of)
    || ringi.instant_text(e.recorded_at)
    || ringi.entry_tail(
      ringi.effective_text(e.effective_at, e.effective_offset, e.effective_zone), e.marking,
      e.causation_id, e.correlation_id, e.facts_commitment, e.text_commitment, e.signature)
$$;
call ringi.open_function('ringi.entry(ringi.event, text)',
  'ringi.entry_head(uuid, uuid, text, int, text, int, int, text, text, uuid, text)',
  'ringi.entry_tail(text, text, uuid, uuid, bytea, bytea, bytea)',
  'ringi.effective_text(timestamptz, smallint, text)', 'ringi.instant_text(timestamptz)');

reset role;
