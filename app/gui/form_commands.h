// Commands of form filling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::gui {

// --- beginning and leaving ---
struct ChooseForm {  // shows what can be filled in
  static constexpr std::string_view kUseCase = "window";
};
struct StartForm {
  static constexpr std::string_view kUseCase = "window";
  std::string form_id;
  std::string person_id{};          // hex; answers the form's question "person"
  std::optional<Id16> return_to{};  // opened again when this form is done
};
struct OpenDraft {
  static constexpr std::string_view kUseCase = "window";
  Id16 draft{};
};
struct DiscardDraft {
  static constexpr std::string_view kUseCase = "window";
  Id16 draft{};
};
struct LeaveForm {  // its draft stays
  static constexpr std::string_view kUseCase = "window";
};
// --- answering ---
struct AnswerQuestion {
  static constexpr std::string_view kUseCase = "window";
  std::string path;
  std::string text;                 // empty: no answer
  bool typing = false;              // saved at the latest two seconds later, not at once
};
struct ChooseOption {               // takes it, or takes it back
  static constexpr std::string_view kUseCase = "window";
  std::string path, name;
};
struct MoveRanked {
  static constexpr std::string_view kUseCase = "window";
  std::string path, name;
  int by = 0;                       // -1: up
};
struct AttachToQuestion {
  static constexpr std::string_view kUseCase = "window";
  std::string path, file;           // a path on this machine; empty: none
};
struct SearchChoices {              // opens a picker, or looks for what was typed
  static constexpr std::string_view kUseCase = "window";
  std::string path, typed;
};
struct CloseSearch {
  static constexpr std::string_view kUseCase = "window";
};
struct AddInstance {
  static constexpr std::string_view kUseCase = "window";
  std::string repeat;
};
struct RemoveInstance {
  static constexpr std::string_view kUseCase = "window";
  std::string instance;
};
// --- getting about ---
struct TurnToPage {
  static constexpr std::string_view kUseCase = "window";
  std::size_t page = 0;
};
struct GoToQuestion {
  static constexpr std::string_view kUseCase = "window";
  std::string path;
};
struct SpeakLanguage {
  static constexpr std::string_view kUseCase = "window";
  std::string column;
  bool of_person = true;            // false: the interviewer's
};
struct ShowQuestion {
  static constexpr std::string_view kUseCase = "window";
  std::string path;                 // empty: back
};
struct PauseForm {
  static constexpr std::string_view kUseCase = "window";
  std::string reason{};             // empty: asked for on the next screen
};
struct SetPauseReason {
  static constexpr std::string_view kUseCase = "window";
  std::string reason;
};
struct ResumeForm {
  static constexpr std::string_view kUseCase = "window";
};
// --- consent ---
struct WithdrawConsent {
  static constexpr std::string_view kUseCase = "person consent withdraw";
};
struct AfterWithdrawal {
  static constexpr std::string_view kUseCase = "person consent withdraw";
  std::string wish;                 // choice of the consent form; empty: decide later
};
struct ChangeConsent {
  static constexpr std::string_view kUseCase = "window";
};
// --- the end ---
struct ReviewForm {
  static constexpr std::string_view kUseCase = "window";
};
struct LeaveReview {
  static constexpr std::string_view kUseCase = "window";
};
struct SubmitForm {
  static constexpr std::string_view kUseCase = "submit";
  std::string unfinished_reason{};
};

using FormCommand =
    std::variant<ChooseForm, StartForm, OpenDraft, DiscardDraft, LeaveForm, AnswerQuestion, ChooseOption, MoveRanked,
                 AttachToQuestion, SearchChoices, CloseSearch, AddInstance, RemoveInstance, TurnToPage, GoToQuestion,
                 SpeakLanguage, ShowQuestion, PauseForm, SetPauseReason, ResumeForm, WithdrawConsent, AfterWithdrawal,
                 ChangeConsent, ReviewForm, LeaveReview, SubmitForm>;

}  // namespace holdfast::gui
