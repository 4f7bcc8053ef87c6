-- Destroys prose, and only prose, when two different officers of the record asked for it; append
-- does it together with the tombstone TextExpunged. The facts, the commitments, the leaves and so
-- every proof stay as they are; the text, its salt and the digest of the request that held it go.
--
-- An UPDATE leaves the old bytes in the table until it is vacuumed, and in the write-ahead log,
-- replicas, backups and exports for as long as those are kept. After an expunge the operator runs
--   VACUUM FULL ringi.payload; VACUUM FULL ringi.command;
-- and lets the retention of backups and archived WAL run out, or shortens it.
set role ringi_owner;

create function ringi.expunge(tombstone uuid) returns void
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  stone record;
  grave record;
begin
  select e.position, e.stream, e.actor, e.authority, p.facts::jsonb ->> 'target' as target,
      l.event_id as foundation, n.person
    into strict stone
    from ringi.event e join ringi.payload p using (position)
    cross join ringi.ledger l
    left join ringi.principal n on n.login = e.actor
   where e.event_id = tombstone;
  select e.position, e.command_id, e.text_commitment is null as wordless, p.text is null as gone
    into grave
    from ringi.event e join ringi.payload p using (position)
   where e.event_id = stone.target::uuid and e.stream = stone.stream
     and e.position < stone.position;
  if not found then
    perform ringi.refuse('RI006', 'event.malformed',
      format('The stream %s has no entry %s.', stone.stream, stone.target));
  end if;
  if grave.wordless then
    perform ringi.refuse('RI006', 'expunge.no_text', 'That entry has no text.');
  end if;
  if grave.gone then
    perform ringi.refuse('RI006', 'expunge.done', 'That text is destroyed.');
  end if;
  -- Whoever set the ledger up keeps no record in it; two logins of one person are one officer.
  if stone.authority = stone.foundation or not exists (
    select from ringi.event e join ringi.payload p using (position)
      left join ringi.principal n on n.login = e.actor
     where e.stream = stone.stream and e.type = 'ExpungeProposed'
       and e.position < stone.position
       and (p.facts::jsonb ->> 'target')::uuid = stone.target::uuid
       and e.actor <> stone.actor and n.person is distinct from stone.person
       and e.authority <> stone.foundation)
  then
    perform ringi.refuse('RI003', 'expunge.second_officer',
      'It takes two officers: one proposes, another expunges.');
  end if;
  update ringi.payload p set text = null, text_salt = null where p.position = grave.position;
  update ringi.command c set request_digest = null where c.command_id = grave.command_id;
end
$$;

reset role;
