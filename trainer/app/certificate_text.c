#include "app/certificate_form.h"

#include "core/text.h"
#include <stdlib.h>
#include <string.h>

static const char format_name[] = "trainer-certificate-1";
static const char title[] =
    "训练文书 TRAINING · 城管电子办案培训证书 E-case training certificate";
static const char place[] = "武昌区（模拟） Wuchang District (simulated)";
static const char payload_label[] = "签名内容 Payload";
static const char signature_label[] = "签名 Signature";

static const char *const labels[FIELD_COUNT] = {
#define X(name, key, label) label,
    CERTIFICATE_FIELDS(X)
#undef X
};

/* --- writing
 * ----------------------------------------------------------------------------------
 */

static char *payload_text(const struct certificate_form *self)
{
    struct sbuf text = {0};
    sign_base64url(&text, self->signed_bytes, CERTIFICATE_PAYLOAD);
    return sbuf_take(&text);
}

static char *signature_text(const struct certificate_form *self)
{
    struct sbuf text = {0};
    sign_base64url(&text, self->signed_bytes + CERTIFICATE_PAYLOAD, SIGN_BYTES);
    return sbuf_take(&text);
}

void certificate_form_write_json(const struct certificate_form *self, struct sbuf *out)
{
    struct sbuf body = {0};
    struct err err = {0};
    certificate_form_write_body(self, &body);
    struct json *document = json_parse(body.text, body.len, &err);
    if (!document) {
        BUG("a certificate's fields are no JSON: %s", err.text);
    }
    char *payload = payload_text(self), *signature = signature_text(self);
    json_add_text(document, "format", format_name);
    json_add_text(document, "payload", payload);
    json_add_text(document, "signature", signature);
    json_write(document, false, out);
    free(payload);
    free(signature);
    json_free(document);
    sbuf_release(&body);
}

void certificate_form_write_text(const struct certificate_form *self, struct sbuf *out)
{
    char *payload = payload_text(self), *signature = signature_text(self);
    sbuf_addf(out, "%s\n%s\n\n", title, place);
    for (int i = 0; i < FIELD_COUNT; i++) {
        sbuf_addf(out, "%s: %s\n", labels[i], self->fields[i]);
    }
    sbuf_addf(out, "\n%s: %s\n%s: %s\n", payload_label, payload, signature_label, signature);
    free(payload);
    free(signature);
}

/* --- reading
 * ----------------------------------------------------------------------------------
 */

/* Only the one spelling that we write: spare bits of the last letter are part of a change. */
static bool decode_exactly(const char *text, uint8_t *out, size_t wanted)
{
    size_t len = 0;
    if (!text || !sign_base64url_decode(text, out, wanted, &len) || len != wanted) {
        return false;
    }
    struct sbuf again = {0};
    sign_base64url(&again, out, len);
    bool is_same = strcmp(sbuf_text(&again), text) == 0;
    sbuf_release(&again);
    return is_same;
}

static bool decode_both(struct certificate_form *self, const char *payload,
                        const char *signature)
{
    return decode_exactly(payload, self->signed_bytes, CERTIFICATE_PAYLOAD) &&
           decode_exactly(signature, self->signed_bytes + CERTIFICATE_PAYLOAD, SIGN_BYTES);
}

static enum certificate_reading read_json(struct certificate_form *self, const char *text,
                                          size_t len)
{
    struct err ignored = {0};
    struct json *document = json_parse(text, len, &ignored);
    const char *format = document ? json_get_text(document, "format") : NULL;
    enum certificate_reading reading =
        format || (document && json_get_text(document, "payload")) ? READING_CHANGED
                                                                   : READING_FOREIGN;
    if (format && strcmp(format, format_name) == 0 && json_count(document) == FIELD_COUNT + 3 &&
        certificate_form_take_fields(self, document) &&
        decode_both(self, json_get_text(document, "payload"),
                    json_get_text(document, "signature"))) {
        reading = READING_OK;
    }
    json_free(document);
    return reading;
}

/* The rest of the line that begins with "label: ". NULL if there is none; caller frees. */
static char *labelled(const char *text, const char *label)
{
    size_t len = strlen(label);
    for (const char *line = text; *line;) {
        size_t line_len = strcspn(line, "\n");
        if (line_len >= len + 2 && strncmp(line, label, len) == 0 &&
            strncmp(line + len, ": ", 2) == 0) {
            return xstrndup(line + len + 2, line_len - len - 2);
        }
        line += line_len + (line[line_len] == '\n');
    }
    return NULL;
}

/* Mail and Windows may change line ends and blanks at the very end, and nothing else. */
static char *normal(const char *text, size_t len)
{
    struct sbuf out = {0};
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '\r') {
            sbuf_add_char(&out, text[i]);
        }
    }
    char *copy = sbuf_take(&out);
    size_t end = strlen(copy);
    while (end > 0 && (copy[end - 1] == '\n' || copy[end - 1] == ' ')) {
        end--;
    }
    copy[end] = '\0';
    return copy;
}

static bool is_as_written(const struct certificate_form *self, const char *text)
{
    struct sbuf again = {0};
    certificate_form_write_text(self, &again);
    char *expected = normal(again.text, again.len);
    bool is_same = strcmp(expected, text) == 0;
    free(expected);
    sbuf_release(&again);
    return is_same;
}

static enum certificate_reading read_text(struct certificate_form *self, const char *text,
                                          size_t len)
{
    char *clean = normal(text, len);
    char *payload = labelled(clean, payload_label);
    char *signature = labelled(clean, signature_label);
    bool ok = decode_both(self, payload, signature);
    bool is_ours = payload || signature || strstr(clean, title);
    for (int i = 0; ok && i < FIELD_COUNT; i++) {
        self->fields[i] = labelled(clean, labels[i]);
        ok = self->fields[i];
    }
    ok = ok && is_as_written(self, clean);
    free(payload);
    free(signature);
    free(clean);
    return ok ? READING_OK : is_ours ? READING_CHANGED : READING_FOREIGN;
}

/* What a QR reader hands over: nothing but the letters of Base45. */
static bool is_qr(const char *text, size_t len)
{
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    return len >= CERTIFICATE_SIGNED && strspn(text, letters) == len;
}

static enum certificate_reading read_qr(struct certificate_form *self, const char *text)
{
    size_t len = 0;
    return sign_base45_decode(text, self->signed_bytes, CERTIFICATE_SIGNED, &len) &&
                   len == CERTIFICATE_SIGNED
               ? READING_OK
               : READING_CHANGED;
}

enum certificate_reading certificate_form_read(struct certificate_form *self, const char *text,
                                               size_t len)
{
    static const char mark[] = "\xef\xbb\xbf";
    if (len >= 3 && memcmp(text, mark, 3) == 0) {
        text += 3;
        len -= 3;
    }
    char *copy = xstrndup(text, len);
    size_t copy_len = strlen(copy), end = strcspn(copy, "\r\n");
    enum certificate_reading reading;
    size_t bad_at;
    if (copy_len != len || !text_is_valid(copy, len, &bad_at)) {
        bool is_ours = strstr(copy, format_name) || strstr(copy, payload_label);
        reading = is_ours ? READING_CHANGED : READING_FOREIGN;
    } else if (copy[strspn(copy, " \t\r\n")] == '{') {
        reading = read_json(self, copy, len);
    } else if (copy[end + strspn(copy + end, "\r\n")] == '\0' && is_qr(copy, end)) {
        copy[end] = '\0';
        reading = read_qr(self, copy);
    } else {
        reading = read_text(self, copy, len);
    }
    free(copy);
    return reading;
}
