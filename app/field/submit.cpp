#include "app/field/submit.h"

#include "app/field/answer_check.h"
#include "app/field/writing.h"
#include "app/store/forms_store.h"

namespace holdfast::field {

namespace {

// withdraw acts at once, from anyone: its own type of entry; other acts of consent, and custody, have theirs.
sync::EntryType type_of(const forms::Form& form, const sync::Values& values) {
  if (form.id == "custody") return sync::EntryType::Custody;
  if (form.id != "consent") return sync::EntryType::Create;
  const auto act = values.find("act");
  const std::string* text = act == values.end() ? nullptr : act->second.text();
  return text != nullptr && *text == "withdrawn" ? sync::EntryType::Withdraw : sync::EntryType::Consent;
}

// Sealing gives up our own key so that only headquarters reads; at headquarters there is nobody else to keep out.
// Acts that everybody's screens depend on (consent, custody) stay readable here.
Result<bool> will_seal(const store::Vault& vault, const forms::Form& form, const SubmitRequest& request,
                       sync::EntryType type) {
  const bool sealable = type == sync::EntryType::Create && !vault.is_hq();
  if (request.seal.value_or(false) && !sealable) return kNotSealable;
  return request.seal.value_or(form.seals) && sealable;
}

}  // namespace

Result<SubmitAnswer> submit(store::Vault& vault, const SubmitRequest& request, Progress& progress) {
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  if (request.unfinished_reason && request.unfinished_reason->empty()) return kReasonNeeded;
  const std::shared_ptr<const forms::FormLogic> logic = TRY(store::logic_by_id(vault, request.form_id));
  const forms::Form& form = logic->form();
  if (form.for_hq && !vault.is_hq()) return kFormForHq;
  forms::CheckOptions options;
  options.unfinished = request.unfinished_reason.has_value();
  forms::CheckedAnswers checked = TRY(check_submission(vault, form, request.answers_json, options));
  // Files answer their questions before the form's logic asks what is answered.
  MediaIntake media(vault, request.attachments);
  for (forms::AnswerProblem& problem : media.match(checked.submission, form)) {
    checked.problems.push_back(std::move(problem));
  }
  Writing writing;
  writing.object = vault.seams().random.id();
  checked = forms::check_with_logic(logic, session_world(vault, writing.object), std::move(checked), options);
  if (!checked.problems.empty()) return refused_for(std::move(checked.problems));
  writing.type = type_of(form, checked.submission.values);
  writing.seal = TRY(will_seal(vault, form, request, writing.type));
  writing.reason = request.unfinished_reason.value_or("");
  writing.from_draft = request.from_draft;
  TRY(media.take(checked.submission, progress));
  return write_submission(vault, form, std::move(checked.submission), media, writing);
}

}  // namespace holdfast::field
