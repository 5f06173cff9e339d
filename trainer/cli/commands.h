/* commands.h - what runs behind each row of the command table (command.c). */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

bool cmd_demo(struct cli *self, const struct args *args, struct err *err);
bool cmd_check(struct cli *self, const struct args *args, struct err *err);
bool cmd_lesson_list(struct cli *self, const struct args *args, struct err *err);
bool cmd_lesson_show(struct cli *self, const struct args *args, struct err *err);
bool cmd_lesson_export(struct cli *self, const struct args *args, struct err *err);
bool cmd_cartoon_show(struct cli *self, const struct args *args, struct err *err);
bool cmd_catalog_list(struct cli *self, const struct args *args, struct err *err);
bool cmd_catalog_show(struct cli *self, const struct args *args, struct err *err);
bool cmd_catalog_search(struct cli *self, const struct args *args, struct err *err);
bool cmd_catalog_import(struct cli *self, const struct args *args, struct err *err);
bool cmd_catalog_export(struct cli *self, const struct args *args, struct err *err);
bool cmd_quiz_list(struct cli *self, const struct args *args, struct err *err);
bool cmd_quiz_parse(struct cli *self, const struct args *args, struct err *err);
bool cmd_scenario_list(struct cli *self, const struct args *args, struct err *err);
bool cmd_scenario_actions(struct cli *self, const struct args *args, struct err *err);
bool cmd_scenario_run(struct cli *self, const struct args *args, struct err *err);
bool cmd_officer_list(struct cli *self, const struct args *args, struct err *err);
bool cmd_officer_add(struct cli *self, const struct args *args, struct err *err);
bool cmd_officer_import(struct cli *self, const struct args *args, struct err *err);
bool cmd_officer_pin(struct cli *self, const struct args *args, struct err *err);
bool cmd_report_progress(struct cli *self, const struct args *args, struct err *err);
bool cmd_certificate_list(struct cli *self, const struct args *args, struct err *err);
bool cmd_certificate_issue(struct cli *self, const struct args *args, struct err *err);
bool cmd_certificate_export(struct cli *self, const struct args *args, struct err *err);
bool cmd_certificate_verify(struct cli *self, const struct args *args, struct err *err);
bool cmd_certificate_key(struct cli *self, const struct args *args, struct err *err);
bool cmd_replay(struct cli *self, const struct args *args, struct err *err);
bool cmd_db_check(struct cli *self, const struct args *args, struct err *err);
bool cmd_db_backup(struct cli *self, const struct args *args, struct err *err);
bool cmd_db_restore(struct cli *self, const struct args *args, struct err *err);
bool cmd_doctor(struct cli *self, const struct args *args, struct err *err);

#endif
