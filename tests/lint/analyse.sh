#!/bin/sh
# analyse.sh - static analysers and the formatter; slow, so part of `make lint`, not of `make check`.
cd "$(dirname "$0")/../.." || exit 2
status=0
find trainer tests -name "*.[ch]" -print0 | xargs -0 clang-format --dry-run -Werror || status=1
cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
    --error-exitcode=1 --suppress=missingIncludeSystem -Itrainer -DTRAINER_VERSION='"x"' trainer || status=1
checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters'
checks="$checks,-bugprone-narrowing-conversions,-bugprone-assignment-in-if-condition"
checks="$checks,-bugprone-macro-parentheses,-bugprone-reserved-identifier"
checks="$checks,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling"
checks="$checks,-clang-analyzer-valist.Uninitialized"
checks="$checks,-bugprone-sizeof-expression,-bugprone-branch-clone"
checks="$checks,-bugprone-not-null-terminated-result"
checks="$checks,-bugprone-implicit-widening-of-multiplication-result"
export checks
# shellcheck disable=SC2016  # the inner shell expands
find trainer -name '*.c' ! -path 'trainer/print/*' -print0 |
    xargs -0 -P 2 -n 8 sh -c 'clang-tidy --quiet --checks="$checks" --warnings-as-errors="*" "$@" \
        -- -std=c11 -D_GNU_SOURCE -Itrainer -DTRAINER_VERSION=\"x\"' tidy || status=1
exit $status
