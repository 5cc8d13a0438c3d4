// A form's logic upon answers that came from elsewhere: a file, a revision, a bundle.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kSurvey =
    "type,name,label,relevant,constraint,required,calculation,default,repeat_count\n"
    "integer,age,Age,,. < 120,,,,\n"
    "text,school,School,${age} < 18,,yes,,,\n"
    "calculate,minor,,,,,\"if(${age} < 18, 'yes', 'no')\",,\n"
    "text,guardian,G,,,${minor} = 'yes',,,\n"
    "dateTime,at,At,,,,,now(),\n"
    "integer,n,N,,,,,,\n"
    "begin repeat,r,R,,,,,,${n}\n"
    "text,x,X,,string-length(.) < 4,,,,\n"
    "end repeat,,,,,,,,\n"
    "date,later,L,,. >= today(),,,,\n";

const std::shared_ptr<const FormLogic>& check_form() {
  static const std::shared_ptr<const FormLogic> kLogic = logic_of(kSurvey);
  return kLogic;
}

SessionWorld world_at(std::int64_t now_ms, FakeRandom& random) {
  SessionWorld out;
  out.now_ms = [now_ms] { return now_ms; };
  out.random = &random;
  return out;
}

constexpr std::int64_t kNow = 1'790'000'000'000;

CheckedAnswers structural(const std::string& json, bool partial = false) {
  CheckOptions options;
  options.partial = partial;
  options.demand = false;
  int next = 0;
  auto checked = check_answers(check_form()->form(), json, options, [&next] {
    return std::string(15, '0') + static_cast<char>('a' + next++);
  });
  REQUIRE(checked.ok());
  return *std::move(checked);
}

CheckedAnswers submitted(const std::string& json, CheckOptions options = {}) {
  FakeRandom random(5);
  return check_with_logic(check_form(), world_at(kNow, random), structural(json), options);
}

}  // namespace

TEST_CASE("an answer to a question that is not asked is a problem, and the question is not required") {
  CHECK(submitted(R"({"age": 30})").problems.empty());
  CHECK(has_problem(submitted(R"({"age": 30, "school": "x"})").problems, "school", "not_relevant"));
  CHECK(has_problem(submitted(R"({"age": 10, "guardian": "G"})").problems, "school", "required"));
  CHECK(submitted(R"({"age": 10, "school": "x", "guardian": "G"})").problems.empty());
}

TEST_CASE("every constraint that is broken is named, with what is missing") {
  const CheckedAnswers wrong =
      submitted(R"({"age": 130, "n": 2, "r": [{"x": "12345"}, {"x": "abcde"}], "later": "2020-01-01"})");
  CHECK(wrong.problems.size() == 4);
  CHECK(has_problem(wrong.problems, "age", "constraint"));
  CHECK(has_problem(wrong.problems, "r[000000000000000a]/x", "constraint"));
  CHECK(has_problem(wrong.problems, "r[000000000000000b]/x", "constraint"));
  CHECK(has_problem(wrong.problems, "later", "constraint"));
  CHECK(has_problem(submitted(R"({"age": 3})").problems, "guardian", "required"));
}

TEST_CASE("calculated values are ours, whatever was given, and defaults are there") {
  const CheckedAnswers answers = submitted(R"({"age": 30, "minor": "yes"})");
  CHECK(answers.problems.empty());
  CHECK(value_text(answers.submission.values.at("minor")) == "no");
  CHECK(value_text(answers.submission.values.at("at")).starts_with("2026-09-21T"));
  CHECK(answers.submission.classes.count("minor") == 1);
}

TEST_CASE("more instances than the form counts are a problem, fewer are made") {
  CHECK(has_problem(submitted(R"({"n": 1, "r": [{"x": "a"}, {"x": "b"}]})").problems, "r", "repeat"));
  CHECK(submitted(R"({"n": 2, "r": [{"x": "a"}]})").problems.empty());
}

TEST_CASE("unfinished answers list what is missing, and constraints still count") {
  CheckOptions unfinished;
  unfinished.unfinished = true;
  const CheckedAnswers open = submitted(R"({"age": 10})", unfinished);
  CHECK(open.problems.empty());
  CHECK(open.submission.unanswered.size() == 2);
  CHECK(has_problem(submitted(R"({"age": 130})", unfinished).problems, "age", "constraint"));
}

TEST_CASE("a revision writes what it changes, what follows from it, and takes away what is not asked any more") {
  FakeRandom random(5);
  const sync::Values base = submitted(R"({"age": 10, "school": "x", "guardian": "G"})").submission.values;
  const CheckedAnswers revised =
      check_revision(check_form(), world_at(kNow + 1'000'000, random), base, structural(R"({"age": 40})", true));
  CHECK(revised.problems.empty());
  CHECK(has_problem(revised.dropped, "school", "not_relevant"));
  CHECK(revised.submission.values.at("school").is_null());
  CHECK(value_text(revised.submission.values.at("minor")) == "no");
  CHECK(revised.submission.values.size() == 3);
  CHECK(revised.submission.classes.size() == 3);
}

TEST_CASE("a revision is judged for what it breaks, not for what was broken") {
  FakeRandom random(5);
  const sync::Values base = {{"age", CborValue(130)}, {"guardian", CborValue("G")}};
  const auto revise = [&](const std::string& json) {
    return check_revision(check_form(), world_at(kNow, random), base, structural(json, true));
  };
  CHECK(revise(R"({"guardian": "H"})").problems.empty());
  CHECK(has_problem(revise(R"({"age": 140})").problems, "age", "constraint"));
  CHECK(has_problem(revise(R"({"school": "x"})").problems, "school", "not_relevant"));
  CHECK(has_problem(revise(R"({"age": 5})").submission.unanswered, "school", "required"));
}

TEST_CASE("who judges a record asks neither clock nor chance, and takes calculations as they came") {
  const sync::Values values = {{"age", CborValue(30)}, {"minor", CborValue("yes")}, {"later",
      CborValue("2020-01-01")},
                               {"at", CborValue("2026-09-21")}};
  CHECK(judge_values(check_form(), values).empty());
  CHECK(has_problem(judge_values(check_form(), {{"age", CborValue(130)}}), "age", "constraint"));
  CHECK(has_problem(judge_values(check_form(), {{"age", CborValue(30)}, {"school", CborValue("x")}}), "school",
                    "not_relevant"));
  CHECK(judge_values(check_form(), {}).empty());
}

TEST_CASE("who judges counts the instances that the form counts, answered or not") {
  const auto logic = logic_of(
      "type,name,label,repeat_count,constraint,relevant\ninteger,n,N,,,\nbegin repeat,r,R,${n},,\ntext,x,X,,,\n"
      "end repeat,,,,,\ninteger,m,M,,. <= count(${r}),\ntext,z,Z,,,count(${r}) = 3\n");
  FakeRandom random(5);
  CheckedAnswers given;
  given.submission.values = {{"m", CborValue(3)}, {"n", CborValue(3)}, {"z", CborValue("here")}};
  const CheckedAnswers answers = check_with_logic(logic, world_at(kNow, random), given, {});
  CHECK(answers.problems.empty());
  CHECK(judge_values(logic, answers.submission.values).empty());
}

TEST_CASE("what a submission gives, whoever judges it finds sound") {
  for (const char* json : {R"({"age": 10, "school": "x", "guardian": "G", "n": 2, "r": [{"x": "a"}, {"x": "b"}]})",
                           R"({"age": 70, "later": "2030-01-01"})", "{}"}) {
    const CheckedAnswers answers = submitted(json);
    CHECK(answers.problems.empty());
    CHECK(judge_values(check_form(), answers.submission.values).empty());
    CHECK(check_values(check_form()->form(), answers.submission.values, false).empty());
  }
}
