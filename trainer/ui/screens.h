/* screens.h - the way into every screen. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "app/practice.h"
#include "app/sitting.h"
#include "ui/screen.h"

void scr_problems_open(struct ui *ui);  /* content that could not be read */
void scr_first_run_open(struct ui *ui); /* demo, profile, trainer */
void scr_profile_open(struct ui *ui, enum role role);
void scr_signin_open(struct ui *ui);
void scr_signed_in(struct ui *ui); /* ui->session was opened: settings, then home */
void scr_home_open(struct ui *ui);
void scr_leave_open(struct ui *ui); /* asks before leaving */
void scr_help_open(struct ui *ui, const struct screen_ops *about, const char *alt);
void scr_settings_open(struct ui *ui);
void scr_demo_open(struct ui *ui);

void scr_lessons_open(struct ui *ui);
void scr_lesson_open(struct ui *ui, const char *lesson, size_t step);
void scr_cases_open(struct ui *ui);
void scr_data_open(struct ui *ui); /* complaints of the district as charts */
/* One chart that a case names, of the category it names, with what is known on that day. */
void scr_data_show(struct ui *ui, const char *chart, const char *kind, int32_t day);
/* "Try me" in the language of now. */
const char *scr_mode_name(enum run_mode mode) MUST_USE;
void scr_case_open(struct ui *ui, const char *scenario);           /* choose the mode */
void scr_terminal_open(struct ui *ui, struct practice *practice);  /* takes */
void scr_debrief_open(struct ui *ui, struct practice *practice);   /* takes */
void scr_payment_open(struct ui *ui, struct practice *practice);   /* the payment code alone */
void scr_documents_open(struct ui *ui, struct practice *practice); /* borrows */
/* The handheld's form as far as it is filled, as blocks of a view. */
/* The lights of a case, a row of them. */
void scr_lights_view(struct run *run, struct view *view);
void scr_form_view(struct run *run, struct view *view);
void scr_quizzes_open(struct ui *ui);
void scr_sitting_open(struct ui *ui, struct sitting *sitting); /* takes */
void scr_exam_open(struct ui *ui);                             /* what is missing, or begin */
void scr_record_open(struct ui *ui);
void scr_replay_open(struct ui *ui, const char *attempt); /* a recorded case */
void scr_certificate_open(struct ui *ui, const char *serial);
void scr_catalog_open(struct ui *ui);
void scr_item_open(struct ui *ui, const char *code);

extern const struct screen_ops lesson_ops, catalog_ops, terminal_ops, sitting_ops;

void scr_trainer_open(struct ui *ui);
void scr_squad_open(struct ui *ui);
void scr_officer_open(struct ui *ui, const char *officer_id);
void scr_issue_open(struct ui *ui, const char *officer_id, const char *level);
void scr_roster_open(struct ui *ui);
void scr_report_open(struct ui *ui);

/* Every screen that can be come back to; *count. */
const struct screen_ops *const *screens_with_place(size_t *count) MUST_USE;

#endif
