// The demo as a person runs it, and then its promises as a stranger checks them: through other commands, on the vaults
// it left behind.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/forms/table.h"
#include "assets/assets.h"
#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// One demo for all promises: it takes seconds, and only the last of them changes it.
struct DemoRun {
  test::CliWorld world;
  Json document;
  std::string err;
  ExitStatus status = ExitStatus::Failed;

  DemoRun() {
    const test::CommandRun run = world.run({"demo", "--dir", world.path("demo"), "--json"});
    status = run.status;
    err = run.err;
    document = Json::parse(run.out, nullptr, false);
  }

  std::string path(const std::string& name) const { return world.path("demo/" + name); }

  Json ask(std::vector<std::string> words) {
    words.insert(words.end(), {"--json", "--passphrase-file", path("passphrase")});
    const test::CommandRun run = world.run(words);
    INFO(run.err);
    REQUIRE(run.status == ExitStatus::Done);
    return Json::parse(run.out);
  }

  Json report(const std::string& day) { return ask({"report", "status", path("hq"), "--as-of", day}); }
};

Json row_of(const Json& report, const std::string& nationality) {
  for (const Json& row : report["rows"]) {
    if (row["nationality"] == nationality) return row;
  }
  return Json::object();
}

std::size_t sum_of_places(const Json& row) {
  std::size_t out = 0;
  for (const auto& [place, count] : row["places"].items()) out += count.get<std::size_t>();
  return out;
}

std::size_t count_imported(const Json& document, const std::string& state) {
  std::size_t out = 0;
  for (const Json& one : document["imported"]) out += one["state"] == state ? 1 : 0;
  return out;
}

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Every name and document number of the story.
std::vector<std::string> canaries() {
  std::vector<std::string> out;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name != "demo/people.csv" && asset.name != "demo/missing.csv") continue;
    const std::string_view text = asset.content.substr(asset.content.find('\n') + 1);
    const Result<forms::Sheet> sheet = forms::parse_csv("story", as_bytes(text));
    REQUIRE(sheet.ok());
    for (const char* column : {"name", "document", "reporter", "marks"}) {
      const std::size_t at = sheet->column(column);
      if (at == forms::Sheet::npos) continue;
      for (const auto& row : sheet->rows) {
        if (!row[at].empty()) out.push_back(row[at]);
      }
    }
  }
  return out;
}

// The demo plays to its end.
void plays_to_its_end(DemoRun& demo) {
  INFO(demo.err);
  REQUIRE(demo.status == ExitStatus::Done);
  for (const char* name : {"passphrase", "hq", "laptop-cambodia", "laptop-laos", "laptop-myanmar", "laptop-thailand",
                           "stick-cambodia", "stick-laos", "report-import.txt"}) {
    INFO(name);
    CHECK(fs::exists(demo.path(name)));
  }
}

// The figure of Taiwan is counted: 403 people home on the last day of 2022, others unaccounted for.
void figure_of_taiwan(DemoRun& demo) {
  const Json report = demo.report("2022-12-31");
  const Json row = row_of(report, "TW");
  CHECK(row["home"].size() == 403);
  CHECK(row["people"].size() == 403);
  CHECK(sum_of_places(row) == row["people"].size());
  CHECK(row["unaccounted"].size() > 0);
}

// The figure of Malaysia is counted: 313 rescued in four countries, 207 home, 106 detained.
void figure_of_malaysia(DemoRun& demo) {
  const Json report = demo.report("2022-10-31");
  const Json row = row_of(report, "MY");
  CHECK(row["people"].size() == 313);
  CHECK(row["home"].size() == 207);
  std::size_t detained = 0;
  for (const char* place : {"police_custody", "immigration_detention", "charged"}) {
    detained += row["places"].value(place, std::size_t{0});
  }
  CHECK(detained == 106);
  CHECK(row["people"].size() == row["home"].size() + detained);
}

// A day later or earlier the records give other figures: nothing is typed in.
void figures_follow_the_day(DemoRun& demo) {
  CHECK(row_of(demo.report("2023-01-31"), "TW")["home"].size() > 403);
  CHECK(row_of(demo.report("2022-12-30"), "TW")["home"].size() < 403);
  CHECK(row_of(demo.report("2022-10-30"), "MY")["home"].size() < 207);
  CHECK(row_of(demo.report("2022-11-30"), "MY")["home"].size() > 207);
}

// Every row of every report adds up.
void rows_add_up(DemoRun& demo) {
  for (const char* day : {"2022-08-31", "2022-10-31", "2022-12-31", "2023-01-31"}) {
    const Json report = demo.report(day);
    for (const Json& row : report["rows"]) {
      INFO(day << " " << row["nationality"]);
      CHECK(sum_of_places(row) == row["people"].size());
    }
  }
}

// The story has its people: ten nationalities, one in hospital, one taken back, three who paid.
void story_has_its_people(DemoRun& demo) {
  const Json rows = demo.report("2022-10-31")["rows"];
  CHECK(rows.size() >= 10);
  std::size_t hospital = 0;
  std::size_t retaken = 0;
  for (const Json& row : rows) {
    hospital += row["places"].value("hospital", std::size_t{0});
    retaken += row["places"].value("retaken", std::size_t{0});
  }
  CHECK(hospital == 1);
  CHECK(retaken == 1);
  CHECK(demo.document["paid"] == 3);
  CHECK(demo.document["shared_identifiers"] == 1);
  CHECK(demo.document["survivors_accounts"] == 1);
}

// What must be refused is refused, what came twice is known, and the lost bundle stays a gap.
void road_is_judged(DemoRun& demo) {
  CHECK(count_imported(demo.document, "refused") == 1);
  CHECK(count_imported(demo.document, "repeated") == 1);
  const Json quarantine = demo.ask({"quarantine", "list", demo.path("hq")});
  CHECK(quarantine["quarantine"].size() == 1);
  std::vector<std::string> gaps;
  const Json devices = demo.ask({"device", "list", demo.path("hq")});
  for (const Json& device : devices["devices"]) {
    if (!device["gaps"].empty()) gaps.push_back(device["name"]);
  }
  CHECK(gaps == std::vector<std::string>{"T4"});
  const Json report = demo.report("2022-12-31");
  CHECK_FALSE(report["doubts"].empty());
}

// The conflict, the undecided pair, the withdrawn consent and the sealed testimony are all there.
void decisions_wait(DemoRun& demo) {
  CHECK(demo.ask({"conflicts", "list", demo.path("hq")})["conflicts"].size() == 1);
  CHECK(demo.document["undecided"].size() == 1);
  CHECK(demo.document["withdrawn"] == 1);
  REQUIRE(demo.document["sealed"].size() == 1);
  const Json sealed = demo.document["sealed"][0];
  CHECK(sealed["on_laptop"] == "sealed");
  const std::string laptop = demo.path("laptop-" + sealed["laptop"].get<std::string>());
  std::size_t on_laptop = 0;
  const Json records = demo.ask({"record", "list", laptop});
  for (const Json& record : records["records"]) {
    on_laptop += record["id"] == sealed["record"] && record["state"] == "sealed" ? 1 : 0;
  }
  CHECK(on_laptop == 1);
}

// The person whom two teams registered counts once, by a decision.
void twice_registered_counts_once(DemoRun& demo) {
  std::size_t merged = 0;
  for (const Json& decision : demo.document["decisions"]) {
    if (decision["act"] != "merge") continue;
    const Json row = row_of(demo.report("2022-10-31"), "MY");
    std::size_t found = 0;
    for (const Json& id : row["people"]) found += id == decision["a"] || id == decision["b"] ? 1 : 0;
    CHECK(found == 1);
    ++merged;
  }
  CHECK(merged == 1);
}

// Every vault of the demo verifies clean, opened by the passphrase it left.
void vaults_verify_clean(DemoRun& demo) {
  for (const char* vault : {"hq", "laptop-cambodia", "laptop-laos", "laptop-myanmar", "laptop-thailand"}) {
    INFO(vault);
    CHECK(demo.ask({"verify", demo.path(vault)})["findings"].empty());
  }
}

// No name, document, mark or reporter of the story stands in any file of the demo.
void no_name_in_any_file(DemoRun& demo) {
  const std::vector<std::string> words = canaries();
  REQUIRE(words.size() > 60);
  std::size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(demo.path(""))) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string text = file_text(entry.path());
    for (const std::string& word : words) {
      INFO(entry.path().string() << ": " << word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
  CHECK(files > 30);
}

// The lost stick turns up: the gap closes and the figures stay.
void lost_stick_closes_the_gap(DemoRun& demo) {
  demo.ask({"import", demo.path("hq"), demo.path("stick-thailand-lost")});
  const Json devices = demo.ask({"device", "list", demo.path("hq")});
  for (const Json& device : devices["devices"]) {
    INFO(device["name"]);
    CHECK(device["gaps"].empty());
  }
  CHECK(row_of(demo.report("2022-12-31"), "TW")["home"].size() == 403);
  CHECK(row_of(demo.report("2022-10-31"), "MY")["people"].size() == 313);
}

}  // namespace

TEST_CASE("The demo tells its whole story, and its vaults prove it to a stranger") {
  DemoRun demo;
  plays_to_its_end(demo);
  figure_of_taiwan(demo);
  figure_of_malaysia(demo);
  figures_follow_the_day(demo);
  rows_add_up(demo);
  story_has_its_people(demo);
  road_is_judged(demo);
  decisions_wait(demo);
  twice_registered_counts_once(demo);
  vaults_verify_clean(demo);
  no_name_in_any_file(demo);
  // Last, because it changes headquarters' vault.
  lost_stick_closes_the_gap(demo);
}

TEST_CASE("The demo does not write into a folder that is there") {
  test::CliWorld world;
  fs::create_directory(world.path("mine"));
  const test::CommandRun run = world.run({"demo", "--dir", world.path("mine"), "--json"});
  CHECK(run.status == ExitStatus::Usage);
  CHECK(Json::parse(run.err)["error"]["code"] == "demo.folder");
  CHECK(fs::is_empty(world.path("mine")));
}

}  // namespace holdfast::cli
