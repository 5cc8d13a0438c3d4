// Every form of other projects in the shared folder: read, or refused for the reason it was made for.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// Made to be refused, and how.
const std::map<std::string, std::string> kRefused = {
    {"xlsform/pyxform/bad_calc.xlsx",
     "survey, row 2, column calculation: the calculation has a bracket or quote without its other half"},
    {"xlsform/pyxform/duplicate_columns.xlsx", "survey, column 5: the same column once more"},
    {"xlsform/template/ODK XLSForm Template.xlsx", "survey: no question"},
};

}  // namespace

TEST_CASE("Every form of other projects is read, or refused with the sentence it was made for") {
  const std::vector<std::string> paths = real_form_paths();
  if (paths.empty()) SKIP("the shared forms are not here");
  CHECK(paths.size() >= 90);
  for (const std::string& path : paths) {
    INFO(path);
    const auto form = real_form(path);
    const auto refused = kRefused.find(path);
    if (refused != kRefused.end()) {
      REQUIRE(!form.ok());
      CHECK(form.error().detail == refused->second);
      continue;
    }
    if (!form.ok()) FAIL_CHECK(form.error().detail);
    if (!form.ok()) continue;
    CHECK(!form->questions.empty());
    const auto again = read_form(form->canonical);
    REQUIRE(again.ok());
    CHECK(again->hash == form->hash);
  }
}
