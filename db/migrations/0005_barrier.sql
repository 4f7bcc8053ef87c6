-- Makes everything that this connection committed before durable. A second transaction, pipelined
-- behind append's: WAL is sequential, and concurrent barriers share one flush. The setting must be
-- made in the body, since a function's SET is undone before its commit.
set role ringi_owner;

create function ringi.barrier() returns void
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  perform pg_catalog.set_config('synchronous_commit',
    case pg_catalog.current_setting('synchronous_commit')
      when 'remote_apply' then 'remote_apply' else 'on' end, true);
  perform pg_catalog.pg_logical_emit_message(true, 'ringi', '');
end
$$;
call ringi.open_function('ringi.barrier()');

reset role;
