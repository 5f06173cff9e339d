#!/bin/bash
# banned.sh - calls and marks that have no place in the sources (CONTRIBUTING.md).
set -u
cd "$(dirname "$0")/../.." || exit 2
status=0

# report FILE PATTERN HINT: every match in the code (not in comments or strings) of FILE
report() {
    awk -f tests/lint/strip.awk "$1" | awk -v file="$1" -v pattern="(^|[^A-Za-z0-9_])($2)" -v hint="$3" '
        $0 ~ pattern {
            match($0, pattern)
            found = substr($0, RSTART, RLENGTH)
            gsub(/^[^A-Za-z_]/, "", found)
            print file ":" FNR ": " found " " hint
            bad = 1
        }
        END {exit bad}' || status=1
}

while read -r file; do
    report "$file" '(v?sprintf|st[rp]cpy|strcat|strtok|ato[ifl]|atoll|gets)[ \t]*\(' \
        '- unsafe: use struct sbuf, snprintf, strtol with its end pointer'
    report "$file" '(system|popen)[ \t]*\(' '- starts a shell: use posix_spawn with an argument list'
    report "$file" 'alloca[ \t]*\(' '- no bound: use xmalloc'
    case $file in
    trainer/main.c | trainer/print/main.c | tests/*) ;;
    *) report "$file" '_?exit[ \t]*\(' '- only main.c ends the program: return an error' ;;
    esac
    case $file in
    trainer/ui/* | trainer/cli/* | trainer/main.c | trainer/print/* | tests/* | trainer/core/err.c) ;;
    *) report "$file" '(v?printf|puts|putchar|perror)[ \t]*\(|fprintf[ \t]*\([ \t]*std(out|err)' \
        '- nothing prints below ui, cli and main: fill in a struct err or a buffer' ;;
    esac
done < <(find trainer tests -name '*.[ch]' | LC_ALL=C sort)

mark='TO''DO|FIX''ME|XX''X'
if grep -rnEw --include='*.[ch]' --include='*.sh' --include='*.awk' --include='*.md' \
    --include='*.yaml' --include='Makefile' "$mark" \
    Makefile trainer tests lessons quizzes ./*.md 2>/dev/null |
    sed -E 's/^([^:]*:[0-9]+):.*/\1: an unfinished mark: do it, or write it into the issue list/' |
    grep .; then
    status=1
fi
exit $status
