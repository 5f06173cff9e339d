#include "sim/documents.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "sim/words.h"

#define MARK "训练文书 TRAINING"
#define BLANK "＿＿＿＿"

static void add_wrapped(struct sbuf *out, const char *text, int columns)
{
    struct text_line *lines;
    const size_t count = text_wrap(text, columns, &lines);
    for (size_t i = 0; i < count; i++) {
        sbuf_add_len(out, text + lines[i].start, lines[i].len);
        sbuf_add_char(out, '\n');
    }
    free(lines);
}

static void add_centred(struct sbuf *out, const char *text, int columns)
{
    const int cols = text_cols(text);
    if (cols > columns) {
        add_wrapped(out, text, columns);
        return;
    }
    for (int i = 0; i < (columns - cols) / 2; i++) {
        sbuf_add_char(out, ' ');
    }
    sbuf_addf(out, "%s\n", text);
}

static void add_rule(struct sbuf *out, int columns)
{
    for (int i = 0; i < columns; i++) {
        sbuf_add_char(out, '-');
    }
    sbuf_add_char(out, '\n');
}

/* A paragraph template in both languages, filled. */
static void add_both(struct sbuf *out, const struct machine *machine, const struct both *both,
                     int columns)
{
    for (int lang = 0; lang < LANG_COUNT && both->text[lang] != NULL; lang++) {
        struct sbuf text = {0};
        words_fill(machine, both->text[lang], (enum lang)lang, &text, NULL);
        add_wrapped(out, sbuf_text(&text), columns);
        sbuf_release(&text);
    }
}

void document_value(const struct machine *machine, const struct workflow_field *field,
                    enum lang lang, struct sbuf *out)
{
    struct sbuf text = {0};
    bool is_blank = false;
    if (field->blank == NULL || !machine_holds(machine, field->blank)) {
        words_fill(machine, field->value.text[lang], lang, &text, &is_blank);
    }
    if (!is_blank) {
        sbuf_add(out, sbuf_text(&text));
    }
    sbuf_release(&text);
}

/* "【地点】黄鹤楼南侧" and, where it differs, "Place: south of …". */
static bool add_field(struct sbuf *out, const struct machine *machine,
                      const struct workflow_field *field, int columns)
{
    struct sbuf zh = {0}, en = {0}, line = {0};
    document_value(machine, field, LANG_ZH, &zh);
    document_value(machine, field, LANG_EN, &en);
    const bool is_blank = zh.len == 0;
    sbuf_addf(&line, "【%s】%s", field->label.text[LANG_ZH], is_blank ? BLANK : sbuf_text(&zh));
    add_wrapped(out, sbuf_text(&line), columns);
    sbuf_clear(&line);
    if (strcmp(sbuf_text(&zh), sbuf_text(&en)) == 0) {
        sbuf_addf(&line, "  %s", field->label.text[LANG_EN]);
    } else {
        sbuf_addf(&line, "  %s: %s", field->label.text[LANG_EN], sbuf_text(&en));
    }
    add_wrapped(out, sbuf_text(&line), columns);
    sbuf_release(&line);
    sbuf_release(&zh);
    sbuf_release(&en);
    return is_blank && field->is_mandatory;
}

/* The same facts, told with the time of the document. */
static struct machine when_made(const struct machine *now,
                                const struct workflow_document *document)
{
    struct machine then = *now;
    then.clock = now->made_at[machine_made_at(now, document)];
    return then;
}

void document_number(const struct machine *now, const struct workflow_document *document,
                     struct sbuf *out)
{
    const struct machine then = when_made(now, document);
    if (document->number != NULL) {
        words_fill(&then, document->number, LANG_ZH, out, NULL);
    }
}

void document_write(const struct machine *now, const struct workflow_document *document,
                    struct sbuf *out, bool *is_blank)
{
    const struct machine then = when_made(now, document);
    const struct machine *machine = &then;
    const int columns = (int)document->columns;
    const struct workflow_field *fields = document->fields.items;
    struct sbuf number = {0};
    *is_blank = false;
    add_centred(out, MARK, columns);
    add_centred(out, document->title.text[LANG_ZH], columns);
    add_centred(out, document->title.text[LANG_EN], columns);
    document_number(now, document, &number);
    if (number.len > 0) {
        add_centred(out, sbuf_text(&number), columns);
    }
    sbuf_release(&number);
    add_rule(out, columns);
    add_both(out, machine, &document->intro, columns);
    for (size_t i = 0; i < document->fields.count; i++) {
        if (machine_holds(machine, fields[i].when)) {
            *is_blank = add_field(out, machine, &fields[i], columns) || *is_blank;
        }
    }
    add_both(out, machine, &document->foot, columns);
    add_rule(out, columns);
    add_centred(out, MARK, columns);
}
