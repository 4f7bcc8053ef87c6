-- Applies the events on which authority and the engine's rules rest, inside append, in order.
set role ringi_owner;

-- An instant in facts: without an offset it would mean the session's zone.
create function ringi.instant(value text) returns timestamptz
language plpgsql
stable
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if value !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$' then
    perform ringi.refuse('RI006', 'event.malformed', format('%s is not an instant.', value));
  end if;
  return value::timestamptz;
end
$$;

create function ringi.text_array(value jsonb) returns text[]
language sql
immutable
set search_path = ringi, pg_catalog, pg_temp
as $$
  select coalesce(array_agg(e order by i), '{}')
    from jsonb_array_elements_text(value) with ordinality as u (e, i)
$$;

-- `speaker` is the party of the authority that enrols; a founding authority may enrol for any.
create function ringi.apply_roster(
  event_id uuid, type text, facts jsonb, kind text, founding boolean, speaker text)
returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  subject text;  -- the party that the event is about
  named text := facts ->> 'login';
begin
  case type
  when 'RulesVersionAdopted' then
    if (facts ->> 'version')::int < (select l.rules_version from ringi.ledger l) then
      perform ringi.refuse('RI007', 'rules.version', 'Rules versions only rise.');
    end if;
    update ringi.ledger set rules_version = (facts ->> 'version')::int;
    return;
  when 'PrincipalAdmitted' then
    subject := facts ->> 'party';
  when 'AppointmentRecorded' then
    subject := facts ->> 'party';
    if subject in ('', '-') or subject ~ '[\u0001-\u001f\u007f-\u009f]' then
      perform ringi.refuse('RI006', 'event.malformed', 'The party of a post is a code.');
    end if;
    if not exists (
      select from ringi.principal p where p.login = named and not p.removed) then
      perform ringi.refuse('RI006', 'event.malformed',
        format('%s is not admitted to this ledger.', named), jsonb_build_object('login', named));
    end if;
  when 'PrincipalRemoved' then
    select p.party into subject from ringi.principal p where p.login = named and not p.removed;
    if not found then
      perform ringi.refuse('RI006', 'event.malformed',
        format('%s is not admitted to this ledger.', named), jsonb_build_object('login', named));
    end if;
  when 'AppointmentEnded' then
    select a.party into subject
      from ringi.appointment a where a.event_id = (facts ->> 'appointment')::uuid;
    if not found then
      perform ringi.refuse('RI006', 'event.malformed',
        format('There is no appointment %s.', facts ->> 'appointment'));
    end if;
  else
    return;
  end case;

  if kind = 'joint' and not founding and subject is distinct from speaker then
    perform ringi.refuse('RI003', 'authority.none',
      format('%s enrols for its own party only.', coalesce(speaker, 'This authority')),
      jsonb_build_object('party', subject));
  end if;

  case type
  when 'PrincipalAdmitted' then
    if exists (select from ringi.principal p where p.login = named and not p.removed) then
      perform ringi.refuse('RI006', 'event.malformed',
        format('%s is admitted already.', named), jsonb_build_object('login', named));
    end if;
    perform ringi.admit_login(named);
    insert into ringi.principal as p (login, party, government, person, authority)
    values (named, subject, facts ->> 'government', facts ->> 'person', event_id)
    on conflict (login) do update
      set party = excluded.party, government = excluded.government, person = excluded.person,
        capacities = null, authority = excluded.authority, removed = false;
  when 'PrincipalRemoved' then
    update ringi.principal p set removed = true where p.login = named;
    perform ringi.dismiss_login(named);
  when 'AppointmentRecorded' then
    insert into ringi.appointment
    values (event_id, named, subject, facts ->> 'government', facts ->> 'post',
      facts ->> 'level', ringi.text_array(facts -> 'capacities'),
      ringi.instant(facts ->> 'from'), ringi.instant(facts ->> 'to'),
      (facts ->> 'acting')::boolean);
  when 'AppointmentEnded' then
    update ringi.appointment a set valid_to = ringi.instant(facts ->> 'at')
     where a.event_id = (facts ->> 'appointment')::uuid;
  end case;
end
$$;

reset role;
