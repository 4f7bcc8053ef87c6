-- The inside of the Merkle tree: the hashes over 16, 256, 4096 … leaves. A proof over any number of
-- events reads a few ranges of these and of leaf hashes, all by primary key. Whoever asks for a proof
-- or a signed head lets the table catch up; nothing believes it, since what is made of it must lead to
-- a signed root, and `ringi audit verify` never reads it.
set role ringi_owner;

create table ringi.node (
  level smallint not null check (level > 0 and level % 4 = 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (pg_catalog.octet_length(hash) = 32),
  primary key (level, index)
);
comment on table ringi.node is
  'the hash over the 2^level leaves that begin at index * 2^level; every fourth level is kept';
call ringi.open_columns('ringi.node');

-- SHA-256(0x01 || left || right)
create function ringi.join_hashes(a bytea, b bytea) returns bytea
language sql immutable parallel safe
as $$ select pg_catalog.sha256('\x01'::bytea || a || b) $$;

-- Four levels at once: sixteen hashes to the one above them.
create function ringi.fold_hashes(h bytea[]) returns bytea
language sql immutable parallel safe
as $$
  select ringi.join_hashes(
    ringi.join_hashes(
      ringi.join_hashes(ringi.join_hashes(h[1], h[2]), ringi.join_hashes(h[3], h[4])),
      ringi.join_hashes(ringi.join_hashes(h[5], h[6]), ringi.join_hashes(h[7], h[8]))),
    ringi.join_hashes(
      ringi.join_hashes(ringi.join_hashes(h[9], h[10]), ringi.join_hashes(h[11], h[12])),
      ringi.join_hashes(ringi.join_hashes(h[13], h[14]), ringi.join_hashes(h[15], h[16]))))
$$;

-- Brings the nodes up to the head and says how many leaves that is. Two callers at once make the same
-- rows. WAL is sequential: a node cannot survive a crash that took back an event under it.
create function ringi.grow_tree() returns bigint
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  size constant bigint := (select h.position + 1 from ringi.head() h);
  height int := 4;
  have bigint;
  want bigint;
begin
  if pg_is_in_recovery() then
    return (select coalesce(max(n.index) + 1, 0) << 4 from ringi.node n where n.level = 4);
  end if;
  loop
    want := size >> height;
    exit when want = 0;
    select coalesce(max(n.index) + 1, 0) into have from ringi.node n where n.level = height;
    if have < want and height = 4 then
      insert into ringi.node (level, index, hash)
      select 4, e.position >> 4, ringi.fold_hashes(array_agg(e.leaf_hash order by e.position))
        from ringi.event e
       where e.position >= have << 4 and e.position < want << 4
       group by e.position >> 4
      having count(*) = 16
      on conflict do nothing;
    elsif have < want then
      insert into ringi.node (level, index, hash)
      select height, n.index >> 4, ringi.fold_hashes(array_agg(n.hash order by n.index))
        from ringi.node n
       where n.level = height - 4 and n.index >= have << 4 and n.index < want << 4
       group by n.index >> 4
      having count(*) = 16
      on conflict do nothing;
    end if;
    height := height + 4;
  end loop;
  return size;
end
$$;
call ringi.open_function('ringi.grow_tree()');

reset role;
