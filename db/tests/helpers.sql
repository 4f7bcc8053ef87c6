-- What the tests share, in a schema of its own beside the ledger's.
create schema tap;
create extension pgtap schema tap;
create extension dblink schema tap;
grant usage on schema tap to public;

do $$
declare
  login text;
begin
  foreach login in array '{founder,commerce,state,ustr,meti,mofa,secretariat,records,stranger}'::text[]
  loop
    execute format('create role %I login', login);
  end loop;
end
$$;

-- A salt, a time and a fixed id.
create function tap.salt() returns bytea language sql as 'select uuid_send(gen_random_uuid())';
create function tap.time() returns text language sql as
  $$ select ringi.effective_text(ringi.now(), 0::smallint, 'UTC') $$;
create function tap.id(n int) returns uuid language sql as
  $$ select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

-- Facts that hold what the type requires.
create function tap.facts(type text, more jsonb default '{}') returns text
language sql as $$
  select (coalesce(jsonb_object_agg(f, case f
      when 'from' then '"2026-11-24T14:00:00.000000Z"'
      when 'at' then '"2026-11-24T15:00:00.000000Z"'
      when 'revision' then '1' when 'parent' then '1' when 'version' then '1'
      when 'joint_revision' then '1' when 'year' then '2026' when 'notice_hours' then '48'
      when 'attempts' then '2' when 'material' then 'true' when 'acting' then 'false'
      when 'topics' then '["export-controls"]' when 'languages' then '["en"]'
      when 'conditions' then '[]' when 'capacities' then '["officer"]' when 'holidays' then '[]'
      when 'dissent' then '[]' when 'counted' then '[]' when 'uncounted' then '[]'
      when 'roster' then '[]' when 'authority' then '[]' when 'would_change' then '[]'
      when 'members' then '[]' when 'notice' then '[]' when 'params' then '{}'
      when 'tally' then '{}' when 'rule' then '{"id":"colead_consensus","version":1}'
      when 'suspense' then '{"at":"2026-12-08T17:00:00-05:00","zone":"America/New_York"}'
      when 'closes' then '{"at":"2026-12-08T17:00:00+09:00","zone":"Asia/Tokyo"}'
      when 'imported' then '{"source":"ab","line":1}'
      else to_jsonb(upper(f))::text end::jsonb)
      filter (where f is not null), '{}') || more)::text
    from ringi.event_type t left join unnest(t.required_facts) f on true
   where t.type = facts.type
$$;

-- Appends one event as the caller, by its first authority unless one is named.
create function tap.say(stream text, expected int, type text, facts text default null,
  prose text default null, authority uuid default null, command uuid default gen_random_uuid(),
  digest bytea default '\x01', crossing boolean default false, rules int default null,
  not_after timestamptz default null, not_before timestamptz default null,
  reads text[] default '{}', versions int[] default '{}', event uuid default gen_random_uuid(),
  on_behalf text default null, effective text default null, marking text default null,
  salt bytea default tap.salt(), schema_version int default 1, signature bytea default null)
returns setof ringi.receipt
language sql volatile as $$
  select * from ringi.append(command, digest, crossing,
    coalesce(say.authority, (select w.authority from ringi.whoami() w limit 1)),
    coalesce(rules, (select l.rules_version from ringi.ledger l)), not_after, not_before,
    array[stream], array[expected], reads, versions, array[event], array[stream], array[type],
    array[schema_version], array[on_behalf], array[coalesce(effective, tap.time())],
    array[marking], null, null, array[coalesce(facts, tap.facts(type))], array[salt],
    array[prose], array[case when prose is not null then tap.salt() end], array[signature])
$$;

-- Appends several events of one command: streams and types in order.
create function tap.say_all(streams text[], expected int[], event_streams text[], types text[],
  facts text[], authority uuid default null, command uuid default gen_random_uuid())
returns setof ringi.receipt
language sql volatile as $$
  select * from ringi.append(command, '\x01', false,
    coalesce(say_all.authority, (select w.authority from ringi.whoami() w limit 1)),
    (select l.rules_version from ringi.ledger l), null, null, streams, expected, null, null,
    (select array_agg(gen_random_uuid()) from unnest(types)), event_streams, types,
    (select array_agg(1) from unnest(types)), null,
    (select array_agg(tap.time()) from unnest(types)), null, null, null, facts,
    (select array_agg(tap.salt()) from unnest(types)), null, null, null)
$$;

-- How a statement is refused: 'RI001 version.conflict {…}', or 'accepted'.
create function tap.refusal(statement text) returns text
language plpgsql as $$
declare
  state text; detail text;
begin
  execute statement;
  return 'accepted';
exception when others then
  get stacked diagnostics state = returned_sqlstate, detail = pg_exception_detail;
  if state not like 'RI%' then return state || ' ' || sqlerrm || ' ' || detail; end if;
  return state || ' ' || (detail::jsonb ->> 'code');
end
$$;

-- Opens the ledger, a sandbox unless said otherwise, with `founder`; and seats the others.
create function tap.open(code text, kind text, sandbox boolean default true) returns void
language plpgsql as $$
begin
  perform ringi.open_ledger(tap.id(256), tap.id(1), '2026-11-24T14:00:00.000000+00:00 UTC',
    jsonb_build_object('code', code, 'kind', kind, 'origin', 'sandbox/ringi/' || code || '/1',
      'home_zone', 'America/New_York', 'sandbox', sandbox, 'vkey', null, 'government',
      case kind when 'national' then code end, 'members', '[]'::jsonb, 'principals',
      '[{"login":"founder","person":"Founder","capacities":["enrol","records"]}]'::jsonb)::text,
    tap.salt());
end
$$;

-- As `founder`: admits a login and appoints it. The appointment's id is tap.id(n).
create function tap.seat(n int, login text, party text, capacities text,
  level text default 'ministerial', valid_from text default '2026-11-24T14:00:00.000000Z')
returns void
language plpgsql as $$
declare
  v int := (select max(e.version) from ringi.event e where e.stream = 'roster');
begin
  perform tap.say('roster', v, 'PrincipalAdmitted', jsonb_build_object('login', login, 'person',
    upper(login) || ' 太郎', 'party', party, 'government', null)::text);
  perform tap.say('roster', v + 1, 'AppointmentRecorded', jsonb_build_object('login', login,
    'party', party, 'government', null, 'post', 'Post', 'level', level, 'capacities',
    capacities::jsonb, 'from', valid_from, 'to', null, 'acting', false)::text,
    event => tap.id(n));
end
$$;

-- The DETAIL of a refusal.
create function tap.detail(statement text) returns text
language plpgsql as $$
declare
  detail text;
begin
  execute statement;
  return null;
exception when others then
  get stacked diagnostics detail = pg_exception_detail;
  return detail;
end
$$;
