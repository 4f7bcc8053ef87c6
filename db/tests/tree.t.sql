-- The stored nodes of the Merkle tree, against a definition that follows RFC 6962 word for word.
set search_path = tap, public;
select plan(8);
select tap.open('USA', 'national');
create function tap.mth(lo bigint, hi bigint) returns bytea language plpgsql as $$
declare
  k bigint := 1;
begin
  if hi - lo = 1 then
    return (select leaf_hash from ringi.event where position = lo);
  end if;
  while 2 * k < hi - lo loop
    k := 2 * k;
  end loop;
  return sha256('\x01'::bytea || tap.mth(lo, lo + k) || tap.mth(lo + k, hi));
end
$$;
select is(ringi.grow_tree(), 1::bigint, 'one event');
select is((select count(*) from ringi.node), 0::bigint, 'no node yet');
set session_replication_role = replica;
insert into ringi.event
select g, gen_random_uuid(), gen_random_uuid(), 0, 'rules', g, 'X', 1, 1, 'a', null, null, null,
    clock_timestamp(), now(), 0, 'UTC', null, null, null, '\x', null, null, sha256(g::text::bytea)
  from generate_series(1, 5000) g;
set session_replication_role = origin;
set session authorization founder;
select is(ringi.grow_tree(), 5001::bigint, 'a reader lets it grow');
reset session authorization;
select results_eq('select level::int, count(*) from ringi.node group by 1 order by 1',
  $$ values (4, 312::bigint), (8, 19), (12, 1) $$, 'every fourth level, complete nodes only');
select is((select hash from ringi.node where level = 4 and index = 7), tap.mth(112, 128), 'sixteen');
select is((select hash from ringi.node where level = 8 and index = 3), tap.mth(768, 1024), '256');
select is((select hash from ringi.node where level = 12 and index = 0), tap.mth(0, 4096), '4096');
create table kept as table ringi.node;
select ringi.grow_tree();
select set_eq('table ringi.node', 'table kept', 'again changes nothing');
select * from finish();
