-- The last number taken under a prefix: 'proposal/USA-2026-' gives 17 when USA-2026-0017 is the
-- last; 0 if none. Numbers have no gaps, so doubling and then halving finds the last one.
-- Proposals carry four digits; what carries a letter (D001) carries three.
set role ringi_owner;

create function ringi.last_number(prefix text) returns int
language plpgsql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
declare
  digits constant int := case when prefix ~ '[A-Za-z]$' then 3 else 4 end;
  low int := 0;  -- taken, or the ground
  high int := 1;
  middle int;
begin
  while exists (
    select from ringi.event e
     where e.stream = prefix || lpad(high::text, greatest(digits, length(high::text)), '0')
       and e.version = 1) loop
    low := high;
    high := high * 2;
  end loop;
  while high - low > 1 loop
    middle := (low + high) / 2;
    if exists (
      select from ringi.event e
       where e.stream = prefix || lpad(middle::text, greatest(digits, length(middle::text)), '0')
         and e.version = 1) then
      low := middle;
    else
      high := middle;
    end if;
  end loop;
  return low;
end
$$;
call ringi.open_function('ringi.last_number(text)');

reset role;
