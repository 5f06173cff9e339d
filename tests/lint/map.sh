#!/bin/sh
# map.sh - every path that the documents name exists.
cd "$(dirname "$0")/../.." || exit 2
status=0
for document in README.md README.zh.md ARCHITECTURE.md CONTRIBUTING.md cartoons/README.md; do
    for path in $(grep -oE '(trainer|lessons|quizzes|cartoons|tests)/[A-Za-z0-9_./{},*-]*[A-Za-z0-9_/}]' "$document" | sort -u); do
        case $path in *[*{]*|*NN*|*NAME*) continue ;; esac
        [ -e "$path" ] || { echo "$document:1: names $path, which is not there: mend the map" >&2; status=1; }
    done
done
exit $status
