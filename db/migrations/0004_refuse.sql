-- Raises a refusal: an English sentence, and as DETAIL a JSON object whose member `code` is stable.
set role ringi_owner;

create function ringi.refuse(
  state text, code text, message text, detail jsonb default '{}', hint text default null)
returns void
language plpgsql
set search_path = ringi, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
  detail := jsonb_build_object('code', code) || detail;
  if hint is null then
    raise exception using errcode = state, message = message, detail = detail::text;
  else
    raise exception using errcode = state, message = message, detail = detail::text, hint = hint;
  end if;
end
$$;

reset role;
