#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/certify.h"
#include "cli/context.h"

enum { CERTIFICATE_MAX = 1 << 20 };

/* "" for 0: never. */
static void format_day(msec_t when, char *text)
{
    text[0] = '\0';
    if (when)
        clock_format_date(when, text);
}

bool cmd_certificate_list(struct cli *self, const struct args *args, struct err *err)
{
    struct app *app = cli_app_to_look(self, err);
    struct certificate *list;
    size_t count;
    if (!app || !certificate_list(app, NULL, &list, &count, err))
        return false;
    struct json *rows = json_new_array();
    struct sbuf text = {0};
    for (size_t i = 0; i < count; i++) {
        char issued[CLOCK_TEXT_MAX], expires[CLOCK_TEXT_MAX];
        format_day(list[i].issued, issued);
        format_day(list[i].expires, expires);
        struct json *row = json_add_object(rows, NULL);
        json_add_text(row, "serial", list[i].serial);
        json_add_text(row, "officer", list[i].officer_id);
        json_add_text(row, "level", list[i].level);
        json_add_text(row, "rules", list[i].rules);
        json_add_text(row, "issued", issued);
        json_add_text(row, "expires", *expires ? expires : NULL);
        json_add_bool(row, "revoked", list[i].is_revoked);
        sbuf_addf(&text, "%s  %s  %s  %s  %s – %s\n", list[i].serial, list[i].officer_id,
                  list[i].officer_name, list[i].level, issued, expires);
    }
    cli_print_either(args, rows, &text);
    certificate_list_free(list, count);
    return true;
}

bool cmd_certificate_issue(struct cli *self, const struct args *args, struct err *err)
{
    struct session *by = cli_session(self, err);
    char *passphrase = by ? cli_secret(args_get(args, "--passphrase-file"),
                                       _("Passphrase of the issuer key: "), err)
                          : NULL;
    if (!passphrase)
        return false;
    struct certificate certificate;
    bool is_issued =
        certificate_issue(by, passphrase, args->words[0], args->words[1], &certificate, err);
    cli_secret_free(passphrase);
    if (is_issued) {
        printf("%s\n", certificate.serial);
        certificate_release(&certificate);
    }
    return is_issued;
}

bool cmd_certificate_export(struct cli *self, const struct args *args, struct err *err)
{
    const char *path = args_get(args, "-o");
    const char *dot = path ? strrchr(path, '.') : NULL;
    const char *format = dot && strcmp(dot, ".json") == 0  ? "json"
                         : dot && strcmp(dot, ".txt") == 0 ? "txt"
                                                           : NULL;
    if (!format)
        return err_set(err, ERR_USAGE,
                       N_("'certificate export' needs -o FILE.json or -o FILE.txt"));
    struct app *app = cli_app_to_look(self, err);
    struct sbuf out = {0};
    bool is_done = app && certificate_export(app, args->words[0], format, &out, err) &&
                   file_write(path, sbuf_text(&out), out.len, 0644, err);
    sbuf_release(&out);
    return is_done;
}

static void print_verification(const struct verification *found, bool is_json)
{
    const struct certificate *certificate = &found->certificate;
    char issued[CLOCK_TEXT_MAX], expires[CLOCK_TEXT_MAX];
    format_day(certificate->issued, issued);
    format_day(certificate->expires, expires);
    const char *status = certificate_status_name(found->status);
    if (!is_json) {
        printf("%s  %s  %s  %s  %s – %s%s%s\n", status, certificate->serial,
               certificate->officer_id, certificate->level, issued, expires,
               found->is_self_issued ? "  " : "",
               found->is_self_issued ? _("self-issued") : "");
        return;
    }
    struct json *row = json_new_object();
    json_add_text(row, "status", status);
    json_add_bool(row, "self_issued", found->is_self_issued);
    json_add_text(row, "serial", certificate->serial);
    json_add_text(row, "officer", certificate->officer_id);
    json_add_text(row, "level", certificate->level);
    json_add_text(row, "issued", issued);
    json_add_text(row, "expires", *expires ? expires : NULL);
    cli_print_json(row);
}

bool cmd_certificate_verify(struct cli *self, const struct args *args, struct err *err)
{
    const char *word = args->words[0];
    char *text = NULL;
    size_t len = strlen(word);
    if (!file_exists(word))
        text = xstrdup(word);
    else if (!file_read(word, CERTIFICATE_MAX, &text, &len, err))
        return false;
    const char *issuer = args_get(args, "--issuer");
    struct app *app = issuer ? NULL : cli_app_to_look(self, err);
    struct verification found;
    bool is_read =
        (issuer || app) && certificate_verify(app, text, len, issuer, clock_now(), &found, err);
    free(text);
    if (!is_read)
        return false;
    print_verification(&found, args_has(args, "--json"));
    self->status = found.status == CERTIFICATE_VALID ? 0 : 1;
    certificate_release(&found.certificate);
    return true;
}

bool cmd_certificate_key(struct cli *self, const struct args *args, struct err *err)
{
    bool is_export = strcmp(args->words[0], "export") == 0;
    const char *path = args_get(args, "-o");
    if (!is_export && strcmp(args->words[0], "show") != 0)
        return err_set(err, ERR_USAGE, N_("'certificate key' takes show or export"));
    if (is_export && !path)
        return err_set(err, ERR_USAGE, N_("'certificate key export' needs -o FILE"));
    struct app *app = cli_app_to_look(self, err);
    char hex[2 * SIGN_PUBLIC + 2];
    if (!app || !certificate_key_public(app, hex, err))
        return false;
    if (!is_export) {
        printf("%s\n", hex);
        return true;
    }
    hex[2 * SIGN_PUBLIC] = '\n';
    return file_write(path, hex, 2 * SIGN_PUBLIC + 1, 0644, err);
}
