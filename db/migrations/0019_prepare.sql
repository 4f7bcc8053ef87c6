-- Checks, hashes and splits the events of a command, one row each in the order given. `problem` is
-- a sentence where an event is not well formed, `covered` whether the capacities cover its type.
set role ringi_owner;

create function ringi.prepare(
  kind text, capacities text[], versions int[],
  event_ids uuid[], event_streams text[], types text[], schema_versions int[],
  on_behalf_of text[], effective text[], markings text[], causation_ids uuid[],
  correlation_ids uuid[], facts text[], facts_salts bytea[], texts text[], text_salts bytea[],
  signatures bytea[])
returns table (i bigint, problem text, covered boolean, imported boolean, event_id uuid,
  stream text, version int, type text, schema_version int, on_behalf_of text, effective text,
  effective_at timestamptz, effective_offset smallint, effective_zone text, marking text,
  causation_id uuid, correlation_id uuid, facts_commitment bytea, text_commitment bytea,
  signature bytea)
language sql
stable
as $$
  select v.i,
      case
        when v.known is null then format('the type %s/%s is not known.', v.type, v.schema_version)
        when v.version is null or v.version < 1
          then format('the stream %s is not listed once, with its version.', v.stream)
        when not kind = any (v.ledger_kinds)
          then format('%s does not belong in a %s ledger.', v.type, kind)
        when v.stream !~ '^(roster$|rules$|(calendar|topic|proposal|joint|decision)/[^/ ])'
          or octet_length(v.stream) > 300
          or split_part(v.stream, '/', 1) <> v.stream_kind and v.stream_kind <> '*'
          then format('%s does not belong in a stream %s.', v.type, v.stream)
        when v.stream || v.effective || coalesce(v.on_behalf_of, '') || coalesce(v.marking, '')
          || session_user ~ '[\u0001-\u001f\u007f-\u009f]'
          then 'a field holds a control character.'
        when v.on_behalf_of in ('', '-') or v.marking in ('', '-')
          or octet_length(v.on_behalf_of) > 300 or octet_length(v.marking) > 1000
          then 'an absent field is null, and a field is short.'
        when coalesce(octet_length(v.facts_salt), 0) not between 16 and 64
          or (v.text is null) <> (v.text_salt is null)
          or octet_length(v.text_salt) not between 16 and 64
          then 'every payload has a salt of its own of 16 to 64 bytes.'
        when octet_length(v.facts) > 262144 then 'the facts are over 256 KiB.'
        when octet_length(v.text) > 4194304 then 'the text is over 4 MiB.'
        when octet_length(v.signature) not between 1 and 16384
          then 'the signature is not an SSHSIG file.'
        when jsonb_typeof(v.fact) is distinct from 'object'
          or jsonb_typeof(v.text::jsonb) <> 'object'
          then 'facts and text are JSON objects.'
        when not case when v.fact ? 'imported' then v.fact
            else jsonb_strip_nulls(v.fact) end ?& v.required_facts
          then format('the facts of %s lack one of %s.', v.type,
            array_to_string(v.required_facts, ', '))
        when v.effective !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d '
            '[A-Za-z][A-Za-z0-9_+/-]*$'
          or ringi.effective_text(v.effective_at, v.effective_offset, v.effective_zone)
            <> v.effective
          then format('%s is not a time with its offset and zone.', v.effective)
      end,
      v.capacities && prepare.capacities or v.imported,
      v.imported, v.event_id, v.stream, v.version, v.type, v.schema_version, v.on_behalf_of,
      v.effective, v.effective_at, v.effective_offset, v.effective_zone, v.marking,
      v.causation_id, v.correlation_id,
      sha256(v.facts_salt || convert_to(v.facts, 'UTF8')),
      sha256(v.text_salt || convert_to(v.text, 'UTF8')),
      v.signature
    from (
      select u.*, k.type as known, k.stream_kind, k.ledger_kinds, k.capacities, k.required_facts,
          j.fact, 'records' = any (prepare.capacities) and j.fact ? 'imported' as imported,
          left(u.effective, 32)::timestamptz as effective_at,
          (substr(u.effective, 27, 3)::int * 60
            + (substr(u.effective, 27, 1) || substr(u.effective, 31, 2))::int)::smallint
            as effective_offset,
          substr(u.effective, 34) as effective_zone
        from unnest(versions, event_ids, event_streams, types, schema_versions, on_behalf_of,
            effective, markings, causation_ids, correlation_ids, facts, facts_salts, texts,
            text_salts, signatures)
          with ordinality as u (version, event_id, stream, type, schema_version, on_behalf_of,
            effective, marking, causation_id, correlation_id, facts, facts_salt, text, text_salt,
            signature, i)
        left join ringi.event_type k on k.type = u.type and k.schema_version = u.schema_version
        cross join lateral (select u.facts::jsonb as fact offset 0) j
       order by u.i
    ) v
   order by v.i
$$;

reset role;
