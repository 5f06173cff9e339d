#!/bin/bash
# export.sh - a lesson written to a file that is printed or passed on.
. "$(dirname "$0")/lib.bash"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- pages: real text in the right face, pictures as vectors ------------------------------------
want 0 "$trainer" --lang zh lesson export L01 -o "$work/L01.pdf"
pdftotext "$work/L01.pdf" "$work/words"
grep -q '一部手机走天下' "$work/words" || fail "the title is not in the text"
grep -q '干了三十年' "$work/words" || fail "what Old Ink says is not in the text"
want_same "$(grep -c 训练 "$work/words" | sed 's/^[1-9][0-9]*$/some/')" some
pdffonts "$work/L01.pdf" | tail -n +3 >"$work/fonts"
[ -s "$work/fonts" ] || fail "no fonts"
while read -r line; do
    case $line in
    *' yes yes yes '*) ;;
    *) fail "not embedded: $line" ;;
    esac
    case $line in
    *CJKjp* | *CJKkr* | *CJKtc* | *CJKhk* | *Gothic* | *Mincho*)
        fail "not a face for simplified Chinese: $line" ;;
    esac
done <"$work/fonts"
grep -qE 'CJKsc|MicroHei' "$work/fonts" || fail "no face for simplified Chinese"
want_same "$(pdfimages -list "$work/L01.pdf" | tail -n +3 | wc -l)" 0
pages=$(pdfinfo "$work/L01.pdf" | sed -n 's/^Pages: *//p')
{ [ "$pages" -ge 4 ] && [ "$pages" -le 8 ]; } || fail "$pages pages for ten pictures"
want 0 "$trainer" --lang en lesson export L01 -o "$work/en.pdf"
pdftotext "$work/en.pdf" - | grep -q 'Thirty years of work' || fail "no English words in the English pages"

# --- one HTML file: nothing outside it, every picture described and whole ---------------------------
want 0 "$trainer" --lang zh lesson export L01 -o "$work/L01.html"
want_same "$(grep -o '<img ' "$work/L01.html" | wc -l)" 10
want_same "$(grep -c 'alt=""' "$work/L01.html")" 0
want_same "$(grep -ciE '<script|<link|src="http|url\(' "$work/L01.html")" 0
grep -q '<html lang="zh-CN">' "$work/L01.html" || fail "no language"
grep -q '>干了三十年' "$work/L01.html" || fail "what Old Ink says is no text"
grep -o 'src="data:image/svg+xml,[^"]*"' "$work/L01.html" | head -n 1 |
    sed 's/^src="data:image\/svg+xml,//; s/"$//; s/\\/\\\\/g; s/%/\\x/g' >"$work/address"
printf '%b' "$(cat "$work/address")" >"$work/drawing.svg"
# command substitution drops the last line end only
want_same "$(cat "$work/drawing.svg")" "$(cat cartoons/panels/L01-01.svg)"

# --- what cannot be done is said --------------------------------------------------------------------------
want 2 "$trainer" --lang en lesson export L01
want_error "-o FILE.html or FILE.pdf"
want 2 "$trainer" --lang en lesson export L01 -o "$work/L01.doc"
want_error "must end in .html or .pdf"
[ ! -e "$work/L01.doc" ] || fail "a file of an unknown kind was written"
want 1 "$trainer" --lang en lesson export L99 -o "$work/L99.pdf"
want_error "no lesson 'L99'"
for ending in pdf html; do
    want 4 "$trainer" --lang en lesson export L01 -o "$work/nowhere/L01.$ending"
    want_error "nowhere"
done
