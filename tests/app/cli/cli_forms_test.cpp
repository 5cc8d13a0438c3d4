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
