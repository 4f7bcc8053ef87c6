#!/bin/bash
# A dump restored is the same ledger; what does not survive it, the fence puts back.
set -euo pipefail
name=$1 restored=$1_restored
q() { psql -XqAt -d "$1" -v ON_ERROR_STOP=1 -c "$2"; }
n=0
is() {
  n=$((n + 1))
  if [ "$1" = "$2" ]; then echo "ok $n - $3"; else
    echo "not ok $n - $3"
    printf '# have: %s\n# want: %s\n' "$1" "$2"
  fi
}
echo 1..8
psql -XqAt -d "$name" -v ON_ERROR_STOP=1 >/dev/null <<'SQL'
select tap.open('USA', 'national');
set session authorization founder;
do $$ begin perform tap.seat(16, 'commerce', 'COMMERCE', '["officer"]'); end $$;
set session authorization commerce;
select tap.say('proposal/USA-2026-0001', 0, 'ProposalFiled', prose => '{"title":{"ja":"整合"}}');
select ringi.project();
SQL
dump=$(mktemp)
trap 'rm -f "$dump"' EXIT
pg_dump -d "$name" >"$dump"
psql -XqAt -d postgres -c "create database \"$restored\" template template0 encoding 'UTF8'"
psql -XqAt -d "$restored" -v ON_ERROR_STOP=1 -f "$dump" >/dev/null
log="select md5(string_agg(encode(leaf_hash, 'hex'), ',' order by position)) from ringi.event"
is "$(q "$restored" "$log")" "$(q "$name" "$log")" 'the leaves are the same'
is "$(q "$restored" 'select sum(differing) from ringi.verify_projections()')" 0 'so are the projections'
is "$(q "$restored" "select string_agg(problem, ', ' order by object, problem) from ringi.verify_fence()
    where kind = 'database'")" \
  'gives everybody connect, gives everybody temporary, is not owned by ringi_owner' \
  'the gate is open after a restore, and found to be'
psql -XqAt1 -d "$restored" -v ON_ERROR_STOP=1 -f "$RINGI_DB/fence.sql"
is "$(q "$restored" 'select * from ringi.verify_fence()')" '' 'the fence closes it again'
is "$(PGUSER=commerce q "$restored" "select position from tap.say('proposal/USA-2026-0002', 0,
  'ProposalFiled')")" 4 'officials go on where they were' || true
is "$(PGUSER=commerce q "$restored" 'select ringi.project()')" 4 'and so do projections'
is "$(PGUSER=stranger q "$restored" 'select 1' 2>&1 | grep -c 'permission denied')" 1 \
  'strangers stay out'
for script in "$RINGI_DB"/projections/*.sql "$RINGI_DB/fence.sql"; do
  psql -XqAt1 -d "$restored" -v ON_ERROR_STOP=1 -f "$script"
done
is "$(q "$restored" 'select min(position) from ringi.projection_state')" 4 \
  'scripts that are applied again change nothing'
