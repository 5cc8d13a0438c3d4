// A form being filled in: what the screen shows of it, as plain values, and the session of the form behind them, which
// only form_apply.cpp and its neighbours touch, on the window's thread.
//
// Must not hold anything that outlives locking: the whole task is dropped then, and comes back from its draft.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::forms {
class FormSession;
}

namespace holdfast::gui {

// How a question is answered on the screen.
enum class FormField : std::uint8_t {
  Heading,       // a group inside a repeat
  Note,
  Line,          // one line of text: number, code, position
  Words,         // text of several lines
  Date,          // as said, with a reading beneath
  Options,       // one of a few
  Several,       // some of a few
  Picker,        // one of many, found by typing
  SeveralPicker, // some of many, found by typing
  Agreed,        // acknowledge
  Range,
  Rank,
  File,
  Fixed,         // the program's, only shown
  RepeatHead,    // title of a repeat, above its instances
  Instance,      // begin of one instance, with "remove"
  RepeatAdd,     // "add another"
};

enum class FormDoubt : std::uint8_t { None, Caution, Error };

struct FormChoiceFacts {
  std::string name;
  std::string label, second;  // in the interviewer's and in the person's language
  bool chosen = false;
};

struct FormItemFacts {
  std::string path;  // of the question, repeat or instance
  FormField field = FormField::Note;
  int depth = 0;     // repeats around it
  std::string label, second, hint, second_hint, guidance;
  bool required = false, read_only = false, number = false;
  std::string value;    // as it was typed, kept though it may not fit
  std::string reading;  // beneath a date: what it means
  std::vector<FormChoiceFacts> choices;  // of a picker: what is chosen
  double range_from = 0, range_to = 10, range_step = 1;
  std::size_t count = 0;      // of a repeat; of an instance its number
  bool may_change = true;     // a repeat whose instances are not counted by the form
  FormDoubt doubt = FormDoubt::None;
  std::string sentence;       // of the doubt
};

struct FormPageFacts {
  std::string key;    // stable while the form is open
  std::string title, second;
  std::size_t answered = 0, shown = 0;
  bool has_doubt = false;
  std::vector<std::string> paths;  // of its questions
};

struct FormLanguage {
  std::string column;  // as the form calls it
  std::string code;    // "km"; empty where unknown
  std::string name;    // as its speakers call it
  bool reviewed = true;
};

struct FormConsentFacts {
  std::string state;               // "none", "given", "withdrawn", "refused"
  std::vector<std::string> yes;    // what was agreed to
  std::vector<std::string> no;     // who must never receive it, what was not agreed to
  bool may_record = false;         // a sound recording
};

// Choices that lie in the vault or in code lists: people, sites, countries.
struct FormListEntry {
  std::string name, label, second;
  std::string words;  // folded, for finding
};
using FormLists = std::map<std::string, std::shared_ptr<const std::vector<FormListEntry>>, std::less<>>;

// An open search in a picker.
struct FormSearch {
  std::string path;
  std::string typed;
  std::vector<FormChoiceFacts> found;
  std::size_t more = 0;         // found, but not in `found`
  bool free = false;            // what was typed may be taken as it is
};

// What is looked at before a record is made of it.
struct FormReview {
  struct Line {
    std::string path, label, words;
  };
  std::vector<Line> missing, falling, wrong;
  bool needs_reason = false;
};

enum class FormStep : std::uint8_t { Filling, Paused, Stopped, Reviewing, Submitting };

struct FormPause {
  std::int64_t at_ms = 0;
  std::string reason;
};

struct FormTask {
  Id16 draft{};
  std::string form_id, form_title;
  bool seals = false;
  std::string person_id, person_code;  // whom it is about, once that is answered
  std::string consent_of;              // whose consent was asked for last
  std::string session_number;
  FormStep step = FormStep::Filling;

  bool may_hold_recording = false;     // the form has a repeat of sound recordings
  std::vector<FormLanguage> languages;
  std::string language, person_language;  // columns: the interviewer's, the person's
  std::vector<FormPageFacts> pages;
  std::size_t page = 0;
  std::vector<FormItemFacts> items;  // of this page
  std::size_t answered = 0, shown = 0;
  std::optional<FormSearch> search;
  std::optional<FormReview> review;
  std::optional<FormConsentFacts> consent;
  std::string showing;                 // path of the only question on the screen; empty: none
  std::string focus_path;              // to be focused next; the view takes it
  std::uint64_t turn = 0;              // goes up with each page, so that the view starts at its top
  std::optional<Id16> return_to;       // the draft that waits while this form is filled in

  std::int64_t started_ms = 0;         // wall
  std::int64_t talked_ms = 0;          // before the last resume
  std::int64_t talking_since_ms = 0;   // steady; 0: paused
  std::int64_t minutes = 0;            // talked, for the screen
  std::vector<FormPause> pauses;

  std::map<std::string, std::string> typed;   // path -> what does not fit its question
  std::map<std::string, std::string> doubts;  // path -> why
  std::map<std::string, std::string> files;   // path -> file on this machine
  FormLists lists;

  std::uint64_t revision = 0;                 // goes up with every change
  std::uint64_t posted_revision = 0, saved_revision = 0;
  std::int64_t save_at_ms = 0;                // steady; 0: nothing waits
  std::string save_problem;            // why the last save failed, and what is safe
  std::shared_ptr<forms::FormSession> session;  // never null; shared only so that State stays a value
};

// What can be filled in here, and what waits half done.
struct FormShelf {
  struct Row {
    std::string id, title, version;
    bool built_in = false;
  };
  struct DraftRow {
    Id16 id{};
    std::string form_title, person_code;
    std::int64_t saved_ms = 0;
    std::size_t answered = 0, shown = 0;
  };
  bool known = false, asked = false;
  std::int64_t asked_steady_ms = 0;
  std::vector<Row> forms;
  std::vector<DraftRow> drafts;
};

}  // namespace holdfast::gui
