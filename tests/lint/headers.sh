#!/bin/bash
# headers.sh - every header compiles alone and has the include guard of its place.
set -u
cd "$(dirname "$0")/../.." || exit 2
read -ra extra < <(pkg-config --cflags-only-I librsvg-2.0 cairo pangocairo fontconfig libxml-2.0 2>/dev/null)
status=0
while read -r header; do
    guard=$(echo "${header#*/}" | tr 'a-z/.-' 'A-Z___')
    if ! grep -q "^#ifndef $guard\$" "$header" || ! grep -q "^#define $guard\$" "$header"; then
        echo "$header:1: include guard missing or of another name: write #ifndef $guard"
        status=1
    fi
    if ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -Itrainer -Itests "${extra[@]}" -Wall -Wextra -Werror \
        -fsyntax-only -x c "$header"; then
        echo "$header:1: does not compile alone: include what it needs itself"
        status=1
    fi
done < <(find trainer tests -name '*.h' | LC_ALL=C sort)
exit $status
