-- The last position recorded at or before a time, -1 if none. recorded_at rises with the position,
-- so that a binary search over the primary key finds it without an index of its own.
set role ringi_owner;

create function ringi.position_at(t timestamptz) returns bigint
language plpgsql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  low bigint := -1;  -- recorded at or before t, or the ground
  high bigint := coalesce(
    (select e.position from ringi.event e order by e.position desc limit 1), -1) + 1;
  middle bigint;
begin
  while high - low > 1 loop
    middle := (low + high) / 2;
    if (select e.recorded_at from ringi.event e where e.position = middle) <= t then
      low := middle;
    else
      high := middle;
    end if;
  end loop;
  return low;
end
$$;
call ringi.open_function('ringi.position_at(timestamptz)');

reset role;
