// Whole errands by command, as a person or a script would run them: one laptop, one headquarters.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {

namespace {

using Json = nlohmann::json;

Json json_of(const test::CommandRun& run) {
  INFO(run.err);
  REQUIRE(run.status == ExitStatus::Done);
  return Json::parse(run.out);
}

constexpr const char* kRegistration =
    R"({"at": "2026-09-20T10:00:00.000Z", "country": "KH", "exit_mode": "raid",)"
    R"( "nationality": "MY", "name_said": "Invented Person"})";

}  // namespace

TEST_CASE("A record walks from a laptop over a stick to headquarters, and its receipt walks back") {
  test::CliWorld world;
  world.make_team();
  std::filesystem::create_directory(world.path("stick"));

  const Json submitted = json_of(world.with_passphrase(
      {"submit", world.path("laptop"), "--form", "register", "--answers", "-", "--json"}, kRegistration));
  CHECK(submitted["record"].get<std::string>().size() == 32);
  const std::string code = submitted["code"];
  CHECK(code.substr(0, 3) == "R7-");

  const Json listed = json_of(world.with_passphrase({"record", "list", world.path("laptop"), "--json"}));
  REQUIRE(listed["records"].size() == 1);
  CHECK(listed["records"][0]["code"] == code);

  const Json bundled =
      json_of(world.with_passphrase({"bundle", world.path("laptop"), "--out", world.path("stick"), "--json"}));
  REQUIRE(bundled["bundles"].size() == 1);

  const Json imported = json_of(world.with_passphrase(
      {"import", world.path("hq"), world.path("stick"), "--reply", world.path("stick"), "--json"}));
  REQUIRE(imported["imported"].size() == 1);
  CHECK(imported["imported"][0]["state"] == "applied");
  REQUIRE(imported["receipts"].size() == 1);

  const Json again = json_of(world.with_passphrase({"import", world.path("hq"), world.path("stick"), "--json"}));
  CHECK(again["imported"][0]["state"] == "repeated");

  const Json synced = json_of(
      world.with_passphrase({"sync", world.path("laptop"), "--store", "folder:" + world.path("stick"), "--json"}));
  CHECK(synced["confirmed"] == synced["written"]);

  const Json found = json_of(world.with_passphrase({"search", world.path("hq"), "-", "--json"}, "invented"));
  REQUIRE(found["records"].size() == 1);
  CHECK(found["records"][0]["code"] == code);

  const Json report =
      json_of(world.with_passphrase({"report", "status", world.path("hq"), "--as-of", "2026-09-21", "--json"}));
  REQUIRE(report["rows"].size() == 1);
  CHECK(report["rows"][0]["nationality"] == "MY");
  CHECK(report["rows"][0]["people"].size() == 1);

  for (const char* vault : {"laptop", "hq"}) {
    const Json verified = json_of(world.with_passphrase({"verify", world.path(vault), "--json"}));
    CHECK(verified["findings"].empty());
  }
}

TEST_CASE("All that is wrong with answers is named at once, and nothing is submitted") {
  test::CliWorld world;
  world.make_team();
  const test::CommandRun run =
      world.with_passphrase({"submit", world.path("laptop"), "--form", "register", "--answers", "-"},
                            R"({"exit_mode": "teleport", "age_band": "old", "nobody_asked": 1})");
  CHECK(run.status == ExitStatus::Failed);
  for (const char* name : {"exit_mode", "age_band", "nobody_asked", "country"}) {
    INFO(run.err);
    CHECK(run.err.find(name) != std::string::npos);
  }
  CHECK(json_of(world.with_passphrase({"record", "list", world.path("laptop"), "--json"}))["records"].empty());
}

TEST_CASE("A laptop without a place in a team submits nothing and says why") {
  test::CliWorld world;
  REQUIRE(
      world.with_passphrase({"enroll", "request", world.path("laptop"), "--name", "R7", "--out", world.path("request")})
          .status == ExitStatus::Done);
  const test::CommandRun run = world.with_passphrase(
      {"submit", world.path("laptop"), "--form", "register", "--answers", "-", "--json"}, kRegistration);
  CHECK(run.status == ExitStatus::Failed);
  CHECK(Json::parse(run.err)["error"]["code"] == "vault.not_enrolled");
}

TEST_CASE("Wrong words in either direction enrol nobody") {
  test::CliWorld world;
  world.make_team();
  REQUIRE(
      world.with_passphrase({"enroll", "request", world.path("other"), "--name", "R8", "--out", world.path("request8")})
          .status == ExitStatus::Done);
  const std::string wrong = "abandon ability able about above absent absorb abstract";
  const test::CommandRun approve = world.with_passphrase({"enroll", "approve", world.path("hq"), world.path("request8"),
                                                          "--device-words", wrong, "--out", world.path("answer8")});
  CHECK(approve.status == ExitStatus::Failed);
  CHECK_FALSE(std::filesystem::exists(world.path("answer8")));
}

TEST_CASE("A wrong passphrase opens nothing and is told apart from everything else") {
  test::CliWorld world;
  world.make_team();
  world.write("wrong", "not the passphrase\n");
  const test::CommandRun run =
      world.run({"verify", world.path("laptop"), "--passphrase-file", world.path("wrong"), "--json"});
  CHECK(run.status == ExitStatus::Passphrase);
  CHECK(Json::parse(run.err)["error"]["code"] == "header.passphrase");
}

TEST_CASE("After a change the old passphrase opens nothing") {
  test::CliWorld world;
  world.make_team();
  world.write("new", "other invented words\n");
  REQUIRE(
      world.with_passphrase({"vault", "passphrase", world.path("laptop"), "--new-passphrase-file", world.path("new")})
          .status == ExitStatus::Done);
  CHECK(world.with_passphrase({"verify", world.path("laptop")}).status == ExitStatus::Passphrase);
  CHECK(world.run({"verify", world.path("laptop"), "--passphrase-file", world.path("new")}).status == ExitStatus::Done);
}

TEST_CASE("A batch unlocks once, stops at the first failure, and goes on when told to") {
  test::CliWorld world;
  world.make_team();
  const std::string lines = "forms list\nrecord show ffffffff\nforms list\n";
  const test::CommandRun stopped = world.with_passphrase({"batch", world.path("laptop")}, lines);
  CHECK(stopped.status == ExitStatus::Usage);
  const test::CommandRun all = world.with_passphrase({"batch", world.path("laptop"), "--keep-going"}, lines);
  CHECK(all.status == ExitStatus::Usage);
  CHECK(all.out.size() > stopped.out.size());
}

TEST_CASE("What cannot be undone is not done without a word") {
  test::CliWorld world;
  world.make_team();
  const Json submitted = json_of(world.with_passphrase(
      {"submit", world.path("laptop"), "--form", "register", "--answers", "-", "--json"}, kRegistration));
  const std::string record = submitted["record"];
  CHECK(world.with_passphrase({"record", "seal", world.path("laptop"), record}).status == ExitStatus::Usage);
  CHECK(json_of(world.with_passphrase({"record", "show", world.path("laptop"), record, "--json"}))["state"] == "open");
  REQUIRE(world.with_passphrase({"record", "seal", world.path("laptop"), record, "--yes"}).status == ExitStatus::Done);
  CHECK(json_of(world.with_passphrase({"record", "show", world.path("laptop"), record, "--json"}))["state"] ==
        "sealed");
}

TEST_CASE("Where the system does not guard our memory, whoever opens a vault is told, and works on") {
  test::CliWorld world;
  world.make_team();
  const auto told = [&world](crypto::ProcessGuards guards) {
    world.guards = [guards] { return guards; };
    const test::CommandRun run = world.with_passphrase({"forms", "list", world.path("laptop")});
    CHECK(run.status == ExitStatus::Done);
    return run.err;
  };
  CHECK(told({true, true, true}).empty());
  CHECK(told({true, true, false}).find("ulimit -l") != std::string::npos);
  CHECK(told({false, true, true}).find("looking into this one") != std::string::npos);
  CHECK(told({true, false, true}).find("looking into this one") != std::string::npos);
}

TEST_CASE("An exhibit is taken over by its whole id where no record of it is here, and by nothing shorter") {
  test::CliWorld world;
  world.make_team();
  const std::string id = "00112233445566778899aabbccddeeff";
  const std::vector<std::string> take{"exhibit", "take", world.path("laptop"), id, "--from", "R8-S1", "--json"};
  CHECK(json_of(world.with_passphrase(take)).contains("record"));
  std::vector<std::string> shorter = take;
  shorter[3] = id.substr(0, 31);
  CHECK(world.with_passphrase(shorter).status == ExitStatus::Usage);
  const std::string other = "ffeeddccbbaa99887766554433221100";
  const std::vector<std::string> give{"exhibit", "give", world.path("laptop"), other, "--to", "R8-S1"};
  CHECK(world.with_passphrase(give).status != ExitStatus::Done);
}

TEST_CASE("An output file is never overwritten unless that was asked for") {
  test::CliWorld world;
  world.make_team();
  world.write("report", "something of mine\n");
  const std::vector<std::string> words{"report",     "status", world.path("hq"),    "--as-of",
                                       "2026-09-21", "--out",  world.path("report")};
  CHECK(world.with_passphrase(words).status == ExitStatus::Usage);
  CHECK(world.read("report") == "something of mine\n");
  std::vector<std::string> forced = words;
  forced.push_back("--force");
  CHECK(world.with_passphrase(forced).status == ExitStatus::Done);
  CHECK(world.read("report") != "something of mine\n");
}

}  // namespace holdfast::cli
