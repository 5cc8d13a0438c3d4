// The forms that are compiled in: complete, classified, respectful, and without the habits we promise not to have.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/case/status.h"
#include "app/forms/answer_shapes.h"
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
    CHECK(form->version == "2026112402");
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
