#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/forms/submission.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// The questions of the two real forms whose submissions are read below, written anew for this test.
constexpr std::string_view kTutorial =
    "type,name,label\ntext,name,Name\ninteger,age,Age\nphoto,picture,Picture\nselect one from yes_no,has_children,C\n"
    "gps,gps,GPS\nselect all that apply from browsers,web_browsers,Browsers\ndecimal,net_worth,Worth\n";
constexpr std::string_view kNested =
    "type,name,label\nbegin group,kids,K\nselect one from yes_no,has_kids,H\nbegin repeat,kids_details,D\n"
    "text,kids_name,N\ninteger,kids_age,A\nbegin repeat,kids_immunization,I\ntext,immunization_info,T\nend repeat,,\n"
    "end repeat,,\nbegin group,nested_group,G\ntext,nested_name,N\ninteger,nested_age,A\nend group,,\nend group,,\n"
    "text,address,A\ngps,gps,G\nselect all that apply from browsers,web_browsers,B\n";
constexpr std::string_view kChoices =
    "list_name,name,label\nyes_no,0,No\nyes_no,1,Yes\nbrowsers,firefox,F\nbrowsers,chrome,C\nbrowsers,ie,I\n"
    "browsers,safari,S\n";

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

CheckedAnswers answers_of(const Form& form, const std::string& xml) {
  const auto json = answers_from_xml(form, as_bytes(xml));
  REQUIRE(json.ok());
  std::uint64_t next = 0;
  auto answers = check_answers(form, *json, {}, [&next] {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++next));
    return std::string(id);
  });
  REQUIRE(answers.ok());
  for (const AnswerProblem& problem : answers->problems) UNSCOPED_INFO(problem.path << ": " << problem.sentence);
  return *std::move(answers);
}

std::filesystem::path submissions() {
  return std::filesystem::path(HOLDFAST_SHARED_DIR) / "data/xlsform/onadata/onadata";
}

}  // namespace

TEST_CASE("Real ODK submissions of a plain form become answers") {
  if (!std::filesystem::exists(submissions())) SKIP("the shared test data is not here");
  const Form form = form_of(kTutorial, kChoices, "form_id\ntutorial\n");
  const auto folder = submissions() / "apps/logger/fixtures/tutorial/instances";
  std::size_t read = 0;
  std::size_t refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    INFO(file.path());
    const std::string xml = file_text(file.path());
    if (xml.find("id=\"tutorial\"") == std::string::npos) {  // of the fixtures that name another form
      CHECK(!answers_from_xml(form, as_bytes(xml)).ok());
      ++refused;
      continue;
    }
    const CheckedAnswers answers = answers_of(form, xml);
    CHECK(answers.problems.empty());
    CHECK(answers.submission.values.at("age").integer() != nullptr);
    CHECK(answers.submission.attachments.size() <= 1);
    CHECK(check_values(form, answers.submission.values, true).empty());
    ++read;
  }
  CHECK(read == 7);
  CHECK(refused == 2);
}

TEST_CASE("A real ODK submission with repeats in repeats becomes answers") {
  if (!std::filesystem::exists(submissions())) SKIP("the shared test data is not here");
  const Form form = form_of(kNested, kChoices, "form_id\nnested_repeats\n");
  const auto file = submissions() / "libs/tests/utils/fixtures/nested_repeats/instances/nested_repeats_01.xml";
  const CheckedAnswers answers = answers_of(form, file_text(file));
  CHECK(answers.problems.empty());
  const sync::Values& values = answers.submission.values;
  std::size_t vaccines = 0;
  for (const auto& [path, value] : values) {
    if (path.find("immunization_info") != std::string::npos) ++vaccines;
  }
  CHECK(vaccines == 5);
  CHECK(values.at("kids/nested_group/nested_age") == CborValue(45));
  CHECK(values.at("web_browsers") == CborValue(CborValue::Array{"ie", "safari"}));
  CHECK(values.at("gps") == CborValue("-1.2627557 36.7926442 0 30"));
}

TEST_CASE("What ODK wraps around answers is left out, and unknown questions are not lost silently") {
  const Form form = form_of(kTutorial, kChoices, "form_id\ntutorial\n");
  const CheckedAnswers answers = answers_of(
      form, "<?xml version='1.0'?><x:tutorial xmlns:x='u' id='tutorial'><formhub><uuid>1</uuid></formhub>"
            "<name>A &amp; <![CDATA[<B>]]></name><age/><odd>1</odd>"
            "<meta><instanceID>u</instanceID></meta></x:tutorial>");
  CHECK(answers.submission.values.at("name") == CborValue("A & <B>"));
  CHECK(answers.submission.values.count("age") == 0);
  REQUIRE(answers.problems.size() == 1);
  CHECK(answers.problems[0].code == "unknown_question");
}

TEST_CASE("Hostile XML is refused") {
  const Form form = form_of(kTutorial, kChoices, "form_id\ntutorial\n");
  std::string deep = "<tutorial id='tutorial'>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  std::string closed = deep;
  for (int i = 0; i < 100'000; ++i) closed += "</a>";
  closed += "</tutorial>";
  for (const std::string& xml :
       {std::string(""), std::string("no xml"), std::string("<tutorial"), deep, closed,
        std::string("<tutorial id='other'><name>A</name></tutorial>"),
        std::string("<!DOCTYPE x [<!ENTITY a 'b'>]><tutorial id='tutorial'><name>&a;</name></tutorial>"),
        std::string("<tutorial id='tutorial'><name>A</name><name>B</name></tutorial>"),
        std::string("<tutorial id='tutorial'><name>\xFF</name></tutorial>")}) {
    const auto answers = answers_from_xml(form, as_bytes(xml));
    INFO(xml.substr(0, 60));
    REQUIRE(!answers.ok());
    CHECK(answers.error().reason == kAnswersMalformed);
  }
}

TEST_CASE("XML cut anywhere is read or refused") {
  const Form form = form_of(kTutorial, kChoices, "form_id\ntutorial\n");
  const std::string whole = "<tutorial id=\"tutorial\"><name>A</name><web_browsers>ie safari</web_browsers></tutorial>";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(!answers_from_xml(form, as_bytes(whole.substr(0, size))).ok());
  }
  CHECK(answers_from_xml(form, as_bytes(whole)).ok());
}
