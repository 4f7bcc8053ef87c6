-- Appends the events of one command, atomically, and answers with their receipts.
--
-- Everything that can be checked, hashed and formatted beforehand is done before the append lock is
-- taken; under it only what depends on the head: versions, the time, the leaf hashes. If the roster
-- or the rules changed in between, or a twin answered the command, all is done again. The commit is
-- asynchronous; barrier() in a second transaction makes it durable.
--
-- One event, which is what officials append, goes through plain statements; many go through sets.
set role ringi_owner;

create function ringi.append(
  command_id uuid, request_digest bytea, crossing boolean, authority uuid, rules_version int,
  not_after timestamptz, not_before timestamptz,
  streams text[], expected int[], read_streams text[], read_versions int[],
  event_ids uuid[], event_streams text[], types text[], schema_versions int[],
  on_behalf_of text[], effective text[], markings text[], causation_ids uuid[],
  correlation_ids uuid[], facts text[], facts_salts bytea[], texts text[], text_salts bytea[],
  signatures bytea[])
returns setof ringi.receipt
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  n constant int := cardinality(event_ids);
  microsecond constant interval := '1 microsecond';
  speaker record;  -- the ledger, the caller and the authority; the command, if answered before
  versions int[];
  -- of one event
  fact jsonb;
  at timestamptz;
  minutes smallint;
  zone text;
  imported boolean;
  facts_commitment bytea;
  text_commitment bytea;
  middle text;
  tail text;
  -- of many
  every ringi.prepared[];
  problem text;
  uncovered text;  -- a type that the capacities do not cover
  on_behalf boolean;
  roster boolean;  -- whether an event changes who may speak, or the rules
  effective_from timestamptz;
  effective_to timestamptz;
  head record;
  conflict record;
  first_at timestamptz;
  last_at timestamptz;
  receipt ringi.receipt;
  prefix text;
  state text;
  message text;
  broken text;
begin
  perform pg_catalog.set_config('synchronous_commit', 'off', true);
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    perform ringi.refuse('RI009', 'isolation', format(
      'An append needs to see what others committed: READ COMMITTED, not %s.',
      upper(current_setting('transaction_isolation'))));
  end if;

  <<attempt>>
  loop
    begin
      select l.code, l.kind, l.sandbox, l.rules_version, l.roster_position,
          a.party, a.valid_from, a.valid_to,
          p.authority = append.authority and p.capacities is not null as founding,
          case when p.authority = append.authority and p.capacities is not null
            then p.capacities else a.capacities end as capacities,
          c.count as answered, c.login, c.request_digest,
          k.type as known, k.stream_kind, k.ledger_kinds, k.required_facts,
          k.capacities as covered_by
        into speaker
        from ringi.ledger l
        left join ringi.principal p on p.login = session_user and not p.removed
        left join ringi.appointment a on a.event_id = append.authority and a.login = p.login
        left join ringi.command c on c.command_id = append.command_id
        left join ringi.event_type k
          on k.type = types[1] and k.schema_version = schema_versions[1];
      if not found then
        perform ringi.refuse('RI008', 'ledger.closed', 'This ledger has not been opened.');
      end if;
      if speaker.answered is not null then
        perform ringi.check_repeat(speaker.login, speaker.request_digest, append.request_digest);
        return query select * from ringi.receipts(append.command_id);
        exit attempt;
      end if;
      if speaker.capacities is null then
        perform ringi.refuse('RI003', 'authority.none', format(
          '%s does not hold the authority %s.', session_user, coalesce(authority::text, '-')));
      end if;
      if speaker.rules_version is distinct from append.rules_version then
        perform ringi.refuse('RI007', 'rules.version', format(
          'The rules in force are version %s, not %s.', speaker.rules_version,
          append.rules_version),
          jsonb_build_object('expected', append.rules_version, 'actual', speaker.rules_version));
      end if;
      if command_id is null or n is null or n = 0 or crossing is null
        or cardinality(event_streams) is distinct from n or cardinality(types) is distinct from n
        or cardinality(schema_versions) is distinct from n
        or cardinality(effective) is distinct from n or cardinality(facts) is distinct from n
        or cardinality(facts_salts) is distinct from n
        or cardinality(streams) is distinct from cardinality(expected)
        or cardinality(read_streams) is distinct from cardinality(read_versions)
        or n < greatest(cardinality(on_behalf_of), cardinality(markings),
          cardinality(causation_ids), cardinality(correlation_ids), cardinality(texts),
          cardinality(text_salts), cardinality(signatures))
      then
        perform ringi.refuse('RI006', 'event.malformed', 'The arrays do not fit together.');
      end if;

      if n = 1 and streams = event_streams then
        versions := array[expected[1] + 1];
      else
        versions := ringi.number_events(streams, expected, event_streams);
      end if;
      if n = 1 then
        fact := facts[1]::jsonb;
        at := left(effective[1], 32)::timestamptz;
        minutes := substr(effective[1], 27, 3)::int * 60
          + (substr(effective[1], 27, 1) || substr(effective[1], 31, 2))::int;
        zone := substr(effective[1], 34);
        facts_commitment := sha256(facts_salts[1] || convert_to(facts[1], 'UTF8'));
        text_commitment := sha256(text_salts[1] || convert_to(texts[1], 'UTF8'));
        problem := '1: ' || ringi.problem(speaker.known, speaker.stream_kind,
          speaker.ledger_kinds, speaker.required_facts, speaker.kind, event_streams[1],
          versions[1], types[1], schema_versions[1], on_behalf_of[1], effective[1], at, minutes,
          zone, markings[1], fact, facts[1], facts_salts[1], texts[1], text_salts[1],
          signatures[1]);
        imported := 'records' = any (speaker.capacities) and fact ? 'imported';
        uncovered := case when not (speaker.covered_by && speaker.capacities or imported)
          then types[1] end;
        on_behalf := on_behalf_of[1] is not null;
        effective_from := case when not imported then at end;
        effective_to := effective_from;
        prefix := E'ringi.event/v1\nledger ' || speaker.code || E'\nposition ';
        middle := ringi.entry_head(event_ids[1], command_id, event_streams[1], versions[1],
          types[1], schema_versions[1], rules_version, session_user, speaker.party, authority,
          on_behalf_of[1]);
        tail := ringi.entry_tail(effective[1], markings[1], causation_ids[1],
          correlation_ids[1], facts_commitment, text_commitment, signatures[1]);
      else
        select array_agg(v.u),
            (array_agg(v.i || ': ' || (v.u).problem order by v.i)
              filter (where (v.u).problem is not null))[1],
            (array_agg((v.u).type order by v.i) filter (where not (v.u).covered))[1],
            bool_or((v.u).on_behalf_of is not null),
            min((v.u).effective_at) filter (where not (v.u).imported),
            max((v.u).effective_at) filter (where not (v.u).imported)
          into every, problem, uncovered, on_behalf, effective_from, effective_to
          from (
            select e.i, u
              from unnest(event_ids, event_streams, versions, types, schema_versions,
                  append.on_behalf_of, append.effective, markings, causation_ids,
                  correlation_ids, facts, facts_salts, texts, text_salts, signatures)
                with ordinality as e (event_id, stream, version, type, schema_version,
                  on_behalf_of, effective, marking, causation_id, correlation_id, facts,
                  facts_salt, text, text_salt, signature, i)
              left join ringi.event_type k
                on k.type = e.type and k.schema_version = e.schema_version
              cross join lateral ringi.prepare_event(k, speaker.kind, speaker.capacities,
                append.command_id, append.rules_version, speaker.party, append.authority,
                e.event_id, e.stream, e.version, e.type, e.schema_version, e.on_behalf_of,
                e.effective, e.marking, e.causation_id, e.correlation_id, e.facts, e.facts_salt,
                e.text, e.text_salt, e.signature) u
             order by e.i
          ) v;
      end if;
      if problem is not null then
        perform ringi.refuse('RI006', 'event.malformed', 'Event ' || problem);
      end if;
      if 'LedgerOpened' = any (types) then
        perform ringi.refuse('RI008', 'ledger.closed', 'This ledger was opened already.');
      end if;
      if uncovered is not null then
        perform ringi.refuse('RI003', 'authority.none', format(
          'The capacities of this authority do not cover %s.', uncovered));
      end if;
      if on_behalf and not ('records' = any (speaker.capacities)
        or speaker.founding and 'enrol' = any (speaker.capacities)) then
        perform ringi.refuse('RI003', 'authority.none',
          'Only the capacity records speaks on behalf of another party.');
      end if;
      roster := types && '{PrincipalAdmitted,PrincipalRemoved,AppointmentRecorded,'
        'AppointmentEnded,RulesVersionAdopted}';
      prefix := E'ringi.event/v1\nledger ' || speaker.code || E'\nposition ';

      if not pg_catalog.pg_try_advisory_xact_lock(20230729) then
        perform pg_catalog.pg_advisory_xact_lock(20230729);
      end if;

      select e.position, e.recorded_at, l.roster_position into strict head
        from ringi.event e cross join ringi.ledger l
       order by e.position desc limit 1;
      continue attempt when head.roster_position <> speaker.roster_position;

      if speaker.sandbox then
        first_at := greatest((select c.now from ringi.sandbox_clock c),
          head.recorded_at + microsecond, not_before + microsecond);
      else
        first_at := clock_timestamp();
        if head.recorded_at > first_at + interval '5 seconds' then
          perform ringi.refuse('RI004', 'clock.behind', format(
            'The server''s clock is behind the last event, recorded at %s.',
            ringi.instant_text(head.recorded_at)));
        end if;
        first_at := greatest(first_at, head.recorded_at + microsecond);
      end if;
      last_at := first_at + (n - 1) * microsecond;

      if n = 1 and cardinality(streams) = 1 and coalesce(cardinality(read_streams), 0) = 0 then
        select s.stream, s.expected, s.actual into conflict
          from (
            select streams[1] as stream, append.expected[1] as expected,
              coalesce((
                select e.version from ringi.event e
                 where e.stream = streams[1] order by e.version desc limit 1), 0) as actual
          ) s
         where s.actual <> s.expected;
      else
        select s.stream, s.expected, coalesce(e.version, 0) as actual into conflict
          from (
            select w.stream, w.expected, w.i
              from unnest(streams, append.expected) with ordinality w (stream, expected, i)
            union all
            select r.stream, r.expected, r.i + cardinality(streams)
              from unnest(read_streams, read_versions) with ordinality r (stream, expected, i)
          ) s
          left join lateral (
            select e.version from ringi.event e
             where e.stream = s.stream order by e.version desc limit 1) e on true
         where case s.expected when -1 then e.version is null
           else coalesce(e.version, 0) <> s.expected end
         order by s.i
         limit 1;
      end if;
      if found then
        continue attempt when exists (  -- a twin was first
          select from ringi.command c where c.command_id = append.command_id);
        perform ringi.refuse('RI001', 'version.conflict', format(
          'Stream %s is at version %s, not %s.', conflict.stream, conflict.actual,
          case conflict.expected when -1 then 'any' else conflict.expected::text end),
          jsonb_build_object('stream', conflict.stream, 'expected', conflict.expected,
            'actual', conflict.actual));
      end if;
      if last_at > not_after then
        perform ringi.refuse('RI005', 'time.passed', format(
          'This was to be recorded by %s; it is %s.', ringi.instant_text(not_after),
          ringi.instant_text(first_at)));
      end if;
      if not speaker.founding and (
        first_at < speaker.valid_from or last_at >= speaker.valid_to
        or effective_from < speaker.valid_from or effective_to >= speaker.valid_to)
      then
        perform ringi.refuse('RI003', 'authority.none', format(
          'The authority %s of %s is not in force at that time.', authority, session_user));
      end if;

      insert into ringi.command (command_id, login, first_position, count, request_digest)
      values (append.command_id, case when not crossing then session_user end,
        head.position + 1, n, append.request_digest);
      if n = 1 then
        insert into ringi.event (position, event_id, command_id, ordinal, stream, version,
          type, schema_version, rules_version, actor, party, authority, on_behalf_of,
          recorded_at, effective_at, effective_offset, effective_zone, marking, causation_id,
          correlation_id, facts_commitment, text_commitment, signature, leaf_hash)
        values (head.position + 1, event_ids[1], append.command_id, 0, event_streams[1],
          versions[1], types[1], schema_versions[1], append.rules_version, session_user,
          speaker.party, append.authority, append.on_behalf_of[1], first_at, at, minutes,
          zone, markings[1], causation_ids[1],
          correlation_ids[1], facts_commitment, text_commitment, signatures[1],
          sha256('\x00'::bytea || convert_to(concat(prefix, head.position + 1, middle,
            ringi.instant_text(first_at), tail), 'UTF8')))
        returning false, position, event_id, command_id, stream, version, type, schema_version,
          rules_version, actor, party, authority, on_behalf_of, recorded_at,
          append.effective[1], marking, causation_id, correlation_id, facts_commitment,
          text_commitment, signature, leaf_hash
          into receipt;
        insert into ringi.payload (position, facts, facts_salt, text, text_salt)
        values (receipt.position, facts[1], facts_salts[1], texts[1], text_salts[1]);
        return next receipt;
      else
        return query
          with numbered as materialized (
            select head.position + u.i as position,
                first_at + (u.i - 1) * microsecond as recorded_at, u.*,
                sha256('\x00'::bytea || convert_to(concat(prefix, head.position + u.i, u.head,
                  ringi.instant_text(first_at + (u.i - 1) * microsecond), u.tail),
                  'UTF8')) as leaf_hash
              from unnest(every) with ordinality as u (problem, covered, imported, event_id,
                stream, version, type, schema_version, on_behalf_of, effective, effective_at,
                effective_offset, effective_zone, marking, causation_id, correlation_id, facts,
                facts_salt, facts_commitment, text, text_salt, text_commitment, signature, head,
                tail, i)
          ), stored as (
            insert into ringi.event (position, event_id, command_id, ordinal, stream, version,
              type, schema_version, rules_version, actor, party, authority, on_behalf_of,
              recorded_at, effective_at, effective_offset, effective_zone, marking,
              causation_id, correlation_id, facts_commitment, text_commitment, signature,
              leaf_hash)
            select u.position, u.event_id, append.command_id, u.i - 1, u.stream, u.version,
                u.type, u.schema_version, append.rules_version, session_user, speaker.party,
                append.authority, u.on_behalf_of, u.recorded_at, u.effective_at,
                u.effective_offset, u.effective_zone, u.marking, u.causation_id,
                u.correlation_id, u.facts_commitment, u.text_commitment, u.signature,
                u.leaf_hash
              from numbered u
          ), kept as (
            insert into ringi.payload (position, facts, facts_salt, text, text_salt)
            select u.position, u.facts, u.facts_salt, u.text, u.text_salt from numbered u
          )
          select false, u.position, u.event_id, append.command_id, u.stream, u.version, u.type,
              u.schema_version, append.rules_version, session_user::text, speaker.party,
              append.authority, u.on_behalf_of, u.recorded_at, u.effective, u.marking,
              u.causation_id, u.correlation_id, u.facts_commitment, u.text_commitment,
              u.signature, u.leaf_hash
            from numbered u
           order by u.i;
      end if;

      if roster then
        perform ringi.apply_roster(u.event_id, u.type, u.facts::jsonb, speaker.kind,
            speaker.founding, speaker.party)
          from (
            select * from unnest(event_ids, types, facts) with ordinality
              as u (event_id, type, facts, i) order by i) u;
        update ringi.ledger set roster_position = head.position + n;
      end if;
      if 'TextExpunged' = any (types) then
        perform ringi.expunge(u.event_id)
          from (
            select * from unnest(event_ids, types) with ordinality as u (event_id, type, i)
             order by i) u
         where u.type = 'TextExpunged';
      end if;
      exit attempt;
    exception
      when lock_not_available then
        perform ringi.end_idle_holder('5 seconds');
      when others then
        get stacked diagnostics state = returned_sqlstate, message = message_text,
          broken = constraint_name;
        if state like 'RI%' then
          raise;
        elsif state like '22%' or state = '23502' then
          perform ringi.refuse('RI006', 'event.malformed', 'A payload or a time is malformed: '
            || message || '.');
        elsif state = '23505' and broken = 'command_pkey' then
          null;  -- a twin was first: answer as it was answered
        elsif state = '23505' then
          perform ringi.refuse('RI006', 'event.malformed', 'An event id was used before.');
        else
          raise exception using errcode = state, message = message;
        end if;
    end;
  end loop;
end
$$;
call ringi.open_function('ringi.append(uuid, bytea, boolean, uuid, int, timestamptz, '
  'timestamptz, text[], int[], text[], int[], uuid[], text[], text[], int[], text[], text[], '
  'text[], uuid[], uuid[], text[], bytea[], text[], bytea[], bytea[])');

reset role;
