-- What leaves the database is durable; waiting is free when nothing is pending.
set search_path = tap, public;
select plan(6);
select tap.open('USA', 'national');
begin;
select ringi.barrier();
select pg_current_wal_insert_lsn() as lsn \gset
commit;
select ok(pg_current_wal_flush_lsn() >= :'lsn', 'a barrier flushes what came before');
select ringi.barrier();
select is((select w.lsn from (select pg_current_wal_insert_lsn() as lsn, ringi.settle()) w),
  pg_current_wal_insert_lsn(), 'settling writes nothing when all is flushed');
begin;
set local session authorization founder;
select count(*) from tap.say('topic/a', 0, 'TopicOpened');
select is(current_setting('synchronous_commit'), 'off', 'an append commits asynchronously');
commit;
select is(current_setting('synchronous_commit'), 'on', 'that transaction only');
begin;
select ringi.barrier();
select is(current_setting('synchronous_commit'), 'on', 'a barrier commits synchronously');
commit;
begin;
set local synchronous_commit = off;
select ringi.barrier();
select is(current_setting('synchronous_commit'), 'on', 'whatever the session set');
commit;
select * from finish();
