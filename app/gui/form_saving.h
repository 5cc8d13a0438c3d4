// A form on its way into its draft and back. A draft holds what the session keeps (app/forms/session_draft.cpp) and,
// in a member of its own that sessions do not look at, where the interview stands:
//
//   "window": {"page": KEY, "person_language": COLUMN, "started": ms, "talked": ms, "about": CODE, "answered": N,
//              "shown": N, "typed": {PATH: TEXT}, "files": {PATH: FILE}, "pauses": [{"at": ms, "reason": TEXT}],
//              "return_to": HEX}
//
// Answers that do not fit their question are kept as they were typed: nothing that somebody said is lost.
#pragma once

#include "app/gui/form_pages.h"
#include "app/store/drafts.h"

namespace holdfast::gui {

// Where an interview stands, without the answers.
struct FormPlace {
  std::string page, person_language, about;
  std::int64_t started_ms = 0, talked_ms = 0;
  std::size_t answered = 0, shown = 0;
  std::map<std::string, std::string> typed, files;
  std::vector<FormPause> pauses;
  std::optional<Id16> return_to;
};

// `steady_ms`: now, for what was talked since the last resume.
std::string draft_content(const FormTask& task, std::int64_t steady_ms);
// What a draft says beside its answers; nothing of it where it was not made by the window.
FormPlace read_form_place(std::string_view content);
// The hash of the form that a draft was begun with, in hex; empty where it does not say.
std::string form_of_draft(std::string_view content);

}  // namespace holdfast::gui
