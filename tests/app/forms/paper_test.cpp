#include "app/forms/paper.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/forms/reviewed.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// Lines of one paragraph as one line.
std::string unbroken(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n      ", at)) != std::string::npos;) {
    const std::size_t word = std::min(text.find_first_not_of(' ', at + 1), text.size());
    text.replace(at, word - at, " ");
  }
  return text;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const char* const kSurvey =
    "type,name,label,label::Français (fr),hint,required,relevant,constraint_message\n"
    "start,start,,,,,,\n"
    "begin group,g,Arrival,Arrivée,,,,\n"
    "select_one yn,hurt,Are you hurt?,Êtes-vous blessé ?,Ask first.,yes,,\n"
    "text,where,Where?,Où ?,,,${hurt} = 'yes',\n"
    "end group,,,,,,,\n"
    "begin repeat,r,Each friend,Chaque ami,,,,\n"
    "integer,age,Age?,Âge ?,,,,A number of years.\n"
    "end repeat,,,,,,,\n"
    "note,n,Stop here.,Arrêtez ici.,,,\"${hurt} = 'yes' and (${where} = '' or not(selected(${why}, 'b')))\",\n"
    "select_multiple l,why,Why?,Pourquoi ?,,,,\n"
    "calculate,sum,,,,,,\n";
const char* const kChoices =
    "list_name,name,label,label::Français (fr)\nyn,yes,Yes,Oui\nyn,no,No,Non\n"
    "l,a,A reason that is long enough to stand on a line of its own,Une raison\n"
    "l,b,Another reason of some length,Autre\n";
const char* const kSettings = "form_title,form_id,version,default_language\nPaper,paper,7,English (en)\n";

}  // namespace

TEST_CASE("A paper has every question once, numbered, with boxes and lines") {
  const std::string paper = paper_form(form_of(kSurvey, kChoices, kSettings), {});
  CHECK(has(paper, "Form paper, version 7"));
  CHECK(has(paper, "1. Are you hurt? *"));
  CHECK(has(paper, "   ( ) Yes  ( ) No"));
  CHECK(has(paper, "(Ask first.)"));
  CHECK(has(paper, "2. Where?"));
  CHECK(has(paper, "3. Age?"));
  CHECK(has(paper, "Check: A number of years."));
  CHECK(has(paper, "4. Why?"));
  CHECK(has(paper, "   [ ] A reason that is long enough"));
  CHECK(has(paper, "Several: Each friend"));
  CHECK(has(paper, "End of the part to copy: Each friend"));
  CHECK(!has(paper, "5. "));
  CHECK(!has(paper, "start"));
  CHECK(!has(paper, "CHECKED"));
}

TEST_CASE("A paper says in words when a question is left out") {
  const std::string paper = unbroken(paper_form(form_of(kSurvey, kChoices, kSettings), {}));
  CHECK(has(paper, "Only if question 1 is \"Yes\":"));
  CHECK(has(paper, "Only if question 1 is \"Yes\", and (question 2 is not answered, or not (question 4"));
  CHECK(!has(paper, "${"));
}

TEST_CASE("A paper in another language keeps ours beside it and says that nobody checked it") {
  const Form form = form_of(kSurvey, kChoices, kSettings);
  const auto french = find_language(form, "fr");
  REQUIRE(french.has_value());
  const std::string paper = paper_form(form, {*french, false});
  CHECK(has(paper, "1. Êtes-vous blessé ? *"));
  CHECK(has(paper, "   = Are you hurt?"));
  CHECK(has(paper, "( ) Oui = Yes"));
  CHECK(has(paper, "NOT CHECKED BY A NATIVE SPEAKER"));
  CHECK(!find_language(form, "th").has_value());
  CHECK(find_language(form, "en") == "");
}

TEST_CASE("A condition that is more than comparisons is printed as it stands") {
  const Form form = form_of(kSurvey, kChoices, kSettings);
  CHECK(condition_in_words(form, {}, "", "count(${r}) > 3") == "count(${r}) > 3");
  CHECK(condition_in_words(form, {}, "", "${nobody} = 'x'") == "${nobody} = 'x'");
  CHECK(condition_in_words(form, {}, "", "selected('yes no', ${hurt})") == "\"Are you hurt?\" is \"Yes\" or \"No\"");
  CHECK(condition_in_words(form, {}, "", "${hurt} = 'a or b'") == "\"Are you hurt?\" is a or b");
  CHECK(condition_in_words(form, {}, "", "") == "");
  CHECK(condition_in_words(form, {}, "", "((((") == "((((");
}

TEST_CASE("A language counts as checked only where a reviewer signed for it") {
  const auto table = ReviewedTexts::read(as_bytes(std::string_view(
      "form,language,reviewer,date\nconsent,fr,A reader (invented),2026-11-01\nconsent,th,,\n")));
  REQUIRE(table.ok());
  CHECK(table->contains("consent", "fr"));
  CHECK(!table->contains("consent", "th"));
  CHECK(!table->contains("register", "fr"));
  CHECK(!ReviewedTexts::read(as_bytes(std::string_view("a,b\n1,2\n"))).ok());
  REQUIRE(ReviewedTexts::read(as_bytes(asset_text("forms/REVIEWED.csv"))).ok());
}

TEST_CASE("Every built-in form prints, and no expression is left on the paper") {
  for (const char* id : {"register", "status", "flag", "consent", "screening", "interview", "site_log", "evidence",
                         "custody", "finance", "recruitment", "missing", "sighting", "repatriation", "safety",
                         "interpreter", "follow_up", "assessment"}) {
    INFO(id);
    const Form form = built_in_form(id);
    const std::string paper = paper_form(form, {});
    std::size_t at = 0;
    while ((at = paper.find("Only if", at)) != std::string::npos) {
      const std::string line = paper.substr(at, paper.find('\n', at) - at);
      INFO(line);
      CHECK(!has(line, "${"));
      ++at;
    }
  }
}

TEST_CASE("The paper's own words are those of the language that is given") {
  PaperOptions options;
  const auto words = text::Messages::read("fr", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                                                "msgid \"Written by\"\nmsgstr \"R\xC3\xA9" "dig\xC3\xA9 par\"\n\n"
                                                "msgid \"Only if {1}:\"\nmsgstr \"Seulement si {1} :\"\n\n"
                                                "msgid \"{1} is {2}\"\nmsgstr \"{1} est {2}\"\n\n"
                                                "msgid \"Several: {1}\"\nmsgstr \"Plusieurs : {1}\"\n");
  REQUIRE(words.ok());
  options.words = *words;
  options.language = "Fran\xC3\xA7" "ais (fr)";
  const std::string paper = unbroken(paper_form(form_of(kSurvey, kChoices, kSettings), options));
  CHECK(has(paper, "R\xC3\xA9" "dig\xC3\xA9 par ______"));
  CHECK(has(paper, "Seulement si question 1 est \"Oui\" :"));
  CHECK(has(paper, "Plusieurs : Chaque ami"));
  CHECK_FALSE(has(paper, "Written by"));
  // What nobody translated stays in English.
  CHECK(has(paper, "End of the part to copy"));
}
