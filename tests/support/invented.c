#include "support/invented.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/course_links.h"
#include "support/sandbox.h"

static const char base[] =
    "id: base\n"
    "title: {zh: 共用, en: base}\n"
    "facts: {greeted: flag, fine: each number, outcome: each word, reason: each word,\n"
    "        related: each flag, gap: each flag, size: each word, seen: each set,\n"
    "        grade: each word, item: each word, mood: word}\n"
    "particulars: [{id: way, text: {zh: 市场, en: the market}}]\n"
    "actions:\n"
    "  - {id: greet, place: talk, label: {zh: 好, en: Hello}, sets: {greeted: true}}\n"
    "  - {id: go-to, place: scene, label: {zh: 去, en: Go to}, kind: one,\n"
    "     choices-from: subjects, into: subject}\n"
    "  - {id: look, place: scene, label: {zh: 看, en: Look}, kind: many, into: seen,\n"
    "     choices: [{value: wide, label: {zh: 远, en: wide}}], choices-from: looks}\n"
    "  - {id: fine, place: case, label: {zh: 罚, en: Fine}, kind: money, into: fine,\n"
    "     sets: {outcome: fine},\n"
    "     rules: [{unless: seen.wide or seen.sign, hit: R2.seen, why: {zh: 看, en: Look}}]}\n"
    "  - {id: tip, place: case, label: {zh: 提示, en: Tip}, sets: {outcome: tip}}\n"
    "  - {id: note, place: case, label: {zh: 记, en: Note}, kind: text, into: reason}\n";

static const char first[] =
    "id: A\n"
    "title: {zh: 甲, en: A}\n"
    "uses: [base]\n"
    "facts: {done: flag, served: flag, received: date, paid: date, stopped: number,\n"
    "        deferred: date, wait: number, whole: number}\n"
    "closed: {zh: 完, en: closed}\n"
    "not-now: {zh: 不, en: not now}\n"
    "over: done\n"
    "stages: [{id: A.0, label: {zh: 一, en: one}}]\n"
    "fairness: {outcome: outcome, fine: fine, reason: reason, related: related, gap: gap,\n"
    "           groups: [size]}\n"
    "meter: {fine: whole, received: received, paid: paid, stopped: stopped,\n"
    "        deferred: deferred}\n"
    "actions:\n"
    "  - {id: serve, place: case, label: {zh: 送达, en: Serve},\n"
    "     sets: {served: true, received: =today}}\n"
    "  - {id: wait-pay, place: case, label: {zh: 等, en: Wait}, waits: pay}\n"
    "  - {id: wait-hours, place: case, label: {zh: 等, en: Wait}, waits: filing}\n"
    "  - {id: tomorrow, place: case, label: {zh: 明天, en: Tomorrow}, waits: next-workday}\n"
    "  - {id: wait-set, place: case, label: {zh: 等, en: Wait}, waits: set}\n"
    "  - {id: sleep, place: case, label: {zh: 过, en: Sleep}, days: wait, minutes: 5}\n"
    "  - {id: set-wait, place: case, label: {zh: 天, en: Days}, kind: number, into: wait}\n"
    "  - {id: bikes, place: case, label: {zh: 车, en: Bikes}, sets: {done: true},\n"
    "     rules: [{when: right-outcome == 'fine', unless: policy.bike-roads,\n"
    "              why: {zh: 政策, en: Policy}}]}\n"
    "  - {id: pass-on, place: case, label: {zh: 移交, en: Pass on}, sets: {done: true}}\n"
    "goals:\n"
    "  - {id: greet, stage: A.0, done: greeted, do: greet, nudge: {zh: 呢, en: Hm},\n"
    "     why: {zh: 因, en: As}}\n"
    "  - {id: look, stage: A.0, each: go-to, done: seen.wide or seen.sign, do: 'look {view}',\n"
    "     nudge: {zh: 呢, en: Hm}, why: {zh: 因, en: As}}\n"
    "  - {id: fine, stage: A.0, each: go-to, when: right-outcome == 'fine',\n"
    "     done: outcome == 'fine', do: 'fine {target}', line: R4.sum,\n"
    "     nudge: {zh: 呢, en: Hm}, why: {zh: 因, en: As}}\n"
    "  - {id: pass-on, stage: A.0, when: right-outcome == 'fine' and not policy.bike-roads,\n"
    "     done: done, do: pass-on, nudge: {zh: 呢, en: Hm}, why: {zh: 因, en: As}}\n"
    "  - {id: end, stage: A.0, done: done, do: bikes, nudge: {zh: 呢, en: Hm},\n"
    "     why: {zh: 因, en: As}}\n"
    "lines:\n"
    "  - {id: R2.seen, points: 100, each: true, met: seen.wide or seen.sign,\n"
    "     text: {zh: 看, en: Looked}}\n"
    "  - {id: R4.sum, points: 100, each: true, when: right-outcome == 'fine',\n"
    "     met: outcome == 'fine' and fine >= band-lo and fine <= band-hi,\n"
    "     text: {zh: 数, en: Sum}}\n"
    "particulars:\n"
    "  - {id: paper, when: served and wait > 0, text: {zh: '{wait}天', en: '{wait} days'}}\n"
    "  - {id: paper, when: served, text: {zh: 有, en: here}}\n"
    "timers:\n"
    "  - {id: pay, label: {zh: 缴, en: Pay}, count: 15, unit: days, from: served}\n"
    "  - {id: ask, label: {zh: 要, en: Ask}, count: 5, unit: workdays, from: served}\n"
    "  - {id: filing, label: {zh: 备, en: File}, count: 24, unit: hours, from: served}\n"
    "  - {id: set, label: {zh: 定, en: Set}, count: wait, unit: days, from: served}\n"
    "documents:\n"
    "  - kind: slip\n"
    "    each: true\n"
    "    title: {zh: 单, en: Slip}\n"
    "    number: '{view}'\n"
    "    made: outcome == 'fine'\n"
    "    columns: 32\n"
    "    fields:\n"
    "      - {label: {zh: 数, en: Sum}, value: {zh: '{fine} {time}', en: '{fine} {time}'}}\n"
    "form:\n"
    "  - {label: {zh: 去处, en: Way}, value: {zh: '{way}', en: '{way}'}}\n"
    "  - {label: {zh: 手上, en: At hand}, value: {zh: '{subject}', en: '{subject}'}}\n"
    "  - {label: {zh: 收到, en: Received}, value: {zh: '{received}', en: '{received}'}}\n"
    "  - {label: {zh: 最晚, en: Due}, value: {zh: '{due:pay}', en: '{due:pay}'}}\n"
    "  - {label: {zh: 加处, en: Surcharge}, value: {zh: '{meter.sum}', en: '{meter.sum}'}}\n"
    "  - {label: {zh: 纸, en: Paper}, value: {zh: '{paper}', en: '{paper}'}}\n";

static const char second[] =
    "id: B\n"
    "title: {zh: 乙, en: B}\n"
    "facts: {left: flag, greeted: flag}\n"
    "closed: {zh: 完, en: closed}\n"
    "not-now: {zh: 不, en: not now}\n"
    "over: left\n"
    "stages: [{id: B.0, label: {zh: 二, en: two}}]\n"
    "actions:\n"
    "  - {id: greet, place: talk, label: {zh: 嘿, en: Hey}, sets: {greeted: true}}\n"
    "  - {id: leave, place: talk, label: {zh: 走, en: Leave}, sets: {left: true}}\n"
    "goals:\n"
    "  - {id: leave, stage: B.0, done: left, do: leave, nudge: {zh: 呢, en: Hm},\n"
    "     why: {zh: 因, en: As}}\n"
    "lines:\n"
    "  - {id: R8.left, points: 100, when: left, met: left, text: {zh: 走, en: Left}}\n";

/* Friday 2026-09-25 and the first week of October are off in the teaching year. */
static const char street[] =
    "id: C1\n"
    "title: {zh: 街, en: Street}\n"
    "workflow: [A, B]\n"
    "difficulty: 1\n"
    "date: 2026-09-21\n"
    "time: '10:20'\n"
    "weather: {zh: 晴, en: fine}\n"
    "item: ['0206']\n"
    "panel: S01\n"
    "basis: []\n"
    "briefing: {zh: 街, en: Street}\n"
    "debrief: {zh: 街, en: Street}\n"
    "trap: {zh: 街, en: Street}\n"
    "people:\n"
    "  - {role: party, name: {zh: 无, en: nobody}}\n"
    "  - {role: lead, name: {zh: 我, en: You}}\n"
    "particulars:\n"
    "  - {id: view, text: {zh: wide, en: wide}}\n"
    "  - {id: street, text: {zh: 粮道街, en: Liangdao Street}}\n"
    "facts: {mood: calm, size: small, whole: 200, greeted: true}\n"
    "truth: {outcome: fine, procedure: W1, tier: base, party: person, factors: [M8, M9]}\n"
    "subjects:\n"
    "  - id: shop-1\n"
    "    label: {zh: '{street}一号', en: '1 {street}'}\n"
    "    people: [{role: party, name: {zh: 甲, en: Jia}, cast: li}]\n"
    "  - id: shop-2\n"
    "    label: {zh: 二号, en: Two}\n"
    "    facts: {size: large, related: true}\n"
    "    particulars: [{id: view, text: {zh: sign, en: sign}}]\n"
    "    choices: [{id: looks, items: [{value: sign, label: {zh: 招牌, en: sign}}]}]\n"
    "    truth: {party: org}\n"
    "  - id: shop-3\n"
    "    label: {zh: 三号, en: Three}\n"
    "    truth: {outcome: none, factors: []}\n"
    "lines:\n"
    "  - {after: go-to, value: shop-1, who: party, text: {zh: 来啦, en: 'Hi from {street}'}}\n"
    "twin: {id: C1T, title: {zh: 街, en: Street}, change: {facts: {mood: rude}}}\n"
    "variants:\n"
    "  - {id: C1-one, title: {zh: 一家, en: One}, change: {subjects: [shop-1],\n"
    "     policy: {bike-roads: false}}}\n"
    "  - {id: C1-old, title: {zh: 旧, en: Old}, change: {subjects: [],\n"
    "     truth: {outcome: warning, item: '0508'}}}\n"
    "  - {id: C1-B, title: {zh: 乙, en: B}, change: {workflow: [B]}}\n"
    "variations:\n"
    "  - {id: mood, options: [{facts: {mood: rude}}, {variant: C1-one}]}\n";

/* 2026-02-10: the older range of 0508. */
static const char bag[] =
    "id: C2\n"
    "title: {zh: 袋, en: Bag}\n"
    "workflow: [A]\n"
    "difficulty: 1\n"
    "date: 2026-11-02\n"
    "act-date: 2026-02-10\n"
    "time: '10:20'\n"
    "weather: {zh: 晴, en: fine}\n"
    "item: ['0508']\n"
    "panel: S01\n"
    "basis: []\n"
    "briefing: {zh: 袋, en: Bag}\n"
    "debrief: {zh: 袋, en: Bag}\n"
    "trap: {zh: 袋, en: Bag}\n"
    "people: [{role: lead, name: {zh: 我, en: You}}]\n"
    "particulars: [{id: view, text: {zh: wide, en: wide}}]\n"
    "truth: {outcome: fine, tier: base, party: person, factors: [M7, M9]}\n";

static struct course course;
static struct policy *policy;
static char home[4096]; /* a sandbox leads away from the checkout */

static void add_file(const char *name, const char *text, struct problems *problems)
{
    sandbox_write(name, text, strlen(text));
    course.workflows[course.workflow_count++] = workflow_read(name, problems);
}

static void add_case(const char *name, const char *text, struct problems *problems)
{
    sandbox_write(name, text, strlen(text));
    struct scenario *scenario = scenario_read(name, problems), *view;
    course.scenarios[course.scenario_count++] = scenario;
    for (size_t i = 0; scenario != NULL && (view = scenario_view(scenario, i)) != NULL; i++) {
        course.scenarios[course.scenario_count++] = view;
    }
}

static int by_id(const void *a, const void *b)
{
    const struct scenario *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static int by_play(const void *a, const void *b)
{
    const struct workflow *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static bool is_faulty(struct problems *problems)
{
    struct sbuf out = {0};
    problems_write(problems, &out);
    if (out.len > 0) {
        print_error("%s", sbuf_text(&out));
    }
    sbuf_release(&out);
    return problems->errors > 0;
}

int invented_begin(void **state)
{
    struct problems problems;
    if (*home == '\0' ? getcwd(home, sizeof home) == NULL : chdir(home) != 0) {
        return 1;
    }
    problems_init(&problems);
    policy = policy_read("lessons/policy.yaml", &problems);
    course = (struct course){.catalog = catalog_read("lessons/catalog", &problems),
                             .policy = policy};
    course.workflows = xcalloc(8, sizeof *course.workflows);
    course.scenarios = xcalloc(8, sizeof *course.scenarios);
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    add_file("A.yaml", first, &problems); /* by id, as course_file() looks for them */
    add_file("B.yaml", second, &problems);
    add_file("base.yaml", base, &problems);
    add_case("c1.yaml", street, &problems);
    add_case("c2.yaml", bag, &problems);
    if (is_faulty(&problems)) {
        return 1;
    }
    qsort(course.scenarios, course.scenario_count, sizeof *course.scenarios, by_id);
    course_join(&course, &problems);
    qsort(course.plays, course.play_count, sizeof *course.plays, by_play);
    for (size_t i = 0; i < course.play_count; i++) {
        workflow_check(course.plays[i], &problems);
    }
    scenario_check(course_scenario(&course, "C1"), course_workflow(&course, "A+B"), &problems);
    const bool is_bad = is_faulty(&problems);
    problems_release(&problems);
    return is_bad;
}

int invented_end(void **state)
{
    for (size_t i = 0; i < course.play_count; i++) {
        workflow_free(course.plays[i]);
    }
    for (size_t i = 0; i < course.workflow_count; i++) {
        workflow_free(course.workflows[i]);
    }
    for (size_t i = 0; i < course.scenario_count; i++) {
        scenario_free(course.scenarios[i]);
    }
    free(course.plays);
    free(course.workflows);
    free(course.scenarios);
    catalog_free(course.catalog);
    policy_free(policy);
    return sandbox_leave(state);
}

const struct course *invented_course(void)
{
    return &course;
}
