#!/bin/bash
# size.sh - a file that outgrows its size has two duties (CONTRIBUTING.md).
set -u
cd "$(dirname "$0")/../.." || exit 2
find trainer tests -name '*.[ch]' | LC_ALL=C sort | xargs awk '
    FNR == 1 && file { check() }
    { file = FILENAME; lines = FNR }
    END { check(); exit bad }
    function check(    most) {
        most = file ~ /\.h$/ ? 150 : 600
        if (lines > most) {
            print file ":" most + 1 ": " lines " lines, more than " most ": split it by duty"
            bad = 1
        }
    }' || exit 1
