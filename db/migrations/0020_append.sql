-- Appends the events of one command, atomically, and answers with their receipts.
--
-- Everything that can be checked, hashed and formatted beforehand is done before the append lock is
-- taken; below it only what depends on the head: versions, the time, the leaf hashes. The commit is
-- asynchronous; barrier() in a second transaction makes it durable.
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
set jit = off
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  n constant int := cardinality(event_ids);
  me constant text := session_user;
  microsecond constant interval := '1 microsecond';
  answered record;  -- the command, where it was answered before
  speaker record;   -- the ledger, the caller and the authority
  versions int[];
  prepared record;  -- per event, in order: what needs no head
  current record;   -- the head and what may have changed since
  conflict record;
  applied record;
  first_at timestamptz;
  last_at timestamptz;
  state text;
  message text;
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
      select c.login, c.request_digest into answered
        from ringi.command c where c.command_id = append.command_id;
      if found then
        perform ringi.check_repeat(answered.login, answered.request_digest, request_digest);
        return query select * from ringi.receipts(append.command_id);
        exit attempt;
      end if;

      select l.code, l.kind, l.sandbox, l.rules_version,
          a.party, a.valid_from, a.valid_to,
          p.authority = append.authority and p.capacities is not null as founding,
          case when p.authority = append.authority and p.capacities is not null
            then p.capacities else a.capacities end as capacities
        into speaker
        from ringi.ledger l
        left join ringi.principal p on p.login = me and not p.removed
        left join ringi.appointment a on a.event_id = append.authority and a.login = p.login;
      if not found then
        perform ringi.refuse('RI008', 'ledger.closed', 'This ledger has not been opened.');
      end if;
      if speaker.capacities is null then
        perform ringi.refuse('RI003', 'authority.none',
          format('%s does not hold the authority %s.', me, coalesce(authority::text, '-')));
      end if;

      if append.command_id is null or append.rules_version is null or coalesce(n, 0) = 0
        or array_position(event_ids, null) is not null
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
      select
          (array_agg(u.i || ': ' || u.problem order by u.i)
            filter (where u.problem is not null))[1] as problem,
          (array_agg(u.type order by u.i) filter (where not u.covered))[1] as uncovered,
          bool_or(u.on_behalf_of is not null) as on_behalf,
          bool_or(u.type = any ('{PrincipalAdmitted,PrincipalRemoved,AppointmentRecorded,'
            'AppointmentEnded,RulesVersionAdopted}')) as roster,
          min(u.effective_at) filter (where not u.imported) as effective_from,
          max(u.effective_at) filter (where not u.imported) as effective_to,
          array_agg(u.effective_at) as effective_at,
          array_agg(u.effective_offset) as effective_offset,
          array_agg(u.effective_zone) as effective_zone,
          array_agg(u.facts_commitment) as facts_commitment,
          array_agg(u.text_commitment) as text_commitment,
          array_agg(E'\nevent ' || u.event_id || E'\ncommand ' || append.command_id
            || E'\nstream ' || u.stream || E'\nversion ' || u.version
            || E'\ntype ' || u.type || '/' || u.schema_version
            || E'\nrules ' || append.rules_version || E'\nactor ' || me
            || E'\nparty ' || coalesce(speaker.party, '-') || E'\nauthority ' || append.authority
            || E'\non-behalf-of ' || coalesce(u.on_behalf_of, '-') || E'\nrecorded ') as head,
          array_agg(E'\neffective ' || u.effective || E'\nmarking ' || coalesce(u.marking, '-')
            || E'\ncausation ' || coalesce(u.causation_id::text, '-')
            || E'\ncorrelation ' || coalesce(u.correlation_id::text, '-')
            || E'\nfacts sha256:' || encode(u.facts_commitment, 'hex')
            || E'\ntext ' || coalesce('sha256:' || encode(u.text_commitment, 'hex'), '-')
            || E'\nsignature ' || coalesce('sha256:' || encode(sha256(u.signature), 'hex'), '-')
            || E'\n') as tail
        into prepared
        from ringi.prepare(speaker.kind, speaker.capacities, versions, event_ids, event_streams,
          types, schema_versions, on_behalf_of, effective, markings, causation_ids,
          correlation_ids, facts, facts_salts, texts, text_salts, signatures) u;
      if prepared.problem is not null then
        perform ringi.refuse('RI006', 'event.malformed', 'Event ' || prepared.problem);
      end if;
      if 'LedgerOpened' = any (types) then
        perform ringi.refuse('RI008', 'ledger.closed', 'This ledger was opened already.');
      end if;
      if prepared.uncovered is not null then
        perform ringi.refuse('RI003', 'authority.none', format(
          'The capacities of this authority do not cover %s.', prepared.uncovered));
      end if;
      if prepared.on_behalf and not ('records' = any (speaker.capacities)
        or speaker.founding and 'enrol' = any (speaker.capacities)) then
        perform ringi.refuse('RI003', 'authority.none',
          'Only the capacity records speaks on behalf of another party.');
      end if;

      if not pg_catalog.pg_try_advisory_xact_lock(20230729) then
        perform pg_catalog.pg_advisory_xact_lock(20230729);
      end if;

      select e.position, e.recorded_at, c.now as clock, l.rules_version, p.removed, a.valid_to,
          exists (select from ringi.command d where d.command_id = append.command_id) as answered
        into strict current
        from ringi.ledger l
        join ringi.principal p on p.login = me
        left join ringi.appointment a on a.event_id = append.authority
        left join ringi.sandbox_clock c on true
        cross join lateral (
          select position, recorded_at from ringi.event order by position desc limit 1) e;
      continue attempt when current.answered;  -- by a twin, while this one waited

      if current.rules_version <> append.rules_version then
        perform ringi.refuse('RI007', 'rules.version', format(
          'The rules in force are version %s, not %s.', current.rules_version,
          append.rules_version),
          jsonb_build_object('expected', append.rules_version, 'actual', current.rules_version));
      end if;

      if speaker.sandbox then
        first_at := greatest(current.clock, current.recorded_at + microsecond,
          not_before + microsecond);
      else
        first_at := clock_timestamp();
        if current.recorded_at > first_at + interval '5 seconds' then
          perform ringi.refuse('RI004', 'clock.behind', format(
            'The server''s clock is behind the last event, recorded at %s.',
            ringi.instant_text(current.recorded_at)));
        end if;
        first_at := greatest(first_at, current.recorded_at + microsecond);
      end if;
      last_at := first_at + (n - 1) * microsecond;
      if last_at > not_after then
        perform ringi.refuse('RI005', 'time.passed', format(
          'This was to be recorded by %s; it is %s.', ringi.instant_text(not_after),
          ringi.instant_text(first_at)));
      end if;

      if current.removed or not speaker.founding and (
        first_at < speaker.valid_from or last_at >= current.valid_to
        or prepared.effective_from < speaker.valid_from
        or prepared.effective_to >= current.valid_to)
      then
        perform ringi.refuse('RI003', 'authority.none', format(
          'The authority %s of %s is not in force at that time.', authority, me));
      end if;

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
      if found then
        perform ringi.refuse('RI001', 'version.conflict', format(
          'Stream %s is at version %s, not %s.', conflict.stream, conflict.actual,
          case conflict.expected when -1 then 'any' else conflict.expected::text end),
          jsonb_build_object('stream', conflict.stream, 'expected', conflict.expected,
            'actual', conflict.actual));
      end if;

      return query
        with numbered as (
          select current.position + u.i as position,
              first_at + (u.i - 1) * microsecond as recorded_at, u.*
            from unnest(event_ids, event_streams, versions, types, schema_versions, on_behalf_of,
              effective, markings, causation_ids, correlation_ids, facts, facts_salts, texts,
              text_salts, signatures, prepared.effective_at, prepared.effective_offset,
              prepared.effective_zone, prepared.facts_commitment, prepared.text_commitment,
              prepared.head, prepared.tail)
              with ordinality as u (event_id, stream, version, type, schema_version, on_behalf_of,
                effective, marking, causation_id, correlation_id, facts, facts_salt, text,
                text_salt, signature, effective_at, effective_offset, effective_zone,
                facts_commitment, text_commitment, head, tail, i)
        ), stored as (
          insert into ringi.event as e (position, event_id, command_id, ordinal, stream, version,
            type, schema_version, rules_version, actor, party, authority, on_behalf_of,
            recorded_at, effective_at, effective_offset, effective_zone, marking, causation_id,
            correlation_id, facts_commitment, text_commitment, signature, leaf_hash)
          select u.position, u.event_id, append.command_id, u.i - 1, u.stream, u.version, u.type,
              u.schema_version, append.rules_version, me, speaker.party, append.authority,
              u.on_behalf_of, u.recorded_at, u.effective_at, u.effective_offset,
              u.effective_zone, u.marking, u.causation_id, u.correlation_id, u.facts_commitment,
              u.text_commitment, u.signature,
              sha256('\x00'::bytea || convert_to(
                E'ringi.event/v1\nledger ' || speaker.code || E'\nposition ' || u.position
                  || u.head || ringi.instant_text(u.recorded_at) || u.tail, 'UTF8'))
            from numbered u
          returning e.*
        ), kept as (
          insert into ringi.payload (position, facts, facts_salt, text, text_salt)
          select u.position, u.facts, u.facts_salt, u.text, u.text_salt from numbered u
        ), named as (
          insert into ringi.command (command_id, login, first_position, count, request_digest)
          values (append.command_id, case when not crossing then me end, current.position + 1, n,
            append.request_digest)
        )
        select false, s.position, s.event_id, s.command_id, s.stream, s.version, s.type,
            s.schema_version, s.rules_version, s.actor, s.party, s.authority, s.on_behalf_of,
            s.recorded_at,
            ringi.effective_text(s.effective_at, s.effective_offset, s.effective_zone),
            s.marking, s.causation_id, s.correlation_id, s.facts_commitment, s.text_commitment,
            s.signature, s.leaf_hash
          from stored s
         order by s.position;

      if prepared.roster then
        for applied in
          select u.event_id, u.type, u.facts
            from unnest(event_ids, types, facts) with ordinality u (event_id, type, facts, i)
           order by u.i
        loop
          perform ringi.apply_roster(applied.event_id, applied.type, applied.facts::jsonb,
            speaker.kind, speaker.founding, speaker.party);
        end loop;
      end if;
      exit attempt;
    exception
      when lock_not_available then
        perform ringi.end_idle_holder('5 seconds');
      when others then
        get stacked diagnostics state = returned_sqlstate, message = message_text;
        if state like 'RI%' then
          raise;
        elsif state like '22%' or state = '23502' then
          perform ringi.refuse('RI006', 'event.malformed', 'A payload or a time is malformed: '
            || message || '.');
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
