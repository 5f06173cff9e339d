#!/bin/bash
# squad.sh - a trainer takes a roster in and gets reports out; the rows are the same everywhere.
. "$(dirname "$0")/lib.bash"

printf '2468\n' >"$folder/pin"
want 0 "$trainer" officer add --id t1 --name 穗穗 --role trainer --new-pin-file "$folder/pin"
want 5 "$trainer" officer add --id t2 --name 冒名 --role trainer --new-pin-file "$folder/pin"
as() { want "$1" "$trainer" --as t1 --pin-file "$folder/pin" "${@:2}"; }
printf '9999\n' >"$folder/wrong"
want 5 "$trainer" --as t1 --pin-file "$folder/wrong" officer pin t1 --new-pin-file "$folder/pin"

{ echo 'id,name,squad,role,joined'
  echo '021,老墨,二中队,officer,1994-03-01'
  echo '022,豆豆,二中队,officer,2026-07-01'
  echo '023,阿协,一中队,auxiliary,'; } >"$folder/roster.csv"
as 0 officer import "$folder/roster.csv" --dry-run
want 0 "$trainer" officer list --json
want_json 'length' 1
as 0 officer import "$folder/roster.csv"
as 0 officer import "$folder/roster.csv"
want 0 "$trainer" officer list --json
want_json 'length' 4
want_json '[.[] | select(.id == "021")][0] | keys_unsorted | join(",")' 'id,name,squad,role,joined'

# what a Chinese spreadsheet exports
iconv -f UTF-8 -t GB18030 "$folder/roster.csv" | sed 's/^021/121/; s/^022/122/; s/^023/123/' >"$folder/gb.csv"
as 0 officer import "$folder/gb.csv"
want 0 "$trainer" officer list --json
want_json '[.[] | select(.id == "121")][0].name' 老墨

# all or nothing, every fault named
{ echo 'id,name,squad,role,joined'
  echo '031,新人甲,二中队,officer,2026-07-01'
  echo '031,新人乙,二中队,officer,2026-07-01'
  echo '032,新人丙,二中队,boss,2026-07-01'
  printf '033,\x07坏字,二中队,officer,2026-07-01\n'
  echo '034,新人丁,二中队,officer,2026-02-30'; } >"$folder/bad.csv"
as 3 officer import "$folder/bad.csv" --errors "$folder/faults.csv"
for line in 3 4 5 6; do want_error "bad.csv:$line:"; done
[ "$(wc -l <"$folder/faults.csv")" -ge 5 ] || fail "faults are missing in the file"
want 0 "$trainer" officer list --json
want_json 'length' 7

# names: long ones are refused, not cut
long=$(printf '长%.0s' {1..200})
want 3 "$trainer" --lang en officer add --name "$long"
want_error "100"

# reports: the columns of the contract, the same numbers in both forms
want 0 "$trainer" report progress -o "$folder/week.csv"
head -c 3 "$folder/week.csv" | grep -q $'\xef\xbb\xbf' || fail "no byte order mark"
want_same "$(head -n 1 "$folder/week.csv" | tr -d '\r' | sed 's/^\xef\xbb\xbf//')" \
    'id,name,squad,level,lessons_done,quiz_best,scenarios_passed,reviews_due,last_active,next_step,expires'
want 0 "$trainer" report progress --format json
want_json '[.columns[].key] | join(",")' 'id,name,squad,level,lessons_done,quiz_best,scenarios_passed,reviews_due,last_active,next_step,expires'
rows=$(jq '.rows | length' <<<"$out")
want_same "$(($(wc -l <"$folder/week.csv") - 1))" "$rows"
want 0 "$trainer" report progress --squad 二中队 --format json
want_json '[.rows[][2]] | unique | join(",")' 二中队

# five wrong PINs, then even the right one must wait
for _ in 1 2 3 4 5; do want 5 "$trainer" --as t1 --pin-file "$folder/wrong" officer pin t1 --new-pin-file "$folder/pin"; done
want 5 "$trainer" --as t1 --pin-file "$folder/pin" officer pin t1 --new-pin-file "$folder/pin"

# a big roster
{ echo 'id,name,squad,role,joined'; seq -w 100000 | sed 's/.*/&,队员&,三中队,officer,2026-01-01/'; } >"$folder/big.csv"
export TRAINER_DB=$folder/big.db
want 0 "$trainer" officer add --id t1 --name 穗穗 --role trainer --new-pin-file "$folder/pin"
as 0 officer import "$folder/big.csv"
want 0 "$trainer" officer list --json
want_json length 100001
