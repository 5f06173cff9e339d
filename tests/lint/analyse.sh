#!/bin/sh
# analyse.sh - static analysers and the formatter; slow, so part of `make lint`, not of `make check`.
cd "$(dirname "$0")/../.." || exit 2
status=0
find trainer tests -name "*.[ch]" -print0 | xargs -0 clang-format --dry-run -Werror || status=1
cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
    --error-exitcode=1 --suppress=missingIncludeSystem -Itrainer -DTRAINER_VERSION='"x"' trainer || status=1
find trainer -name '*.c' ! -path "trainer/print/*" -print0 | xargs -0 -P 2 -n 8 clang-tidy --quiet \
    --checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-bugprone-assignment-in-if-condition,-bugprone-macro-parentheses,-bugprone-reserved-identifier,-clang-analyzer-valist.Uninitialized' \
    --warnings-as-errors='*' -- -std=c11 -D_GNU_SOURCE -Itrainer -DTRAINER_VERSION='"x"' || status=1
exit $status
