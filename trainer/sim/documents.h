/* documents.h - the text of what comes out of the printer, as wide as its paper: Chinese with
 * an English gloss, 训练文书 TRAINING at head and foot, blanks drawn as lines.
 */
#ifndef SIM_DOCUMENTS_H
#define SIM_DOCUMENTS_H

#include "sim/machine.h"

/* Append the whole text of a document of the machine's workflow, dated when it was made;
 * *is_blank becomes whether a mandatory field is empty. */
void document_write(const struct machine *now, const struct workflow_document *document,
                    struct sbuf *out, bool *is_blank);

/* Append its number, of the year in which it was made; nothing if it has none. */
void document_number(const struct machine *now, const struct workflow_document *document,
                     struct sbuf *out);

/* The value of a form's or document's field in one language; "" when blank. Appended. */
void document_value(const struct machine *machine, const struct workflow_field *field,
                    enum lang lang, struct sbuf *out);

#endif
