-- Projections: tables that state, for ranges of positions, what the events say. Each lives in a
-- file of its own, which declares it, makes its table `ringi.NAME` (the key; from_position and
-- to_position; the values) and a function `ringi.NAME_changes(lo, hi)` giving what each event of
-- [lo, hi) changes: the key, the position, the values that the event sets and null for the others,
-- and `fresh` where what was there before no longer counts. Everything else follows from these.
set role ringi_owner;

-- The last value that is not null: what a row keeps of those before it.
create function ringi.later(before anyelement, after anyelement) returns anyelement
language sql
immutable
strict
parallel safe
as 'select after';
create aggregate ringi.carry(anyelement) (sfunc = ringi.later, stype = anyelement);

-- The events that a projection takes, with their facts parsed once.
create function ringi.projected(name text, types text[], lo bigint, hi bigint)
returns table ("position" bigint, event_id uuid, stream text, type text, speaker text,
  recorded_at timestamptz, effective_at timestamptz, facts jsonb)
language sql
stable
as $$
  select e.position, e.event_id, e.stream, e.type, coalesce(e.on_behalf_of, e.party),
      e.recorded_at, e.effective_at, p.facts::jsonb
    from ringi.event e
    join ringi.payload p on p.position = e.position
   where e.position >= lo and e.position < hi and p.position >= lo and p.position < hi
     and e.type = any (types)
     and not exists (
       select from ringi.projection_fault f where f.name = projected.name
         and f.position = e.position)
  offset 0
$$;

-- Opens the file of a projection. A new version starts from nothing and is filled by project().
create procedure ringi.declare_projection(name text, version int, types text[])
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
begin
  if exists (
    select from ringi.projection_state s
     where s.name = declare_projection.name and s.version = declare_projection.version
       and s.types = declare_projection.types) then
    return;
  end if;
  execute format('drop table if exists ringi.%I cascade', name);
  execute format('drop function if exists ringi.%I(bigint, bigint) cascade', name || '_changes');
  delete from ringi.projection_state s where s.name = declare_projection.name;
  insert into ringi.projection_state (name, version, types) values (name, version, types);
end
$$;

-- Closes the file of a projection: makes the functions that keep its table, and the view of the
-- present and the function of the past that read it.
create procedure ringi.complete_projection(name text)
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  relation constant regclass := format('ringi.%I', name)::regclass;
  keys text[];
  others text[];  -- the values
  fills text[];   -- placeholder, replacement
  body text;
  i int;
begin
  select array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attnum < f.attnum),
      array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attnum > f.attnum + 1)
    into keys, others
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_attribute f on f.attrelid = relation and f.attname = 'from_position'
   where a.attrelid = relation and a.attnum > 0 and not a.attisdropped;
  select array[
      '<name>', quote_ident(name), '<keys>', string_agg(k, ', '),
      '<c.keys>', string_agg('c.' || k, ', '), '<u.keys>', string_agg('u.' || k, ', '),
      '<h=c>', string_agg(format('h.%1$s = c.%1$s', k), ' and '),
      '<g=c>', string_agg(format('g.%1$s = c.%1$s', k), ' and ')]
    into fills from unnest(keys) k;
  select fills || array[
      '<values>', string_agg(v, ', '), '<h.values>', string_agg('h.' || v, ', '),
      '<kept>', string_agg(format('case when c.fresh then c.%1$s else coalesce(c.%1$s, o.%1$s) end',
        v), E',\n        '),
      '<carried>', string_agg(format('ringi.carry(u.%1$s) over generation as %1$s', v),
        E',\n          '),
      '<name_>', format('%I', name || '_changes'), '<rows>', format('%I', name || '_rows'),
      '<short>', format('%I', name || '_short'), '<long>', format('%I', name || '_long'),
      '<current>', format('%I', name || '_current'), '<at>', format('%I', name || '_at')]
    into fills from unnest(others) v;

  body := $generated$
    -- The rows that the events of [lo, hi) make, after the open rows of the table or after nothing.
    create or replace function ringi.<rows>(lo bigint, hi bigint, continuing boolean)
    returns setof ringi.<name>
    language sql
    stable
    as $body$
      with changes as materialized (
        select * from ringi.<name_>(lo, hi)
      ), unioned as (
        select <c.keys>, c.position, c.fresh, true as made, <values>
          from changes c
        union all
        select <c.keys>, h.from_position, true, false, <h.values>
          from (select distinct <keys> from changes) c
          join ringi.<name> h on <h=c>
         where continuing and h.to_position is null
      ), grouped as (
        select u.*, count(*) filter (where u.fresh)
            over (partition by <u.keys> order by u.position) as generation
          from unioned u
      ), carried as (
        select u.made, <u.keys>, u.position as from_position,
          lead(u.position) over (partition by <u.keys> order by u.position) as to_position,
          <carried>
        from grouped u
        window generation as (partition by <u.keys>, u.generation order by u.position)
      )
      select <keys>, from_position, to_position, <values> from carried where made
    $body$;

    -- A few events, one by one, by index look-ups.
    create or replace function ringi.<short>(lo bigint, hi bigint) returns void
    language plpgsql
    set search_path = ringi, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    as $body$
    declare
      c record;
    begin
      for c in select * from ringi.<name_>(lo, hi) changes order by changes.position loop
        with closed as (
          update ringi.<name> h set to_position = c.position
           where <h=c> and h.to_position is null
             and h.from_position = (
               select max(g.from_position) from ringi.<name> g where <g=c>)
          returning h.*
        )
        insert into ringi.<name> (<keys>, from_position, <values>)
        select <c.keys>, c.position, <kept>
          from (values (true)) one
          left join closed o on true;
      end loop;
    end
    $body$;

    -- Many events at once. A table filled since it was last analysed looks empty to the planner,
    -- which would then walk it once for each event.
    create or replace function ringi.<long>(lo bigint, hi bigint) returns void
    language plpgsql
    set search_path = ringi, pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
    set enable_nestloop = off
    set work_mem = '128MB'
    as $body$
    begin
      with made as materialized (
        select * from ringi.<rows>(lo, hi, true)
      ), closed as (
        update ringi.<name> h set to_position = c.first
          from (select <keys>, min(from_position) as first from made group by <keys>) c
         where <h=c> and h.to_position is null
      )
      insert into ringi.<name> select * from made;
    end
    $body$;

    create or replace view ringi.<current> as
      select * from ringi.<name> where to_position is null;

    create or replace function ringi.<at>(known bigint) returns setof ringi.<name>
    language sql
    stable
    as $body$
      select * from ringi.<name> h
       where h.from_position <= known and (h.to_position is null or h.to_position > known)
    $body$;
  $generated$;
  for i in 1 .. cardinality(fills) by 2 loop
    body := replace(body, fills[i], fills[i + 1]);
  end loop;
  execute body;

  -- Called by name without planning anew each time.
  select string_agg(format('when %L then if hi - lo <= 64 then perform ringi.%I(lo, hi); '
      'else perform ringi.%I(lo, hi); end if;', s.name, s.name || '_short', s.name || '_long'),
      E'\n    ')
    into body
    from ringi.projection_state s
   where to_regprocedure(format('ringi.%I(bigint, bigint)', s.name || '_short')) is not null;
  execute format($generated$
    create or replace function ringi.project_one(name text, lo bigint, hi bigint) returns void
    language plpgsql
    as $body$
    begin
      case name
        %s
      end case;
    end
    $body$;
  $generated$, body);

  call ringi.open_columns(relation);
  call ringi.open_columns(format('ringi.%I', name || '_current')::regclass);
  call ringi.open_function(format('ringi.%I(bigint)', name || '_at')::regprocedure);
end
$$;

-- Applies the events of [lo, hi) to one projection. What it cannot take is recorded, found by
-- halving, and the rest goes on.
create function ringi.project_range(name text, lo bigint, hi bigint) returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  state text;
  message text;
begin
  begin
    perform ringi.project_one(name, lo, hi);
    return;
  exception when data_exception or integrity_constraint_violation or program_limit_exceeded then
    get stacked diagnostics state = returned_sqlstate, message = message_text;
  end;
  if hi - lo = 1 then
    insert into ringi.projection_fault values (name, lo, state, message);
  else
    perform ringi.project_range(name, lo, (lo + hi) / 2);
    perform ringi.project_range(name, (lo + hi) / 2, hi);
  end if;
end
$$;

-- Lets every projection catch up with the head, and answers with the last position that all have
-- applied. If another session is at it, this one answers at once with what was there, or with
-- `wait` takes the next turn. On a standby and in a transaction that may not write nothing is done.
create function ringi.project(wait boolean default false) returns bigint
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  head bigint;
  done bigint;
  lo bigint;
  kinds text[];  -- the types of a short range
  p record;
begin
  select coalesce((select e.position from ringi.event e order by e.position desc limit 1), -1),
      min(s.position)
    into head, done from ringi.projection_state s;
  if done is null or done >= head or pg_is_in_recovery()
    or current_setting('transaction_read_only')::boolean
    or current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    return coalesce(done, head);
  end if;

  perform pg_catalog.set_config('synchronous_commit', 'off', true);
  -- The turn is the first row: skipping over locked rows would lock the next.
  if wait then
    perform from ringi.projection_state s
      where s.name = (select min(t.name) from ringi.projection_state t) for update;
  else
    perform from ringi.projection_state s
      where s.name = (select min(t.name) from ringi.projection_state t) for update skip locked;
    if not found then
      return done;
    end if;
  end if;

  select e.position into head from ringi.event e order by e.position desc limit 1;
  select min(s.position) into done from ringi.projection_state s;
  if done >= head then
    return done;
  end if;
  if head - done <= 64 then
    select array_agg(distinct e.type) into kinds
      from ringi.event e where e.position > done and e.position <= head;
  end if;
  for p in select s.name, s.position, s.types from ringi.projection_state s order by s.name loop
    lo := p.position + 1;
    while lo <= head and (kinds is null or kinds && p.types) loop
      perform ringi.project_range(p.name, lo, least(lo + 200000, head + 1));
      lo := lo + 200000;
    end loop;
  end loop;
  update ringi.projection_state set position = head where position < head;
  perform pg_catalog.pg_notify('ringi', '');
  return head;
end
$$;

-- How far each projection has come, how far it is behind, and how many events it could not take.
create function ringi.projection_status()
returns table (name text, version int, "position" bigint, behind bigint, faults bigint)
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select s.name, s.version, s.position, (select h.position from ringi.head() h) - s.position,
      (select count(*) from ringi.projection_fault f where f.name = s.name)
    from ringi.projection_state s
   order by s.name
$$;

-- Fills every projection anew, in one transaction: until it commits, readers see what was there.
create function ringi.rebuild_projections() returns table (name text, rows bigint)
language plpgsql
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  p record;
begin
  perform ringi.require_capacity('enrol', 'records');
  perform from ringi.projection_state s
    where s.name = (select min(t.name) from ringi.projection_state t) for update;
  for p in select s.name from ringi.projection_state s order by s.name loop
    execute format('delete from ringi.%I', p.name);
  end loop;
  delete from ringi.projection_fault;
  update ringi.projection_state set position = -1;
  perform ringi.project();
  for p in select s.name from ringi.projection_state s order by s.name loop
    name := p.name;
    execute format('select count(*) from ringi.%I', p.name) into rows;
    return next;
  end loop;
end
$$;

-- Computes every projection anew beside its table, and counts the rows that differ.
create function ringi.verify_projections() returns table (name text, rows bigint, differing bigint)
language plpgsql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
set enable_nestloop = off
set work_mem = '128MB'
as $$
#variable_conflict use_column
declare
  p record;
begin
  for p in select s.name, s.position from ringi.projection_state s order by s.name loop
    name := p.name;
    execute format($query$
      with anew as materialized (select * from ringi.%2$I(0, $1, false))
      select (select count(*) from ringi.%1$I), count(*) from (
        (select * from ringi.%1$I except all select * from anew)
        union all
        (select * from anew except all select * from ringi.%1$I)) d
      $query$, p.name, p.name || '_rows') into rows, differing using p.position + 1;
    return next;
  end loop;
end
$$;
call ringi.open_function('ringi.project(boolean)', 'ringi.projection_status()',
  'ringi.rebuild_projections()', 'ringi.verify_projections()');

reset role;
