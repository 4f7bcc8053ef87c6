-- The tables of a ledger. One database is one ledger.
do $$
begin
  if pg_catalog.current_setting('server_encoding') <> 'UTF8' then
    raise exception 'A ledger is kept in UTF8; this database is in %.',
      pg_catalog.current_setting('server_encoding');
  end if;
end
$$;

set role ringi_owner;

-- Nothing is open that was not opened by name.
alter default privileges for role ringi_owner revoke execute on functions from public;

create schema ringi;
grant usage on schema ringi to public;

-- What happened. Entries of the transparency log are composed from these columns alone.
create table ringi.event (
  position bigint primary key,
  event_id uuid not null unique,
  command_id uuid not null,
  ordinal int not null,
  stream text collate "C" not null,
  version int not null,
  type text collate "C" not null,
  schema_version int not null,
  rules_version int not null,
  actor text not null,
  party text,
  authority uuid,
  on_behalf_of text,
  recorded_at timestamptz not null,
  effective_at timestamptz not null,
  effective_offset smallint not null,
  effective_zone text not null,
  marking text,
  causation_id uuid,
  correlation_id uuid,
  facts_commitment bytea not null,
  text_commitment bytea,
  signature bytea,
  leaf_hash bytea not null,
  unique (stream, version),
  unique (command_id, ordinal)
);

-- What was said: the exact bytes that the commitments cover. Text and its salt may be expunged.
-- Only append writes it, with the event: a foreign key would cost a tenth of an append.
create table ringi.payload (
  position bigint primary key,
  facts text not null,
  facts_salt bytea not null,
  text text,
  text_salt bytea
);
do $$
begin
  alter table ringi.payload alter column facts set compression lz4,
    alter column text set compression lz4;
exception when feature_not_supported then
  null;  -- a server built without lz4 keeps its default
end
$$;

-- Commands already answered. A crossing (login null) may be finished by any official.
create table ringi.command (
  command_id uuid primary key,
  login text,
  first_position bigint not null,
  count int not null,
  request_digest bytea
);

-- The ledger itself: one row, from its first event.
create table ringi.ledger (
  one boolean primary key default true check (one),
  code text not null,
  kind text not null check (kind in ('national', 'joint')),
  government text,
  origin text not null,
  home_zone text not null,
  sandbox boolean not null,
  vkey text,
  opened_at timestamptz not null,
  event_id uuid not null,
  rules_version int not null default 1,
  roster_position bigint not null default 0
);
comment on column ringi.ledger.roster_position is
  'the last event that changed who may speak, or the rules in force';

-- The frozen clock of a sandbox. Empty in earnest.
create table ringi.sandbox_clock (
  one boolean primary key default true check (one),
  now timestamptz not null
);

-- Who may connect and speak: applied inside append, because authority rests on it.
create table ringi.principal (
  login text collate "C" primary key,
  party text,
  government text,
  person text not null,
  capacities text[],
  authority uuid not null,
  removed boolean not null default false
);
comment on column ringi.principal.capacities is 'of a founding principal only';
comment on column ringi.principal.authority is 'the event that admitted the login';

create table ringi.appointment (
  event_id uuid primary key,
  login text collate "C" not null references ringi.principal,
  party text,
  government text,
  post text not null,
  level text not null,
  capacities text[] not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  acting boolean not null
);
create index on ringi.appointment (login);

-- What may be said, where and in what capacity. stream_kind '*' is any stream.
create table ringi.event_type (
  type text collate "C" not null,
  schema_version int not null,
  stream_kind text not null,
  ledger_kinds text[] not null,
  capacities text[] not null,
  required_facts text[] not null,
  primary key (type, schema_version)
);

create table ringi.migration (
  number int primary key,
  name text not null,
  checksum bytea not null,
  applied_at timestamptz not null default pg_catalog.clock_timestamp()
);

-- Signed heads and the witnesses' signatures on them, as lines of a signed note.
create table ringi.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (pg_catalog.octet_length(root) = 32),
  note text not null,
  created_at timestamptz not null default pg_catalog.clock_timestamp()
);
create table ringi.cosignature (
  size bigint not null references ringi.checkpoint,
  line text not null,
  created_at timestamptz not null default pg_catalog.clock_timestamp(),
  primary key (size, line)
);

-- How far each projection has come, and what it could not take.
create table ringi.projection_state (
  name text collate "C" primary key,
  version int not null,
  position bigint not null default -1,
  types text[] not null,
  checksum bytea
) with (fillfactor = 10);
comment on column ringi.projection_state.position is 'the last position applied; -1 before any';
create table ringi.projection_fault (
  name text collate "C" not null references ringi.projection_state on delete cascade,
  position bigint not null,
  code text not null,
  message text not null,
  primary key (name, position)
);

-- The functions that readers may call, and what the fence closes: see verify_fence.
create table ringi.surface (
  signature text primary key
);
create table ringi.fence (
  kind text not null check (kind in ('function', 'relation')),
  object text not null,
  primary key (kind, object)
);

reset role;
