-- Who may connect and speak follows from the roster, as it is appended.
set search_path = tap, public;
select plan(29);
select tap.open('EPCC', 'joint');
create function pg_temp.may(login text) returns boolean language sql as
  $$ select has_database_privilege(login, current_database(), 'connect') $$;
select ok(pg_temp.may('founder'), 'founding principals may connect');
select ok(not pg_temp.may('meti'), 'others not');
set session authorization founder;
select is(tap.refusal($$ select tap.say('roster', 1, 'PrincipalAdmitted',
  '{"login":"nobody","person":"N"}') $$), 'RI006 event.malformed', 'a login that was not made');
do $$ begin
  perform tap.seat(16, 'meti', 'JPN', '["officer","enrol"]');
  perform tap.seat(17, 'commerce', 'USA', '["officer"]');
  perform tap.seat(18, 'secretariat', null, '["secretariat"]');
end $$;
reset session authorization;
select ok(pg_temp.may('meti') and pg_temp.may('commerce'), 'admitted logins may connect');
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted') $$),
  'RI003 authority.none', 'the administrator speaks for nobody');

set session authorization founder;
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted',
  '{"login":"meti","person":"M","party":"JPN"}') $$), 'RI006 event.malformed', 'admitted twice');
select is(tap.refusal($$ select tap.say('roster', 7, 'AppointmentRecorded',
  tap.facts('AppointmentRecorded', '{"login":"mofa"}')) $$), 'RI006 event.malformed',
  'an appointment of one not admitted');
select is(tap.refusal($$ select tap.say('roster', 7, 'AppointmentRecorded',
  tap.facts('AppointmentRecorded', '{"login":"meti","from":"2026-11-24"}')) $$),
  'RI006 event.malformed', 'a term without an instant');
select is(tap.refusal($$ select tap.say('roster', 7, 'AppointmentEnded',
  tap.facts('AppointmentEnded', jsonb_build_object('appointment', tap.id(99)))) $$),
  'RI006 event.malformed', 'an end of no appointment');

set session authorization meti;
select results_eq('select person, party, post, level, capacities, acting, authority from ringi.whoami()',
  $$ values ('METI 太郎', 'JPN', 'Post', 'ministerial', '{officer,enrol}'::text[], false, tap.id(16)) $$,
  'whoami');
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted',
  '{"login":"state","person":"S","party":"USA"}') $$), 'RI003 authority.none',
  'one party does not enrol for the other');
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted',
  '{"login":"state","person":"S"}') $$), 'RI003 authority.none', 'nor for none');
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalRemoved', '{"login":"commerce"}') $$),
  'RI003 authority.none', 'nor removes');
select is(tap.refusal($$ select tap.say('roster', 7, 'AppointmentEnded',
  tap.facts('AppointmentEnded', jsonb_build_object('appointment', tap.id(17)))) $$),
  'RI003 authority.none', 'nor ends');
select is(tap.refusal($$ select tap.say('roster', 7, 'PrincipalAdmitted',
  '{"login":"mofa","person":"外務 花子","party":"JPN"}') $$), 'accepted', 'but for its own');
select is(tap.refusal($$ select tap.say('roster', 8, 'AppointmentRecorded',
  tap.facts('AppointmentRecorded', '{"login":"mofa","party":"JPN","capacities":["officer"]}'),
  event => tap.id(19)) $$), 'accepted', 'and appoints');

set session authorization mofa;
select is(tap.refusal($$ select tap.say('proposal/EPCC-2026-0001', 0, 'ProposalTabled') $$),
  'accepted', 'whoever is appointed speaks');
set session authorization commerce;
select is(party, 'USA', 'with the party of the appointment')
  from tap.say('proposal/EPCC-2026-0001', 1, 'PositionRecorded');

-- ends
set session authorization founder;
select is(tap.refusal($$ select tap.say('roster', 9, 'AppointmentEnded',
  jsonb_build_object('appointment', tap.id(17), 'at', to_char(ringi.now() at time zone 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text) $$), 'accepted', 'an appointment ends');
set session authorization commerce;
select is(tap.refusal($$ select tap.say('proposal/EPCC-2026-0001', 2, 'PositionRecorded',
  authority => tap.id(17)) $$), 'RI003 authority.none', 'after it nobody speaks by it');
select is_empty('select * from ringi.whoami()', 'and whoami no longer lists it');
set session authorization founder;
select is(tap.refusal($$ select tap.say('roster', 10, 'PrincipalRemoved', '{"login":"commerce"}') $$),
  'accepted', 'a principal is removed');
select is(tap.refusal($$ select tap.say('roster', 11, 'PrincipalRemoved', '{"login":"commerce"}') $$),
  'RI006 event.malformed', 'once');
reset session authorization;
select ok(not pg_temp.may('commerce'), 'and may not connect');
set session authorization founder;
select is(tap.refusal($$ select tap.say('roster', 11, 'PrincipalAdmitted',
  '{"login":"commerce","person":"C","party":"USA"}') $$), 'accepted', 'and may be admitted anew');
reset session authorization;
select ok(pg_temp.may('commerce'), 'and then connect');

-- the rules in force
set session authorization founder;
select is(tap.refusal($$ select tap.say('rules', 0, 'RulesVersionAdopted', '{"version":2}') $$),
  'accepted', 'rules are adopted');
select is(tap.refusal($$ select tap.say('rules', 1, 'RulesVersionAdopted', '{"version":3}', rules => 1) $$),
  'RI007 rules.version', 'and from then on in force');
select is(tap.refusal($$ select tap.say('rules', 1, 'RulesVersionAdopted', '{"version":1}') $$),
  'RI007 rules.version', 'and only rise');
select * from finish();
