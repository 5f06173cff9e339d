#!/bin/bash
# po.sh - every text of the program has its Chinese, with the same %-directives.
#
# Texts are those in _("…") and N_("…") and the format argument of the functions in msgids.txt.
set -u
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
status=0

keywords=(--keyword --keyword=_ --keyword=N_ --keyword=gettext)
while read -r row; do
    keywords+=("--keyword=$row" "--flag=$row:c-format")
done <tests/lint/msgids.txt
find trainer -name '*.[ch]' | LC_ALL=C sort >"$work/sources"
if ! xgettext --language=C --from-code=UTF-8 --add-location=full "${keywords[@]}" \
    --files-from="$work/sources" -o "$work/raw.pot" 2>"$work/said"; then
    cat "$work/said"
    exit 1
fi
sed 's/charset=CHARSET/charset=UTF-8/' "$work/raw.pot" >"$work/trainer.pot"

# says what msgfmt finds in $1, but for header fields that say who and when: git knows
check_file() {
    msgfmt -c -o /dev/null "$1" 2>"$work/said"
    local result=$?
    grep -v 'warning: header field' "$work/said"
    return $result
}
for file in trainer/po/zh/*.po; do
    check_file "$file" || status=1
done
msgcat --use-first --no-location trainer/po/zh/*.po -o "$work/zh.po" || exit 1
msgmerge --quiet --no-fuzzy-matching "$work/zh.po" "$work/trainer.pot" -o "$work/merged.po" || exit 1
# flags (c-format) now come from the sources: this compares the directives
if ! check_file "$work/merged.po" >"$work/found"; then
    sed "s|$work/merged.po|trainer/po/zh (all of it)|" "$work/found"
    echo "trainer/po/zh:1: a translation has other %-directives than its text: make them alike"
    status=1
fi

# list KIND HINT: the places of what msgattrib finds
list() {
    msgattrib "$1" --no-obsolete --no-wrap --add-location=full "$work/merged.po" 2>/dev/null |
        awk -v hint="$2" '
            /^#: / { place = $2; next }
            /^msgid / { id = $0; sub(/^msgid /, "", id); in_id = 1; next }
            /^msgstr/ {
                if (id != "\"\"") { print place ": " id ": " hint; bad = 1 }
                in_id = 0
                next
            }
            in_id && /^"/ { if (id == "\"\"") id = $0; next }
            END { exit bad }' || status=1
}
list --untranslated 'no Chinese: add it to trainer/po/zh/LAYER.po'
list --only-fuzzy 'the Chinese is marked fuzzy: check it and remove the mark'
exit $status
