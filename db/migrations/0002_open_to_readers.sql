-- Opens what readers may use. Columns, not tables: system columns (xmin tells of other ledgers'
-- transactions) need a grant on the whole table.
set role ringi_owner;

create procedure ringi.open_columns(relation regclass, variadic except_columns text[] default '{}')
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  names text;
begin
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into names
    from pg_catalog.pg_attribute a
   where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
     and a.attname <> all (except_columns);
  execute format('revoke all on %s from public', relation);
  execute format('grant select (%s) on %s to public', names, relation);
end
$$;

create procedure ringi.open_function(variadic functions regprocedure[])
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  f regprocedure;
begin
  foreach f in array functions loop
    execute format('grant execute on function %s to public', f);
    insert into ringi.surface values (f::text) on conflict do nothing;
  end loop;
end
$$;

do $$
declare
  t regclass;
begin
  foreach t in array array['ringi.event', 'ringi.payload', 'ringi.ledger', 'ringi.sandbox_clock',
    'ringi.principal', 'ringi.appointment', 'ringi.event_type', 'ringi.migration',
    'ringi.checkpoint', 'ringi.cosignature', 'ringi.projection_state', 'ringi.projection_fault']
  loop
    call ringi.open_columns(t);
  end loop;
end
$$;
-- The digest of a request covers prose without a salt.
call ringi.open_columns('ringi.command', 'request_digest');

reset role;
