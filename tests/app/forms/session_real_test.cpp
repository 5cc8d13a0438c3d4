// Forms of other projects: their logic compiles, or is refused for what is wrong with it; a session of each runs.
#include "tests/app/forms/real_forms.h"
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// Made to be refused, and how.
const std::map<std::string, std::string> kWrongLogic = {
    {"xlsform/javarosa/form2.xml", "form, line 29, relevant: no question is at /data/age/abc"},
    {"xlsform/javarosa/primary-instance-with-id.xml",
     "form, line 39, relevant: no question is at /data/age/abc"},
    {"xlsform/web-forms/simple-dag-cycle.xml", "form, line 21, calculation: a -> a"},
    {"xlsform/web-forms/xpath-unknown-function.xml",
     "form, line 25, calculation: character 1: there is no function named \"nope\"; see the list of functions "
     "of ODK XForms"},
};

}  // namespace

TEST_CASE("the logic of every form of other projects compiles, or is refused for what is wrong with it") {
  const std::vector<std::string> paths = real_form_paths();
  if (paths.empty()) SKIP("the shared forms are not here");
  std::size_t expressions = 0;
  for (const std::string& path : paths) {
    INFO(path);
    const auto form = real_form(path);
    if (!form.ok()) continue;
    const auto logic = compile_form(*form);
    const auto wrong = kWrongLogic.find(path);
    if (wrong != kWrongLogic.end()) {
      REQUIRE_FALSE(logic.ok());
      CHECK(logic.error().detail == wrong->second);
      continue;
    }
    if (!logic.ok()) {
      FAIL_CHECK(std::string(logic.error().reason.code()) + ": " + logic.error().detail);
      continue;
    }
    expressions += (*logic)->expressions();
    Filling filling(*logic);
    for (const auto& [place, sentence] : filling.session.faults()) UNSCOPED_INFO(place + ": " + sentence);
    const std::string draft = filling.session.snapshot();
    const auto again = FormSession::restore(*logic, filling.world(), draft);
    REQUIRE(again.ok());
    CHECK(again->snapshot() == draft);
    CHECK(again->lost().empty());
    CHECK(again->shown_paths() == filling.session.shown_paths());
  }
  CHECK(expressions > 200);
}
