// What arrived, what did not, and the doubts that follow from it.
#include <nlohmann/json.hpp>

#include "app/hq/inbox/import_report.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

bool says(const std::vector<std::string>& sentences, const std::string& words) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&words](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
}

std::string road_file(const exchange::WrittenBundle& bundle) { return std::string(kTeamRoad) + "/" + bundle.name; }

void lose(TeamWorld& world, const std::vector<exchange::WrittenBundle>& bundles) {
  for (const exchange::WrittenBundle& bundle : bundles) {
    need(world.files.remove(road_file(bundle)));
  }
}

TEST_CASE("a bundle that never came is named by its number and its entries, and forgotten once it comes") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  world.carry("R7");
  CHECK(world.report("2026-09-21").doubts.empty());
  world.person("R7", "MM", "2026-09-01");
  world.person("R7", "MM", "2026-09-01");
  const std::vector<exchange::WrittenBundle> lost = world.bundle("R7");
  REQUIRE(lost.size() == 1);
  const Bytes content = world.files.content(road_file(lost[0]));
  lose(world, lost);
  world.person("R7", "MM", "2026-09-01");
  world.carry("R7");
  const hq::ImportReport report = need(hq::import_report(world.hq()));
  REQUIRE(report.missing.size() == 1);
  CHECK(report.missing[0].device == "R7");
  CHECK(report.missing[0].numbers == std::vector<std::uint64_t>{lost[0].number});
  const std::string gap = std::to_string(lost[0].from) + "-" + std::to_string(lost[0].to);
  CHECK(says(world.report("2026-09-21").doubts, "R7: entries " + gap + " have not arrived."));
  CHECK(says(world.report("2026-09-21").doubts, "R7: bundle " + std::to_string(lost[0].number) + " never came."));
  CHECK(hq::import_report_text(report).find("entries " + gap) != std::string::npos);
  const auto json = nlohmann::json::parse(hq::import_report_json(report));
  CHECK(json["missing_bundles"][0]["numbers"][0] == lost[0].number);
  world.files.put(road_file(lost[0]), content);
  world.import();
  CHECK(need(hq::import_report(world.hq())).missing.empty());
  CHECK(world.report("2026-09-21").doubts.empty());
}

TEST_CASE("a consent withdrawn on a laptop stands at headquarters before the laptop's bundle comes") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-01");
  const std::string answers = R"({"when_": "2026-09-01", "lang": "my", "how": "interpreter", "by": "self",
      "told": ["purpose"], "r_scope": [{"purpose": "care", "recipient": "shelter", "medium": ["identity"]}]})";
  REQUIRE(need(field::record_consent(world.r7(), {person, "given", answers}, world.progress)).problems.empty());
  world.carry("R7");
  CHECK(need(field::show_person(world.hq(), person)).consent == "given");
  need(field::record_consent(world.r7(), {person, "withdrawn", ""}, world.progress));
  std::vector<exchange::WrittenBundle> written = world.bundle("R7");
  REQUIRE(written.size() == 2);
  REQUIRE(written[0].tip);
  const Bytes content = world.files.content(road_file(written[1]));
  lose(world, {written[1]});
  world.import();
  const field::PersonView ahead = need(field::show_person(world.hq(), person));
  CHECK(ahead.consent == "withdrawn");
  CHECK(ahead.withdrawn_ahead);
  world.files.put(road_file(written[1]), content);
  world.import();
  const field::PersonView then = need(field::show_person(world.hq(), person));
  CHECK(then.consent == "withdrawn");
  CHECK_FALSE(then.withdrawn_ahead);
}

TEST_CASE("a damaged bundle waits in quarantine, with its reason, what to do, and a doubt in the figures") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  const std::vector<exchange::WrittenBundle> written = world.bundle("R7");
  Bytes content = world.files.content(road_file(written[0]));
  content[content.size() / 2] ^= 1;
  world.files.put(road_file(written[0]), content);
  world.import();
  const hq::ImportReport report = need(hq::import_report(world.hq()));
  REQUIRE(hq::waiting_files(report) == 1);
  CHECK(report.bundles.empty());
  const std::string text = hq::import_report_text(report);
  INFO(text);
  CHECK(text.find("Refused and waiting: 1") != std::string::npos);
  CHECK(text.find(report.quarantine[0].code) == std::string::npos);  // a sentence, not a code
  CHECK(says(world.report("2026-09-21").doubts, "1 refused file waits"));
  CHECK_FALSE(hq::import_report(world.r7()).ok());
}

TEST_CASE("entries held back count nowhere and say so") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  world.clock.now_ms += std::int64_t{200} * 24 * 3600 * 1000;  // the certificates have run out
  world.bundle("R7");
  world.import();
  const hq::ImportReport report = need(hq::import_report(world.hq()));
  REQUIRE_FALSE(report.held.empty());
  CHECK(report.held[0].device == "R7");
  const hq::StatusReport figures = world.report("2026-09-21");
  CHECK(figures.figures.nationalities.empty());
  CHECK(says(figures.doubts, "held back and not counted"));
}

}  // namespace
}  // namespace holdfast::test
