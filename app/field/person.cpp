#include "app/field/person.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "app/field/said.h"

namespace holdfast::field {

namespace {

// The days that a date may mean; a date nobody can read may be any.
cases::DateRange days_of(const store::EntityRow& row, const std::string& field) {
  const Result<cases::DateRange> range = cases::parse_date(field_of(row, field));
  if (range.ok()) return range.value();
  return {std::numeric_limits<cases::Day>::min(), std::numeric_limits<cases::Day>::max(), false, false};
}

// By the date that was said, then as said. A date nobody can read goes last.
void sort_by_date(std::vector<Said>& rows, const std::string& field) {
  std::stable_sort(rows.begin(), rows.end(), [&field](const Said& a, const Said& b) {
    return days_of(a.row, field).latest < days_of(b.row, field).latest;
  });
}

// Everybody who counts as this person after headquarters' merges, the person first.
Result<std::vector<sync::ObjectId>> same_people(store::Vault& vault, const sync::ObjectId& person) {
  const sync::ObjectId merged = TRY(store::merged_person(vault, person));
  std::vector<sync::ObjectId> out{person};
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Person))) {
    if (row.fact.id == person) continue;
    const sync::ObjectId other = TRY(store::merged_person(vault, row.fact.id));
    if (other == merged && std::find(out.begin(), out.end(), row.fact.id) == out.end()) out.push_back(row.fact.id);
  }
  return out;
}

// What stands after all acts: the last by date. Only a consent that was given for certain after a withdrawal or a
// refusal takes its place; where dates leave it open, no is the answer.
std::string consent_of(std::vector<Said> acts) {
  sort_by_date(acts, "when");
  std::string state = "none";
  cases::Day closed_until = std::numeric_limits<cases::Day>::min();
  for (const Said& act : acts) {
    if (field_of(act.row, "part") != "act") continue;
    const std::string said = field_of(act.row, "act");
    const cases::DateRange days = days_of(act.row, "when");
    const bool opens = said == "given" || said == "changed";
    if (opens && state != "none" && state != "given" && days.earliest <= closed_until) continue;
    if (!opens) closed_until = std::max(closed_until, days.latest);
    state = opens ? "given" : said;
  }
  return state;
}

// Flags and their lifts in one order: a flag from the first day it may mean, a lift from the last, and where no day
// was said, the day it was written.
cases::Day flag_day(const Said& said) {
  const Result<cases::DateRange> range = cases::parse_date(field_of(said.row, "since"));
  if (!range.ok()) return cases::day_of_ms(said.hlc.ms());
  return field_of(said.row, "lifted") == "yes" ? range->latest : range->earliest;
}

// A flag stands until it is lifted by name. `rows` in the order said.
std::vector<store::EntityRow> standing_flags(std::vector<Said> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Said& a, const Said& b) { return flag_day(a) < flag_day(b); });
  std::vector<store::EntityRow> out;
  for (const Said& said : rows) {
    const std::string flag = field_of(said.row, "flag");
    if (field_of(said.row, "lifted") == "yes") {
      std::erase_if(out, [&flag](const store::EntityRow& other) { return field_of(other, "flag") == flag; });
    } else {
      out.push_back(said.row);
    }
  }
  return out;
}

std::vector<store::EntityRow> rows_of(const std::vector<Said>& said) {
  std::vector<store::EntityRow> out;
  for (const Said& one : said) out.push_back(one.row);
  return out;
}

// One line a name, however many records say it.
void add_name(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Whatever bytes a command line held: what is no UTF-8 is replaced, and the check of the answers says so.
std::string text_of_answers(const nlohmann::json& answers) {
  return answers.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Result<SubmitAnswer> flag_person(store::Vault& vault, const FlagRequest& request, Progress& progress) {
  nlohmann::json answers{
      {"person", to_hex(request.person)}, {"flag", request.flag}, {"lifted", request.lifted ? "yes" : "no"}};
  answers["when_"] = cases::format_day(cases::day_of_ms(vault.now_ms()));
  if (!request.until.empty()) answers["until"] = request.until;
  if (!request.reason.empty()) answers["reason"] = request.reason;
  SubmitRequest submission;
  submission.form_id = "flag";
  submission.answers_json = text_of_answers(answers);
  return submit(vault, submission, progress);
}

Result<SubmitAnswer> record_consent(store::Vault& vault, const ConsentRequest& request, Progress& progress) {
  nlohmann::json answers =
      nlohmann::json::parse(request.answers_json.empty() ? "{}" : request.answers_json, nullptr, false);
  if (!answers.is_object()) return forms::kAnswersMalformed;
  answers["person"] = to_hex(request.person);
  answers["act"] = request.act;
  SubmitRequest submission;
  submission.form_id = "consent";
  submission.answers_json = text_of_answers(answers);
  // Withdrawing is one key, anywhere, in a hurry: it may not wait for the other questions.
  if (request.act == "withdrawn" || request.act == "refused") submission.unfinished_reason = "said in few words";
  return submit(vault, submission, progress);
}

namespace {

// Everything that is known about the person and whom headquarters merged with it, in the order said.
Result<std::vector<Said>> all_said(store::Vault& vault, const sync::ObjectId& person, PersonView& view) {
  std::vector<store::EntityRow> rows;
  for (const sync::ObjectId& id : TRY(same_people(vault, person))) {
    if (id != person) view.merged_with.push_back(id);
    for (store::EntityRow& row : TRY(store::entities_about(vault, id))) rows.push_back(std::move(row));
    store::RecordFilter filter;
    filter.about_person = id;
    for (store::RecordRow& record : TRY(store::list_records(vault, filter))) view.records.push_back(std::move(record));
  }
  return in_order_said(vault, std::move(rows));
}

}  // namespace

Result<PersonView> show_person(store::Vault& vault, const sync::ObjectId& person) {
  if (!TRY(is_known_as(vault, person, cases::EntityKind::Person))) return kPersonUnknown;
  PersonView view;
  view.id = person;
  if (const auto record = TRY(store::find_record(vault, person))) view.code = record->code;
  std::vector<Said> consent_acts;
  std::vector<Said> flags;
  std::vector<Said> status;
  std::string nationality_said;
  for (Said& said : TRY(all_said(vault, person, view))) {
    const store::EntityRow& row = said.row;
    switch (row.fact.kind) {
      case cases::EntityKind::Person:
        if (view.nationality.empty()) view.nationality = field_of(row, "nationality_document");
        if (nationality_said.empty()) nationality_said = field_of(row, "nationality");
        break;
      case cases::EntityKind::Name: add_name(view.names, field_of(row, "name")); break;
      case cases::EntityKind::Consent: consent_acts.push_back(std::move(said)); break;
      case cases::EntityKind::Flag: flags.push_back(std::move(said)); break;
      case cases::EntityKind::StatusEvent: status.push_back(std::move(said)); break;
      default: break;
    }
  }
  if (view.nationality.empty()) view.nationality = nationality_said;
  view.consent = consent_of(std::move(consent_acts));
  view.flags = standing_flags(std::move(flags));
  sort_by_date(status, "when");
  view.status = rows_of(status);
  return view;
}

}  // namespace holdfast::field
