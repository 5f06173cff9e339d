#!/bin/sh
# map.sh - every path that the documents name exists.
cd "$(dirname "$0")/../.." || exit 2
missing=$(for document in README.md README.zh.md ARCHITECTURE.md CONTRIBUTING.md cartoons/README.md; do
    grep -oE '(trainer|lessons|quizzes|cartoons|tests)/[A-Za-z0-9_./{},*-]*[A-Za-z0-9_/}]' "$document" |
        grep -vE '[*{]|NN|NAME' | sort -u | while read -r path; do
            [ -e "$path" ] || echo "$document:1: names $path, which is not there: mend the map"
        done
done)
[ -z "$missing" ] || { echo "$missing"; exit 1; }
