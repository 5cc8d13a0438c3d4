#include "app/field/submit.h"

#include <algorithm>

#include "app/field/answer_check.h"
#include "app/field/writing.h"
#include "app/store/forms_store.h"
#include "crypto/hash.h"

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

constexpr std::string_view kInstanceLabel = "holdfast/instance/v1";

// A name that is a UUID is the record's id itself, as our own export writes it; any other has an id of its own.
sync::ObjectId record_of_name(const std::string& name) {
  std::string hex;
  if (name.starts_with("uuid:")) hex = name.substr(5);
  std::erase(hex, '-');
  const Result<sync::ObjectId> id = array_from_hex<16>(hex);
  if (id.ok()) return *id;
  const Hash256 hash = crypto::labelled_hash(kInstanceLabel, {as_bytes(name)});
  sync::ObjectId out{};
  std::copy_n(hash.begin(), out.size(), out.begin());
  return out;
}

// The record that has this name, of its first version or of a later one; nothing where none is here. What was erased
// is known by its entries still, and does not come back by being read in once more.
Result<std::optional<sync::ObjectId>> known_by_name(store::Vault& vault, const std::string& name) {
  if (name.empty()) return std::optional<sync::ObjectId>();
  const sync::ObjectId id = record_of_name(name);
  const std::vector<store::StoredEntry> entries = TRY(store::entries_of(vault, id));
  if (!entries.empty()) return std::optional<sync::ObjectId>(id);
  return store::object_of_version(vault, id);
}

}  // namespace

Result<SubmitAnswer> submit(store::Vault& vault, const SubmitRequest& request, Progress& progress) {
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  if (request.unfinished_reason && request.unfinished_reason->empty()) return kReasonNeeded;
  if (const std::optional<sync::ObjectId> known = TRY(known_by_name(vault, request.instance_id))) {
    SubmitAnswer answer;
    answer.record = *known;
    answer.already_here = true;
    return answer;
  }
  if (const std::optional<sync::ObjectId> earlier = TRY(known_by_name(vault, request.deprecated_id))) {
    return Error{kRecordLaterVersion, to_hex(*earlier).substr(0, 8)};
  }
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
  writing.object = request.instance_id.empty() ? vault.seams().random.id() : record_of_name(request.instance_id);
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
