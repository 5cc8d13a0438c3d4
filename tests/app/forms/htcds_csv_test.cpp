// Answers to the standard's own form and to ours come out with the standard's names and values.
#include "app/forms/htcds_csv.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <set>

#include "app/forms/submission.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

std::vector<HtcdsRule> rules() {
  auto out = read_htcds_rules(as_bytes(asset_text("forms/htcds.csv")));
  REQUIRE(out.ok());
  return *std::move(out);
}

sync::Values values_of(const Form& form, std::string_view json) {
  CheckOptions options;
  options.demand = false;
  auto checked = check_answers(form, json, options, [next = std::uint64_t{0}]() mutable {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++next));
    return std::string(id);
  });
  REQUIRE(checked.ok());
  for (const AnswerProblem& problem : checked->problems) UNSCOPED_INFO(problem.path << ": " << problem.sentence);
  REQUIRE(checked->problems.empty());
  return checked->submission.values;
}

std::string cell(const CsvTable& table, std::size_t row, std::string_view column) {
  const auto at = std::find(table.columns.begin(), table.columns.end(), column);
  INFO(column);
  REQUIRE(at != table.columns.end());
  REQUIRE(row < table.rows.size());
  return table.rows[row][static_cast<std::size_t>(at - table.columns.begin())];
}

bool has_column(const CsvTable& table, std::string_view column) {
  return std::find(table.columns.begin(), table.columns.end(), column) != table.columns.end();
}

// The value that a choice of ours stands for, given in a record of its own.
std::string exported(const HtcdsRule& rule, const Form& form, const Question& question) {
  const std::string path = question.repeats.empty() ? question.path
                                                    : question.repeats.front() + "[0000000000000001]" +
                                                          question.path.substr(question.repeats.front().size());
  const bool list = question.type == QuestionType::SelectMultiple;
  const sync::Values values{{path, list ? CborValue(CborValue::Array{rule.value}) : CborValue(rule.value)}};
  const std::vector<HtcdsRecord> records{{&form, &values, "p", "uuid:1"}};
  return cell(htcds_table(rules(), records, false), 0, rule.field);
}

}  // namespace

TEST_CASE("The standard has 83 fields, 40 of them core, and every core field has a column and a rule") {
  std::size_t core = 0;
  const CsvTable empty = htcds_table(rules(), {}, true);
  std::set<std::string> mapped;
  for (const HtcdsRule& rule : rules()) mapped.insert(rule.field);
  for (const HtcdsField& field : htcds_fields()) {
    if (!field.core) continue;
    ++core;
    INFO(field.name);
    CHECK(has_column(empty, field.name));
    CHECK(mapped.count(std::string(field.name)) == 1);
  }
  CHECK(htcds_fields().size() == 83);
  CHECK(core == 40);
  CHECK(empty.columns.size() == 40);
}

TEST_CASE("Every rule names a field of the standard or one marked as ours") {
  for (const HtcdsRule& rule : rules()) {
    INFO(rule.form << " " << rule.question << " " << rule.field);
    CHECK((htcds_field(rule.field) != nullptr || rule.field.starts_with("x_")));
  }
}

TEST_CASE("Every choice that a rule names comes out as the rule says") {
  std::map<std::string, Form> forms;
  std::size_t count = 0;
  for (const HtcdsRule& rule : rules()) {
    if (rule.value.empty()) continue;
    if (forms.count(rule.form) == 0) forms.emplace(rule.form, built_in_form(rule.form));
    const Form& form = forms.at(rule.form);
    for (const Question& question : form.questions) {
      if (question.name != rule.question) continue;
      INFO(rule.form << " " << rule.question << " " << rule.value);
      CHECK(exported(rule, form, question) == rule.field_value);
      ++count;
    }
  }
  CHECK(count > 200);
}

TEST_CASE("The standard's own form loads, and its answers come out under the standard's names") {
  if (!std::filesystem::exists(shared_data() / "htcds")) SKIP("the shared test data is not here");
  for (const char* file : {"htcds/Survey/htcds_xlsform.xlsx", "htcds/Survey/htcds_xlsform.xml"}) {
    INFO(file);
    auto form = real_form(file);
    REQUIRE(form.ok());
    const sync::Values values = values_of(
        *form, R"({"con_Consent": "TRUE", "prs_First_Name": "Invented", "prs_Second_Name": "Person",)"
               R"( "prs_Birthdate": "2001-02-03", "prs_Gender": "Feminine", "prs_Citizenship": "VN",)"
               R"( "vic_Methods_of_Control": "DebtBondage FalsePromises", "vic_TypeOfExploitation": "ForcedLabour"})");
    const std::vector<HtcdsRecord> records{{&*form, &values, "p", "uuid:1"}};
    const CsvTable table = htcds_table(rules(), records, true);
    CHECK(table.columns.size() == 40);
    CHECK(cell(table, 0, "con_Consent") == "true");
    CHECK(cell(table, 0, "prs_FirstName") == "Invented");
    CHECK(cell(table, 0, "prs_SecondName") == "Person");
    CHECK(cell(table, 0, "prs_Birthdate") == "2001-02-03");
    CHECK(cell(table, 0, "prs_Gender") == "Feminine");
    CHECK(cell(table, 0, "prs_Citizenship") == "VN");
    CHECK(cell(table, 0, "vic_MethodsOfControl") == "DebtBondage;FalsePromises");
    CHECK(cell(table, 0, "vic_TypeOfExploitation") == "ForcedLabour");
  }
}

TEST_CASE("Records about one person are one row: lists are put together, of the rest the later counts") {
  const Form one = form_of("type,name,label\ntext,prs_FirstName,N\nselect_multiple c,vic_MethodsOfControl,C\n",
                           "list_name,name,label\nc,DebtBondage,D\nc,FalsePromises,F\n", "form_id\none\n");
  const sync::Values first = values_of(one, R"({"prs_FirstName": "A", "vic_MethodsOfControl": "DebtBondage"})");
  const sync::Values second = values_of(one, R"({"prs_FirstName": "B", "vic_MethodsOfControl": "FalsePromises"})");
  const std::vector<HtcdsRecord> records{
      {&one, &first, "p", "uuid:1"}, {&one, &second, "p", "uuid:2"}, {&one, &first, "q", "uuid:3"}};
  const CsvTable table = htcds_table({}, records, false);
  REQUIRE(table.rows.size() == 2);
  CHECK(cell(table, 0, "prs_FirstName") == "B");
  CHECK(cell(table, 0, "vic_MethodsOfControl") == "DebtBondage;FalsePromises");
  CHECK(cell(table, 0, "x_Records") == "uuid:1 uuid:2");
  CHECK(cell(table, 1, "x_Person") == "q");
}

TEST_CASE("What is ours is marked, and a partner who reads the standard alone gets Other") {
  const Form form = built_in_form("interview");
  const Question* question = nullptr;
  for (const Question& q : form.questions) {
    if (q.name == "vic_TypeOfExploitation") question = &q;
  }
  REQUIRE(question != nullptr);
  REQUIRE(question->repeats.empty());
  const sync::Values values{{question->path, CborValue(CborValue::Array{"ForcedLabour", "x_ForcedCriminality"})}};
  const std::vector<HtcdsRecord> records{{&form, &values, "p", "uuid:1"}};
  CHECK(cell(htcds_table(rules(), records, false), 0, "vic_TypeOfExploitation") == "ForcedLabour;x_ForcedCriminality");
  const CsvTable standard = htcds_table(rules(), records, true);
  CHECK(cell(standard, 0, "vic_TypeOfExploitation") == "ForcedLabour;Other");
  for (const std::string& column : standard.columns) CHECK(htcds_field(column) != nullptr);
}

TEST_CASE("A birthday that is not a whole day is none of the standard, and is not lost") {
  const Form form = form_of("type,name,label,appearance\ntext,prs_Birthdate,B,x-date\n", {}, "form_id\none\n");
  for (const std::string said : {"2000", "2000-05-01~", "2000-01-02 @ethiopian", "1999/2001"}) {
    INFO(said);
    const sync::Values values{{"prs_Birthdate", CborValue(said)}};
    const std::vector<HtcdsRecord> records{{&form, &values, "p", "uuid:1"}};
    const CsvTable table = htcds_table({}, records, false);
    CHECK(cell(table, 0, "prs_Birthdate").empty());
    CHECK(cell(table, 0, "x_prs_Birthdate") == said);
    CHECK(!has_column(htcds_table({}, records, true), "x_prs_Birthdate"));
  }
}

TEST_CASE("A table of rules without its columns is refused") {
  const auto wrong = read_htcds_rules(as_bytes("form,question\na,b\n"));
  REQUIRE(!wrong.ok());
  CHECK(wrong.error().reason == kFormColumn);
}

TEST_CASE("Every line of a repeat comes out, in the order of the lines, in one row a person") {
  const Form form = form_of("type,name,label\nbegin repeat,r,R\ntext,prs_FirstName,N\ntext,hte_Description,D\n"
                            "date,hte_Date,W\nselect_multiple c,per_RoleInProcess,C\nend repeat,,\n",
                            "list_name,name,label\nc,Transporter,T\nc,Exploiter,E\n", "form_id\none\n");
  const sync::Values values = values_of(
      form, R"({"r": [{"prs_FirstName": "Mei", "hte_Description": "a road", "hte_Date": "2022-02-14",
                       "per_RoleInProcess": ["Transporter"]},
                      {"prs_FirstName": "Meimei", "hte_Description": "a house", "hte_Date": "2022-02-14"},
                      {"prs_FirstName": "Mei", "hte_Description": "a road", "hte_Date": "2022-03-01",
                       "per_RoleInProcess": ["Exploiter", "Transporter"]}]})");
  const std::vector<HtcdsRecord> records{{&form, &values, "p", "uuid:1"}};
  const CsvTable table = htcds_table({}, records, false);
  REQUIRE(table.rows.size() == 1);
  CHECK(cell(table, 0, "hte_Description") == "a road;a house");
  CHECK(cell(table, 0, "per_RoleInProcess") == "Transporter;Exploiter");
  CHECK(cell(table, 0, "prs_FirstName") == "Mei");
  CHECK(cell(table, 0, "x_prs_FirstName") == "Meimei");
  CHECK(cell(table, 0, "hte_Date") == "2022-02-14");
  CHECK(cell(table, 0, "x_hte_Date") == "2022-03-01");
  const CsvTable standard = htcds_table({}, records, true);
  CHECK(cell(standard, 0, "hte_Date") == "2022-02-14");
  CHECK_FALSE(has_column(standard, "x_hte_Date"));
}

TEST_CASE("The names of our interview come out as said first, the others beside them") {
  const Form form = built_in_form("interview");
  const Question* given = nullptr;
  for (const Question& question : form.questions) {
    if (question.name == "nm_given") given = &question;
  }
  REQUIRE(given != nullptr);
  REQUIRE(given->repeats.size() == 1);
  const std::string rest = given->path.substr(given->repeats[0].size());
  const sync::Values values{{given->repeats[0] + "[0000000000000001]" + rest, CborValue("Invented")},
                            {given->repeats[0] + "[0001000000000001]" + rest, CborValue("Other")}};
  const std::vector<HtcdsRecord> records{{&form, &values, "p", "uuid:1"}};
  const CsvTable table = htcds_table(rules(), records, false);
  CHECK(cell(table, 0, "prs_FirstName") == "Invented");
  CHECK(cell(table, 0, "x_prs_FirstName") == "Other");
}
