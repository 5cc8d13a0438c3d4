// Forms on the command line: read from files, looked at, signed.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/app/cli/cli_world.h"

using namespace holdfast;
using namespace holdfast::test;
using nlohmann::json;

namespace {

constexpr const char* kXform =
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head>"
    "<h:title>Visit</h:title><model><instance><data id=\"visit\" version=\"1\"><q/><meta><instanceID/></meta></data>"
    "</instance><bind nodeset=\"/data/q\" type=\"int\"/></model></h:head><h:body><input ref=\"/data/q\">"
    "<label>How many?</label></input></h:body></h:html>";

}  // namespace

TEST_CASE("A form in a file or a folder is shown without a vault") {
  CliWorld world;
  world.write("visit.xml", kXform);
  const CommandRun xml = world.run({"forms", "show", world.path("visit.xml"), "--json"});
  REQUIRE(xml.status == cli::ExitStatus::Done);
  CHECK(json::parse(xml.out).at("questions").at(0).at("type") == "integer");
  std::filesystem::create_directory(world.path("towns form"));
  world.write("towns form/Survey.csv", "type,name,label\nselect_one_from_file towns.csv,t,Town\n");
  world.write("towns form/towns.csv", "name;label\n1;Poipet\n");
  const CommandRun folder = world.run({"forms", "show", world.path("towns form"), "--json"});
  REQUIRE(folder.status == cli::ExitStatus::Done);
  CHECK(json::parse(folder.out).at("id") == "towns form");
}

TEST_CASE("The lint names what the author should look at, and what cannot be read is refused with its row") {
  CliWorld world;
  std::filesystem::create_directory(world.path("f"));
  world.write("f/survey.csv",
              "type,name,label::English (en),label::Khmer (km),relevant\ntext,a,A,,1 = 2\n"
              "select_one_from_file towns.csv,t,Town,T,\n");
  const CommandRun lint = world.run({"forms", "lint", world.path("f"), "--json"});
  REQUIRE(lint.status == cli::ExitStatus::Done);
  std::set<std::string> codes;
  const json document = json::parse(lint.out);
  for (const json& finding : document.at("findings")) codes.insert(finding.at("code").get<std::string>());
  CHECK(codes == std::set<std::string>{"missing_file", "translation", "unreachable"});
  CHECK(document.at("problems") == 3);
  // With the list beside it one finding less.
  world.write("f/towns.csv", "name,label\n1,Poipet\n");
  CHECK(json::parse(world.run({"forms", "lint", world.path("f"), "--json"}).out).at("problems") == 2);
  world.write("f/survey.csv", "type,name,label\ntxet,a,A\n");
  const CommandRun refused = world.run({"forms", "lint", world.path("f")});
  CHECK(refused.status != cli::ExitStatus::Done);
  CHECK(refused.err.find("row 2") != std::string::npos);
  world.write("old.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on");
  const CommandRun old = world.run({"forms", "lint", world.path("old.xlsx")});
  CHECK(old.status != cli::ExitStatus::Done);
  CHECK(old.err.find(".xls") != std::string::npos);
}

TEST_CASE("Headquarters signs several forms at once, with their lists, or none of them") {
  CliWorld world;
  world.make_team();
  world.write("visit.xml", kXform);
  std::filesystem::create_directory(world.path("towns"));
  world.write("towns/survey.csv", "type,name,label\nselect_one_from_file list.csv,t,Town\n");
  world.write("towns/list.csv", "name,label\n1,Poipet\n");
  world.write("bad.xml", "<a/>");
  const std::string hq = world.path("hq");
  const CommandRun none =
      world.with_passphrase({"forms", "add", hq, world.path("visit.xml"), world.path("bad.xml")});
  CHECK(none.status != cli::ExitStatus::Done);
  CHECK(world.with_passphrase({"forms", "list", hq}).out.find("visit") == std::string::npos);
  // This one can be read; only signing finds that its logic cannot work.
  std::filesystem::create_directory(world.path("circle"));
  world.write("circle/survey.csv", "type,name,label,calculation\ncalculate,a,,${b} + 1\ncalculate,b,,${a} + 1\n");
  const CommandRun still_none =
      world.with_passphrase({"forms", "add", hq, world.path("visit.xml"), world.path("circle")});
  CHECK(still_none.status != cli::ExitStatus::Done);
  CHECK(world.with_passphrase({"forms", "list", hq}).out.find("visit") == std::string::npos);
  const CommandRun both =
      world.with_passphrase({"forms", "add", hq, world.path("visit.xml"), world.path("towns"), "--json"});
  REQUIRE(both.status == cli::ExitStatus::Done);
  CHECK(json::parse(both.out).at("forms").size() == 2);
  const CommandRun shown = world.with_passphrase({"forms", "show", hq, "towns", "--json"});
  REQUIRE(shown.status == cli::ExitStatus::Done);
  CHECK(json::parse(shown.out).at("questions").at(0).at("list") == "list.csv");
}

TEST_CASE("one word names a form in a file, two a form that a vault holds, in every command that looks at forms") {
  CliWorld world;
  world.make_team();
  std::filesystem::create_directory(world.path("visit.xml"));  // a folder that is called like a file
  world.write("visit.xml/survey.csv", "type,name,label,constraint,media::image\ninteger,age,Age,. < 120,map.png\n");
  world.write("visit.xml/settings.csv", "form_id,form_title\nvisit.xml,Visit\n");
  std::filesystem::create_directory(world.path("visit.xml-media"));
  world.write("visit.xml-media/map.png", std::string("\x89PNG\r\n\x1a\n", 8) + "invented");
  world.write("answers.json", R"({"age": 200})");
  const std::string hq = world.path("hq");
  const std::string folder = world.path("visit.xml");
  REQUIRE(world.with_passphrase({"forms", "add", hq, folder}).status == cli::ExitStatus::Done);
  // The id looks like a file; it is the vault's all the same.
  const json kept = json::parse(world.with_passphrase({"forms", "show", hq, "visit.xml", "--json"}).out);
  const json file = json::parse(world.run({"forms", "show", folder, "--json"}).out);
  CHECK(kept == file);
  REQUIRE(kept.at("media").size() == 1);
  CHECK(kept.at("media").at(0).at("name") == "map.png");
  CHECK(kept.at("media").at(0).at("here") == true);
  CHECK(kept.at("media").at(0).at("size") == 16);
  CHECK(world.with_passphrase({"forms", "show", hq, "visit.xml"}).out.find("map.png") != std::string::npos);
  CHECK(world.with_passphrase({"forms", "lint", hq, "visit.xml", "--json"}).status == cli::ExitStatus::Done);
  CHECK(world.run({"forms", "lint", folder, "--json"}).status == cli::ExitStatus::Done);
  const std::string answers = world.path("answers.json");
  for (const CommandRun& run : {world.with_passphrase({"forms", "check", hq, "visit.xml", "--answers", answers}),
                                world.run({"forms", "check", folder, "--answers", answers})}) {
    CHECK(run.status == cli::ExitStatus::Failed);
    CHECK(run.out.find(" age (constraint)") != std::string::npos);
  }
  const std::string asked = "${age} > 100";
  for (const CommandRun& run : {world.with_passphrase({"forms", "eval", hq, "visit.xml", asked, "--answers", answers}),
                                world.run({"forms", "eval", folder, asked, "--answers", answers})}) {
    INFO(run.err);
    CHECK(run.out == "true\n");
  }
  CHECK(world.with_passphrase({"forms", "print", hq, "visit.xml"}).out.find("1. Age") != std::string::npos);
  CHECK(world.run({"forms", "print", folder}).out.find("1. Age") != std::string::npos);
  // A form of the program is named by its id; a form that nobody has is no file either.
  CHECK(json::parse(world.run({"forms", "show", "custody", "--json"}).out).at("id") == "custody");
  CHECK(world.run({"forms", "show", "nothing-here"}).status != cli::ExitStatus::Done);
  CHECK(world.with_passphrase({"forms", "show", hq, "nothing-here"}).status == cli::ExitStatus::Usage);
  CHECK(world.run({"forms", "show", "a", "b", "c"}).status == cli::ExitStatus::Usage);
  // In a batch the vault is there already, so the word is its form's id.
  world.write("batch.txt", "forms show visit.xml\nforms eval visit.xml \"1 + 1\"\n");
  const CommandRun batch = world.with_passphrase({"batch", hq, world.path("batch.txt")});
  INFO(batch.err);
  CHECK(batch.status == cli::ExitStatus::Done);
  CHECK(batch.out.find("Visit") != std::string::npos);
  CHECK(batch.out.find("2\n") != std::string::npos);
}

TEST_CASE("of several forms the wrong one is named, with its row and column") {
  CliWorld world;
  world.make_team();
  const std::string hq = world.path("hq");
  for (const std::string name : {"good", "typo", "circle"}) std::filesystem::create_directory(world.path(name));
  world.write("good/survey.csv", "type,name,label\ntext,a,A\n");
  world.write("typo/survey.csv", "name,type,label\na,txet,A\n");
  world.write("circle/survey.csv", "type,name,label,calculation\ncalculate,a,,${b} + 1\ncalculate,b,,${a} + 1\n");
  const CommandRun typo = world.with_passphrase({"forms", "add", hq, world.path("good"), world.path("typo")});
  CHECK(typo.err.find("typo: survey, row 2, column type") != std::string::npos);
  const CommandRun circle = world.with_passphrase({"forms", "add", hq, world.path("good"), world.path("circle")});
  CHECK(circle.err.find("circle: survey, row ") != std::string::npos);
  CHECK(circle.err.find("column calculation: ") != std::string::npos);
  // The lint names the same circle.
  const json lint = json::parse(world.run({"forms", "lint", world.path("circle"), "--json"}).out);
  bool named = false;
  for (const json& finding : lint.at("findings")) named = named || finding.at("code") == "circle";
  CHECK(named);
  CHECK(lint.at("problems") == 1);
}
