#include "app/forms/submission.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <set>

#include "app/forms/answer_value.h"
#include "tests/app/forms/forms_support.h"
#include "tests/support/fake_seams.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kSurvey =
    "type,name,label,required,relevant,appearance,read_only,default,bind::holdfast:class\n"
    "start,start,,,,,,,\n"
    "text,code,Code,yes,,,yes,,plain\n"
    "text,name,Name,yes,,,,,identity\n"
    "integer,age,Age,,,,,,plain\n"
    "decimal,pay,Pay,,,,,,account\n"
    "date,day,Day,,,,,,plain\n"
    "dateTime,at,At,,,,,,plain\n"
    "time,clock,Clock,,,,,,plain\n"
    "text,about,About,,,multiline x-date,,,plain\n"
    "select_one yn,well,Well,,,,,,health\n"
    "select_multiple colour or_other,colours,Colours,,,,,,plain\n"
    "select_one_from_file people.csv,person,Person,,,,,,plain\n"
    "select_multiple_from_file countries.csv,lands,Lands,,,,,,plain\n"
    "rank colour,order,Order,,,,,,plain\n"
    "geopoint,where,Where,,,,,,plain\n"
    "geoshape,area,Area,,,,,,plain\n"
    "image,photo,Photo,,,,,,identity\n"
    "acknowledge,done,Done,,,,,,plain\n"
    "note,read,Read,,,,,,\n"
    "begin group,g,G,,,,,,\n"
    "text,inner,Inner,yes,,,,,account\n"
    "end group,,,,,,,,\n"
    "begin group,maybe,M,,${age} > 17,,,,\n"
    "text,hidden_one,Hidden,yes,,,,,account\n"
    "end group,,,,,,,,\n"
    "begin repeat,r,R,,,,,,\n"
    "text,item,Item,yes,,,,,intelligence\n"
    "begin group,rg,RG,,,,,,\n"
    "integer,count,Count,,,,,,plain\n"
    "begin repeat,s,S,,,,,,\n"
    "text,deep,Deep,,,,,,card\n"
    "end repeat,,,,,,,,\nend group,,,,,,,,\nend repeat,,,,,,,,\n";
constexpr std::string_view kChoices =
    "list_name,name,label\nyn,yes,Yes\nyn,no,No\ncolour,red,Red\ncolour,green,Green\ncolour,blue,Blue\n";
constexpr std::string_view kPerson = "0123456789abcdef0123456789abcdef";

const Form& test_form() {
  static const Form form = form_of(kSurvey, kChoices);
  return form;
}

// The answers that must always be there, and then some.
std::string with(const std::string& more) {
  return "{\"name\": \"Mei (invented)\", \"g\": {\"inner\": \"x\"}" + (more.empty() ? "" : ", " + more) + "}";
}

CheckedAnswers checked(const std::string& json, CheckOptions options = {}) {
  std::uint64_t next = 0;
  auto result = check_answers(test_form(), json, options, [&next] {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++next));
    return std::string(id);
  });
  INFO(json);
  REQUIRE(result.ok());
  return *std::move(result);
}

CborValue value_of(const std::string& question, const std::string& json) {
  const CheckedAnswers answers = checked(with("\"" + question + "\": " + json));
  INFO(question << " = " << json);
  for (const AnswerProblem& problem : answers.problems) INFO(problem.sentence);
  REQUIRE(answers.problems.empty());
  return answers.submission.values.at(question);
}

// The code of the only problem; empty where there is none.
std::string code_of(const std::string& more) {
  const CheckedAnswers answers = checked(with(more));
  INFO(more);
  CHECK(answers.problems.size() <= 1);
  return answers.problems.empty() ? std::string() : answers.problems[0].code;
}

}  // namespace

TEST_CASE("Every type of answer has one stored spelling") {
  CHECK(value_of("age", "23") == CborValue(23));
  CHECK(value_of("age", "\"23\"") == CborValue(23));
  CHECK(value_of("age", "-0") == CborValue(0));
  CHECK(value_of("age", "9223372036854775807") == CborValue(std::int64_t{INT64_MAX}));
  CHECK(value_of("pay", "1.50") == CborValue("1.5"));
  CHECK(value_of("pay", "1e3") == CborValue("1000"));
  CHECK(value_of("pay", "12345678901234567890.123456789") == CborValue("12345678901234567890.123456789"));
  CHECK(value_of("pay", "-0.0") == CborValue("0"));
  CHECK(value_of("pay", "\"00.10\"") == CborValue("0.1"));
  CHECK(value_of("pay", "2.5e-2") == CborValue("0.025"));
  CHECK(value_of("day", "\"2022-02-14\"") == CborValue("2022-02-14"));
  CHECK(value_of("at", "\"2022-02-14T10:30:00.000+07:00\"") == CborValue("2022-02-14T10:30:00.000+07:00"));
  CHECK(value_of("at", "\"2022-02-14\"") == CborValue("2022-02-14"));
  CHECK(value_of("clock", "\"23:59\"") == CborValue("23:59"));
  CHECK(value_of("about", "\"2021-12/2022-02\"") == CborValue("2021-12/2022-02"));
  CHECK(value_of("well", "\"no\"") == CborValue("no"));
  CHECK(value_of("colours", "[\"blue\", \"other\", \"red\"]") == CborValue(CborValue::Array{"red", "blue", "other"}));
  CHECK(value_of("colours", "\"blue red\"") == CborValue(CborValue::Array{"red", "blue"}));
  CHECK(value_of("lands", "[\"TH\", \"KH\"]") == CborValue(CborValue::Array{"KH", "TH"}));
  CHECK(value_of("order", "[\"blue\", \"red\"]") == CborValue(CborValue::Array{"blue", "red"}));
  CHECK(value_of("person", "\"" + std::string(kPerson) + "\"") == CborValue(std::string(kPerson)));
  CHECK(value_of("where", "\"-1.2836198 36.8795437 0.0 1044.0\"") == CborValue("-1.2836198 36.8795437 0 1044"));
  CHECK(value_of("where", "\"11.5 104.9\"") == CborValue("11.5 104.9"));
  CHECK(value_of("area", "\"1 1;1 2;2 2;1.0 1\"") == CborValue("1 1;1 2;2 2;1 1"));
  CHECK(value_of("done", "true") == CborValue("OK"));
  CHECK(value_of("start", "12345") == CborValue("12345"));
}

TEST_CASE("An answer of the wrong kind is a problem with a stable code") {
  for (const char* wrong :
       {"\"age\": 1.5", "\"age\": \"x\"", "\"age\": true", "\"age\": [1]", "\"age\": {}",
        "\"age\": 9223372036854775808",
        "\"pay\": \"1,5\"", "\"pay\": \"1e99\"", "\"pay\": \"NaN\"", "\"pay\": \".\"", "\"day\": \"2022-02-30\"",
        "\"day\": \"2022-02\"", "\"at\": \"2022-02-14 10:30\"", "\"at\": \"2022-02-14T25:00\"",
        "\"at\": \"2022-02-14T10:30+7\"", "\"clock\": \"24:00\"", "\"about\": \"2022/..\"", "\"about\": \"last year\"",
        "\"well\": true", "\"colours\": 1.5e999999", "\"colours\": {\"red\": 1}", "\"where\": \"91 0\"",
        "\"where\": \"0\"", "\"where\": \"1 2 3 4 5\"", "\"area\": \"1 1;1 2;2 2;1 3\"", "\"area\": \"1 1;1 1\"",
        "\"done\": false", "\"g\": \"text\""}) {
    const auto result = check_answers(test_form(), with(wrong), {}, [] { return std::string(16, '0'); });
    INFO(wrong);
    if (!result.ok()) continue;  // a number out of all bounds is no JSON
    REQUIRE(!result->problems.empty());
    const std::string& code = result->problems.front().code;
    CHECK((code == "type" || code == "choice" || code == "twice"));
  }
  CHECK(code_of("\"well\": \"perhaps\"") == "choice");
  CHECK(code_of("\"well\": \"other\"") == "choice");
  CHECK(code_of("\"colours\": [\"red\", \"red\"]") == "choice");
  CHECK(code_of("\"colours\": [\"pink\"]") == "choice");
  CHECK(code_of("\"person\": \"R7-0417K\"") == "choice");
  CHECK(code_of("\"person\": \"0123456789ABCDEF0123456789ABCDEF\"") == "choice");
  CHECK(code_of("\"lands\": [\"a\\nb\"]") == "choice");
  CHECK(code_of("\"nothing\": 1") == "unknown_question");
  CHECK(code_of("\"code\": \"R7-0417K\"") == "read_only");
  CHECK(code_of("\"read\": \"x\"") == "read_only");
  CHECK(code_of("\"day\": \"\\u0000\"") == "type");
}

TEST_CASE("Files are named without a folder and listed with their question") {
  const CheckedAnswers answers =
      checked(with("\"photo\": \"face (invented).jpg\", \"r\": [{\"item\": \"x\"}]"));
  REQUIRE(answers.problems.empty());
  CHECK(answers.submission.attachments == std::vector<Attachment>{{"photo", "face (invented).jpg"}});
  for (const char* name : {"../x.jpg", "/etc/passwd", "a/b", "a\\\\b", "..", ".", "a\\nb"}) {
    CHECK(code_of("\"photo\": \"" + std::string(name) + "\"") == "file");
  }
  CHECK(code_of("\"photo\": \"" + std::string(kFileNameMax, 'x') + "\"").empty());
  CHECK(code_of("\"photo\": \"" + std::string(kFileNameMax + 1, 'x') + "\"") == "file");
  CHECK(code_of("\"photo\": 1") == "file");
}

TEST_CASE("Text just within the limit is taken, and just above is too long") {
  CHECK(code_of("\"about\": null").empty());
  const std::string most(1'000'000, 'x');
  CHECK(checked("{\"name\": \"" + most + "\", \"inner\": \"x\"}").problems.empty());
  const CheckedAnswers above = checked("{\"name\": \"" + most + "x\", \"inner\": \"x\"}");
  REQUIRE(above.problems.size() == 1);
  CHECK(above.problems[0].code == "too_long");
}

TEST_CASE("All problems are listed at once") {
  const CheckedAnswers answers = checked(
      "{\"age\": \"x\", \"well\": \"perhaps\", \"nothing\": 1, \"photo\": \"../x\", \"day\": \"2022-13-01\","
      " \"r\": [{\"count\": 1}, 5]}");
  std::set<std::string> codes;
  for (const AnswerProblem& problem : answers.problems) {
    codes.insert(problem.code);
    CHECK(!problem.sentence.empty());
  }
  CHECK(codes == std::set<std::string>{"choice", "file", "repeat", "required", "type", "unknown_question"});
  // name, g/inner, and the item of the one instance
  CHECK(std::count_if(answers.problems.begin(), answers.problems.end(),
                      [](const AnswerProblem& problem) { return problem.code == "required"; }) == 3);
}

TEST_CASE("What is conditional, read-only or the program's own is not demanded") {
  const CheckedAnswers answers = checked(with(""));
  CHECK(answers.problems.empty());
  CHECK(answers.submission.values.size() == 2);
}

TEST_CASE("Unfinished answers are listed and may be submitted; parts demand nothing") {
  CheckedAnswers answers = checked("{\"age\": 3}", {.unfinished = true});
  CHECK(answers.problems.empty());
  CHECK(answers.submission.unanswered.size() == 2);
  answers = checked("{\"age\": 3}", {.partial = true});
  CHECK(answers.problems.empty());
  CHECK(answers.submission.unanswered.empty());
  answers = checked("{\"age\": \"x\"}", {.unfinished = true});
  CHECK(answers.problems.size() == 1);
}

TEST_CASE("Nothing is no answer, and in a part it takes an answer away") {
  CHECK(checked(with("\"age\": null, \"about\": \"  \", \"colours\": []")).submission.values.size() == 2);
  const CheckedAnswers part = checked("{\"age\": null, \"about\": \"\"}", {.partial = true});
  REQUIRE(part.problems.empty());
  CHECK(part.submission.values.at("age").is_null());
  CHECK(part.submission.values.at("about").is_null());
  const CheckedAnswers empty = checked("{\"name\": \"\", \"inner\": \"x\"}");
  REQUIRE(empty.problems.size() == 1);
  CHECK(empty.problems[0].code == "required");
}

TEST_CASE("Questions may stand flat, nested or by path, and twice is a problem") {
  CHECK(checked("{\"name\": \"a\", \"inner\": \"x\"}").submission.values.count("g/inner") == 1);
  CHECK(checked("{\"name\": \"a\", \"g/inner\": \"x\"}").submission.values.count("g/inner") == 1);
  const CheckedAnswers twice = checked("{\"name\": \"a\", \"inner\": \"x\", \"g\": {\"inner\": \"y\"}}");
  REQUIRE(twice.problems.size() == 1);
  CHECK(twice.problems[0].code == "twice");
  // A name that two questions have means neither.
  const Form form = form_of(
      "type,name,label\nbegin group,a,A\ntext,x,X\nend group,,\nbegin group,b,B\ntext,x,X\nend group,,\n");
  const auto unclear = check_answers(form, "{\"x\": \"1\"}", {}, [] { return std::string(); });
  REQUIRE(unclear.ok());
  CHECK(unclear->problems.at(0).code == "unknown_question");
}

TEST_CASE("Repeats get an id each, may name their own, and nest") {
  const CheckedAnswers answers = checked(
      with("\"r\": [{\"item\": \"a\", \"rg\": {\"count\": 2, \"s\": [{\"deep\": \"d\"}]}},"
           " {\"@id\": \"00000000000000ff\", \"item\": \"b\", \"count\": 3}]"));
  REQUIRE(answers.problems.empty());
  const sync::Values& values = answers.submission.values;
  CHECK(values.at("r[0000000000000001]/item") == CborValue("a"));
  CHECK(values.at("r[0000000000000001]/rg/count") == CborValue(2));
  CHECK(values.at("r[0000000000000001]/rg/s[0000000000000002]/deep") == CborValue("d"));
  CHECK(values.at("r[00000000000000ff]/rg/count") == CborValue(3));
  CHECK(answers.submission.classes.at("r[0000000000000001]/item") == sync::FieldClass::Intelligence);
  CHECK(answers.submission.classes.at("r[0000000000000001]/rg/s[0000000000000002]/deep") == sync::FieldClass::Card);
  CHECK(answers.submission.classes.size() == values.size());
}

TEST_CASE("Repeats that are none are problems") {
  CHECK(code_of("\"r\": {\"item\": \"a\"}") == "repeat");
  CHECK(code_of("\"r\": [\"a\"]") == "repeat");
  CHECK(code_of("\"r\": [{\"@id\": \"xyz\", \"item\": \"a\"}]") == "repeat");
  CHECK(code_of("\"r\": [{\"@id\": 5, \"item\": \"a\"}]") == "repeat");
  CHECK(code_of("\"r\": [{\"@id\": \"00000000000000ff\", \"item\": \"a\"},"
                " {\"@id\": \"00000000000000ff\", \"item\": \"b\"}]") == "repeat");
  CHECK(code_of("\"r\": [{\"item\": \"a\", \"rg\": {\"s\": [{\"count\": 1}]}}]") == "unknown_question");
  CHECK(code_of("\"item\": \"a\"") == "unknown_question");
  CHECK(code_of("\"@id\": \"00000000000000ff\"") == "unknown_question");
}

TEST_CASE("A repeat has a limit") {
  const auto many = [](std::size_t count) {
    std::string json = "\"r\": [";
    for (std::size_t i = 0; i < count; ++i) json += std::string(i == 0 ? "" : ",") + "{\"item\":\"a\"}";
    return with(json + "]");
  };
  CHECK(checked(many(kRepeatInstancesMax)).problems.empty());
  CHECK(checked(many(kRepeatInstancesMax + 1)).problems.at(0).code == "too_many");
}

TEST_CASE("What is no JSON object of answers is refused as a whole") {
  std::string bomb;
  for (int i = 0; i < 100'000; ++i) bomb += "[";
  std::string object_bomb;
  for (int i = 0; i < 50'000; ++i) object_bomb += "{\"g\":";
  for (const std::string& json :
       {std::string(""), std::string("[]"), std::string("\"x\""), std::string("{\"name\": \"a\""), bomb, object_bomb,
        "{\"name\": " + bomb, std::string("{\"name\": \"a\", \"name\": \"b\"}"),
        std::string("{\"g\": {\"inner\": 1, \"inner\": 2}}"), std::string("{\"name\": NaN}"),
        std::string("{\"name\": \"\xFF\"}"), std::string("{} {}"), std::string("{name: 1}"),
        std::string("{\"name\": \"\\ud800\"}"), std::string("{\"age\": 01}")}) {
    const auto result = check_answers(test_form(), json, {}, [] { return std::string(16, '0'); });
    INFO(json.substr(0, 60));
    REQUIRE(!result.ok());
    CHECK(result.error().reason == kAnswersMalformed);
  }
}

TEST_CASE("Answers cut anywhere or with any byte changed never break the reader") {
  const std::string whole = with("\"age\": 23, \"r\": [{\"item\": \"a\", \"count\": 1}], \"pay\": 1.5e1");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(!check_answers(test_form(), whole.substr(0, size), {}, [] { return std::string(16, '0'); }).ok());
  }
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = whole;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto result = check_answers(test_form(), changed, {}, [] { return std::string(16, '0'); });
      if (!result.ok() || !result->problems.empty()) continue;
      CHECK(check_values(test_form(), result->submission.values, true).empty());
    }
  }
}

TEST_CASE("A problem quotes at most forty characters, and none that a terminal would obey") {
  const CheckedAnswers answers = checked(with("\"well\": \"\\u001b[2J" + std::string(500, 'x') + "\""));
  REQUIRE(answers.problems.size() == 1);
  const std::string& sentence = answers.problems[0].sentence;
  CHECK(sentence.find('\x1B') == std::string::npos);
  CHECK(sentence.find(std::string(36, 'x')) != std::string::npos);
  CHECK(sentence.find(std::string(37, 'x')) == std::string::npos);
  const CheckedAnswers unknown = checked(with("\"\\u001b[2Jx\": 1"));
  REQUIRE(unknown.problems.size() == 1);
  CHECK(unknown.problems[0].path.find('\x1B') == std::string::npos);
}

TEST_CASE("Values that came in a bundle are checked as strictly as those typed here") {
  const CheckedAnswers typed = checked(with(
      "\"age\": 23, \"pay\": 1.5, \"colours\": \"red blue\", \"where\": \"1 2\", \"done\": true, \"photo\": \"a.jpg\","
      " \"r\": [{\"item\": \"a\", \"rg\": {\"s\": [{\"deep\": \"d\"}]}}]"));
  REQUIRE(typed.problems.empty());
  sync::Values values = typed.submission.values;
  CHECK(check_values(test_form(), values, true).empty());
  values["@actor"] = "R7";
  values["@blob/0123456789abcdef0123456789abcdef"] = CborValue::Map{};
  values["code"] = "R7-0417K";
  values["about"] = CborValue();
  CHECK(check_values(test_form(), values, true).empty());

  const auto problem_with = [&](const std::string& path, CborValue value) {
    sync::Values changed = values;
    changed[path] = std::move(value);
    const auto problems = check_values(test_form(), changed, true);
    INFO(path);
    REQUIRE(problems.size() == 1);
    return problems[0].code;
  };
  CHECK(problem_with("nothing", 1) == "unknown_question");
  CHECK(problem_with("g", "x") == "unknown_question");
  CHECK(problem_with("r/item", "x") == "repeat");
  CHECK(problem_with("name[0123456789abcdef]", "x") == "repeat");
  CHECK(problem_with("r[0123]/item", "x") == "unknown_question");
  CHECK(problem_with("r[0123456789ABCDEF]/item", "x") == "unknown_question");
  CHECK(problem_with("../../x", "x") == "unknown_question");
  CHECK(problem_with("", "x") == "unknown_question");
  CHECK(problem_with("/", "x") == "unknown_question");
  CHECK(problem_with("age", "23") == "type");
  CHECK(problem_with("pay", "1.50") == "type");
  CHECK(problem_with("pay", 2) == "type");
  CHECK(problem_with("colours", CborValue::Array{"blue", "red"}) == "type");
  CHECK(problem_with("colours", "red") == "type");
  CHECK(problem_with("well", "perhaps") == "choice");
  CHECK(problem_with("done", true) == "type");
  CHECK(problem_with("about", "") == "type");
  CHECK(problem_with("about", Bytes{1, 2}) == "type");
  CHECK(problem_with("photo", "../a") == "file");
  CHECK(problem_with("name", CborValue()) == "required");
  values.erase("name");
  CHECK(check_values(test_form(), values, true).size() == 1);
  CHECK(check_values(test_form(), values, false).empty());
}
