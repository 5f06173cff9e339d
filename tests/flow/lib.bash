# lib.bash - what every flow test needs: the program, a folder of its own, and `want`.
#
# A flow test types commands as a person does.  `want STATUS COMMAND...` runs one, keeps what it
# printed in $out and $err, and ends the test with the place when the status is another.
# shellcheck shell=bash
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck disable=SC2034  # used by the tests
trainer=$PWD/${BUILD:-build/default}/trainer
folder=${TEST_FOLDER:-$(mktemp -d)}
export TRAINER_DB=$folder/flow.db LANG=C.UTF-8 LC_ALL=C.UTF-8
export TRAINER_NOW=2026-11-23T09:00:00+08:00 TRAINER_SEED=7
out='' err=''

fail() {
    echo "${BASH_SOURCE[-1]}:${BASH_LINENO[-2]}: $*" >&2
    printf -- '--- printed\n%s\n--- complained\n%s\n' "$out" "$err" >&2
    exit 1
}

want() {
    local status=$1 got=0
    shift
    "$@" >"$folder/out" 2>"$folder/err" </dev/null || got=$?
    out=$(tr -d '\0' <"$folder/out") err=$(tr -d '\0' <"$folder/err")
    [ "$got" = "$status" ] || fail "status $got, not $status: $*"
}

# want_text TEXT: the last command printed it; want_error TEXT: it complained of it
want_text() { [[ $out == *"$1"* ]] || fail "not printed: $1"; }
want_error() { [[ $err == *"$1"* ]] || fail "not complained of: $1"; }
want_same() { [ "$1" = "$2" ] || fail "'$1' is not '$2'"; }
# want_json FILTER VALUE: of what the last command printed
want_json() { want_same "$(jq -rc "$1" <<<"$out")" "$2"; }
