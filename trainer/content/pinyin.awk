# pinyin.awk - Unihan_Readings.txt -> pinyin.tsv: "HEX<tab>xing,hang", toneless, commonest first.
# Unified ideographs of the first block only; readings of kMandarin and, where a character has
# several in use, of kHanyuPinlu (share of at least 3 percent).  Plain awk (mawk): bytes, no
# Unicode classes.
BEGIN {
    FS = "\t"
    count = split("ā a á a ǎ a à a ē e é e ě e è e ī i í i ǐ i ì i ō o ó o ǒ o ò o " \
        "ū u ú u ǔ u ù u ǖ v ǘ v ǚ v ǜ v ü v ń n ň n ǹ n ḿ m", pair, " ")
}
function toneless(text, i) {
    for (i = 1; i < count; i += 2)
        gsub(pair[i], pair[i + 1], text)
    return text
}
function add(code, reading) {
    reading = toneless(reading)
    if (reading !~ /^[a-z]+$/ || ("," readings[code] ",") ~ ("," reading ","))
        return
    readings[code] = readings[code] (readings[code] == "" ? "" : ",") reading
}
$1 !~ /^U\+[4-9][0-9A-F][0-9A-F][0-9A-F]$/ || $1 < "U+4E00" { next }
$2 == "kHanyuPinlu" {
    code = substr($1, 3)
    parts = split($3, part, " ")
    total = 0
    for (i = 1; i <= parts; i++) {
        number = part[i]
        gsub(/[^0-9]/, "", number)
        share[i] = number + 0
        total += number
    }
    for (i = 1; i <= parts; i++) {
        sub(/\(.*/, "", part[i])
        if (share[i] * 100 >= total * 3)
            add(code, part[i])
    }
}
$2 == "kMandarin" {
    code = substr($1, 3)
    order[++codes] = code
    split($3, part, " ")
    add(code, part[1])
}
END {
    for (i = 1; i <= codes; i++)
        if (readings[order[i]] != "")
            print order[i] "\t" readings[order[i]]
}
