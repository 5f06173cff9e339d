#!/bin/bash
# layers.sh - no include and no call against tests/lint/layers.txt, no mutable global outside
# main.c and tty/.
#
# Includes are read from the sources, calls from the objects of the build ($BUILD), so that a
# function reached through a macro or an own declaration counts too.
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build/default}
rules=tests/lint/layers.txt
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# --- includes: "FILE LINE HEADER" -------------------------------------------------------------
# shellcheck disable=SC2016  # awk's own $0
find trainer -name '*.[ch]' | LC_ALL=C sort | xargs awk '
    /^[ \t]*#[ \t]*include[ \t]/ {
        header = $0
        sub(/^[ \t]*#[ \t]*include[ \t]*/, "", header)
        sub(/[ \t]*(\/\*.*)?$/, "", header)
        print FILENAME, FNR, header
    }' >"$work/includes"

# --- symbols: "FILE SYMBOL", what each object needs from elsewhere ------------------------------
find "$BUILD/obj/trainer" -name '*.o' 2>/dev/null | LC_ALL=C sort >"$work/objects"
if [ ! -s "$work/objects" ]; then
    echo "$BUILD/obj/trainer:1: no objects to look at; build first: make build" >&2
    exit 1
fi
# only objects whose source still exists: a removed file leaves its object behind
while read -r object; do
    source=${object#"$BUILD/obj/"}
    [ -f "${source%.o}.c" ] && echo "$object"
done <"$work/objects" >"$work/live"
xargs -a "$work/live" nm -A -u 2>/dev/null | awk -v build="$BUILD/obj/trainer/" '
    {
        file = $1
        sub(/:$/, "", file)
        file = substr(file, length(build) + 1)
        sub(/\.o$/, ".c", file)
        symbol = $NF
        sub(/@.*/, "", symbol)
        print file, symbol
    }' >"$work/symbols"

awk -v work="$work" -f tests/lint/layers.awk "$rules"
status=$?

# --- state: variables that a function could change ------------------------------------------------
# (.data.rel.ro holds constants that only the loader fills in)
allowed='^(main|core/err|core/clock|core/lang|tty/[^/]*|print/main)\.c$'
while read -r object; do
    source=${object#"$BUILD/obj/trainer/"}
    source=${source%.o}.c
    [[ $source =~ $allowed ]] && continue
    nm -f sysv "$object" | awk -F'|' -v file="trainer/$source" '
        $4 ~ /OBJECT/ && $7 ~ /^\.(data|bss|tbss|tdata)(\.[^r].*)?$/ && $1 !~ /^(__|\.|_ZN)/ {
            gsub(/ /, "", $1)
            print file ":1: changeable global \"" $1 "\": pass it as an argument, or make it const"
            bad = 1
        }
        END {exit bad}' || status=1
done <"$work/live"
exit $status
