#!/bin/bash
# contact_sheet.sh - every panel as terminals show it, on PNG pages to be looked at.
#
#   contact_sheet.sh [PANEL...]      all panels without names
#
# BUILD = folder of the build; the pages lie in BUILD/contact-sheet:
#   45x18-256-N, 45x18-mono-N    every panel as an 80x24 screen shows it
#   45x18-16-L01 …               each other class, and 40x10 (large print), a page per lesson
#   100x40-256-L01 …             as a 120x40 screen shows it: whole, without bubbles
# What is painted are the very bytes that `trainer cartoon show` prints; `trainer-print sheet`
# turns their cells into rectangles, so that no font stands between the picture and the eye.
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build/default}
export LANG=C.UTF-8 LC_ALL=C.UTF-8
out=$BUILD/contact-sheet
per_page=12
rm -rf "$out"
mkdir -p "$out/cells" || exit 2
if [ $# = 0 ]; then
    mapfile -t names < <(find cartoons/panels -name '*.svg' -printf '%f\n' | sort)
    set -- "${names[@]%.svg}"
fi
status=0

# draw SIZE CLASS PANEL...: the cells of each panel, their names in $pictures
draw() {
    local size=$1 class=$2 panel
    shift 2
    pictures=()
    for panel in "$@"; do
        local file="$out/cells/$panel $size $class"
        if "$BUILD/trainer" cartoon show "$panel" --size "$size" --colors "$class" >"$file"; then
            pictures+=("$file")
        else
            status=1
        fi
    done
}

page() {
    [ "${#pictures[@]}" = 0 ] || "$BUILD/trainer-print" sheet "$out/$1.png" "${pictures[@]}" || status=1
}

for class in 256 mono; do
    all=("$@")
    for ((first = 0; first < ${#all[@]}; first += per_page)); do
        draw 45x18 "$class" "${all[@]:first:per_page}"
        page "45x18-$class-$((first / per_page + 1))"
    done
done
groups=$(printf '%s\n' "$@" | sed 's/^\(L[0-9]*\)-.*/\1/; s/^S\([01]\).*/S\1x/; s/^S2.*/S2x/; /^[LS]/!s/.*/others/' | sort -u)
for group in $groups; do
    case $group in
    S?x) pattern=^${group%x} ;;
    others) pattern='^[a-z]' ;;
    *) pattern=^$group- ;;
    esac
    mapfile -t members < <(printf '%s\n' "$@" | grep -e "$pattern")
    for look in "45x18 16" "45x18 8" "45x18 ascii" "40x10 256" "100x40 256"; do
        # shellcheck disable=SC2086  # size and class
        draw $look "${members[@]}"
        page "${look// /-}-$group"
    done
done
rm -rf "$out/cells"
echo "$out: $(find "$out" -name '*.png' | wc -l) pages"
exit $status
