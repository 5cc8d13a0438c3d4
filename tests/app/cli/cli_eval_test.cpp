// forms eval: an expression tried out at the command line.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/app/cli/cli_world.h"

namespace holdfast::test {
namespace {

using EvalJson = nlohmann::json;

EvalJson eval_json(CliWorld& world, std::vector<std::string> words) {
  words.insert(words.begin(), {"forms", "eval"});
  words.push_back("--json");
  const CommandRun run = world.run(words);
  INFO(run.err);
  REQUIRE(run.status == cli::ExitStatus::Done);
  return EvalJson::parse(run.out);
}

// An invented form: a group, a repeat, a list.
void write_form(const CliWorld& world) {
  std::filesystem::create_directory(world.path("visits"));
  world.write("visits/survey.csv",
              "type,name,label\ninteger,age,Age\nbegin group,stay,Stay\nselect_one kind,place,Place\nend group,,\n"
              "begin repeat,visit,Visit\ninteger,days,Days\nend repeat,,\n");
  world.write("visits/choices.csv", "list_name,name,label,open\nkind,shelter,A shelter,yes\nkind,camp,A camp,no\n");
}

}  // namespace

TEST_CASE("An expression is worked out without a form, without answers, and with both") {
  CliWorld world;
  CHECK(world.run({"forms", "eval", "1 + 2 * 3"}).out == "7\n");
  CHECK(eval_json(world, {"1 + 2 * 3"}) == EvalJson({{"type", "number"}, {"value", 7}}));
  CHECK(eval_json(world, {"1 div 0"}) == EvalJson({{"type", "number"}, {"value", "Infinity"}}));
  CHECK(eval_json(world, {"'a' = 'a'"}) == EvalJson({{"type", "boolean"}, {"value", true}}));
  CHECK(eval_json(world, {"date('2026-11-24') + 1"})["value"] == 20782);
  CHECK(eval_json(world, {"date('2026-11-24')"}) == EvalJson({{"type", "date"}, {"value", "2026-11-24"}}));
  world.write("answers.json", R"({"age": 17, "visit": [{"days": 3}, {"days": 4}], "tags": ["a", "b"]})");
  const std::string answers = world.path("answers.json");
  CHECK(eval_json(world, {"sum(${days}) + ${age}", "--answers", answers})["value"] == 24);
  CHECK(eval_json(world, {"selected(/data/tags, 'b')", "--answers", answers})["value"] == true);
  CHECK(eval_json(world, {"${days}", "--answers", answers}) ==
        EvalJson({{"type", "nodes"}, {"value", EvalJson::array({"3", "4"})}}));
  CHECK(world.run({"forms", "eval", "visit[2]/days", "--answers", answers}).out == "/data/visit/days = 4\n");
}

TEST_CASE("With a form, names, types and lists are the form's") {
  CliWorld world;
  write_form(world);
  world.write("answers.json", R"({"age": "9", "place": "camp", "visit": [{"days": 10}, {}]})");
  const auto with_form = [&](const std::string& expression) {
    return eval_json(world, {expression, "--form", world.path("visits"), "--answers", world.path("answers.json")});
  };
  CHECK(with_form("${age} < 10")["value"] == true);
  CHECK(with_form("/data/stay/place")["value"] == EvalJson::array({"camp"}));
  CHECK(with_form("count(/data/visit/days)")["value"] == 2);
  CHECK(with_form("sum(${days})")["value"] == 10);
  CHECK(with_form("jr:choice-name(${place}, '${place}')")["value"] == "A camp");
  CHECK(with_form("instance('kind')/root/item[open = 'yes']/label")["value"] == EvalJson::array({"A shelter"}));
  CHECK(eval_json(world, {"${place} = ''", "--form", world.path("visits")})["value"] == true);
}

TEST_CASE("A wrong expression is refused with its place, a failing one with its reason") {
  CliWorld world;
  const CommandRun wrong = world.run({"forms", "eval", "1 +* 2", "--json"});
  CHECK(wrong.status == cli::ExitStatus::Failed);
  CHECK(EvalJson::parse(wrong.out.empty() ? wrong.err : wrong.out)["error"]["code"] == "form.expression");
  const CommandRun failing = world.run({"forms", "eval", "date('soon')"});
  CHECK(failing.status == cli::ExitStatus::Usage);
  CHECK(failing.err.find("could not be worked out") != std::string::npos);
  world.write("list.json", "[1]");
  CHECK(world.run({"forms", "eval", "1", "--answers", world.path("list.json")}).status == cli::ExitStatus::Usage);
}

}  // namespace holdfast::test
