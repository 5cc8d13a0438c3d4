// The figures: counted from records, summing up, the same in whatever order bundles came, for any day and any moment
// of the journal, with their doubts in words.
#include <nlohmann/json.hpp>

#include "app/hq/figures/csv_cell.h"
#include "app/hq/match/people.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

using Json = nlohmann::json;

const cases::StatusRow* row_of(const hq::StatusReport& report, const std::string& nationality) {
  for (const cases::StatusRow& row : report.figures.nationalities) {
    if (row.nationality == nationality) return &row;
  }
  return nullptr;
}

std::size_t in_place(const cases::StatusRow& row, cases::Place place) {
  return row.places[static_cast<std::size_t>(place)].size();
}

bool any_has(const std::vector<std::string>& sentences, const std::string& words) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&words](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
}

void missing(TeamWorld& world, const std::string& name, const std::string& nationality, const std::string& more = "") {
  world.submit(name, "missing",
               R"({"author_name": "Invented Reporter", "reporter_verified": "yes",
      "full_name": "Invented Name", "last_contact": "2026-08-01", "nationality": ")" +
                   nationality + "\"" + more + "}");
}

// Five people of two teams, one of them missing, one registered twice.
void fill(TeamWorld& world) {
  const sync::ObjectId home = world.person("R7", "MY", "2026-09-01", R"(, "doc_number": "K1234567")");
  world.status("R7", home, "shelter", "2026-09-02", "KH");
  world.status("R7", home, "arrived", "2026-09-10", "MY");
  const sync::ObjectId held = world.person("R7", "MY", "2026-09-01");
  world.status("R7", held, "immigration_detention", "2026-09-03", "KH");
  missing(world, "R7", "TW");
  world.person("R8", "MY", "2026-09-01", R"(, "doc_number": "k 123-4567")");  // again
  const sync::ObjectId thai = world.person("R8", "TH", "2026-09-05");
  // Two events of one day: what was said later counts, wherever it arrives first.
  world.status("R8", thai, "hospital", "2026-09-06", "KH");
  world.status("R8", thai, "free", "2026-09-06", "KH");
  world.person("R8", "", "2026-09");  // the whole month: straddles every day before its end
}

TEST_CASE("each who came out is in exactly one place, and the places add up on every day") {
  TeamWorld world;
  fill(world);
  world.carry("R7");
  world.carry("R8");
  for (const char* day : {"2026-08-31", "2026-09-01", "2026-09-04", "2026-09-10", "2026-12-31"}) {
    INFO(day);
    for (const cases::StatusRow& row : world.report(day).figures.nationalities) CHECK(row.adds_up());
  }
  const hq::StatusReport report = world.report("2026-09-21");
  const cases::StatusRow* malaysia = row_of(report, "MY");
  REQUIRE(malaysia != nullptr);
  CHECK(malaysia->people.size() == 2);  // the twin under one document number counts once
  CHECK(in_place(*malaysia, cases::Place::Home) == 1);
  CHECK(malaysia->detained() == 1);
  CHECK(in_place(*row_of(report, "TH"), cases::Place::Free) == 1);
  CHECK(report.figures.unaccounted.size() == 1);
  CHECK(report.figures.people_low + 1 == report.figures.people_high);
  CHECK(row_of(world.report("2026-09-04"), "MY")->detained() == 1);
  CHECK(in_place(*row_of(world.report("2026-09-04"), "MY"), cases::Place::Shelter) == 1);
  CHECK(row_of(world.report("2026-08-31"), "MY") == nullptr);
}

// Two teams that met one person on one day: what was said later counts, wherever it arrives first.
void fill_by_two_teams(TeamWorld& world) {
  fill(world);
  const std::string document = R"(, "doc_number": "V7777777")";
  world.status("R7", world.person("R7", "VN", "2026-09-01", document), "hospital", "2026-09-06", "KH");
  world.status("R8", world.person("R8", "VN", "2026-09-01", document), "free", "2026-09-06", "KH");
}

TEST_CASE("figures do not depend on the order in which bundles came") {
  TeamWorld first;
  fill_by_two_teams(first);
  first.carry("R7");
  first.carry("R8");
  TeamWorld second;
  fill_by_two_teams(second);
  second.carry("R8");
  second.carry("R7");
  CHECK(in_place(*row_of(first.report("2026-09-21"), "VN"), cases::Place::Free) == 1);
  for (const char* day : {"2026-09-03", "2026-09-06", "2026-09-21"}) {
    Json a = Json::parse(hq::report_json(first.report(day)));
    Json b = Json::parse(hq::report_json(second.report(day)));
    // The log is a log of arrivals; all else is the same.
    CHECK(a["journal_head"] != b["journal_head"]);
    a.erase("journal_head");
    b.erase("journal_head");
    CHECK(a == b);
  }
}

TEST_CASE("the report shows its sums, its day, its moment and its doubts") {
  TeamWorld world;
  fill(world);
  world.carry("R7");
  world.carry("R8");
  const hq::StatusReport report = world.report("2026-09-21");
  const std::string text = hq::report_text(report);
  INFO(text);
  CHECK(text.find("As of 21 September 2026, known at entry " + std::to_string(report.journal_size)) !=
        std::string::npos);
  CHECK(text.find("Malaysia") != std::string::npos);
  CHECK(text.find("1 + 1 = 2") != std::string::npos);
  CHECK(text.find("differs") == std::string::npos);
  CHECK(text.find("Cambodia") != std::string::npos);
  CHECK(text.find("Invented") == std::string::npos);  // no name ever
  CHECK(any_has(report.doubts, "Between 3 and 4 people came out"));
  CHECK(any_has(report.doubts, "may lie before or after 21 September 2026"));
  hq::StatusReport broken = report;
  broken.figures.nationalities.front().places[0].push_back(world.random.id());
  CHECK(hq::report_text(broken).find("differs from") != std::string::npos);
}

TEST_CASE("the JSON has the shape that others rely on, with sources behind each person") {
  TeamWorld world;
  fill(world);
  world.carry("R7");
  const Json report = Json::parse(hq::report_json(world.report("2026-09-21")));
  CHECK(report["as_of"] == "2026-09-21");
  CHECK(report["known_at"].is_number_unsigned());
  CHECK(report["doubts"].is_array());
  const Json* malaysia = nullptr;
  for (const Json& row : report["rows"]) {
    std::size_t sum = 0;
    for (const Json& count : row["places"]) sum += count.get<std::size_t>();
    CHECK(sum == row["people"].size());
    if (row["nationality"] == "MY") malaysia = &row;
  }
  REQUIRE(malaysia != nullptr);
  CHECK((*malaysia)["people"].size() == 2);
  CHECK((*malaysia)["home"].size() == 1);
  CHECK((*malaysia)["places"]["immigration_detention"] == 1);
  for (const Json& person : (*malaysia)["people"]) {
    CHECK(report["codes"][person.get<std::string>()].get<std::string>().starts_with("R7-"));
    CHECK(report["sources"][person.get<std::string>()].size() >= 2);
  }
  CHECK(report["unaccounted"].size() == 1);
}

TEST_CASE("known at an earlier entry the report says what was known then, whatever came later") {
  TeamWorld world;
  fill(world);
  world.carry("R7");
  world.carry("R8");
  const hq::StatusReport then = world.report("2026-09-21");
  const std::uint64_t known_at = then.journal_size;
  world.person("R8", "LA", "2026-09-02");
  world.carry("R8");
  const std::vector<cases::PersonPair> pairs = need(hq::undecided_pairs(world.hq()));
  REQUIRE(pairs.size() == 1);
  need(hq::merge_people(world.hq(), pairs[0].a, pairs[0].b, "the same passport"));
  need(field::revise(world.hq(), {pairs[0].a, R"({"nationality": "SG"})", "seen"}, world.progress));
  const hq::StatusReport again = need(hq::status_report(world.hq(), {then.figures.as_of, known_at}));
  Json a = Json::parse(hq::report_json(then));
  Json b = Json::parse(hq::report_json(again));
  for (const char* member : {"rows", "known_at", "journal_head", "unaccounted", "undecided", "codes", "sources"}) {
    INFO(member);
    CHECK(a[member] == b[member]);
  }
  CHECK(any_has(again.doubts, "told as of now"));
  CHECK(hq::report_json(world.report("2026-09-21")) != hq::report_json(then));
  CHECK(need(hq::status_report(world.hq(), {then.figures.as_of, 0})).figures.nationalities.empty());
}

TEST_CASE("a merge makes two records one person, and taking it apart makes them two again") {
  TeamWorld world;
  fill(world);
  world.carry("R7");
  world.carry("R8");
  const cases::PersonPair pair = need(hq::undecided_pairs(world.hq())).at(0);
  need(hq::merge_people(world.hq(), pair.b, pair.a, "the same passport"));
  CHECK(need(hq::undecided_pairs(world.hq())).empty());
  CHECK(row_of(world.report("2026-09-21"), "MY")->people.size() == 2);
  CHECK(world.report("2026-09-21").figures.people_low == world.report("2026-09-21").figures.people_high);
  CHECK(need(field::show_person(world.hq(), pair.b)).merged_with == std::vector<sync::ObjectId>{pair.a});
  need(hq::unmerge_people(world.hq(), pair.a, pair.b, "another photograph"));
  CHECK(need(hq::undecided_pairs(world.hq())).empty());  // decided: two people
  CHECK(row_of(world.report("2026-09-21"), "MY")->people.size() == 3);
  need(hq::merge_people(world.hq(), pair.a, pair.b, "the same after all"));
  CHECK(row_of(world.report("2026-09-21"), "MY")->people.size() == 2);
  CHECK(hq::merge_people(world.hq(), pair.a, pair.a, "").error().reason == hq::kSamePerson);
  CHECK(hq::merge_people(world.hq(), pair.a, world.random.id(), "").error().reason == field::kPersonUnknown);
  CHECK_FALSE(hq::merge_people(world.r7(), pair.a, pair.b, "").ok());
}

TEST_CASE("people who are one only through a third are not taken apart between themselves") {
  TeamWorld world;
  const sync::ObjectId a = world.person("R7", "MY", "2026-09-01");
  const sync::ObjectId b = world.person("R7", "MY", "2026-09-01");
  const sync::ObjectId c = world.person("R7", "MY", "2026-09-01");
  world.carry("R7");
  need(hq::merge_people(world.hq(), a, b, ""));
  need(hq::merge_people(world.hq(), b, c, ""));
  CHECK(row_of(world.report("2026-09-21"), "MY")->people.size() == 1);
  CHECK(hq::unmerge_people(world.hq(), a, c, "").error().reason == hq::kMergedThrough);
  need(hq::unmerge_people(world.hq(), b, c, ""));
  CHECK(row_of(world.report("2026-09-21"), "MY")->people.size() == 2);
}

TEST_CASE("a missing report and a registration under one document number are nobody unaccounted for") {
  TeamWorld world;
  missing(world, "R7", "MY", R"(, "doc_number": "K7654321")");
  world.carry("R7");
  CHECK(world.report("2026-09-21").figures.unaccounted.size() == 1);
  world.person("R8", "MY", "2026-09-01", R"(, "doc_number": "K7654321")");
  world.carry("R8");
  const hq::StatusReport report = world.report("2026-09-21");
  CHECK(report.figures.unaccounted.empty());
  CHECK(row_of(report, "MY")->people.size() == 1);
  // Before that day the person was still missing.
  CHECK(world.report("2026-08-31").figures.unaccounted.size() == 1);
}

TEST_CASE("words and short numbers are no documents that make two people one") {
  TeamWorld world;
  for (const char* number : {"UNKNOWN", "none given", "12", "n/a 7"}) {
    world.person("R7", "MY", "2026-09-01", R"(, "doc_number": ")" + std::string(number) + "\"");
    world.person("R7", "MY", "2026-09-01", R"(, "doc_number": ")" + std::string(number) + "\"");
  }
  world.carry("R7");
  CHECK(need(hq::undecided_pairs(world.hq())).empty());
}

TEST_CASE("a cell that a spreadsheet would run is text, in CSV") {
  for (const char* start :
       {"=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {
    const std::string cell = hq::csv_cell(std::string(start) + "cmd|'/c calc'!A1");
    INFO(cell);
    CHECK((cell.starts_with("'") || cell.starts_with("\"'")));
  }
  CHECK(hq::csv_cell("Kuala Lumpur") == "Kuala Lumpur");
  CHECK(hq::csv_cell("a \"b\", c") == "\"a \"\"b\"\", c\"");
  TeamWorld world;
  fill(world);
  world.carry("R7");
  const std::string csv = hq::report_csv(world.report("2026-09-21"));
  CHECK(csv.find("\r\nnationality,MY,,2,") != std::string::npos);
  CHECK(csv.find("\r\ncountry,MY,KH,2,") != std::string::npos);
  std::size_t lines = 0;
  for (std::size_t at = csv.find("\r\n"); at != std::string::npos; at = csv.find("\r\n", at + 2)) ++lines;
  CHECK(lines >= 4);
}

TEST_CASE("a laptop has no figures of the team") {
  TeamWorld world;
  CHECK_FALSE(hq::status_report(world.r7(), {}).ok());
}

}  // namespace
}  // namespace holdfast::test
