#!/bin/bash
# certificate.sh - issued only when earned and by a trainer; verified offline; refused after a change.
. "$(dirname "$0")/lib.bash"

printf '2468\n' >"$folder/pin"
printf 'a river runs past the tower\n' >"$folder/pass"
want 0 "$trainer" officer add --id t1 --name 穗穗 --role trainer --new-pin-file "$folder/pin"
want 0 "$trainer" officer add --id 21 --name 老墨
want 1 "$trainer" certificate key show
want 5 "$trainer" --as 21 certificate issue 21 L0 --passphrase-file "$folder/pass"
want 5 "$trainer" --as t1 --pin-file "$folder/pin" certificate issue 21 L0 --passphrase-file "$folder/pass"
want 0 "$trainer" certificate list --json
want_json length 0
want 3 "$trainer" certificate verify 'not a certificate' --issuer "$(printf '0%.0s' {1..64})"
