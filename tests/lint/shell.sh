#!/bin/sh
# shell.sh - every shell script passes shellcheck.
cd "$(dirname "$0")/../.." || exit 2
find . -path ./build -prune -o -path ./.git -prune -o -name '*.sh' -print0 | xargs -0 shellcheck -x -P tests/flow .ci/run
