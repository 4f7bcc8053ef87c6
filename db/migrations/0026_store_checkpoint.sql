-- Stores a signed head and, later, what witnesses signed of it. Neither is proof by being here: who
-- reads them verifies the signatures.
set role ringi_owner;

create function ringi.store_checkpoint(size bigint, root bytea, note text) returns void
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
  perform ringi.require_capacity('enrol', 'records', 'secretariat', 'auditor', 'witness');
  if size is null or root is null or note is null or octet_length(root) <> 32
    or octet_length(note) > 65536
    or size not between 0 and (select h.position + 1 from ringi.head() h) then
    perform ringi.refuse('RI006', 'checkpoint.malformed',
      'A checkpoint has a size within the log, a root of 32 bytes and a note.');
  end if;
  insert into ringi.checkpoint (size, root, note) values (size, root, note)
  on conflict on constraint checkpoint_pkey do nothing;
  if exists (
    select from ringi.checkpoint c
     where c.size = store_checkpoint.size and c.root <> store_checkpoint.root) then
    perform ringi.refuse('RI011', 'checkpoint.conflict',
      format('Another root was stored for size %s.', size));
  end if;
end
$$;

-- `line` is a signature line of a note: U+2014, name, base64.
create function ringi.store_cosignature(size bigint, line text) returns void
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
  perform ringi.require_capacity('enrol', 'records', 'secretariat', 'auditor', 'witness');
  if coalesce(line, '') !~ '^— [^ +[:space:]]+ [A-Za-z0-9+/]+=*$'
    or octet_length(line) > 4096 then
    perform ringi.refuse('RI006', 'checkpoint.malformed', 'This is not a signature line.');
  end if;
  if not exists (select from ringi.checkpoint c where c.size = store_cosignature.size) then
    perform ringi.refuse('RI011', 'checkpoint.conflict',
      format('There is no checkpoint of size %s.', size));
  end if;
  insert into ringi.cosignature (size, line) values (size, line)
  on conflict on constraint cosignature_pkey do nothing;
end
$$;
call ringi.open_function('ringi.store_checkpoint(bigint, bytea, text)',
  'ringi.store_cosignature(bigint, text)');

reset role;
