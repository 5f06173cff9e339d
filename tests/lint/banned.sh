#!/bin/bash
# banned.sh - calls and marks that have no place in the sources (CONTRIBUTING.md).
set -u
cd "$(dirname "$0")/../.." || exit 2
status=0
code=$(mktemp) || exit 2
trap 'rm -f "$code"' EXIT

# the code alone, without comments and strings: "FILE:LINE:text"
while read -r file; do
    awk -f tests/lint/strip.awk "$file" | awk -v file="$file" '{print file ":" FNR ":" $0}'
done < <(find trainer tests -name '*.[ch]' | LC_ALL=C sort) >"$code"

# Rules, one a line: files it holds for, files it spares, the call, what to do instead.
awk -F'\t' '
    FILENAME == ARGV[1] { # the rules
        holds[++rules] = $1; spares[rules] = $2
        call[rules] = "(^|[^A-Za-z0-9_])(" $3 ")"; hint[rules] = $4
        next
    }
    {
        split($0, part, ":")
        text = substr($0, length(part[1]) + length(part[2]) + 3)
        for (i = 1; i <= rules; i++) {
            if (part[1] !~ holds[i] || (spares[i] != "-" && part[1] ~ spares[i]) || text !~ call[i])
                continue
            match(text, call[i])
            found = substr(text, RSTART, RLENGTH)
            gsub(/^[^A-Za-z_]/, "", found)
            print part[1] ":" part[2] ": " found " - " hint[i]
            bad = 1
        }
    }
    END {exit bad}' - "$code" <<'RULES' || status=1
.	-	(v?sprintf|st[rp]cpy|strcat|strtok|ato[ifl]|atoll|gets)[ \t]*[(]	unsafe: use struct sbuf, snprintf, strtol with its end pointer
.	-	(system|popen)[ \t]*[(]	starts a shell: use posix_spawn with an argument list
.	-	alloca[ \t]*[(]	no bound: use xmalloc
^trainer/	^trainer/(print/)?main[.]c$	_?exit[ \t]*[(]	only main.c ends the program: return an error
^trainer/	^trainer/(ui|cli|print)/|^trainer/(main|core/err)[.]c$	(v?printf|puts|putchar|perror)[ \t]*[(]|fprintf[ \t]*[(][ \t]*std(out|err)	nothing prints below ui, cli and main: fill in a struct err or a buffer
RULES

mark='TO''DO|FIX''ME|XX''X'
if grep -rnEw --include='*.[ch]' --include='*.sh' --include='*.awk' --include='*.md' \
    --include='*.yaml' --include='Makefile' "$mark" \
    Makefile trainer tests lessons quizzes ./*.md 2>/dev/null |
    sed -E 's/^([^:]*:[0-9]+):.*/\1: an unfinished mark: do it, or write it into the issue list/' |
    grep .; then
    status=1
fi
exit $status
