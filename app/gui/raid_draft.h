// A raid as text: the answers of its records, and the draft that holds it while it is under way.
//
// The draft is written as a form session would write one of the form "site_log" (app/forms/session_draft.cpp), with one
// more member, and under a name of its own, so that nothing opens it as a form and writes it back without that member:
//
//   "raid": {"plan": {…}, "at_door": N, "lines": [those without a record: refused, left, taken]}
//
// Lines with a record are not in it: they come back from the journal, which alone says what was saved.
#pragma once

#include "app/gui/raid_task.h"

namespace holdfast::gui {

inline constexpr const char* kRaidDraft = "raid";  // where a draft of a form has the form's id

// Of the form "register", for a line whose person is registered.
std::string register_answers(const RaidPlan& plan, const RaidLine& line);
// What a later word of the same record says.
std::string vehicle_answers(const std::string& vehicle);
std::string taken_back_answers();
// Of the form "site_log": the sums, and a line for everybody.
std::string site_log_answers(const RaidTask& task, std::int64_t ended_ms);

std::string raid_draft_content(const RaidTask& task, const std::string& form_hash);
// Plan, count at the door, and the lines that have no record. Nothing where the draft is no raid's.
std::optional<RaidTask> read_raid_draft(std::string_view content);

}  // namespace holdfast::gui
