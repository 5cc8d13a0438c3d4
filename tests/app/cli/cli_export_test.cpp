// Records out to other programs and in again, as a person or a script would do it.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {

namespace {

using Json = nlohmann::json;

Json json_of(const test::CommandRun& run) {
  INFO(run.err << run.out);
  REQUIRE(run.status == ExitStatus::Done);
  return Json::parse(run.out);
}

constexpr const char* kEvidence =
    R"({"type": "Document", "description": "an invented plan", "recovered_from": "invented shelter",)"
    R"( "collected_at": "2026-09-20T10:00:00.000Z", "acquisition_method": "Handover", "tamper_seal": "HF-1"})";

}  // namespace

TEST_CASE("A record goes out as an ODK submission and comes in again with its file") {
  test::CliWorld world;
  world.make_team();
  world.write("plan.txt", "an invented plan");
  const Json submitted = json_of(world.with_passphrase({"exhibit", "add", world.path("laptop"), "--answers", "-",
                                                        "--attach", "att=" + world.path("plan.txt"), "--json"},
                                                       kEvidence));
  const std::string id = submitted["record"];
  const std::vector<std::string> words{"record",   "export",  world.path("laptop"), id,      "--format", "odk",
                                       "--out",    world.path("out"), "--reason",   "a partner asked", "--json"};
  const test::CommandRun unasked = world.with_passphrase(words);
  CHECK(unasked.status != ExitStatus::Done);
  CHECK(!std::filesystem::exists(world.path("out")));
  std::vector<std::string> confirmed = words;
  confirmed.push_back("--yes");
  const Json exported = json_of(world.with_passphrase(confirmed));
  REQUIRE(exported["files"].size() == 2);
  std::string xml;
  for (const Json& file : exported["files"]) {
    const std::string path = file["path"];
    if (path.ends_with("/submission.xml")) xml = path;
  }
  REQUIRE(!xml.empty());
  // Read in once more it is the record that it was.
  const std::vector<std::string> read_in{"submit",    world.path("laptop"), "--form", "evidence",
                                         "--answers", xml,                  "--json"};
  const Json same = json_of(world.with_passphrase(read_in));
  CHECK(same["already_here"] == true);
  CHECK(same["record"] == id);
  // Under another name it is another record, twice read in as well. The code is this vault's to give.
  std::string text = world.read(xml.substr(world.path("").size()));
  REQUIRE(text.find("<code>") != std::string::npos);
  const std::size_t name = text.find("<instanceID>uuid:") + 17;
  text.replace(name, 4, text.substr(name, 4) == "ffff" ? "0000" : "ffff");
  world.write(xml.substr(world.path("").size()), text);
  const std::vector<std::string> in_words(read_in.begin(), read_in.end() - 1);
  const test::CommandRun run = world.with_passphrase(in_words);
  CHECK(run.status == ExitStatus::Done);
  CHECK(run.err.find("The code in this file is not taken over") != std::string::npos);
  CHECK(run.out.find(" with 1 file") != std::string::npos);
  CHECK(run.out.find(submitted["code"].get<std::string>()) == std::string::npos);
  const Json twice = json_of(world.with_passphrase(read_in));
  CHECK(twice["already_here"] == true);
  CHECK(twice["record"] != id);
  CHECK(world.with_passphrase(in_words).out.find("Already here as record") != std::string::npos);
  const Json records = json_of(world.with_passphrase({"record", "list", world.path("laptop"), "--json"}));
  CHECK(records["records"].size() == 2);
}

TEST_CASE("Files that a submission names elsewhere, or through a link, are not taken in") {
  test::CliWorld world;
  world.make_team();
  std::filesystem::create_directory(world.path("in"));
  world.write("secret.txt", "not for the record");
  std::filesystem::create_symlink(world.path("secret.txt"), world.path("in/plan.txt"));
  for (const std::string name : {"../secret.txt", "plan.txt", "/etc/passwd", "."}) {
    INFO(name);
    world.write("in/submission.xml",
                "<data id=\"evidence\"><g_id><type>Document</type><description>invented</description>"
                "<recovered_from>invented</recovered_from><collected_at>2026-09-20T10:00:00.000Z</collected_at>"
                "</g_id><g_acq><acquisition_method>Handover</acquisition_method></g_acq><g_dig><r_file><att>" +
                    name + "</att></r_file></g_dig><g_pack><tamper_seal>HF-1</tamper_seal></g_pack></data>");
    const test::CommandRun run = world.with_passphrase(
        {"submit", world.path("laptop"), "--form", "evidence", "--answers", world.path("in/submission.xml")});
    CHECK(run.status == ExitStatus::Failed);
    CHECK(run.err.find("att") != std::string::npos);
  }
  const Json listed = json_of(world.with_passphrase({"record", "list", world.path("laptop"), "--json"}));
  CHECK(listed["records"].empty());
}

TEST_CASE("A format that nobody knows is a question of usage, and no vault is opened for it") {
  test::CliWorld world;
  const test::CommandRun run = world.run({"record", "export", world.path("none"), "R7-0001", "--format", "pdf", "--out",
                                          world.path("out"), "--reason", "x"});
  CHECK(run.status == ExitStatus::Usage);
}

}  // namespace holdfast::cli
