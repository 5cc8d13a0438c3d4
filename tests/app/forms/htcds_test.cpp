// The table that says which answer is which field of the Human Trafficking Case Data Standard (assets/forms/htcds.csv).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/forms/table.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// The fields that the standard calls core (version 2.0).
constexpr std::string_view kCoreFields[] = {
    "prs_Salutation", "prs_FirstName", "prs_SecondName", "prs_Birthdate", "prs_Gender", "prs_Citizenship", "prs_Title",
    "prs_Email", "prs_HomePhone", "prs_MobilePhone", "prs_MailingCity", "prs_MailingCountry", "prs_MailingState",
    "prs_MailingStreet", "prs_MailingPostalCode", "vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg",
    "vic_MethodOfRecruitment", "vic_LocationOfRecruitment", "vic_MethodsOfControl", "vic_TypeOfExploitation",
    "vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation", "vic_LocationOfExploitation", "vic_Vulnerabilities",
    "vic_DetailsOfVulnerabilities", "cas_Status", "cas_ReasonForCaseClosure", "cas_CaseOwner",
    "cas_ReferringOrganisation", "cas_IncomingReferralDate", "cas_ReferringPrimaryCaseWorker",
    "cas_ReasonForIncomingReferral", "cas_IncomingReferralDetails", "cas_ReferredOrganisation",
    "cas_ReferredPrimaryCaseWorker", "cas_ReasonForOutgoingReferral", "cas_OutgoingReferralDate",
    "cas_OutgoingReferralDetails", "con_Consent"};

Sheet htcds_table() {
  auto sheet = parse_csv("htcds", as_bytes(asset_text("forms/htcds.csv")));
  REQUIRE(sheet.ok());
  return *std::move(sheet);
}

const Question* question_named(const Form& form, const std::string& name) {
  for (const Question& question : form.questions) {
    if (question.name == name) return &question;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("All forty core fields of the standard are asked somewhere") {
  static_assert(std::size(kCoreFields) == 40);
  const Sheet sheet = htcds_table();
  std::set<std::string> mapped;
  for (const auto& row : sheet.rows) mapped.insert(row[sheet.column("htcds_field")]);
  for (const std::string_view field : kCoreFields) {
    INFO(field);
    CHECK(mapped.count(std::string(field)) == 1);
  }
}

TEST_CASE("Every line of the table names a question and a choice that its form has") {
  const Sheet sheet = htcds_table();
  std::map<std::string, Form> forms;
  for (const auto& row : sheet.rows) {
    const std::string& id = row[sheet.column("form")];
    const std::string& value = row[sheet.column("value")];
    if (forms.count(id) == 0) forms.emplace(id, built_in_form(id));
    const Form& form = forms.at(id);
    INFO(id << ", " << row[sheet.column("question")] << ", " << value);
    const Question* question = question_named(form, row[sheet.column("question")]);
    REQUIRE(question != nullptr);
    CHECK(value.empty() == row[sheet.column("htcds_value")].empty());
    if (value.empty()) continue;
    const auto& choices = form.choices.at(question->list);
    CHECK(std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.name == value; }));
  }
}

TEST_CASE("A field that is mapped by its choices is mapped for all of them") {
  const Sheet sheet = htcds_table();
  std::map<std::pair<std::string, std::string>, std::set<std::string>> values;
  for (const auto& row : sheet.rows) {
    const std::string& value = row[sheet.column("value")];
    if (!value.empty()) values[{row[0], row[1]}].insert(value);
  }
  for (const auto& [where, mapped] : values) {
    INFO(where.first << ", " << where.second);
    if (where == std::pair<std::string, std::string>{"status", "status"}) continue;  // only a death is a field there
    const Form form = built_in_form(where.first);
    for (const Choice& choice : form.choices.at(question_named(form, where.second)->list)) {
      INFO(choice.name);
      CHECK((mapped.count(choice.name) == 1 || choice.name == "none" || choice.name == "declined"));
    }
  }
}

TEST_CASE("What was done under control is mapped to no field of the standard") {
  const Sheet sheet = htcds_table();
  for (const auto& row : sheet.rows) CHECK(row[sheet.column("question")] != "x_acts_under_control");
}
