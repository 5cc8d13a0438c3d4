// Later words about a record: revision, supplement and seal (declared in app/field/submit.h).
#include <algorithm>

#include "app/field/answer_check.h"
#include "app/field/writing.h"
#include "app/store/forms_store.h"

namespace holdfast::field {

namespace {

bool has_values(const sync::Entry& entry) {
  return entry.form && (entry.type == sync::EntryType::Set || entry.type == sync::EntryType::Create ||
                        entry.type == sync::EntryType::Custody || entry.type == sync::EntryType::Consent ||
                        entry.type == sync::EntryType::Withdraw);
}

// What a later entry has to know of a record.
struct RecordHead {
  store::StoredEntry first;
  forms::Form form;
  std::vector<store::StoredEntry> entries;  // of the record, seals included
  bool sealed = false;                      // some of it was given up to headquarters, now or before it was dropped
};

Result<RecordHead> head_of(store::Vault& vault, const sync::ObjectId& record) {
  RecordHead out;
  out.entries = TRY(store::entries_of(vault, record));
  const store::StoredEntry* first = nullptr;
  for (const store::StoredEntry& stored : out.entries) {
    const sync::Entry& entry = stored.signed_entry.entry;
    out.sealed = out.sealed || entry.type == sync::EntryType::Seal;
    const bool begins = first == nullptr && entry.type != sync::EntryType::Set && has_values(entry);
    if (begins) first = &stored;
  }
  if (first == nullptr) return store::kRecordUnknown;
  out.first = *first;
  std::optional<forms::Form> form = TRY(store::form_by_hash(vault, *first->signed_entry.entry.form));
  if (!form) return store::kFormUnknown;
  out.form = std::move(*form);
  return out;
}

// The entries whose values a later one replaces; those whose values cannot be seen here any more may be among them.
Result<std::vector<sync::EntryHash>> parents_of(store::Vault& vault, const RecordHead& head,
                                                const sync::ObjectId& record, const sync::Values& values) {
  std::vector<sync::EntryHash> out{head.first.signed_entry.hash};
  for (const store::CurrentValue& current : TRY(store::current_values(vault, record))) {
    if (values.count(current.path) != 0) out.push_back(current.entry);
  }
  for (const store::StoredEntry& stored : head.entries) {
    if (!has_values(stored.signed_entry.entry)) continue;
    const store::OpeningState state = TRY(store::opening_state(vault, stored.signed_entry.hash));
    if (state != store::OpeningState::Open) out.push_back(stored.signed_entry.hash);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// The record's answers as they stand; nothing where some of them cannot be seen here, or are not this form's to judge.
Result<std::optional<sync::Values>> answers_now(store::Vault& vault, const RecordHead& head,
                                                const sync::ObjectId& record) {
  for (const store::StoredEntry& stored : head.entries) {
    if (!has_values(stored.signed_entry.entry)) continue;
    const store::OpeningState state = TRY(store::opening_state(vault, stored.signed_entry.hash));
    if (state != store::OpeningState::Open) return std::optional<sync::Values>();
  }
  sync::Values out;
  for (store::CurrentValue& current : TRY(store::current_values(vault, record))) {
    const bool answer = !current.path.starts_with('@') && !current.value.is_null();
    if (answer) out.emplace(std::move(current.path), std::move(current.value));
  }
  return std::optional<sync::Values>(std::move(out));
}

// A form that was taken in before its logic was looked at can still be revised, answer by answer.
Result<forms::CheckedAnswers> with_consequences(store::Vault& vault, const RecordHead& head,
                                                const sync::ObjectId& record, forms::CheckedAnswers checked) {
  const std::optional<sync::Values> now = TRY(answers_now(vault, head, record));
  const auto logic = store::shared_logic(vault, *head.first.signed_entry.entry.form);
  if (!logic.ok() || *logic == nullptr || !checked.problems.empty()) return checked;
  if (!now) return forms::check_supplement(*logic, session_world(vault, record), std::move(checked));
  return forms::check_revision(*logic, session_world(vault, record), *now, std::move(checked));
}

}  // namespace

Result<SubmitAnswer> revise(store::Vault& vault, const ReviseRequest& request, Progress&) {
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  const RecordHead head = TRY(head_of(vault, request.record));
  if (head.sealed) return kSealedNoEdit;
  forms::CheckOptions options;
  options.partial = true;
  forms::CheckedAnswers checked = TRY(check_submission(vault, head.form, request.answers_json, options));
  const std::vector<AttachmentSource> no_files;
  MediaIntake media(vault, no_files);
  for (forms::AnswerProblem& problem : media.match(checked.submission, head.form)) {
    checked.problems.push_back(std::move(problem));
  }
  checked = TRY(with_consequences(vault, head, request.record, std::move(checked)));
  if (!checked.problems.empty()) return refused_for(std::move(checked.problems));
  Writing writing;
  writing.type = sync::EntryType::Set;
  writing.object = request.record;
  writing.parents = TRY(parents_of(vault, head, request.record, checked.submission.values));
  writing.reason = request.reason;
  SubmitAnswer answer = TRY(write_submission(vault, head.form, std::move(checked.submission), media, writing));
  answer.dropped = std::move(checked.dropped);
  return answer;
}

Result<SubmitAnswer> supplement(store::Vault& vault, const SupplementRequest& request, Progress& progress) {
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  const RecordHead head = TRY(head_of(vault, request.record));
  forms::CheckOptions options;
  options.partial = true;
  forms::CheckedAnswers checked = TRY(check_submission(vault, head.form, request.answers_json, options));
  MediaIntake media(vault, request.attachments);
  for (forms::AnswerProblem& problem : media.match(checked.submission, head.form)) {
    checked.problems.push_back(std::move(problem));
  }
  checked = TRY(with_consequences(vault, head, request.record, std::move(checked)));
  if (!checked.problems.empty()) return refused_for(std::move(checked.problems));
  TRY(media.take(checked.submission, progress));
  Writing writing;
  writing.type = sync::EntryType::Set;
  writing.object = request.record;
  writing.parents = TRY(parents_of(vault, head, request.record, checked.submission.values));
  // What belongs to a sealed record is as secret as the record.
  writing.seal = head.sealed && !vault.is_hq();
  SubmitAnswer answer = TRY(write_submission(vault, head.form, std::move(checked.submission), media, writing));
  answer.dropped = std::move(checked.dropped);
  return answer;
}

Result<void> seal_record(store::Vault& vault, const sync::ObjectId& record, Progress& progress) {
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  const RecordHead head = TRY(head_of(vault, record));
  if (vault.is_hq()) return kNotSealable;
  std::vector<const store::StoredEntry*> open;
  for (const store::StoredEntry& stored : head.entries) {
    const sync::Entry& entry = stored.signed_entry.entry;
    if (!has_values(entry)) continue;
    const bool may_seal = entry.type == sync::EntryType::Create || entry.type == sync::EntryType::Set;
    if (!may_seal || entry.device != vault.device()) return kNotSealable;
    const store::OpeningState state = TRY(store::opening_state(vault, stored.signed_entry.hash));
    if (state == store::OpeningState::Open) open.push_back(&stored);
  }
  if (open.empty()) return kNotSealable;
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  for (std::size_t i = 0; i < open.size(); ++i) {
    TRY(check_cancelled(progress));
    TRY(store::seal_entry(vault, open[i]->signed_entry));
    progress.report(i + 1, open.size());
  }
  TRY(store::commit_entries(vault, std::move(transaction)));
  // The write-ahead log still holds the pages as they were; the record is sealed whether or not it can be cut now.
  static_cast<void>(vault.database().checkpoint().ok());
  return {};
}

}  // namespace holdfast::field
