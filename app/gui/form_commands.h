// Commands of form filling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::gui {

// --- beginning and leaving ---
struct ChooseForm {};               // shows what can be filled in
struct StartForm {
  std::string form_id;
  std::string person_id{};          // hex; answers the form's question "person"
  std::optional<Id16> return_to{};  // opened again when this form is done
};
struct OpenDraft {
  Id16 draft{};
};
struct DiscardDraft {
  Id16 draft{};
};
struct LeaveForm {};                // its draft stays
// --- answering ---
struct AnswerQuestion {
  std::string path;
  std::string text;                 // empty: no answer
  bool typing = false;              // saved at the latest two seconds later, not at once
};
struct ChooseOption {               // takes it, or takes it back
  std::string path, name;
};
struct MoveRanked {
  std::string path, name;
  int by = 0;                       // -1: up
};
struct AttachToQuestion {
  std::string path, file;           // a path on this machine; empty: none
};
struct SearchChoices {              // opens a picker, or looks for what was typed
  std::string path, typed;
};
struct CloseSearch {};
struct AddInstance {
  std::string repeat;
};
struct RemoveInstance {
  std::string instance;
};
// --- getting about ---
struct TurnToPage {
  std::size_t page = 0;
};
struct GoToQuestion {
  std::string path;
};
struct SpeakLanguage {
  std::string column;
  bool of_person = true;            // false: the interviewer's
};
struct ShowQuestion {
  std::string path;                 // empty: back
};
struct PauseForm {
  std::string reason{};             // empty: asked for on the next screen
};
struct SetPauseReason {
  std::string reason;
};
struct ResumeForm {};
// --- consent ---
struct WithdrawConsent {};
struct AfterWithdrawal {
  std::string wish;                 // choice of the consent form; empty: decide later
};
struct ChangeConsent {};
// --- the end ---
struct ReviewForm {};
struct LeaveReview {};
struct SubmitForm {
  std::string unfinished_reason{};
};

using FormCommand =
    std::variant<ChooseForm, StartForm, OpenDraft, DiscardDraft, LeaveForm, AnswerQuestion, ChooseOption, MoveRanked,
                 AttachToQuestion, SearchChoices, CloseSearch, AddInstance, RemoveInstance, TurnToPage, GoToQuestion,
                 SpeakLanguage, ShowQuestion, PauseForm, SetPauseReason, ResumeForm, WithdrawConsent, AfterWithdrawal,
                 ChangeConsent, ReviewForm, LeaveReview, SubmitForm>;

}  // namespace holdfast::gui
