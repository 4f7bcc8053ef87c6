-- By what authorities the caller may speak now: a row each, none for who is not admitted. A
-- founding principal speaks under the event that opened the ledger and holds no post.
set role ringi_owner;

create function ringi.whoami()
returns table (login text, person text, party text, government text, authority uuid, post text,
  level text, capacities text[], valid_from timestamptz, valid_to timestamptz, acting boolean)
language sql
stable
security definer
set search_path = ringi, pg_catalog, pg_temp
as $$
  select p.login, p.person, null::text, p.government, p.authority, null::text, null::text,
      p.capacities, l.opened_at, null::timestamptz, false
    from ringi.principal p cross join ringi.ledger l
   where p.login = session_user and not p.removed and p.capacities is not null
  union all
  select p.login, p.person, a.party, coalesce(a.government, p.government), a.event_id, a.post,
      a.level, a.capacities, a.valid_from, a.valid_to, a.acting
    from ringi.principal p
    join ringi.appointment a on a.login = p.login
    cross join (select ringi.now() as t offset 0) clock
   where p.login = session_user and not p.removed
     and a.valid_from <= clock.t and (a.valid_to is null or a.valid_to > clock.t)
  order by 9, 5
$$;
call ringi.open_function('ringi.whoami()');

reset role;
