#!/bin/bash
# content.sh - lessons, cartoons, catalog, quizzes and cases read from the command line.
. "$(dirname "$0")/lib.bash"

want 0 "$trainer" lesson list --json
want_json '.[0] | [.id, .title_zh, .level, .steps, .panels] | @csv' '"L01","一部手机走天下","L0",10,10'
want_json '.[0] | keys | join(",")' 'id,level,panels,steps,title_en,title_zh'
want 0 "$trainer" --lang zh lesson show L01
want_text "小通"
want 0 "$trainer" --lang en lesson show L01 --step 2
want_text "2/10"
want 1 "$trainer" --lang en lesson show L99
want_error "no lesson 'L99'"
want 2 "$trainer" lesson show L01 --step 11

for colours in 16m 256 16 8 mono ascii; do
    for size in 100x40 45x18 40x10; do
        want 0 "$trainer" cartoon show L01-01 --size "$size" --colors "$colours" --format utf8
        [ "$(wc -l <"$folder/out")" = "${size#*x}" ] || fail "$size in $colours has other rows"
    done
done
want 0 "$trainer" cartoon show L01-01 --colors ascii --format utf8
if LC_ALL=C grep -q '[^ -~]' "$folder/out"; then fail "the ascii class is not ASCII"; fi
want 0 "$trainer" cartoon show cartoons/panels/L01-02.svg --format html
want_text "<pre"
want 2 "$trainer" cartoon show L01-01 --size 0x0
want 1 "$trainer" cartoon show L99-99
printf '<svg xmlns="http://www.w3.org/2000/svg"><g>' >"$folder/bad.svg"
want 3 "$trainer" cartoon show "$folder/bad.svg"
want_error "bad.svg"

want 0 "$trainer" catalog show 0205 --json
want_json '.[0] | [.code, .duty, .penalty, .person_max] | @csv' '"0205","chengshi-daolu-tiaoli 27(1)","chengshi-daolu-tiaoli 42",20000'
want_json '.[0] | [.person_min, .valid_to]' '[null,""]'
want 0 "$trainer" --lang zh catalog show 0205
want_text "第四十二条"
want 0 "$trainer" --lang en catalog show 0205
want_text "Art. 42"
want 1 "$trainer" catalog show 9999
want 1 "$trainer" catalog show 0205 --on 1990-01-01
for words in 0205 摆摊 baitan btsd stall; do
    want 0 "$trainer" catalog search "$words" --json
    want_json '[.[0:3][].code] | index("0205") != null' true
done
want 1 "$trainer" catalog search qqqqqq
want 0 "$trainer" catalog list --json
want_json '[.[] | select(.code | startswith("02"))] | length' 18
want_json '.[0] | keys_unsorted | join(",")' 'code,category_zh,category_en,item_zh,item_en,duty,penalty,person_min,person_max,org_min,org_max,measures_zh,measures_en,bands,procedure,competence,valid_from,valid_to,keywords,source'

want 0 "$trainer" quiz list --json
want_json '.[] | select(.id == "L01") | .questions >= 16' true
want 0 "$trainer" quiz parse quizzes/L01.zh.gift --json
want_json '.[0] | keys_unsorted | join(",")' 'id,title,type,text,options,general_feedback,tags'
printf '::a::Is it?{T\n\n::b::No{~x}\n' >"$folder/bad.gift"
want 3 "$trainer" quiz parse "$folder/bad.gift"
want_error "bad.gift:1:"
want 0 "$trainer" --lang en check
