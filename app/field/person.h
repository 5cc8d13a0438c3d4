// What is done about a person: register, status, flag, consent, show. Each is a record of a built-in form.
#pragma once

#include "app/case/age.h"
#include "app/case/consent.h"
#include "app/field/submit.h"

namespace holdfast::field {

struct FlagRequest {
  sync::ObjectId person{};
  std::string flag;   // choice of the register form's list: urgent_medical, maybe_minor, …
  std::string until;  // EDTF or empty
  bool lifted = false;
  std::string reason;
};
Result<SubmitAnswer> flag_person(store::Vault& vault, const FlagRequest& request, Progress& progress);

// Consent is an act of its own; `act` is given, changed, withdrawn or refused. Withdrawing is an entry of type
// withdraw, everything else of type consent.
struct ConsentRequest {
  sync::ObjectId person{};
  std::string act;
  std::string answers_json;  // the other answers of the consent form
};
Result<SubmitAnswer> record_consent(store::Vault& vault, const ConsentRequest& request, Progress& progress);

struct PersonView {
  sync::ObjectId id{};
  std::string code;
  std::vector<std::string> names;  // as written
  std::string nationality;
  std::string consent;  // "given", "withdrawn", "refused", "none": what stands
  bool withdrawn_ahead = false;  // a withdrawal came as a tip; the entry that says so is not here yet
  cases::ConsentStanding standing;  // the same with purposes, recipients and what may be shared
  cases::AgeJudgement age;          // whether the person may be a minor, and why
  std::vector<store::EntityRow> flags;    // those that stand, the most dangerous first
  std::vector<store::EntityRow> status;   // by date
  std::vector<store::RecordRow> records;  // by title, never by answer
  std::vector<sync::ObjectId> merged_with;
};
Result<PersonView> show_person(store::Vault& vault, const sync::ObjectId& person);

}  // namespace holdfast::field
