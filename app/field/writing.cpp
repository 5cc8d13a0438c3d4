#include "app/field/writing.h"

#include "app/case/codes.h"
#include "app/field/answer_check.h"
#include "app/store/drafts.h"

namespace holdfast::field {

namespace {

// The next code of this device, where the form registers something that has one.
Result<std::string> add_code(store::Vault& vault, const forms::Form& form, forms::Submission& submission) {
  const forms::Question* question = forms::code_question(form);
  if (question == nullptr || !vault.certificate()) return std::string();
  const cases::Code code{vault.certificate()->name, TRY(store::next_code_number(vault))};
  const std::string text = cases::to_text(code);
  submission.values[question->path] = CborValue(text);
  submission.classes[question->path] = question->field_class;
  return text;
}

// Everything that the transaction holds. The files are attached, but still discarded unless the commit succeeds.
Result<SubmitAnswer> write_inside(store::Vault& vault, const forms::Form& form, forms::Submission submission,
                                  MediaIntake& media, const Writing& writing) {
  SubmitAnswer answer;
  answer.record = writing.object;
  answer.unanswered = submission.unanswered;
  if (writing.type != sync::EntryType::Set) answer.code = TRY(add_code(vault, form, submission));
  store::NewEntry entry;
  entry.type = writing.type;
  entry.object = writing.object;
  entry.parents = writing.parents;
  entry.form = form.hash;
  entry.values = std::move(submission.values);
  entry.classes = std::move(submission.classes);
  if (!writing.reason.empty()) entry.values["@reason"] = CborValue(writing.reason);
  entry.blobs = media.refs();
  entry.seal = writing.seal;
  if (writing.seal) entry.blob_keys = media.keys();
  const sync::SignedEntry written = TRY(store::append_entry(vault, entry));
  TRY(media.attach(written.hash, writing.seal));
  if (!entry.blobs.empty()) TRY(store::refresh_object(vault, writing.object));  // the row counts its files
  if (writing.from_draft) {
    TRY(store::remove_draft(vault, *writing.from_draft));
    TRY(store::rebox_drafts(vault));
  }
  answer.files = media.size();
  answer.sealed = writing.seal;
  return answer;
}

}  // namespace

Result<SubmitAnswer> write_submission(store::Vault& vault, const forms::Form& form, forms::Submission submission,
                                      MediaIntake& media, const Writing& writing) {
  if (writing.from_draft) {
    TRY(store::load_draft(vault, *writing.from_draft));
    TRY(store::finish_left_draft_change(vault));
    TRY(vault.begin_draft_change());
  }
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  SubmitAnswer answer = TRY(write_inside(vault, form, std::move(submission), media, writing));
  TRY(store::commit_entries(vault, std::move(transaction)));
  media.committed();
  // The record is acknowledged. A key change that is not finished now is finished at the next unlock.
  if (writing.from_draft) static_cast<void>(vault.finish_draft_change().ok());
  return answer;
}

SubmitAnswer refused_for(std::vector<forms::AnswerProblem> problems) {
  SubmitAnswer answer;
  answer.problems = std::move(problems);
  return answer;
}

}  // namespace holdfast::field
