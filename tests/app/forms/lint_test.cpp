#include "app/forms/lint.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/app/forms/forms_support.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// Code and row of each finding: "choice 3".
std::vector<std::string> found_in(const Form& form) {
  std::vector<std::string> out;
  for (const LintFinding& finding : lint_form(form)) out.push_back(finding.code + " " + std::to_string(finding.row));
  return out;
}

bool has(const Form& form, std::string_view finding) {
  const std::vector<std::string> all = found_in(form);
  return std::find(all.begin(), all.end(), finding) != all.end();
}

constexpr std::string_view kYesNo = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";

}  // namespace

TEST_CASE("A form without a slip has no finding") {
  CHECK(found_in(form_of("type,name,label,relevant,appearance\nselect_one yn,a,A,,minimal\ntext,b,B,${a} = 'yes',\n",
                         kYesNo))
            .empty());
}

TEST_CASE("Lost translations are named by language") {
  const Form form = form_of("type,name,label::English (en),label::Thai (th),hint::English (en)\n"
                            "text,a,A,B,H\ntext,b,C,,\n", "", "form_id,default_language\nf,English (en)\n");
  const auto findings = lint_form(form);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].sentence == "In Thai (th) the label is missing in rows 3.");
  CHECK(findings[1].sentence == "In Thai (th) the hint is missing in rows 2.");
  CHECK(findings[0].weight == LintFinding::Weight::Problem);
  CHECK(has(form_of("type,name,label\ntext,a,\n"), "translation 2"));
  CHECK(has(form_of("type,name,label::A,label::B\ntext,a,x,y\n", "", "form_id,default_language\nf,C\n"),
            "translation 0"));
}

TEST_CASE("Questions and groups that can never be asked are found") {
  const Form form = form_of("type,name,label,relevant\nbegin group,g,G,1 = 2\ntext,a,A,\nend group,,,\n"
                            "text,b,B,false()\ntext,c,C,1 = 1\n");
  CHECK(has(form, "unreachable 2"));
  CHECK(has(form, "unreachable 3"));
  CHECK(has(form, "unreachable 5"));
  CHECK(!has(form, "unreachable 6"));
}

TEST_CASE("Conditions on a choice that is not there, a question that is not there, or no expression at all are found") {
  const Form form = form_of("type,name,label,relevant\nselect_one yn,a,A,\ntext,b,B,${a} = 'maybe'\n"
                            "text,c,C,\"selected(${a}, 'yes')\"\ntext,d,D,${nobody} = 1\ntext,e,E,nope(1)\n"
                            "text,f,\"F ${a} ${none}\",\n",
                            kYesNo);
  CHECK(has(form, "choice 3"));
  CHECK(!has(form, "choice 4"));
  CHECK(has(form, "reference 5"));
  CHECK(has(form, "expression 6"));
  CHECK(has(form, "reference 7"));
}

TEST_CASE("Appearances, columns, lists and files that nobody knows are advice") {
  const Form form = form_of("type,name,label,appearance,weather\nselect_one yn,a,A,w4 sparkling x-sticky,fine\n"
                            "select_one_from_file towns.csv,b,B,minimal,\n"
                            "select_one_from_file people.csv,c,C,x-person,\n",
                            std::string(kYesNo) + "old,x,X\n");
  CHECK(has(form, "appearance 2"));
  CHECK(has(form, "column 0"));
  CHECK(has(form, "unused_list 0"));
  const auto all = lint_form(form);
  CHECK(std::count_if(all.begin(), all.end(), [](const LintFinding& one) { return one.code == "missing_file"; }) == 1);
  CHECK(std::count_if(all.begin(), all.end(), [](const LintFinding& one) { return one.code == "appearance"; }) == 1);
}

TEST_CASE("Twins, what cannot be answered, and classes that other tools would lose are found") {
  CHECK(has(form_of("type,name,label\nselect_one yn,a,A\n", "list_name,name,label\nyn,1,Yes\nyn,2,Yes\n"),
            "duplicate 2"));
  CHECK(has(form_of("type,name,label,required,read_only\ntext,a,A,yes,yes\n"), "required 2"));
  CHECK(has(form_of("type,name,label,bind::holdfast:class\ntext,a,A,health\n"), "namespace 0"));
  CHECK(!has(form_of("type,name,label,bind::holdfast:class\ntext,a,A,health\n", "",
                     "form_id,namespaces\nf,\"holdfast=\"\"urn:holdfast:form\"\"\"\n"),
             "namespace 0"));
  CHECK(has(form_of("type,name,label,constraint\ntext,a,A,\"regex(., '[0-9]')\"\n"), "regex 2"));
}

TEST_CASE("An unknown function in another project's form is found") {
  const std::string path = "xlsform/web-forms/xpath-unknown-function.xml";
  if (!std::filesystem::exists(shared_data() / path)) SKIP("the shared forms are not here");
  const auto form = real_form(path);
  REQUIRE(form.ok());
  const auto findings = lint_form(*form);
  CHECK(std::any_of(findings.begin(), findings.end(),
                    [](const LintFinding& one) { return one.code == "expression" && one.path == "first-question"; }));
}

TEST_CASE("a circle is named with its questions and its cell, and nothing that goes round twice") {
  const auto circles = [](std::string_view survey) {
    std::vector<LintFinding> out = lint_form(form_of(survey));
    std::erase_if(out, [](const LintFinding& finding) { return finding.code != "circle"; });
    return out;
  };
  const std::vector<LintFinding> found =
      circles("type,name,label,relevant,calculation\ntext,q,Q,,\ncalculate,a,,,${b} + 1\ncalculate,b,,,${a} + 1\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].weight == LintFinding::Weight::Problem);
  CHECK(found[0].sentence.find(" -> ") != std::string::npos);
  CHECK(found[0].sentence.find("column calculation") != std::string::npos);
  CHECK((found[0].path == "a" || found[0].path == "b"));
  CHECK((found[0].row == 3 || found[0].row == 4));
  CHECK(circles("type,name,label,relevant\ntext,a,A,\"${b} = ''\"\ntext,b,B,\"${a} = ''\"\n").size() == 1);
  CHECK(circles("type,name,label,relevant\ntext,a,A,\ntext,b,B,\"${a} = ''\"\n").empty());
}
