# layers.awk - compares includes and symbols (in folder `work`) with the rules it reads.

function trim(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return text
}

function whole(text, pattern) {
    return pattern != "-" && text ~ ("^(" pattern ")$")
}

# Does `path` begin with one of the space-separated places?
function lies_in(path, places,    n, list, i) {
    n = split(places, list, " ")
    for (i = 1; i <= n; i++)
        if (index(path, list[i]) == 1)
            return 1
    return 0
}

function complain(text) {
    print text
    bad = 1
}

/^[ \t]*(#|$)/ { next }

/^layer / {
    name = $2
    sub(/:$/, "", name)
    rest = $0
    sub(/^[^:]*:/, "", rest)
    may[name] = " " name " " trim(rest) " "
    next
}

/^(private|forbidden) / {
    rest = $0
    sub(/^[^:]*:/, "", rest)
    n = split(rest, part, " [|] ")
    what = $2
    sub(/:$/, "", what)
    if ($1 == "private" && n == 3) {
        private_count++
        private_what[private_count] = what
        private_places[private_count] = trim(part[1])
        private_headers[private_count] = trim(part[2])
        private_symbols[private_count] = trim(part[3])
        next
    }
    if ($1 == "forbidden" && n == 2) {
        forbidden_count++
        forbidden_what[forbidden_count] = what
        forbidden_places[forbidden_count] = trim(part[1])
        forbidden_symbols[forbidden_count] = trim(part[2])
        next
    }
}

{ complain(FILENAME ":" FNR ": a line of no known form; see the head of this file") }

function check_local(file, line, header, layer,    target, slash) {
    slash = index(header, "/")
    if (!slash) {
        complain(file ":" line ": \"" header "\": write it from trainer/, as \"" layer "/" header "\"")
        return
    }
    target = substr(header, 1, slash - 1)
    if (index(may[layer], " " target " ") == 0)
        complain(file ":" line ": " layer " may not use " target \
                 ": move the code down, or hand it in from above (tests/lint/layers.txt)")
}

function check_include(file, line, header,    path, layer, name, i) {
    path = substr(file, length("trainer/") + 1)
    layer = path
    sub(/\/.*/, "", layer)
    if (!(layer in may)) {
        complain(file ":" line ": layer \"" layer "\" is not in tests/lint/layers.txt: add it there")
        return
    }
    name = substr(header, 2, length(header) - 2)
    if (header ~ /^"/)
        check_local(file, line, name, layer)
    for (i = 1; i <= private_count; i++)
        if (whole(name, private_headers[i]) && !lies_in(path, private_places[i]))
            complain(file ":" line ": <" name "> belongs to " private_places[i] \
                     " alone: call its header in core/ or the layer that owns it")
}

function check_symbol(path, symbol,    i) {
    for (i = 1; i <= private_count; i++)
        if (whole(symbol, private_symbols[i]) && !lies_in(path, private_places[i]))
            complain("trainer/" path ":1: calls " symbol " (" private_what[i] "), which belongs to " \
                     private_places[i] " alone: go through the layer that owns it")
    for (i = 1; i <= forbidden_count; i++)
        if (whole(symbol, forbidden_symbols[i]) && lies_in(path, forbidden_places[i]))
            complain("trainer/" path ":1: uses " symbol ", but no " forbidden_what[i] \
                     " is allowed here: return a value and let the caller do it")
}

END {
    while ((getline row < (work "/includes")) > 0) {
        split(row, field, " ")
        check_include(field[1], field[2], substr(row, length(field[1] " " field[2] " ") + 1))
        seen++
    }
    while ((getline row < (work "/symbols")) > 0) {
        split(row, field, " ")
        check_symbol(field[1], field[2])
        seen++
    }
    if (!seen)
        complain("tests/lint/layers.awk:1: nothing was looked at")
    exit bad
}
