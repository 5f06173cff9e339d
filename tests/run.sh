#!/bin/bash
# run.sh - runs every test, or the kinds named: unit content flow screen fuzz lint.
#
# Prints one line a test, the output of the failed ones, and at the end "N passed, N failed".
# BUILD = folder of the build; FUZZ_SECONDS = seconds for each fuzz target; JOBS = at once.
set -u
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build/default}
export BUILD FUZZ_SECONDS=${FUZZ_SECONDS:-5}
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
unset LANGUAGE TRAINER_DB TRAINER_NOW TRAINER_SEED
logs=$BUILD/tests/logs
mkdir -p "$logs"
kinds=${*:-lint unit content flow screen fuzz}

list_of() {
    case $1 in
    unit) find "$BUILD/tests/unit" -type f -perm /1 ! -name '*.o' ! -name '*.d' ;;
    screen) find "$BUILD/tests/screen" -type f -perm /1 ! -name '*.o' ! -name '*.d' ;;
    fuzz) find "$BUILD/tests/fuzz" -type f -perm /1 ! -name '*.o' ! -name '*.d' ;;
    content | flow) find "tests/$1" -name '*.sh' ;;
    lint) find tests/lint -name '*.sh' ! -name analyse.sh ;;
    *) echo "run.sh: no tests of kind '$1'" >&2; exit 2 ;;
    esac | LC_ALL=C sort
}

# One test in a folder of its own; prints ok or FAILED with its log.
run_one() {
    local test=$1 name status
    name=$(echo "$test" | sed "s|^$BUILD/||; s|[/.]|-|g")
    TEST_FOLDER=$(mktemp -d) || exit 2
    export TEST_FOLDER HOME=$TEST_FOLDER XDG_DATA_HOME=$TEST_FOLDER/data TMPDIR=$TEST_FOLDER
    local start=$SECONDS
    timeout "$((300 + FUZZ_SECONDS * 2))" "$test" >"$logs/$name.log" 2>&1 </dev/null
    status=$?
    rm -rf "$TEST_FOLDER"
    if [ $status = 0 ]; then
        echo "ok     $name ($((SECONDS - start)) s)"
    else
        { echo "FAILED $name (status $status)"; tail -n 60 "$logs/$name.log" | sed 's/^/    /'; }
    fi
}
export -f run_one
export logs

for kind in $kinds; do list_of "$kind" || exit 2; done >"$logs/list"
# shellcheck disable=SC2016  # the inner shell expands
xargs -a "$logs/list" -d '\n' -P "${JOBS:-2}" -I{} bash -c 'run_one "$1"' run {} >"$logs/result"
cat "$logs/result"
passed=$(grep -c '^ok ' "$logs/result")
failed=$(grep -c '^FAILED ' "$logs/result")
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
