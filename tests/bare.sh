#!/bin/bash
# bare.sh - by hand, as root: does README's promise hold on a bare Debian 12?
#
# Makes a debootstrap root with git and make in it, clones the committed state there and runs the
# two commands of the README, nothing else.  MIRROR = Debian mirror; KEEP=1 keeps the root.
# An apt configuration of this machine (proxies) is carried over.
set -eu
[ "$(id -u)" = 0 ] || { echo "bare.sh: must be root, for debootstrap and chroot" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare.sh: apt-get install debootstrap" >&2; exit 2; }
checkout=$(cd "$(dirname "$0")/.." && pwd)
root=$(mktemp -d)
leave() {
    for place in proc dev; do umount -l "$root/$place" 2>/dev/null || true; done
    [ -n "${KEEP:-}" ] || rm -rf --one-file-system "$root"
}
trap leave EXIT
debootstrap --variant=minbase --include=git,make,ca-certificates bookworm "$root" \
    "${MIRROR:-http://deb.debian.org/debian}"
chmod 755 "$root"
for file in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/*registry*; do
    [ -e "$file" ] && cp "$file" "$root/etc/apt/apt.conf.d/"
done
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
git clone -q --bare "$checkout" "$root/root/trainer.git"
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -c "$1" </dev/null; }
inside 'cd /root && git clone -q trainer.git trainer'
echo "== make run"
inside 'cd /root/trainer && make run' | tee "$root/root/run.log" | tail -n 40
grep -q 'S01' "$root/root/run.log"
echo "== make check"
inside 'cd /root/trainer && make check'
echo "bare.sh: both commands work on a bare Debian 12"
