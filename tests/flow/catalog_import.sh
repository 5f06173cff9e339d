#!/bin/bash
# catalog_import.sh - a bureau lays its own rows over the catalog, looks, and takes them back.
. "$(dirname "$0")/lib.bash"

printf '2468\n' >"$folder/pin"
printf '1357\n' >"$folder/officer-pin"
own=$folder/own.csv
header=$(head -n 1 lessons/catalog/catalog.csv)
# row CODE FROM TITLE: a row that stands by itself
row() {
    printf '%s,自有类别,Our own,%s,%s EN,shirong-weisheng-tiaoli 34(1),shirong-weisheng-tiaoli 34(1),,,,,责令改正,order to correct,,simple,ours,%s,,甲;乙;丙,own\n' \
        "$1" "$3" "$3" "$2"
}
rows_of() { want 0 "$trainer" catalog list --json; jq length <<<"$out"; }
shipped=$(rows_of)

# no database is made by looking, and nobody imports who is no trainer
[ ! -e "$TRAINER_DB" ] || fail "looking at the catalog made a database"
{ echo "$header"; row 1501 2026-01-01 自有事项; } >"$own"
want 2 "$trainer" catalog import "$own"
want 0 "$trainer" officer add --id t1 --name 穗穗 --role trainer --new-pin-file "$folder/pin"
want 0 "$trainer" --as t1 --pin-file "$folder/pin" officer add --id o1 --name 老墨 --new-pin-file "$folder/officer-pin"
want 5 "$trainer" --as o1 --pin-file "$folder/officer-pin" catalog import "$own"
as() { want "$1" "$trainer" --lang en --as t1 --pin-file "$folder/pin" "${@:2}"; }
as 2 catalog import
as 2 catalog import "$own" --undo
as 1 catalog import --undo
want_error "no imported catalog"

# a dry run tells and changes nothing
as 0 catalog import "$own" --dry-run
want_text "dry run: new 1, changed 0, as before 0, removed 0"
want 1 "$trainer" catalog show 1501
as 0 catalog import "$own"
want_text "imported: new 1"
want 0 "$trainer" catalog show 1501 --json
want_json '.[0].item_zh' 自有事项
want_same "$(rows_of)" $((shipped + 1))
want 0 "$trainer" catalog search 自有事项 --json
want_json '.[0].code' 1501

# the same code and day takes the place of a shipped row; the cases see it, too
grep '^0205,' lessons/catalog/catalog.csv | sed 's/擅自占用/本局改名占用/' >"$folder/row"
{ echo "$header"; cat "$folder/row"; } >"$folder/change.csv"
as 0 catalog import "$folder/change.csv"
want_text "changed 1, as before 0"
want_same "$(rows_of)" $((shipped + 1))

# what was shipped stays after two steps back, and a third is refused
as 0 catalog import --undo
as 0 catalog import --undo
as 1 catalog import --undo
want_same "$(rows_of)" "$shipped"
want 0 "$trainer" catalog export "$folder/after.csv"
want_same "$(sha256sum <"$folder/after.csv")" "$(sha256sum <lessons/catalog/catalog.csv)"

# export -> import -> export is identical, beside the rows and in place of them
as 0 catalog import "$folder/after.csv" --replace
want_text "new 0, changed 0, as before $(($(wc -l <lessons/catalog/catalog.csv) - 1)), removed 0"
want 0 "$trainer" catalog export "$folder/again.csv"
cmp -s "$folder/after.csv" "$folder/again.csv" || fail "the export of an import differs"
as 0 catalog import --undo

# instead of the shipped rows: cases whose item is gone are named, not forgotten
as 0 catalog import "$own" --replace
want_error "case S02 cannot be played"
want_same "$(rows_of)" 1
want 1 "$trainer" --lang en scenario run S02 --script tests/scenarios/S02/model.script
want_error "0205"
as 0 catalog import --undo
want 0 "$trainer" scenario run S02 --script tests/scenarios/S02/model.script

# what a Chinese spreadsheet saves
iconv -f UTF-8 -t GB18030 "$own" >"$folder/gb.csv"
as 0 catalog import "$folder/gb.csv"
want 0 "$trainer" catalog show 1501 --json
want_json '.[0].item_zh' 自有事项
as 0 catalog import --undo

# a new version must not run beside the shipped one, a category keeps its name
grep '^0205,' lessons/catalog/catalog.csv | sed 's/,2019-03-24,/,2027-01-01,/' >"$folder/row"
{ echo "$header"; cat "$folder/row"; } >"$folder/overlap.csv"
as 3 catalog import "$folder/overlap.csv"
want_error "overlap.csv:2:1: 0205 overlaps"
{ echo "$header"; row 0230 2026-01-01 别名; } >"$folder/name.csv"
as 3 catalog import "$folder/name.csv"
want_error "category 02 is called"
{ echo "$header"; } >"$folder/empty.csv"
as 3 catalog import "$folder/empty.csv" --replace
want_error "no rows"
want_same "$(rows_of)" "$shipped"
want 0 "$trainer" db check

# 5,000 rows, in and out
{ echo "$header"
  for category in {15..65}; do
      for number in {01..99}; do row "$category$number" 2026-01-01 "事项$category$number"; done
  done | head -n 5000; } >"$folder/big.csv"
as 0 catalog import "$folder/big.csv"
want_text "new 5000"
want_same "$(rows_of)" $((shipped + 5000))
want 0 "$trainer" catalog export "$folder/big1.csv"
as 0 catalog import "$folder/big1.csv" --replace
want 0 "$trainer" catalog export "$folder/big2.csv"
cmp -s "$folder/big1.csv" "$folder/big2.csv" || fail "5,000 rows came back otherwise"
as 0 catalog import --undo
as 0 catalog import --undo
want 0 "$trainer" db check

# the same rows with 37 faults: every one is named with its line, nothing is changed
awk -F, -v OFS=, 'NR == 1 { print; next }
    {
        n = (NR - 2) / 130; kind = n % 13
        if (n == int(n) && n < 37) {
            if (kind == 0) $1 = "1A05"
            if (kind == 1) $4 = ""
            if (kind == 2) $6 = "shirong-weisheng-tiaoli"
            if (kind == 3) $7 = "no-such-law 12"
            if (kind == 4) $9 = "many"
            if (kind == 5) $14 = "base.person:500-20@34"
            if (kind == 6) $15 = "quick"
            if (kind == 7) $16 = "nobody"
            if (kind == 8) $17 = "2026-02-30"
            if (kind == 9) $18 = "2025-12-31"
            if (kind == 10) $5 = "=1+1"
            if (kind == 11) $3 = "Their own"
            if (kind == 12) $20 = ""
            print NR > (faults)
        }
        print
    }' faults="$folder/seeded" "$folder/big.csv" >"$folder/faulty.csv"
want_same "$(wc -l <"$folder/seeded")" 37
for mode in --dry-run --replace; do
    as 3 catalog import "$folder/faulty.csv" "$mode"
    grep -o 'faulty\.csv:[0-9]*:[0-9]*: ' <<<"$err" | cut -d: -f2 | sort -n >"$folder/named"
    cmp -s "$folder/seeded" "$folder/named" || fail "named: $(tr '\n' ' ' <"$folder/named")"
    want_error "37"
done
want_error "faulty.csv:2:1: "
want_same "$(rows_of)" "$shipped"
want 0 "$trainer" catalog export "$folder/last.csv"
cmp -s "$folder/last.csv" lessons/catalog/catalog.csv || fail "a refused import changed something"
