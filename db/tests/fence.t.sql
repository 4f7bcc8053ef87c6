-- The fence, asked of the catalogue as a reader sees it.
set search_path = tap, public;
select plan(36);
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
set session authorization commerce;
select is_empty('select * from ringi.verify_fence()', 'the fence holds');

-- functions
select results_eq($$ select p.oid::regprocedure::text collate "C" from pg_proc p
    where pronamespace = 'ringi'::regnamespace and has_function_privilege(p.oid, 'execute')
    order by 1 $$, $$
  select u collate "C" from unnest(array['ringi.barrier()', 'ringi.settle()', 'ringi.now()', 'ringi.head()',
    'ringi.position_at(timestamp with time zone)', 'ringi.last_number(text)', 'ringi.whoami()',
    'ringi.set_clock(timestamp with time zone)', 'ringi.find_command(uuid)',
    'ringi.append(uuid,bytea,boolean,uuid,integer,timestamp with time zone,timestamp with time zone,text[],integer[],text[],integer[],uuid[],text[],text[],integer[],text[],text[],text[],uuid[],uuid[],text[],bytea[],text[],bytea[],bytea[])',
    'ringi.effective_text(timestamp with time zone,smallint,text)',
    'ringi.instant_text(timestamp with time zone)', 'ringi.entry(ringi.event,text)',
    'ringi.entry_head(uuid,uuid,text,integer,text,integer,integer,text,text,uuid,text)',
    'ringi.entry_tail(text,text,uuid,uuid,bytea,bytea,bytea)',
    'ringi.project(boolean)', 'ringi.projection_status()', 'ringi.rebuild_projections()',
    'ringi.verify_projections()', 'ringi.verify_fence()', 'ringi.grow_tree()', 'ringi.title(bigint,text)',
    'ringi.file_at(bigint)', 'ringi.request_at(bigint)', 'ringi.stand_at(bigint)',
    'ringi.decision_at(bigint)', 'ringi.reference_at(bigint)',
    'ringi.store_checkpoint(bigint,bytea,text)', 'ringi.store_cosignature(bigint,text)']) u order by 1 $$,
  'a reader may call these functions and no others');
select is_empty($$ select p.oid::regprocedure from pg_proc p where pronamespace = 'ringi'::regnamespace
    and prosecdef and coalesce(array_to_string(proconfig, ' '), '') !~ 'search_path=ringi, pg_catalog, pg_temp' $$,
  'definer functions search pg_temp last');
select is_empty($$ select p.oid::regprocedure from pg_proc p where pronamespace = 'ringi'::regnamespace
    and prosecdef and pg_get_userbyid(proowner) <> 'ringi_owner' $$, 'definer functions run as the owner');
select ok(not rolsuper and not rolcreaterole and not rolcanlogin, 'the owner is no superuser')
  from pg_roles where rolname = 'ringi_owner';
select is_empty($$ select p.oid::regprocedure from pg_proc p where pronamespace = 'pg_catalog'::regnamespace
    and has_function_privilege(p.oid, 'execute') and proname ~
    '^(pg_stat_get_|pg_(try_)?advisory|pg_lock_status|pg_current_wal|pg_last_wal|txid_|pg_current_xact|pg_current_snapshot|pg_snapshot_|pg_xact_|pg_database_size|pg_tablespace_size|pg_export_snapshot|pg_logical_|pg_blocking|pg_terminate|pg_cancel|pg_notification_queue|pg_walfile|pg_wal_replay|pg_control|lo_)' $$,
  'the cluster''s functions are closed');
select throws_ok(q, '42501', null, q) from unnest(array[
  'select * from pg_stat_activity', 'select * from pg_locks', 'select * from pg_database',
  'select * from pg_stat_database', 'select * from pg_shdepend', 'select * from pg_auth_members',
  'select * from pg_stat_replication', 'select pg_current_wal_lsn()', 'select txid_current()',
  'select pg_database_size(current_database())', 'select pg_advisory_lock(20230729)',
  'select age(''1''::xid)', 'select lo_creat(-1)', 'select pg_postmaster_start_time()',
  'create temp table event (position bigint)', 'create table public.x (a int)',
  'create schema x', 'select xmin from ringi.event', 'select ctid from ringi.payload',
  'insert into ringi.event (position) values (99)', 'update ringi.payload set text = null',
  'delete from ringi.event', 'truncate ringi.event', 'select * from ringi.fence',
  'select ringi.refuse(''a'', ''b'', ''c'')']) q;

-- What was granted is enough.
select lives_ok('select * from ringi.event join ringi.payload using (position)', 'readers read');
select lives_ok('select ringi.barrier(), ringi.settle(), ringi.project()', 'and wait, settle, project');
select lives_ok('select * from ringi.file_current, ringi.stand_current, ringi.request_current, ringi.decision_current, ringi.reference_current', 'and see projections');

-- What verify_fence sees when something is opened.
reset session authorization;
begin;
grant temporary, connect on database t_fence to public;
grant execute on function pg_catalog.pg_current_wal_lsn() to public;
grant select on pg_catalog.pg_stat_activity, ringi.event to public;
grant execute on function ringi.refuse(text, text, text, jsonb, text) to public;
grant insert (position) on ringi.event to public;
grant create on schema ringi to public;
alter function ringi.settle() set search_path = ringi;
alter function ringi.head() owner to ringi_admin;
alter role commerce createrole;
select set_eq('select kind, object, problem from ringi.verify_fence()', $$ values
  ('database', 't_fence', 'gives everybody connect'), ('database', 't_fence', 'gives everybody temporary'),
  ('function', 'pg_current_wal_lsn()', 'is open to everybody'),
  ('relation', 'pg_stat_activity', 'is open to everybody'),
  ('function', 'refuse(text,text,text,jsonb,text)', 'is open to everybody'),
  ('relation', 'event', 'gives everybody select'),
  ('relation', 'event', 'gives everybody insert on a column'),
  ('schema', 'ringi', 'lets everybody create'),
  ('function', 'settle()', 'does not end its search path in pg_temp'),
  ('function', 'head()', 'is not owned by ringi_owner'),
  ('login', 'commerce', 'holds CREATEROLE') $$, 'every opening is found');
rollback;
grant connect on database t_fence to stranger;
revoke connect on database t_fence from commerce;
select set_eq('select kind, object, problem from ringi.verify_fence()', $$ values
  ('login', 'stranger', 'may connect and is not admitted'),
  ('login', 'commerce', 'is admitted and may not connect') $$, 'and who is let in');
select * from finish();
