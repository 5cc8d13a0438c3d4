// The forms that are compiled in: complete, classified, respectful, and without the habits we promise not to have.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/case/status.h"
#include "app/forms/answer_shapes.h"
#include "app/forms/reviewed.h"
#include "app/forms/table.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

std::set<std::string> built_in_ids() {
  std::set<std::string> ids;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name.substr(0, 6) != "forms/") continue;
    const std::string_view rest = asset.name.substr(6);
    if (rest.find('/') == std::string_view::npos) continue;  // tables about all forms
    ids.insert(std::string(rest.substr(0, rest.find('/'))));
  }
  return ids;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

TEST_CASE("All required forms are there and load without a warning") {
  const std::set<std::string> ids = built_in_ids();
  for (const char* id : {"register", "status", "missing", "consent", "interview", "screening", "evidence", "custody",
                         "finance", "recruitment", "repatriation", "safety", "site_log", "flag", "sighting",
                         "interpreter", "follow_up", "assessment"}) {
    CHECK(ids.count(id) == 1);
  }
  for (const std::string& id : ids) {
    INFO(id);
    const auto form = load_form(built_in_sheets(id));
    if (!form.ok()) FAIL(form.error().detail);
    CHECK(form->id == id);
    CHECK(form->version == "2026112403");
    CHECK(!form->title.empty());
    CHECK(form->warnings.empty());
    CHECK(form->seals == (id == "interview"));
  }
}

TEST_CASE("Every question of a built-in form states its class itself") {
  for (const std::string& id : built_in_ids()) {
    const auto survey = parse_csv("survey", as_bytes(asset_text("forms/" + id + "/survey.csv")));
    REQUIRE(survey.ok());
    const std::size_t type = survey->column("type");
    const std::size_t field_class = survey->column("bind::holdfast:class");
    REQUIRE(field_class != Sheet::npos);
    for (std::size_t row = 0; row < survey->rows.size(); ++row) {
      const std::string& cell = survey->rows[row][type];
      if (cell == "note" || cell.substr(0, 6) == "begin " || cell.substr(0, 4) == "end ") continue;
      INFO(id << ", row " << survey->row_numbers[row]);
      CHECK(!survey->rows[row][field_class].empty());
    }
  }
}

TEST_CASE("No form asks for a code as text; people and exhibits are picked") {
  for (const std::string& id : built_in_ids()) {
    for (const Question& question : built_in_form(id).questions) {
      INFO(id << ": " << question.path);
      if (question.name == "code") CHECK(question.read_only);
      const bool text = question.type == QuestionType::Text && !question.read_only;
      if (text) CHECK(question.name.find("_ref") == (question.path == "group_ref" || question.name == "space_ref" ||
                                                     question.name == "found_ref"
                                                         ? question.name.size() - 4
                                                         : std::string::npos));
      if (question.name == "person") CHECK(question.list == "people.csv");
      if (question.name == "exhibit") CHECK(question.list == "exhibits.csv");
    }
  }
}

TEST_CASE("No word of a form calls a survivor a suspect") {
  for (const Asset& asset : embedded_assets()) {
    if (asset.name.substr(0, 6) != "forms/" || asset.name == "forms/htcds.csv") continue;  // values of the standard
    const std::string text = lower(std::string(asset.content));
    for (const char* word : {"suspect", "offender", "illegal", "prostitut", "pig butcher", "defendant", "culprit"}) {
      INFO(asset.name << ": " << word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("Dates of events may be as rough as people remember them") {
  for (const std::string& id : built_in_ids()) {
    for (const Question& question : built_in_form(id).questions) {
      INFO(id << ": " << question.path);
      CHECK(question.type != QuestionType::Date);
      if (question.name.find("when") != std::string::npos) CHECK(has_appearance(question, "x-date"));
    }
  }
}

TEST_CASE("The status form has exactly the statuses that figures know") {
  const Form form = built_in_form("status");
  std::set<std::string> names;
  for (const Choice& choice : form.choices.at("status")) names.insert(choice.name);
  CHECK(names.size() == 16);
  for (const std::string& name : names) CHECK(cases::status_from_text(name).has_value());
}

TEST_CASE("Registration carries what figures and raids need") {
  const Form form = built_in_form("register");
  for (const char* name : {"code", "at", "country", "site", "exit_mode", "nationality", "doc_number", "name_said",
                           "seen_sex", "age_band", "flags", "lang"}) {
    INFO(name);
    CHECK(form.find(name) != nullptr);
  }
  // What figures are made of is readable by every role that makes them.
  for (const char* name : {"at", "out_when", "country", "exit_mode", "nationality", "doc_country", "flags"}) {
    CHECK(form.find(name)->field_class == sync::FieldClass::Plain);
  }
  for (const char* name : {"doc_number", "name_said", "name_written"}) {
    CHECK(form.find(name)->field_class == sync::FieldClass::Identity);
  }
}

TEST_CASE("A sealed interview leaves no account, name or place on its card") {
  const Form form = built_in_form("interview");
  std::set<std::string> card;
  for (const Question& question : form.questions) {
    if (question.keep_as_card) card.insert(question.name);
  }
  const std::set<std::string> expected = {"c_by",        "card_next",   "card_topics", "con_Consent", "do_not_ask",
                                          "has_interpreter", "int_channel", "interpreter", "interviewer", "lang",
                                          "pauses",      "person",      "session_no",  "when_"};
  CHECK(card == expected);
}

namespace {

constexpr std::string_view kEverybody[] = {"am", "om", "ti", "so", "sw", "en", "fr", "pt", "es", "zh-Hans", "zh-Hant",
                                           "ms", "id", "tl", "th", "vi", "km", "lo", "my", "hi", "bn", "ne", "ur",
                                           "ta", "ar", "ru"};
constexpr std::string_view kInterviewed[] = {"en", "zh-Hans", "th", "vi", "km", "my", "fr", "es"};

std::string said_how(const Question& question) {
  const auto at = question.bind_attributes.find("holdfast:said");
  return at == question.bind_attributes.end() ? std::string() : at->second;
}

void check_said_texts(const std::string& id, std::span<const std::string_view> languages) {
  const Form form = built_in_form(id);
  std::set<std::string> columns;
  for (const std::string_view language : languages) {
    INFO(id << ", " << language);
    const auto column = find_language(form, language);
    REQUIRE(column.has_value());
    columns.insert(*column);
  }
  CHECK(columns.size() == languages.size());
  CHECK(languages_of(form).size() == languages.size());
  std::size_t said = 0;
  for (const Question& question : form.questions) {
    const std::string how = said_how(question);
    if (how.empty()) continue;
    ++said;
    for (const std::string& column : columns) {
      INFO(id << ", " << question.path << ", " << column);
      CHECK(question.labels.count(column) == 1);
      const auto list = form.choices.find(question.list);
      if (how != "yes" || list == form.choices.end()) continue;
      for (const Choice& choice : list->second) CHECK(choice.labels.count(column) == 1);
    }
    // Two languages with one sentence: a translation was forgotten.
    std::map<std::string, std::string> seen;
    for (const auto& [column, text] : question.labels) {
      INFO(question.path << ": " << text << " | " << seen[text]);
      CHECK((seen[text].empty() || text.size() < 24));
      seen[text] = column + ".";
    }
  }
  CHECK(said >= 8);
}

}  // namespace

TEST_CASE("What is said to a person stands there in every promised language") {
  check_said_texts("register", kEverybody);
  check_said_texts("consent", kEverybody);
  check_said_texts("screening", kEverybody);
  check_said_texts("interview", kInterviewed);
}

TEST_CASE("Only headquarters is asked what an interview amounts to") {
  for (const std::string& id : built_in_ids()) CHECK(built_in_form(id).for_hq == (id == "assessment"));
}

TEST_CASE("Whoever is picked, is picked from a list that the program fills") {
  const std::map<std::string, std::string> words = {
      {"people.csv", "x-person"},       {"cases.csv", "x-case"},          {"sites.csv", "x-site"},
      {"exhibits.csv", "x-exhibit"},    {"organisations.csv", "x-organisation"}, {"staff.csv", "x-staff"},
      {"countries.csv", "x-country"},   {"languages.csv", "x-language"},  {"currencies.csv", "x-currency"},
      {"interpreters.csv", "x-interpreter"}};
  for (const std::string& id : built_in_ids()) {
    for (const Question& question : built_in_form(id).questions) {
      const bool from_file =
          question.type == QuestionType::SelectOneFromFile || question.type == QuestionType::SelectMultipleFromFile;
      if (!from_file) continue;
      INFO(id << ": " << question.path);
      REQUIRE(words.count(question.list) == 1);
      CHECK(has_appearance(question, words.at(question.list)));
    }
  }
}
