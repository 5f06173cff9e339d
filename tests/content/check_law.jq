# check_law.jq - the catalog's rows against the statutes' words; one line a fault, then a count.
#
# A fine stands in the law as "处五千元以上五万元以下的罚款"; the clause it stands in says when
# (拒不改正, 逾期, 严重后果), for whom (对单位, 对个人) and for which item (前款第一项).

# --- numbers ------------------------------------------------------------------------------------
def digit: {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
            "八": 8, "九": 9}[.];
def unit: {"十": 10, "百": 100, "千": 1000}[.];
def chinese:
    reduce split("")[] as $c ({total: 0, section: 0, digit: 0};
        if $c == "万" then {total: ((.total + .section + .digit) * 10000), section: 0, digit: 0}
        elif $c | unit then
            {total, section: (.section + ([.digit, 1] | max) * ($c | unit)), digit: 0}
        else .digit = ($c | digit) end)
    | .total + .section + .digit;
def amount:
    if test("^[0-9]") then
        capture("^(?<number>[0-9]+)(?<unit>[万千百]?)")
        | (.number | tonumber) * {"万": 10000, "千": 1000, "百": 100, "": 1}[.unit]
    else chinese end;
def numeral: "[0-9]+[万千百]?|[零一二两三四五六七八九十百千万]+";
def sums: [scan("(" + numeral + ")元")[0] | amount];

# --- tables -------------------------------------------------------------------------------------
def cells:
    [match("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))"; "g")
     | (.captures[0].string // .captures[1].string // "")
     | if contains("\"") then gsub("\"\""; "\"") else . end];
def table:
    (split("\n") | map(select(. != ""))) as $lines
    | ($lines[0] | cells) as $names
    | [range(1; $lines | length) as $i
       | ([$names, ($lines[$i] | cells)] | transpose | map({key: .[0], value: .[1]})
          | from_entries) + {line: ($i + 1)}];
def list: split(";") | map(select(. != ""));

# --- the law ------------------------------------------------------------------------------------
($law[0] | map({key: .id, value: .}) | from_entries) as $statutes
| ($sources | table | map({key: .slug, value: .}) | from_entries) as $named
# the lines of an article: which paragraph, which item of it (0: none)
| def lines:
    reduce split("\n")[] as $text ({paragraph: 0, item: 0, all: []};
        if $text | test("^[（(][一二三四五六七八九十]+[）)]") then .item += 1
        else .paragraph += 1 | .item = 0 end
        | .all += [{paragraph, item, $text}])
    | .all;
  def reference:
    capture("^(?<slug>[a-z-]+) (?<article>[0-9]+)(\\.(?<paragraph>[0-9]+))?"
            + "(\\((?<item>[0-9]+)\\))?$")
    | .paragraph |= (. // "0" | tonumber) | .item |= (. // "0" | tonumber);
  def article: ($statutes[.slug].articles // {})[.article];
  # what a reference points at, each item with the words that lead into it; [] if nothing
  def pointed:
    . as $at
    | (article // null) as $text
    | if $text == null then [] else
        [$text | lines[] | select($at.paragraph == 0 or .paragraph == $at.paragraph)] as $lines
        | if $at.item == 0 then $lines else
            [$lines[] | select(.item == $at.item)] as $items
            | if $items == [] then [] else
                [$lines[] | select(.item == 0 and .paragraph == $items[0].paragraph)] + $items
              end
          end
      end
    | map(.text);
  def tiers:
    [if test("拒不|拒绝") then "refusal" else empty end,
     if test("逾期") then "overdue" else empty end,
     if test("严重后果|情节严重") then "grave" else empty end];
  def party:
    [match("(对个人|个人有前款|对装修人)|(对单位|单位有前款|对装饰装修企业)|(主管人员)"; "g")]
    | if . == [] then "any" else
        last.captures | ["person", "org", "staff"][map(.string != null) | index(true)]
      end;
  def fines:
    [.[] | split("；")[] | split("。")[] as $clause
     | $clause
     | match("(\(numeral))元以上(\(numeral))元以下|(\(numeral))元以下"
             + "|处(\(numeral))元(?!以[上下])"; "g")
     | .captures as $c
     | $clause[0:.offset] as $before
     | if $c[0].string then {min: ($c[0].string | amount), max: ($c[1].string | amount)}
       elif $c[2].string then {min: 0, max: ($c[2].string | amount)}
       else {min: ($c[3].string | amount), max: ($c[3].string | amount)} end
     | . + {tiers: ($before | tiers), party: ($before | party),
            items: [$before | scan("第([一二三四五六七八九十]+)项")[0] | chinese]}];

# --- one row --------------------------------------------------------------------------------------
  def bands:
    .bands | list
    | map(capture("^(?<tier>[a-z]+)\\.(?<party>[a-z]+):(?<min>[0-9]+)-(?<max>[0-9]+)"
                  + "(\\[[^]]*\\])?@(?<article>.+)$")
          | .min |= tonumber | .max |= tonumber);
  def is_for($items): .items == [] or $items == [0] or (.items - (.items - $items)) != [];
  def is_band($fine):
    .min == $fine.min and .max == $fine.max
    and ($fine.party == "any" or $fine.party == .party)
    and (if .tier == "base" then $fine.tiers == []
         else .tier as $tier | $fine.tiers | index($tier) != null end);
  # measures that a clause orders and that nobody may leave out
  def orders: ["没收", "警告", "吊销", "代为", "恢复原状", "赔偿", "责令停业", "停产", "停工整治",
               "行政处分", "扣留", "拖移"];
  def references: [.duty, .penalty] | map(list) | add | map(reference);
  def citation_faults:
    references[]
    | . as $at
    | if $statutes[.slug] == null then "\(.slug): no such statute"
      elif pointed == [] then
        "\(.slug) \(.article): no such article, paragraph \(.paragraph) or item \(.item)"
      else empty end;
  def version_faults:
    . as $row
    | references | map(.slug) | unique
    | (map($named[.] // {} | if .in_force != "" then .in_force else .version end) | max) as $since
    | (if $since != $row.valid_from then "valid_from \($row.valid_from), the law \($since)"
       else empty end),
      (.[] | $statutes[.] // empty | select(.status | startswith("现行") | not)
       | ([.status | scan("[0-9]{4}-[0-9]{2}-[0-9]{2}")] | last) as $repealed
       | select($row.valid_to == "" or $row.valid_to >= $repealed)
       | "\(.id) was repealed on \($repealed)");
  def amount_faults:
    . as $row
    | (.penalty | list | map(reference)) as $penalties
    | ($penalties | map(.item)) as $items
    | bands as $bands
    | ($bands[]
       | . as $band
       | select([$penalties[] | .slug + " " + $band.article | reference | pointed | fines[]
                 | select(is_for($items)) as $fine | $band | is_band($fine)] | any | not)
       | "\(.tier).\(.party):\(.min)-\(.max) does not stand in \($penalties[0].slug) \(.article)"),
      # No heavier tier with a sum is left out.  Only what has no place in the bands may stand
      # in the measures alone: a tier above one of its name, the fine on the persons in charge.
      (($row.measures_zh | sums) as $said
       | [$penalties[] | pointed] | add | fines[]
       | select(.tiers != [] and is_for($items))
       | . as $fine
       | ([.min, .max] - $said == []) as $is_said
       | if .party == "staff" then select($is_said | not) | "persons in charge"
         else ("person", "org") as $party
           | select($row[$party + "_max"] != "" and (.party == "any" or .party == $party))
           | .tiers[] as $tier
           | [$bands[] | select(.party == $party and .tier == $tier)] as $same
           | select(($same | any(is_band($fine)) | not) and ($same == [] or ($is_said | not)))
           | "\($tier).\($party)"
         end
       | "the law's \(.) \($fine.min)-\($fine.max) is left out");
  def measure_faults:
    . as $row
    | (.penalty | list | map(reference)) as $penalties
    | ([$penalties[] | article // ""] | join("\n")) as $whole
    | ([$penalties[] | pointed] | add | join("\n")) as $clause
    | (.measures_zh | sums) as $said
    | ($said - ($whole | sums) | .[] | "measures_zh: \(.) yuan does not stand in the article"),
      ([.measures_en | scan("[0-9]{1,3}(?:,[0-9]{3})+") | gsub(","; "") | tonumber] as $english
       | ($english - $said, ($said | map(select(. >= 1000))) - $english)[]
       | "measures_en and measures_zh differ in \(.) yuan"),
      (.measures_zh | scan("百分之[一二三四五六七八九十]+|[0-9]+%|[0-9一二三四五六七八九十]+倍")
       | . as $share | select($whole | contains($share) | not)
       | "measures_zh: \(.) does not stand in the article"),
      (orders[] as $order
       | ($row.measures_zh | contains($order)) as $is_said
       | if ($clause | contains($order)) and ($is_said | not) then "measures_zh lacks \($order)"
         elif $is_said and ($whole | contains($order) | not) then
           "measures_zh: \($order) does not stand in the article"
         else empty end);
  # a statute of sources.csv that the law base has otherwise
  def source_faults:
    . as $row
    | $statutes[.slug] as $statute
    | if $statute == null then "no such statute" else
        (["title_zh", $statute.title], ["version", $statute.version],
         ["read_on", $statute.as_of]
         | select($row[.[0]] != .[1]) | "\(.[0]) '\($row[.[0]])', the law base '\(.[1])'"),
        ([$statute.source | if type == "array" then .[] else . end
          | .repo as $repo | .path | if type == "array" then .[] else . end
          | "\($repo) \(.)"] - ($row.source | list) | .[] | "source '\(.)' is missing")
      end;

# --- all of it ------------------------------------------------------------------------------------
  ($catalog | table) as $rows
| [($rows[] | . as $row
    | citation_faults, version_faults, amount_faults, measure_faults
    | "catalog.csv:\($row.line): \($row.code): \(.)"),
   ($named[] | . as $row | source_faults | "sources.csv:\($row.line): \($row.slug): \(.)")]
| .[],
  "check-law: \($rows | length) rows, \([$rows[] | references[]] | length) citations, \(
  [$rows[] | bands[]] | length) fines in \($named | length) statutes compared, \(length) faults"
