#!/bin/sh
# check_law.sh DIR - every citation and every amount of the shipped catalog against a folder of
# statute texts.
#
# DIR/statutes.json is an array of {id, title, version, status, as_of, source: {repo, path},
# articles: {"34": "text"}}; in a text, paragraphs (款) and items (项) stand on lines of their
# own, an item's begins with （一）.  The rules are in check_law.jq.  Without DIR nothing is
# compared.
set -u
cd "$(dirname "$0")/../.." || exit 2
if [ -z "${1:-}" ]; then
    echo "check-law: skipped; to compare with statute texts: make check-law LAW=DIR"
    exit 0
fi
if [ ! -r "$1/statutes.json" ]; then
    echo "check-law: cannot read $1/statutes.json" >&2
    exit 2
fi
catalog=${2:-lessons/catalog}
faults=$(jq -nr --slurpfile law "$1/statutes.json" --rawfile catalog "$catalog/catalog.csv" \
    --rawfile sources "$catalog/sources.csv" -f tests/content/check_law.jq) || exit 2
printf '%s\n' "$faults"
# the last line counts what was compared
[ "$(printf '%s\n' "$faults" | wc -l)" = 1 ]
