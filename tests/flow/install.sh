#!/bin/bash
# install.sh - installed below a DESTDIR it runs from there, and uninstall takes everything back.
. "$(dirname "$0")/lib.bash"

make -s install VARIANT="${BUILD##*/}" DESTDIR="$folder/root" PREFIX=/usr >"$folder/log" 2>&1 || { cat "$folder/log"; fail "make install"; }
cd "$folder"
installed=$folder/root/usr/bin/trainer
want 0 "$installed" --lang zh lesson list
want_text "一部手机走天下"
want 0 "$installed" cartoon show L01-01 --format utf8
want 0 "$installed" catalog search baitan
mandoc -T lint -W error root/usr/share/man/man1/trainer.1
cd "$OLDPWD"
make -s uninstall DESTDIR="$folder/root" PREFIX=/usr
[ -z "$(find "$folder/root" -type f)" ] || fail "left behind: $(find "$folder/root" -type f)"
