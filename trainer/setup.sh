#!/bin/sh
# setup.sh - installs the Debian packages that are missing.
#
#   trainer/setup.sh run [test] [lint] [bench]
#
# On a terminal the apt line is shown and asked for once (DEPS=yes does not ask, DEPS=no never
# installs).  Without a terminal a user who may - root, or sudo without a password - just gets
# them; anyone else gets one line with the exact command, and status 1.
set -eu

packages_of() {
    case $1 in
    run) echo "gcc libc6-dev make pkg-config gettext bzip2 unicode-data libncurses-dev
               libsqlite3-dev libcaca-dev libunistring-dev libcmark-dev libyaml-dev
               libjansson-dev libsodium-dev libqrencode-dev librsvg2-dev libcairo2-dev
               libpango1.0-dev fonts-wqy-microhei
               libxml2-dev" ;;
    test) echo "libcmocka-dev libvterm-dev jq zbar-tools imagemagick mandoc shellcheck poppler-utils" ;;
    lint) echo "clang clang-format clang-tidy cppcheck shellcheck" ;;
    bench) echo "chafa caca-utils librsvg2-bin fzf time" ;;
    *) echo "setup.sh: no list called '$1'" >&2; exit 2 ;;
    esac
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for list in "$@"; do
    for package in $(packages_of "$list"); do
        is_installed "$package" || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if ! command -v apt-get >/dev/null; then
    echo "Missing, and this is no Debian: install the like of$missing" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    root=
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    root="sudo "
else
    echo "Packages are missing. As root:  $install" >&2
    exit 1
fi
case ${DEPS:-ask} in
no)
    echo "Packages are missing. As root:  $install" >&2
    exit 1
    ;;
ask)
    if [ -t 0 ] && [ -t 1 ]; then
        printf 'Packages are missing:\n  %s%s\nInstall them now? [Y/n] ' "$root" "$install"
        read -r answer
        case $answer in [Nn]*) exit 1 ;; esac
    fi
    ;;
esac
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # words are meant to be split
if ! ${root}apt-get update -q || ! ${root}$install; then
    echo "Could not install. Check the network, then:  $root$install" >&2
    exit 1
fi
