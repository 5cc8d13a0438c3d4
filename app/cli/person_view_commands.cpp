// person show, person consent show: what is known about somebody, and what may be done with it.
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/field/person.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

std::string day_or_empty(const std::optional<cases::DateRange>& days) {
  return days ? cases::format_day(days->latest) : std::string();
}

Json json_of_consent(const cases::ConsentStanding& standing) {
  Json out{{"state", cases::to_string(standing.state)}, {"scopes", Json::array()}, {"never", standing.never}};
  for (const cases::ConsentScope& scope : standing.scopes) {
    out["scopes"].push_back({{"purpose", scope.purpose},
                             {"recipient", scope.recipient},
                             {"medium", scope.media},
                             {"until", day_or_empty(scope.until)}});
  }
  return out;
}

constexpr const char* kAheadSentence =
    "  The withdrawal came ahead, as a short message: the record of it is still on its way.\n";

std::string text_of_consent(const cases::ConsentStanding& standing, bool ahead) {
  std::string out = "consent: " + std::string(cases::to_string(standing.state)) + "\n";
  if (ahead) out += kAheadSentence;
  for (const cases::ConsentScope& scope : standing.scopes) {
    out += "  " + text::printable(scope.purpose) + ", by " + text::printable(scope.recipient) + ":";
    for (const std::string& medium : scope.media) out += " " + text::printable(medium);
    if (scope.until) out += ", until " + day_or_empty(scope.until);
    out += "\n";
  }
  for (const std::string& recipient : standing.never) out += "  never: " + text::printable(recipient) + "\n";
  return out;
}

Json json_of_age(const cases::AgeJudgement& age) {
  Json out{{"youngest", age.youngest ? Json(*age.youngest) : Json()},
           {"oldest", age.oldest ? Json(*age.oldest) : Json()},
           {"reasons", Json::array()}};
  for (const cases::AgeReason& reason : age.reasons) {
    out["reasons"].push_back({{"code", reason.code}, {"sentence", reason.sentence}});
  }
  return out;
}

std::string text_of_age(const cases::AgeJudgement& age) {
  std::string out = age.may_be_minor ? "age: may be under 18, protect as a child\n" : "age: 18 or more\n";
  for (const cases::AgeReason& reason : age.reasons) out += "  " + reason.sentence + "\n";
  return out;
}

std::string field_of(const store::EntityRow& row, const std::string& name) {
  const auto found = row.fact.fields.find(name);
  return found == row.fact.fields.end() ? std::string() : text::printable(found->second);
}

Json json_of_person(const field::PersonView& view) {
  Json out{{"id", to_hex(view.id)},
           {"code", view.code},
           {"names", view.names},
           {"nationality", view.nationality},
           {"consent", view.consent}};
  out["consent_stands"] = json_of_consent(view.standing);
  out["withdrawn_ahead"] = view.withdrawn_ahead;
  out["may_be_minor"] = view.age.may_be_minor;
  out["age"] = json_of_age(view.age);
  out["flags"] = Json::array();
  for (const store::EntityRow& flag : view.flags) out["flags"].push_back(flag.fact.fields);
  out["status"] = Json::array();
  for (const store::EntityRow& event : view.status) out["status"].push_back(event.fact.fields);
  out["records"] = Json::array();
  for (const store::RecordRow& record : view.records) out["records"].push_back(json_of(record));
  out["merged_with"] = Json::array();
  for (const sync::ObjectId& other : view.merged_with) out["merged_with"].push_back(to_hex(other));
  return out;
}

std::string text_of_person(const field::PersonView& view) {
  std::string out = (view.code.empty() ? short_id(view.id) : view.code) + "\n";
  for (const std::string& name : view.names) out += "name: " + text::printable(name) + "\n";
  out += "nationality: " + (view.nationality.empty() ? "not known" : text::printable(view.nationality)) + "\n";
  out += text_of_consent(view.standing, view.withdrawn_ahead);
  out += text_of_age(view.age);
  for (const store::EntityRow& flag : view.flags) {
    out += "flag: " + field_of(flag, "flag") +
           (field_of(flag, "until").empty() ? "" : " until " + field_of(flag, "until")) + "\n";
  }
  std::vector<std::vector<std::string>> table{{"WHEN", "WHAT", "COUNTRY", "BASIS"}};
  for (const store::EntityRow& event : view.status) {
    table.push_back(
        {field_of(event, "when"), field_of(event, "status"), field_of(event, "country"), field_of(event, "basis")});
  }
  if (!view.status.empty()) out += "\n" + table_text(table);
  std::vector<std::vector<std::string>> records{{"RECORD", "FORM", "STATE", "WRITTEN"}};
  for (const store::RecordRow& record : view.records) {
    records.push_back({name_of(record), record.form_id, record.state, local_time(record.created_ms)});
  }
  return view.records.empty() ? out : out + "\n" + table_text(records);
}

Result<ExitStatus> run_person_show(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId person = TRY(store::resolve_object(*vault, invocation.argument("person")));
  const field::PersonView view = TRY(field::show_person(*vault, person));
  TRY(vault.close());
  return answer(invocation, json_of_person(view).dump(), text_of_person(view));
}

Result<ExitStatus> run_consent_show(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId person = TRY(store::resolve_object(*vault, invocation.argument("person")));
  const field::PersonView view = TRY(field::show_person(*vault, person));
  TRY(vault.close());
  const Json json{{"consent", json_of_consent(view.standing)}, {"withdrawn_ahead", view.withdrawn_ahead}};
  return answer(invocation, json.dump(), text_of_consent(view.standing, view.withdrawn_ahead));
}

}  // namespace

std::vector<CommandSpec> person_view_commands() {
  const ArgumentSpec person{"person", "Code, or start of the id."};
  return {
      {"person show",
       "person",
       "Show what is known about a person: consent, age, flags, status, records by title.",
       Opens::Vault,
       {person},
       {},
       run_person_show},
      {"person consent show",
       "person",
       "Show consent as it stands today: for what, by whom, until when, and who must never receive anything.",
       Opens::Vault,
       {person},
       {},
       run_consent_show},
  };
}

}  // namespace holdfast::cli
