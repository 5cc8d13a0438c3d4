// A laptop that was copied: what headquarters counts, says and decides about its two histories.
#include <nlohmann/json.hpp>

#include "app/exchange/reasons.h"
#include "app/field/history.h"
#include "app/hq/inbox/import_report.h"
#include "sync/reasons.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

bool says(const std::vector<std::string>& sentences, const std::string& words) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&words](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
}

// To headquarters, which may refuse what it is brought.
void bring(TeamWorld& world, const std::string& name) {
  world.bundle(name);
  sync::Folder road(world.files, kTeamRoad);
  need(exchange::import_road(world.hq(), road, world.progress));
}

std::size_t people_out(TeamWorld& world) { return world.report("2026-09-21").figures.people_high; }

// R7 and a copy of its folder, "copy", which both go on writing. R7's bundle comes first.
struct CopiedLaptop {
  TeamWorld world;

  CopiedLaptop() {
    world.person("R7", "MM", "2026-09-01");
    world.carry("R7");
    world.lock("R7");
    std::map<std::string, Bytes> copied;
    for (const std::string& path : world.files.paths()) {
      if (path.starts_with("/R7/")) copied["/copy/" + path.substr(4)] = world.files.content(path);
    }
    for (const auto& [path, content] : copied) world.files.put(path, content);
    need(world.unlock("R7", "an invented passphrase", "R7-S1"));
    need(world.unlock("copy", "an invented passphrase", "R7-S1"));
    world.person("R7", "KH", "2026-09-02");
    world.person("copy", "VN", "2026-09-03");
    world.person("copy", "VN", "2026-09-03");
    world.carry("R7");
    REQUIRE(people_out(world) == 2);
    bring(world, "copy");
  }
};

TEST_CASE("two histories of a laptop are named in every figure until somebody decides") {
  CopiedLaptop team;
  CHECK(people_out(team.world) == 2);
  const std::vector<std::string> doubts = team.world.report("2026-09-21").doubts;
  CHECK(says(doubts, "R7 has told two histories from its entry 2 on: 1 entry of it"));
  const hq::ImportReport report = need(hq::import_report(team.world.hq()));
  const std::string text = hq::import_report_text(report);
  INFO(text);
  CHECK(text.find("TWO HISTORIES from entry 2 on; 1 entry here in doubt.") != std::string::npos);
  const auto json = nlohmann::json::parse(hq::import_report_json(report));
  CHECK(json["devices"][1]["fork_from"] == 2);
  CHECK(json["devices"][1]["state"] == "two histories");
  // Nothing more of it is counted meanwhile, from whichever of the two.
  team.world.person("R7", "KH", "2026-09-04");
  bring(team.world, "R7");
  CHECK(people_out(team.world) == 2);
}

void decide_and_look(bool file_stays) {
  CopiedLaptop team;
  const exchange::Release release{file_stays ? exchange::History::File : exchange::History::Here};
  const auto done = need(exchange::retry_quarantined(team.world.hq(), 1, release, team.world.progress));
  REQUIRE(done.file.state == exchange::ImportState::Applied);
  CHECK(people_out(team.world) == (file_stays ? 3 : 2));
  const hq::ImportReport report = need(hq::import_report(team.world.hq()));
  CHECK(report.held.size() == (file_stays ? 1 : 2));
  for (const auto& held : report.held) CHECK(held.code == sync::kEntryFork.code());
  CHECK_FALSE(says(team.world.report("2026-09-21").doubts, "two histories"));
  // What was set aside is a record that says nothing in a list, and everything in its own history.
  std::size_t readable = 0;
  store::RecordFilter all;
  for (const store::RecordRow& row : need(store::list_records(team.world.hq(), all))) {
    if (row.state != "held") continue;
    const std::vector<field::Version> versions = need(field::history(team.world.hq(), row.id));
    REQUIRE(versions.size() == 1);
    readable += versions[0].aside_values.count("nationality");
  }
  CHECK(readable == report.held.size());
  sync::Folder road(team.world.files, kTeamRoad);
  need(exchange::write_receipts(team.world.hq(), road, team.world.progress));
  const std::string wrong = file_stays ? "R7" : "copy";
  for (const std::string name : {"R7", "copy"}) {
    need(exchange::import_road(team.world.vault(name), road, team.world.progress));
    CHECK(team.world.vault(name).check_may_author().ok() == (name != wrong));
  }
}

TEST_CASE("after the decision one history counts, the other is kept, and its laptop stops writing") {
  SECTION("what came first stays") { decide_and_look(false); }
  SECTION("the file stays") { decide_and_look(true); }
}

}  // namespace
}  // namespace holdfast::test
