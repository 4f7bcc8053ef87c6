-- What append can know of an event before it takes its lock: whether it is well formed, whether the
-- authority covers it, its commitments, and its entry but for the position and the time.
set role ringi_owner;

create type ringi.prepared as (
  problem text,
  covered boolean,
  imported boolean,
  event_id uuid,
  stream text,
  version int,
  type text,
  schema_version int,
  on_behalf_of text,
  effective text,
  effective_at timestamptz,
  effective_offset smallint,
  effective_zone text,
  marking text,
  causation_id uuid,
  correlation_id uuid,
  facts text,
  facts_salt bytea,
  facts_commitment bytea,
  text text,
  text_salt bytea,
  text_commitment bytea,
  signature bytea,
  head text,
  tail text
);

-- What is wrong with an event, as a sentence; null where nothing is. `known` is null where the type
-- is not. An expression, so that it runs within a query as well as without one.
create function ringi.problem(
  known text, stream_kind text, ledger_kinds text[], required_facts text[], kind text,
  stream text, version int, type text, schema_version int, on_behalf_of text, effective text,
  at timestamptz, minutes smallint, zone text, marking text, fact jsonb, facts text,
  facts_salt bytea, texts text, text_salt bytea, signature bytea)
returns text
language sql
stable
as $$
  select
    case
      when known is null
        then format('the type %s/%s is not known.', type, schema_version)
      when version is null or version < 1
        then format('the stream %s is not listed once, with its version.', stream)
      when not kind = any (ledger_kinds)
        then format('%s does not belong in a %s ledger.', type, kind)
      when octet_length(stream) > 300 or not case stream_kind
        when 'roster' then stream = 'roster'
        when 'rules' then stream = 'rules'
        when '*'
          then stream ~ '^(roster$|rules$|(calendar|topic|proposal|joint|decision)/[^/ ])'
        else stream like stream_kind || '/_%' and strpos(stream, ' ') = 0
        end
        then format('%s does not belong in a stream %s.', type, stream)
      when on_behalf_of in ('', '-') or marking in ('', '-')
        or octet_length(on_behalf_of) > 300 or octet_length(marking) > 1000
        then 'an absent field is null, and a field is short.'
      when stream || effective || coalesce(on_behalf_of, '') || coalesce(marking, '')
        || session_user ~ '[\u0001-\u001f\u007f-\u009f]'
        then 'a field holds a control character.'
      when coalesce(octet_length(facts_salt), 0) not between 16 and 64
        or (texts is null) <> (text_salt is null)
        or octet_length(text_salt) not between 16 and 64
        then 'every payload has a salt of its own of 16 to 64 bytes.'
      when octet_length(facts) > 262144 then 'the facts are over 256 KiB.'
      when octet_length(texts) > 4194304 then 'the text is over 4 MiB.'
      when octet_length(signature) not between 1 and 16384
        then 'the signature is not an SSHSIG file.'
      when jsonb_typeof(fact) is distinct from 'object'
        or jsonb_typeof(texts::jsonb) <> 'object'
        then 'facts and text are JSON objects.'
      when not case when fact ? 'imported' then fact
          else jsonb_strip_nulls(fact) end ?& required_facts
        then format('the facts of %s lack one of %s.', type,
          array_to_string(required_facts, ', '))
      when strpos(zone, ' ') > 0 or zone = ''
        or ringi.effective_text(at, minutes, zone) <> effective
        then format('%s is not a time with its offset and zone.', effective)
    end
$$;

-- `known` is the event's type, all null where there is none. `problem` is a sentence.
create function ringi.prepare_event(
  known ringi.event_type, kind text, capacities text[], command_id uuid, rules_version int,
  party text, authority uuid, event_id uuid, stream text, version int, type text,
  schema_version int, on_behalf_of text, effective text, marking text, causation_id uuid,
  correlation_id uuid, facts text, facts_salt bytea, texts text, text_salt bytea, signature bytea)
returns setof ringi.prepared
language sql
stable
as $$
  select
      ringi.problem((known).type, (known).stream_kind, (known).ledger_kinds,
        (known).required_facts, kind, stream, version, type, schema_version, on_behalf_of,
        effective, j.at, j.minutes, j.zone, marking, j.fact, facts, facts_salt, texts, text_salt,
        signature),
      (known).capacities && capacities or j.imported, j.imported, event_id, stream, version,
      type, schema_version, on_behalf_of, effective, j.at, j.minutes, j.zone, marking,
      causation_id, correlation_id, facts, facts_salt, j.facts_commitment, texts, text_salt,
      j.text_commitment, signature,
      ringi.entry_head(event_id, command_id, stream, version, type, schema_version,
        rules_version, session_user, party, authority, on_behalf_of),
      ringi.entry_tail(effective, marking, causation_id, correlation_id, j.facts_commitment,
        j.text_commitment, signature)
    from (
      select f.fact, 'records' = any (capacities) and f.fact ? 'imported' as imported,
          left(effective, 32)::timestamptz as at,
          (substr(effective, 27, 3)::int * 60
            + (substr(effective, 27, 1) || substr(effective, 31, 2))::int)::smallint as minutes,
          substr(effective, 34) as zone,
          sha256(facts_salt || convert_to(facts, 'UTF8')) as facts_commitment,
          sha256(text_salt || convert_to(texts, 'UTF8')) as text_commitment
        from (select facts::jsonb as fact offset 0) f
      offset 0
    ) j
$$;

reset role;
