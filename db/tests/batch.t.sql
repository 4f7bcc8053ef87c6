-- Many events of one command: numbering by stream, order, time.
set search_path = tap, public;
select plan(12);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
set session authorization commerce;
select count(*) from tap.say('proposal/B', 0, 'ProposalFiled');

select results_eq(
  $$ select position, stream, version, type from tap.say_all(
       '{proposal/A,proposal/B,proposal/C}', '{0,1,0}',
       '{proposal/B,proposal/A,proposal/B,proposal/C,proposal/A,proposal/B}',
       '{RevisionFiled,ProposalFiled,RevisionFiled,ProposalFiled,RevisionFiled,RevisionFiled}',
       (select array_agg(tap.facts(t) order by i) from unnest('{RevisionFiled,ProposalFiled,RevisionFiled,ProposalFiled,RevisionFiled,RevisionFiled}'::text[]) with ordinality u (t, i)),
       command => tap.id(512)) $$,
  $$ values (4::bigint, 'proposal/B', 2, 'RevisionFiled'), (5, 'proposal/A', 1, 'ProposalFiled'),
       (6, 'proposal/B', 3, 'RevisionFiled'), (7, 'proposal/C', 1, 'ProposalFiled'),
       (8, 'proposal/A', 2, 'RevisionFiled'), (9, 'proposal/B', 4, 'RevisionFiled') $$,
  'interleaved streams are each numbered from where they stood');
select results_eq(
  $$ select ordinal, first_position, count from ringi.event join ringi.command using (command_id)
     where command_id = tap.id(512) order by position $$,
  $$ select i, 4::bigint, 6 from generate_series(0, 5) i $$, 'ordinals count from the first');
select is(max(gap), interval '1 microsecond', 'each is recorded a microsecond after the other')
  from (select recorded_at - lag(recorded_at) over (order by position) as gap
        from ringi.event where command_id = tap.id(512)) t;
select results_eq(
  $$ select position, leaf_hash from ringi.event order by 1 $$,
  $$ select position, sha256('\x00'::bytea || convert_to(ringi.entry(e, 'USA'), 'UTF8'))
     from ringi.event e order by 1 $$, 'every leaf is the hash of its entry');
select results_eq(
  $$ select position, facts_commitment from ringi.event order by 1 $$,
  $$ select position, sha256(facts_salt || convert_to(facts, 'UTF8')) from ringi.payload order by 1 $$,
  'payloads lie beside their events');
select results_eq(
  $$ select position from tap.say_all('{proposal/A}', '{0}', '{proposal/A,proposal/A}',
       '{ProposalFiled,RevisionFiled}', '{"{}","{}"}', command => tap.id(512)) $$,
  $$ select p::bigint from generate_series(4, 9) p $$, 'repeated, it returns every receipt in order');

select is(tap.refusal($$ select tap.say_all('{proposal/D}', '{0}', '{proposal/D,proposal/E}',
  '{ProposalFiled,ProposalFiled}', array[tap.facts('ProposalFiled'), tap.facts('ProposalFiled')]) $$),
  'RI006 event.malformed', 'a stream that is not listed');
select is(tap.refusal($$ select tap.say_all('{proposal/D,proposal/D}', '{0,0}', '{proposal/D,proposal/D}',
  '{ProposalFiled,RevisionFiled}', array[tap.facts('ProposalFiled'), tap.facts('RevisionFiled')]) $$),
  'RI006 event.malformed', 'a stream listed twice');
select is(tap.refusal($$ select tap.say_all('{proposal/D}', '{0,0}', '{proposal/D,proposal/D}',
  '{ProposalFiled,RevisionFiled}', array[tap.facts('ProposalFiled'), tap.facts('RevisionFiled')]) $$),
  'RI006 event.malformed', 'arrays that do not fit');
select is(tap.refusal($$ select tap.say_all('{proposal/D,proposal/B}', '{0,0}', '{proposal/D,proposal/B}',
  '{ProposalFiled,RevisionFiled}', array[tap.facts('ProposalFiled'), tap.facts('RevisionFiled')]) $$),
  'RI001 version.conflict', 'one stale stream refuses the whole');
select is(tap.refusal($$ select tap.say_all('{proposal/D}', '{0}', '{proposal/D,proposal/D}',
  '{ProposalFiled,RevisionFiled}', array[tap.facts('ProposalFiled'), '{}']) $$),
  'RI006 event.malformed', 'one malformed event refuses the whole');
select is(count(*), 10::bigint, 'what was refused left nothing behind') from ringi.event;
select * from finish();
