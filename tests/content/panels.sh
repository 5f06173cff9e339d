#!/bin/bash
# panels.sh - our own panels are in order, and the checker finds what is not.
set -u
cd "$(dirname "$0")/../.." || exit 2
print=$PWD/${BUILD:-build/default}/trainer-print
export LANG=C.UTF-8 LC_ALL=C.UTF-8 LANGUAGE=en
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
status=0

fail() {
    echo "panels.sh: $*"
    status=1
}

# --- one edit of a character reaches every panel, and nothing else changes ----------------------
cp -r cartoons "$work/cartoons"
cp -r "$work/cartoons" "$work/before"
cd "$work/cartoons" || exit 2
"$print" --lang en check panels/*.svg || fail "a panel has faults"
"$print" --lang en parts panels/*.svg || fail "parts failed"
diff -r panels "../before/panels" >/dev/null || fail "refreshing changed panels that were current"
sed -i 's/<symbol id="mo-head"/<symbol id="mo-head" opacity="1"/' cast/mo.svg
users=$(grep -l 'href="#mo-head"' panels/*.svg | wc -l)
stale=$("$print" --lang en check panels/*.svg 2>&1 | grep -c "out of date: run 'make cast'")
if [ "$users" = 0 ] || [ "$stale" != "$users" ]; then
    fail "$stale panels out of date, but $users use the head"
fi
"$print" --lang en parts panels/*.svg || fail "parts failed after an edit"
"$print" --lang en check panels/*.svg || fail "still faults after refreshing"
without() { sed '/<defs id="parts">/,/<\/defs>/d' "$1"; }
for panel in panels/*.svg; do
    cmp -s <(without "$panel") <(without "../before/$panel") || fail "$panel changed outside its parts"
done

# --- every kind of fault is named with its place ----------------------------------------------------
good=panels/L01-02.svg
# expect FAULT SED-SCRIPT: after that edit, check says FILE:LINE:COL: …FAULT…
expect() {
    sed "$2" "$good" >panels/faulty.svg
    cmp -s "$good" panels/faulty.svg && fail "the edit for '$1' changed nothing"
    "$print" --lang en check panels/faulty.svg >said 2>&1
    [ $? = 1 ] || fail "'$1': exit status is not 1"
    grep -qE "^panels/faulty\.svg:[0-9]+:[0-9]+: .*$1" said || { fail "'$1' was not found; it said:"; cat said; }
}
expect 'not in the house palette' 's/<g id="backdrop" fill="none"/<g id="backdrop" fill="#123456"/'
expect 'not in the house palette' 's/<g id="props" fill="none"/<g id="props" fill="red"/'
expect 'hard to tell from its fill' 's/<\/svg>/<path d="M0 0h9v9z" fill="#ffffff" stroke="#ffffd7"\/><\/svg>/'
expect 'hard to tell from its fill' 's/<\/svg>/<g fill="#ffffff"><circle r="9" stroke="#d7ffff"\/><\/g><\/svg>/'
expect "no description 'desc-zh'" '/desc-zh/d'
expect "no description 'desc-en'" 's/\(id="desc-en"[^>]*>\)[^<]*/\1 /'
expect 'no title' '/<title/d'
expect 'has no tail' '/id="tail.tong"/d'
expect 'has no face box' '/id="face.tong"/d'
expect 'outside the picture' 's/id="bubble.dou" x="4"/id="bubble.dou" x="-40"/'
expect 'not a box of the stage' 's/id="face.dou"/id="nose.dou"/'
expect "no hidden group 'stage'" 's/<g id="stage"/<g id="stages"/'
expect 'viewBox' 's/ viewBox="[^"]*"//'
expect 'not there' 's/href="#dou-head"/href="#dou-had"/'
expect "'text' is not allowed" 's/<\/svg>/<text>x<\/text><\/svg>/'
expect 'larger than 100 kB' "s/<title>/<!-- $(printf '%0110000d' 0) -->\n<title>/"

# --- a contact sheet shows the colours and the shapes of the cells -----------------------------------------
# pixel X Y: colour of the page at that point of the picture
pixel() { convert sheet.png -format "%[hex:p{$((12 + $1)),$((12 + $2))}]" info:; }
printf '\033[38;5;46;48;5;196m▘\033[0;7m \033[0;1;33m█\033[0m\n' >cells
if "$print" --lang en sheet sheet.png cells; then
    [ "$(pixel 2 2)" = 00FF00 ] || fail "the upper left quarter is $(pixel 2 2)"
    [ "$(pixel 6 2)$(pixel 2 12)" = FF0000FF0000 ] || fail "the other quarters are not the background"
    [ "$(pixel 12 8)" = E5E5E5 ] || fail "a reversed blank is $(pixel 12 8)"
    [ "$(pixel 20 8)" = FFFF00 ] || fail "bold yellow is not bright: $(pixel 20 8)"
else
    fail "no sheet"
fi
printf '\033[2J' >cells
"$print" --lang en sheet sheet.png cells 2>said && fail "a sequence that is no colour was taken"
grep -q "cells: not what 'cartoon show' prints" said || fail "the faulty file is not named"
exit $status
