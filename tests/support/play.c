#include "support/play.h"

#include "store/events.h"

static const struct {
    enum event_kind kind;
    const char *data;
} steps[] = {
    {EVENT_LESSON_STEP, "{\"lesson\":\"L01\",\"step\":0}"},
    {EVENT_LESSON_STEP, "{\"lesson\":\"L01\",\"step\":1}"},
    {EVENT_ANSWER_GIVEN,
     "{\"question\":\"L01-q1\",\"answer\":\"2\",\"right\":false,\"judged\":true}"},
    {EVENT_ANSWER_GIVEN,
     "{\"question\":\"L01-q1\",\"answer\":\"1\",\"right\":true,\"judged\":true}"},
    {EVENT_RUN_START,
     "{\"attempt\":\"a\",\"scenario\":\"S01\",\"mode\":1,\"seed\":\"0\",\"content\":\"c\"}"},
    {EVENT_RUN_ACT, "{\"attempt\":\"a\",\"n\":0,\"line\":\"show-id\",\"accepted\":true}"},
    {EVENT_RUN_HINT, "{\"attempt\":\"a\",\"n\":1,\"level\":1}"},
    {EVENT_RUN_UNDO, "{\"attempt\":\"a\",\"n\":2}"},
    {EVENT_RUN_FINISH, "{\"attempt\":\"a\",\"scenario\":\"S01\",\"score\":87.0,\"passed\":true,"
                       "\"judged\":true,\"missed\":[\"R3.tell\"],\"result\":\"{}\"}"},
    {EVENT_SITTING_START,
     "{\"sitting\":\"s\",\"kind\":0,\"ref\":\"L01\",\"seed\":\"7\",\"questions\":\"q1;q2\"}"},
    {EVENT_SITTING_ANSWER,
     "{\"sitting\":\"s\",\"n\":0,\"question\":\"q1\",\"answer\":\"3\",\"right\":false,"
     "\"judged\":true}"},
    {EVENT_SITTING_ANSWER,
     "{\"sitting\":\"s\",\"n\":1,\"question\":\"q2\",\"answer\":\"1\",\"right\":true,"
     "\"judged\":true}"},
    {EVENT_SITTING_FINISH,
     "{\"sitting\":\"s\",\"judged\":[],\"rights\":1,\"percent\":50.0,\"passed\":false}"},
};

size_t play_length(void)
{
    return sizeof steps / sizeof steps[0];
}

const char *play_kind(size_t step)
{
    return event_kind_name(steps[step].kind);
}

bool play_step(struct store *store, size_t step, struct err *err)
{
    size_t len = 0;
    while (steps[step].data[len]) {
        len++;
    }
    struct json *data = json_parse(steps[step].data, len, err);
    return data && store_append(store, PLAY_SUBJECT, steps[step].kind, data, err);
}

bool play_answer(struct store *store, const char *question, bool is_right, struct err *err)
{
    struct json *data = json_new_object();
    json_add_text(data, "question", question);
    json_add_text(data, "answer", is_right ? "1" : "2");
    json_add_bool(data, "right", is_right);
    json_add_bool(data, "judged", true);
    return store_append(store, PLAY_SUBJECT, EVENT_ANSWER_GIVEN, data, err);
}

bool play_act(struct store *store, const char *attempt, int n, struct err *err)
{
    struct json *data = json_new_object();
    json_add_text(data, "attempt", attempt);
    json_add_int(data, "n", n);
    json_add_text(data, "line", "show-id");
    return store_append(store, PLAY_SUBJECT, EVENT_RUN_ACT, data, err);
}

static void add_list(struct json *data, const char *key, const char *const *items)
{
    struct json *list = json_add_array(data, key);
    for (; *items; items++) {
        json_add_text(list, NULL, *items);
    }
}

bool play_run(struct store *store, const char *attempt, bool is_passed,
              const char *const *missed, struct err *err)
{
    struct json *start = json_new_object(), *finish = json_new_object();
    json_add_text(start, "attempt", attempt);
    json_add_text(start, "scenario", "S01");
    json_add_int(start, "mode", 1);
    json_add_text(start, "seed", "0");
    json_add_text(start, "content", "c");
    json_add_text(finish, "attempt", attempt);
    json_add_text(finish, "scenario", "S01");
    json_add_real(finish, "score", 90);
    json_add_bool(finish, "passed", is_passed);
    json_add_bool(finish, "judged", true);
    add_list(finish, "missed", missed);
    json_add_text(finish, "result", "{}");
    if (!store_append(store, PLAY_SUBJECT, EVENT_RUN_START, start, err)) {
        json_free(finish);
        return false;
    }
    return store_append(store, PLAY_SUBJECT, EVENT_RUN_FINISH, finish, err);
}
