-- A member may leave a forum without anybody taking its seat.
set role ringi_owner;

insert into ringi.event_type
  (type, schema_version, stream_kind, ledger_kinds, capacities, required_facts)
values ('MemberEnded', 1, 'roster', '{joint}', '{enrol}', '{code,at}');

reset role;
