#include "store/fold.h"

#include "store/schema.h"
#include <string.h>

enum { FOLD_STATEMENTS = 4 };

struct fold_rule {
    enum event_kind kind;
    const char *sql[FOLD_STATEMENTS]; /* ?1 time, ?2 subject, ?3 data */
};

/* clang-format off */
#define FIELD(name) "json_extract(?3, '$." name "')"
#define ONE(name) "json_extract(one.value, '$." name "')"

#define ANSWER_UPSERT                                                                          \
    " ON CONFLICT (subject, question) DO UPDATE SET answer = excluded.answer,"                 \
    " is_right = excluded.is_right, tries = tries + 1, rights = rights + excluded.rights,"     \
    " last = excluded.last"
#define CARD_UPSERT                                                                            \
    " ON CONFLICT (subject, kind, source, item) DO UPDATE SET is_due = 1, lapses = lapses + 1,"\
    " since = excluded.since"

/* an answer judged at once, in a lesson, quiz or review: the latest counts, a wrong one makes a card */
#define JUDGED                                                                                 \
    "INSERT INTO answer SELECT ?2, " FIELD("question") ", " FIELD("answer") ", " FIELD("right") \
    ", 1, " FIELD("right") ", ?1 WHERE " FIELD("judged") ANSWER_UPSERT,                        \
    "INSERT INTO card SELECT ?2, 'question', '', " FIELD("question") ", 1, 1, ?1"              \
    " WHERE " FIELD("judged") " AND NOT " FIELD("right") CARD_UPSERT,                          \
    "UPDATE card SET is_due = 0 WHERE ?1 > 0 AND subject = ?2 AND kind = 'question' AND item = " \
    FIELD("question") " AND " FIELD("judged") " AND " FIELD("right")

static const struct fold_rule rules[] = {
    {EVENT_LESSON_STEP, {
        "INSERT INTO step_seen VALUES (?2, " FIELD("lesson") ", " FIELD("step") ", ?1)"
        " ON CONFLICT (subject, lesson, step) DO UPDATE SET last = excluded.last"}},
    {EVENT_ANSWER_GIVEN, {JUDGED}},
    {EVENT_RUN_START, {
        "INSERT INTO run VALUES (" FIELD("attempt") ", ?2, " FIELD("scenario") ", " FIELD("mode") ", "
        FIELD("seed") ", " FIELD("content") ", ?1, 0, 0, 0)"}},
    {EVENT_RUN_ACT, {
        "INSERT INTO run_step VALUES (" FIELD("attempt") ", " FIELD("n") ", 'act', ?3)"}},
    {EVENT_RUN_HINT, {
        "INSERT INTO run_step VALUES (" FIELD("attempt") ", " FIELD("n") ", 'hint', ?3)"}},
    {EVENT_RUN_UNDO, {
        "INSERT INTO run_step VALUES (" FIELD("attempt") ", " FIELD("n") ", 'undo', ?3)"}},
    {EVENT_RUN_FINISH, {
        "UPDATE run SET finished = ?1, score = " FIELD("score") ", is_passed = " FIELD("passed")
        " WHERE ?2 = subject AND attempt = " FIELD("attempt"),
        "INSERT INTO run_result VALUES (" FIELD("attempt") ", " FIELD("result") ")",
        /* a case passed wins back every point that was not missed again */
        "UPDATE card SET is_due = 0 WHERE ?1 > 0 AND subject = ?2 AND kind = 'point' AND source = "
        FIELD("scenario") " AND " FIELD("judged") " AND " FIELD("passed")
        " AND item NOT IN (SELECT value FROM json_each(?3, '$.missed'))",
        "INSERT INTO card SELECT ?2, 'point', " FIELD("scenario") ", one.value, 1, 1, ?1"
        " FROM json_each(?3, '$.missed') AS one WHERE true" CARD_UPSERT}},
    {EVENT_SITTING_START, {
        "INSERT INTO sitting VALUES (" FIELD("sitting") ", ?2, " FIELD("kind") ", " FIELD("ref") ", "
        FIELD("seed") ", " FIELD("questions") ", ?1, 0, 0, 0, 0, 0)"}},
    {EVENT_SITTING_ANSWER, {
        "INSERT INTO sitting_answer VALUES (" FIELD("sitting") ", " FIELD("n") ", " FIELD("answer") ")"
        " ON CONFLICT (sitting, n) DO UPDATE SET answer = excluded.answer",
        JUDGED}},
    {EVENT_SITTING_FINISH, {
        "UPDATE sitting SET finished = ?1, rights = " FIELD("rights") ", percent = " FIELD("percent")
        ", is_passed = " FIELD("passed") " WHERE ?2 = subject AND id = " FIELD("sitting"),
        /* an exam is judged as a whole, when it is handed in */
        "INSERT INTO answer SELECT ?2, " ONE("question") ", " ONE("answer") ", " ONE("right") ", 1, "
        ONE("right") ", ?1 FROM json_each(?3, '$.judged') AS one WHERE true" ANSWER_UPSERT,
        "INSERT INTO card SELECT ?2, 'question', '', " ONE("question") ", 1, 1, ?1"
        " FROM json_each(?3, '$.judged') AS one WHERE NOT " ONE("right") CARD_UPSERT,
        "UPDATE card SET is_due = 0 WHERE ?1 > 0 AND subject = ?2 AND kind = 'question' AND item IN (SELECT "
        ONE("question") " FROM json_each(?3, '$.judged') AS one WHERE " ONE("right") ")"}},
    {EVENT_SITTING_DROP, {
        "UPDATE sitting SET is_dropped = 1 WHERE ?1 > 0 AND subject = ?2 AND id = " FIELD("sitting")}},
    {EVENT_CERTIFICATE_ISSUE, {
        "INSERT INTO certificate VALUES (" FIELD("serial") ", ?2, " FIELD("level") ", " FIELD("rules")
        ", " FIELD("issued") ", " FIELD("expires") ", " FIELD("issuer") ", " FIELD("self_issued")
        ", " FIELD("payload") ", " FIELD("signature") ")"}},
    {EVENT_CATALOG_IMPORT, {
        "INSERT INTO catalog_import (id, subject, time, hash, is_replacement, columns) VALUES ("
        FIELD("import") ", ?2, ?1, " FIELD("hash") ", " FIELD("replaces") ", " FIELD("columns") ")",
        "INSERT INTO catalog_row SELECT last.id, one.key, " ONE("code") ", " ONE("from") ", "
        ONE("text") " FROM catalog_import AS last, json_each(?3, '$.rows') AS one"
        " WHERE last.n = (SELECT max(n) FROM catalog_import)"}},
    /* apart from the imports: a merge may fold an undo before what it undoes */
    {EVENT_CATALOG_UNDO, {
        "INSERT INTO catalog_undo VALUES (" FIELD("import") ") ON CONFLICT DO NOTHING"}},
};

static const char activity_sql[] =
    "INSERT INTO activity SELECT ?2, ?1 WHERE ?2 <> ''"
    " ON CONFLICT (subject) DO UPDATE SET last = max(last, excluded.last)";
/* clang-format on */

static bool run_rule(struct store *self, const char *sql, const struct fold_event *event,
                     struct err *err)
{
    sqlite3_stmt *statement = db_prepare(self, sql, err);
    if (!statement) {
        return false;
    }
    int wanted = sqlite3_bind_parameter_count(statement);
    int code = wanted < 1 ? SQLITE_OK : sqlite3_bind_int64(statement, 1, event->time);
    if (code == SQLITE_OK && wanted >= 2) {
        code = sqlite3_bind_text(statement, 2, event->subject, -1, SQLITE_STATIC);
    }
    if (code == SQLITE_OK && wanted >= 3) {
        code = sqlite3_bind_text(statement, 3, event->data, -1, SQLITE_STATIC);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code == SQLITE_DONE || db_fail(self, code, err);
}

/* What was done for somebody by another (added, PIN set, certified) is not that one's activity.
 */
static bool is_own_doing(enum event_kind kind)
{
    return kind >= EVENT_LESSON_STEP && kind <= EVENT_SITTING_FINISH;
}

static enum event_kind kind_of(const char *text)
{
    int kind = 0;
    while (kind < EVENT_KIND_COUNT &&
           strcmp(event_kind_name((enum event_kind)kind), text) != 0) {
        kind++;
    }
    return (enum event_kind)kind;
}

bool fold_event(struct store *self, const struct fold_event *event, struct err *err)
{
    enum event_kind kind = kind_of(event->kind);
    if (is_own_doing(kind) && !run_rule(self, activity_sql, event, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        for (int s = 0; rules[i].kind == kind && s < FOLD_STATEMENTS && rules[i].sql[s]; s++) {
            if (!run_rule(self, rules[i].sql[s], event, err)) {
                return false;
            }
        }
    }
    return true;
}
