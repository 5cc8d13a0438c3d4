// By command: what goes ahead of a bundle, and two histories of one laptop.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {

namespace {

using RoadJson = nlohmann::json;

constexpr const char* kSomebody =
    R"({"at": "2026-09-20T10:00:00.000Z", "country": "KH", "exit_mode": "raid",)"
    R"( "nationality": "MY", "name_said": "Invented Person"})";

RoadJson done(const test::CommandRun& run) {
  INFO(run.err);
  REQUIRE(run.status == ExitStatus::Done);
  return RoadJson::parse(run.out);
}

RoadJson submit(test::CliWorld& world, const std::string& vault) {
  return done(world.with_passphrase(
      {"submit", world.path(vault), "--form", "register", "--answers", "-", "--json"}, kSomebody));
}

}  // namespace

TEST_CASE("A tip goes ahead, is shown at headquarters, and is in the journal with the next bundle") {
  test::CliWorld world;
  world.make_team();
  std::filesystem::create_directory(world.path("stick"));
  const std::string code = submit(world, "laptop")["code"];
  const RoadJson tip = done(world.with_passphrase({"tip", world.path("laptop"), "-", "--about", code, "--kind",
                                                   "danger", "--out", world.path("stick"), "--json"},
                                                  "invented: two guards at the gate\n"));
  REQUIRE(tip["tips"].size() == 1);
  const std::string name = tip["tips"][0];
  CHECK(std::filesystem::file_size(world.path("stick/" + name)) == 1000);
  const std::vector<std::string> import = {"import", world.path("hq"), world.path("stick"), "--json"};
  CHECK(done(world.with_passphrase(import))["imported"][0]["state"] == "tip");
  const std::vector<std::string> report = {"report", "import", world.path("hq"), "--json"};
  RoadJson tips = done(world.with_passphrase(report))["tips"];
  REQUIRE(tips.size() == 1);
  CHECK(tips[0]["text"] == "invented: two guards at the gate");
  CHECK(tips[0]["kind"] == "danger");
  CHECK(tips[0]["device"] == "R7");
  CHECK_FALSE(tips[0]["in_journal"]);
  done(world.with_passphrase({"bundle", world.path("laptop"), "--out", world.path("stick"), "--json"}));
  done(world.with_passphrase(import));
  tips = done(world.with_passphrase(report))["tips"];
  CHECK(tips[0]["in_journal"]);
  // Nothing to say, too much to say, and what has a command of its own.
  CHECK(world.with_passphrase({"tip", world.path("laptop"), "-"}, "\n").status == ExitStatus::Usage);
  CHECK(world.with_passphrase({"tip", world.path("laptop"), "-"}, std::string(693, 'x')).status == ExitStatus::Usage);
  CHECK(world.with_passphrase({"tip", world.path("laptop"), "-", "--kind", "withdraw"}, "x").status ==
        ExitStatus::Usage);
}

TEST_CASE("Of a copied laptop's two histories one is chosen by command, and only by saying which") {
  test::CliWorld world;
  world.make_team();
  std::filesystem::create_directory(world.path("stick"));
  std::filesystem::copy(world.path("laptop"), world.path("copy"), std::filesystem::copy_options::recursive);
  submit(world, "laptop");
  submit(world, "copy");
  submit(world, "copy");
  const std::vector<std::string> import = {"import", world.path("hq"), world.path("stick"), "--json"};
  done(world.with_passphrase({"bundle", world.path("laptop"), "--out", world.path("stick"), "--json"}));
  done(world.with_passphrase(import));
  done(world.with_passphrase({"bundle", world.path("copy"), "--out", world.path("stick"), "--json"}));
  CHECK(world.with_passphrase(import).status == ExitStatus::Partly);
  const test::CommandRun silent = world.with_passphrase({"quarantine", "release", world.path("hq"), "1", "--json"});
  CHECK(silent.status == ExitStatus::Usage);
  CHECK(RoadJson::parse(silent.err)["error"]["code"] == "quarantine.fork_choice");
  CHECK(world.with_passphrase({"quarantine", "release", world.path("hq"), "1", "--stays", "both"}).status ==
        ExitStatus::Usage);
  const RoadJson decided = done(
      world.with_passphrase({"quarantine", "release", world.path("hq"), "1", "--stays", "file", "--json"}));
  CHECK(decided["new_entries"] == 2);
  const RoadJson report =
      done(world.with_passphrase({"report", "status", world.path("hq"), "--as-of", "2026-09-21", "--json"}));
  CHECK(report["rows"][0]["people"].size() == 2);
}

}  // namespace holdfast::cli
