#!/bin/bash
# cases.sh - cases played by script: scored by law, wrong ones named with their article.
. "$(dirname "$0")/lib.bash"

want 0 "$trainer" scenario list --json
# every file holds one case; twins and variants are played when named, not listed
want_json '[.[] | .id] | join(",")' \
    "$(find lessons/scenarios -name '*.yaml' -printf '%f\n' | sed 's/-.*//' | sort | paste -sd,)"
want_json '.[1] | keys_unsorted | join(",")' 'id,title_zh,title_en,workflow,difficulty,item'
ids=$(jq -r '.[].id' <<<"$out")
want 0 "$trainer" scenario actions S02 --json
want_json '.[0] | keys_unsorted | join(",")' 'action,arguments,label_zh,label_en'
for id in $ids; do
    want 0 "$trainer" scenario run "$id" --mode test --script "tests/scenarios/$id/model.script" --json
    want_json '.score >= 95 and .passed and (.critical | length == 0)' true
    score=$(jq .score <<<"$out")
    want 0 "$trainer" scenario run "${id}T" --mode test --script "tests/scenarios/$id/model.script" --json
    want_json '.score' "$score"
    want 0 "$trainer" scenario run "$id" --mode try --script "tests/scenarios/$id/model.script" --json
done
want_json 'keys_unsorted | join(",")' 'scenario,mode,seed,score,passed,critical,dimensions,steps,documents,indices'

# the same script without waiting for the partner
grep -v '^wait-partner\|^call-partner' tests/scenarios/S02/model.script >"$folder/alone.script"
want 1 "$trainer" scenario run S02 --mode test --script "$folder/alone.script" --json
want_json '[.critical[] | select(.id == "CF-01") | .article] | first' 'xingzheng-chufa-fa 42.1'
want_json '.score <= 59' true

# lines that are no action are named; --strict stops there
printf '# begin\nfrob\nitem 0205\nitem\n' >"$folder/odd.script"
want 3 "$trainer" scenario run S02 --script "$folder/odd.script"
want_error "odd.script:2:"
want_error "odd.script:4:"
want 3 "$trainer" scenario run S02 --strict --script "$folder/odd.script"
want_error "odd.script:2:"
[[ $err != *"odd.script:4:"* ]] || fail "--strict went on"
want 1 "$trainer" scenario run S99
want 2 "$trainer" scenario run S01 --mode exam
[ ! -e "$TRAINER_DB" ] || fail "an unrecorded run made a database"

# recorded with --as, then replayed with the same result
want 0 "$trainer" officer add --id 7 --name 豆豆 --squad 一中队
want 0 "$trainer" --as 7 scenario run S02 --mode test --script tests/scenarios/S02/model.script --json
first=$(jq -c '[.score, .dimensions, [.steps[] | select(.action != "") | [.action, .rule]]]' <<<"$out")
attempt=${err##* }
want 0 "$trainer" replay "$attempt" --json
want_json '.officer' 7
want_same "$(jq -c '[.score, .dimensions, [.steps[] | select(.action != "") | [.action, .rule]]]' <<<"$out")" "$first"
want 0 "$trainer" replay "$attempt" --remark --json
want_same "$(jq -c '.score' <<<"$out")" "$(jq -c '.[0]' <<<"$first")"
want 1 "$trainer" replay 00000000
