#include "app/cli/demo_field.h"

#include <nlohmann/json.hpp>

#include "app/case/dates.h"
#include "app/cli/attachments.h"
#include "app/field/exhibit.h"
#include "app/store/forms_store.h"
#include "crypto/base/source.h"

namespace holdfast::cli {

namespace {

using DemoJson = nlohmann::json;

// Only what is known is answered.
void demo_answer(DemoJson& answers, const char* question, const std::string& value) {
  if (!value.empty()) answers[question] = value;
}

// Registered on the day of coming out, or on the last one it can have been.
Result<std::string> demo_registered_at(const DemoPeople& people) {
  const Result<cases::DateRange> out = cases::parse_edtf(people.out_when);
  if (!out.ok()) return Error{kDemoScenario, "people.csv, " + people.label};
  return cases::format_day(out->latest) + "T10:00:00.000Z";
}

Result<std::string> demo_registration(const DemoPeople& people) {
  DemoJson answers;
  answers["at"] = TRY(demo_registered_at(people));
  demo_answer(answers, "out_when", people.out_when);
  demo_answer(answers, "country", people.country);
  demo_answer(answers, "exit_mode", people.exit_mode);
  demo_answer(answers, "seen_sex", people.sex);
  demo_answer(answers, "age_band", people.age_band);
  demo_answer(answers, "nationality", people.nationality);
  demo_answer(answers, "lang", people.lang);
  demo_answer(answers, "flags", people.flags);
  demo_answer(answers, "name_said", people.name);
  demo_answer(answers, "doc_number", people.document);
  if (!people.document.empty()) demo_answer(answers, "doc_country", people.nationality);
  if (people.count > 1) demo_answer(answers, "group_ref", people.label);
  return answers.dump();
}

std::string demo_status(const std::string& person, const DemoEvent& event) {
  return DemoJson{{"person", person},
                  {"status", event.status},
                  {"when_", event.when},
                  {"country", event.country},
                  {"basis", "authority"}}
      .dump();
}

std::string demo_missing_report(const DemoMissing& missing) {
  DemoJson answers{{"author_name", missing.reporter}, {"reporter_verified", "yes"}};
  demo_answer(answers, "reporter_relation", missing.relation);
  demo_answer(answers, "reported_when", missing.reported_when);
  demo_answer(answers, "full_name", missing.name);
  demo_answer(answers, "sex", missing.sex);
  demo_answer(answers, "nationality", missing.nationality);
  demo_answer(answers, "distinguishing_marks", missing.marks);
  demo_answer(answers, "last_contact", missing.last_contact);
  demo_answer(answers, "country", missing.country);
  return answers.dump();
}

Result<field::AttachmentSource> demo_attachment(const DemoAttachment& attachment) {
  const std::string_view content = TRY(demo_file(attachment.file));
  field::AttachmentSource out;
  out.question = attachment.question;
  out.display_name = attachment.file;
  out.media_type = media_type_of(attachment.file);
  out.open = [content]() -> Result<std::unique_ptr<Source>> {
    return std::unique_ptr<Source>(std::make_unique<MemorySource>(as_bytes(content)));
  };
  return out;
}

}  // namespace

Result<DemoRecordRef> DemoField::find(const std::string& label) const {
  const auto found = labels_.find(label);
  if (found == labels_.end()) return Error{kDemoScenario, "nothing is called " + label};
  return found->second;
}

Result<field::SubmitAnswer> DemoField::submit(store::Vault& vault, const field::SubmitRequest& request,
                                              const std::string& label) {
  TRY(check_cancelled(progress_));
  const field::SubmitAnswer answer = TRY(field::submit(vault, request, progress_));
  if (!answer.problems.empty()) {
    const forms::AnswerProblem& first = answer.problems.front();
    return Error{kDemoScenario, label + ": " + first.path + ": " + first.sentence};
  }
  count_.files += answer.files;
  count_.sealed += answer.sealed ? 1 : 0;
  return answer;
}

Result<DemoBatchCount> DemoField::submit_batch(const std::string& laptop, std::size_t batch) {
  store::Vault* const vault = world_.laptop(laptop);
  if (vault == nullptr) return Error{kDemoScenario, "teams.csv: " + laptop};
  count_ = DemoBatchCount{};
  for (const DemoPeople& people : scenario_.people) {
    if (people.laptop == laptop && people.batch == batch) TRY(register_people(*vault, people));
  }
  for (const DemoMissing& missing : scenario_.missing) {
    if (missing.laptop == laptop && missing.batch == batch) TRY(report_missing(*vault, missing));
  }
  for (const DemoRecord& record : scenario_.records) {
    if (record.laptop == laptop && record.batch == batch) TRY(write_record(*vault, record));
  }
  return count_;
}

Result<void> DemoField::register_people(store::Vault& vault, const DemoPeople& people) {
  field::SubmitRequest registration;
  registration.form_id = "register";
  registration.answers_json = TRY(demo_registration(people));
  for (std::size_t i = 0; i < people.count; ++i) {
    const field::SubmitAnswer answer = TRY(submit(vault, registration, people.label));
    ++count_.people;
    if (i == 0) labels_[people.label] = {people.laptop, answer.record, answer.code};
    for (const DemoEvent& event : people.events) {
      field::SubmitRequest status;
      status.form_id = "status";
      status.answers_json = demo_status(to_hex(answer.record), event);
      TRY(submit(vault, status, people.label));
      ++count_.events;
    }
  }
  return {};
}

Result<void> DemoField::report_missing(store::Vault& vault, const DemoMissing& missing) {
  field::SubmitRequest report;
  report.form_id = "missing";
  report.answers_json = demo_missing_report(missing);
  if (missing.name.empty()) report.unfinished_reason = "A list that came as a number, without names";
  for (std::size_t i = 0; i < missing.count; ++i) {
    const field::SubmitAnswer answer = TRY(submit(vault, report, missing.label));
    ++count_.missing;
    if (i == 0) labels_[missing.label] = {missing.laptop, answer.record, answer.code};
  }
  return {};
}

Result<std::string> DemoField::answers_of(const DemoRecord& record) const {
  std::string out(TRY(demo_text("answers/" + record.answers)));
  for (std::size_t at = out.find("\"{"); at != std::string::npos; at = out.find("\"{", at + 1)) {
    const std::size_t end = out.find("}\"", at);
    if (end == std::string::npos) return Error{kDemoScenario, record.answers};
    const DemoRecordRef named = TRY(find(out.substr(at + 2, end - at - 2)));
    out.replace(at + 1, end - at, to_hex(named.id));
  }
  return out;
}

Result<void> DemoField::write_record(store::Vault& vault, const DemoRecord& record) {
  ++count_.records;
  if (record.form == "custody") return hand_over(vault, record);
  const std::string answers = TRY(answers_of(record));
  if (!record.about.empty()) return change_record(vault, record, answers);
  field::SubmitRequest request;
  request.form_id = record.form;
  request.answers_json = answers;
  if (!record.sealed.empty()) request.seal = record.sealed == "yes";
  for (const DemoAttachment& attachment : record.attachments) {
    request.attachments.push_back(TRY(demo_attachment(attachment)));
  }
  const field::SubmitAnswer answer = TRY(submit(vault, request, record.label));
  labels_[record.label] = {record.laptop, answer.record, answer.code};
  const bool withdrawn =
      record.form == "consent" && DemoJson::parse(answers, nullptr, false).value("act", "") == "withdrawn";
  count_.withdrawn += withdrawn ? 1 : 0;
  return {};
}

// One side of a hand-over: the courier takes the exhibit to headquarters, which signs the other side.
Result<void> DemoField::hand_over(store::Vault& vault, const DemoRecord& record) {
  const DemoRecordRef exhibit = TRY(find(record.about));
  field::CustodyRequest request;
  request.exhibit = exhibit.id;
  request.other_person = world_.hq().person()->staff;
  request.purpose = "To headquarters, with the courier";
  const field::SubmitAnswer answer = TRY(field::hand_over(vault, request, progress_));
  labels_[record.label] = {record.laptop, answer.record, answer.code};
  return {};
}

Result<void> DemoField::change_record(store::Vault& vault, const DemoRecord& record, const std::string& answers) {
  const DemoRecordRef about = TRY(find(record.about));
  if (about.laptop != record.laptop) return contradict(vault, about, record, answers);
  const field::SubmitAnswer answer = TRY(field::revise(vault, {about.id, answers, "Known better now"}, progress_));
  if (!answer.problems.empty()) return Error{kDemoScenario, record.label};
  return {};
}

// A team answers for a record that another team made and that it never saw: the paper that travelled with the person
// named it. A laptop holds no other team's facts, so the entry is signed here without the record it speaks of.
// Headquarters, where both arrive, keeps and shows both answers.
Result<void> DemoField::contradict(store::Vault& vault, const DemoRecordRef& about, const DemoRecord& record,
                                   const std::string& answers) {
  store::Vault* const other = world_.laptop(about.laptop);
  HOLDFAST_ASSERT(other != nullptr);
  const std::vector<store::StoredEntry> original = TRY(store::entries_of(*other, about.id));
  const forms::Form form = TRY(store::form_by_id(vault, record.form));
  forms::CheckOptions options;
  options.partial = true;
  const forms::CheckedAnswers checked =
      TRY(forms::check_answers(form, answers, options, [] { return std::string(); }));
  if (original.empty() || !checked.problems.empty()) return Error{kDemoScenario, record.label};
  store::NewEntry entry;
  entry.type = sync::EntryType::Set;
  entry.object = about.id;
  entry.parents = {original.front().signed_entry.hash};
  entry.form = form.hash;
  entry.values = checked.submission.values;
  entry.classes = checked.submission.classes;
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace holdfast::cli
