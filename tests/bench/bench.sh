#!/bin/bash
# bench.sh - speed and memory beside peer programs, on the same picture in the same run.
#
# BUILD = folder of the build.  A peer that is missing is named and left out.  Medians; a
# shared machine gives +-30 %, so read the ratios.
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build/default}
export LANG=C.UTF-8 LC_ALL=C.UTF-8 BUILD
trainer=$BUILD/trainer
bench=$BUILD/tests/bench
panel=L01-03
size=100x40
runs=${BENCH_RUNS:-21}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
status=0

has() {
    command -v "$1" >/dev/null && return
    echo "  ($1 is missing: its rows are left out; make deps installs it)"
    return 1
}

# ratio A B: "A / B" with two digits
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; }

echo "== one panel to cells ($panel, without starting a program)"
if ! "$bench/bench_panel" "$BUILD/panels/$panel.panel" | awk '{ printf "  %-22s %10s %s\n", $1, $2, $3 }'; then
    status=1
fi

echo
echo "== the same picture, whole process, $size in 256 colours"
printf '  %-12s %9s %9s %9s   %s\n' program ms MB bytes 'trainer / it (ms, MB, bytes)'
ours=
# row NAME PROGRAM…: measure, print, and compare with ours
row() {
    local name=$1 result ms mb bytes
    shift
    if ! result=$("$bench/bench_process" "$runs" "$@"); then
        printf '  %-12s failed\n' "$name"
        status=1
        return
    fi
    read -r ms mb bytes <<<"$result"
    ours=${ours:-$result}
    read -r our_ms our_mb our_bytes <<<"$ours"
    printf '  %-12s %9s %9s %9s   %s  %s  %s\n' "$name" "$ms" "$mb" "$bytes" \
        "$(ratio "$our_ms" "$ms")" "$(ratio "$our_mb" "$mb")" "$(ratio "$our_bytes" "$bytes")"
}
row trainer "$trainer" cartoon show "$panel" --size "$size" --colors 256
if has rsvg-convert && rsvg-convert -w 800 -h 640 "cartoons/panels/$panel.svg" -o "$work/panel.png"; then
    if has chafa; then
        row chafa chafa --size "$size" --colors 256 --format symbols --symbols vhalf "$work/panel.png"
    fi
    if has img2txt; then
        row img2txt img2txt -W 100 -H 40 -f utf8 "$work/panel.png"
    fi
fi
row true true

echo
echo "== full screen at 120x40 on a pseudo-terminal"
printf '  %-10s %9s %9s %8s %9s %9s %12s\n' program 'first ms' 'later ms' 'key ms' bytes \
    'frames/s' 'bytes/frame'
# full NAME FIRST KEYS ANSWER PROGRAM…
full() {
    local name=$1 result
    shift
    if ! result=$("$bench/bench_screen" "$runs" "$@" 2>"$work/said" | grep -E '^[0-9.]+( [0-9.]+){5}$'); then
        printf '  %-12s failed\n' "$name"
        sed 's/^/    /' "$work/said"
        status=1
        return
    fi
    # shellcheck disable=SC2086  # six words
    printf '  %-10s %9s %9s %8s %9s %9s %12s\n' "$name" $result
    full_result=$result
}
full_result=
full trainer English F2 'I am a trainer' "$trainer" --lang zh
moving=$(cut -d' ' -f5 <<<"$full_result")
if awk -v frames="${moving:-99}" 'BEGIN { exit frames <= 10 }'; then
    echo "  more than 10 frames a second: $moving"
    status=1
fi
if has fzf; then
    printf '%s\n' first second third >"$work/list"
    full fzf third s 2/3 sh -c "fzf --no-height <'$work/list'"
fi

echo
echo "== finding an item, key by key (the median and the worst key of 14 things people type)"
# search ITEMS: 0 = the catalog as it is
search() {
    local list=$work/items.$1
    if ! "$bench/bench_search" lessons/catalog "$BUILD/data/pinyin.tsv" "$list" "$1" >"$work/said"; then
        echo "  bench_search $1 failed"
        status=1
        return
    fi
    awk '{ printf "  %-22s %10s %s\n", $1, $2, $3 }' "$work/said"
    printf '  %-22s %10s %s\n' 'whole process' ms MB
    if [ "$1" = 0 ]; then
        process trainer "$trainer" --db "$work/none.db" catalog search 摆摊
    fi
    process grep grep -iF -- 摆摊 "$list"
    if has fzf; then process fzf sh -c "fzf --filter=摆摊 <'$list'"; fi
}
# process NAME PROGRAM…: a new process for one question
process() {
    local name=$1 result
    shift
    if result=$("$bench/bench_process" 5 "$@"); then
        read -r ms mb _ <<<"$result"
        printf '  %-22s %10s %s\n' "$name" "$ms" "$mb"
    else
        printf '  %-22s failed\n' "$name"
        status=1
    fi
}
search 0
echo
search 100000

echo
echo "== playing cases: a step with all looks, and 10,000 recorded runs judged again"
if ! "$bench/bench_engine" | awk '{ printf "  %-22s %10s %s\n", $1, $2, $3 }'; then
    status=1
fi
exit $status
