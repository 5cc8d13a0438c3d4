// What form_apply.cpp does, by noun: beginning, saving, consent, submitting. Called on the window's thread; what needs
// the vault is posted to its lane.
#pragma once

#include "app/gui/app.h"
#include "app/gui/form_pages.h"

namespace holdfast::gui {

// --- form_open.cpp ---
void start_form(App& app, const StartForm& command);
void open_form_draft(App& app, const Id16& draft);
void discard_form_draft(App& app, const Id16& draft);
void leave_form(App& app);
void refresh_form_shelf(App& app);

// --- form_draft.cpp ---
// After every change: pages and counts anew, and saved: at once, or while somebody types at the latest after 2 s.
void form_changed(App& app, bool typing);
void save_form(App& app);

// --- form_consent.cpp ---
void ask_form_consent(App& app);
void withdraw_form_consent(App& app);
void wish_after_withdrawal(App& app, const std::string& wish);

// --- form_submit.cpp ---
void review_form(App& app);
void submit_form(App& app, const std::string& unfinished_reason);

}  // namespace holdfast::gui
