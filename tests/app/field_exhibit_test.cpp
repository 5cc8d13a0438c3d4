// Evidence: the bytes that came in go out, hand-overs have two sides, and holes in the story stay in sight.
#include "app/field/exhibit.h"
#include "crypto/hash.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

std::vector<std::string> gap_codes(store::Vault& vault) {
  std::vector<std::string> out;
  for (const field::CustodyGap& gap : need(field::custody_gaps(vault))) out.push_back(gap.code);
  std::sort(out.begin(), out.end());
  return out;
}

sync::EntryHash entry_of(store::Vault& vault, const sync::ObjectId& record) {
  return need(store::entries_of(vault, record)).front().signed_entry.hash;
}

field::SubmitAnswer hand(TeamWorld& world, const std::string& name, const field::CustodyRequest& request) {
  world.clock.now_ms += 60'000;
  const field::SubmitAnswer answer = need(field::hand_over(world.vault(name), request, world.progress));
  REQUIRE(answer.problems.empty());
  return answer;
}

TEST_CASE("an exhibit is exported as the bytes it was, under a name that is safe, and the export is signed") {
  TeamWorld world;
  const std::string hostile = GENERATE(std::string("../../etc/passwd"), std::string("..\\..\\boot.ini"),
                                       std::string(".bashrc"), std::string("CON"), std::string("a\xE2\x80\xAEgpj.exe"),
                                       std::string("-rf"), std::string("x\ny.txt"), std::string(250, 'n'));
  const Bytes content = to_bytes(as_bytes("invented evidence"));
  const sync::ObjectId exhibit = world.exhibit("R7", hostile, content);
  const std::vector<field::ExportedFile> out =
      need(field::export_exhibit(world.r7(), exhibit, "/out", "for the court", world.progress));
  REQUIRE(out.size() == 1);
  const std::string& path = out[0].path;
  INFO(path);
  CHECK(path.starts_with("/out/001-"));
  CHECK(path.find('/', 5) == std::string::npos);
  CHECK(path.find('\\') == std::string::npos);
  CHECK(path.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(path.find('\n') == std::string::npos);
  CHECK(world.files.content(path) == content);
  CHECK(out[0].sha256 == crypto::sha256(content));
  bool is_signed = false;
  for (const store::StoredEntry& stored : need(store::entries_of(world.r7(), exhibit))) {
    is_signed = is_signed || stored.signed_entry.entry.type == sync::EntryType::Export;
  }
  CHECK(is_signed);
}

TEST_CASE("an export writes over nothing, needs a reason, and what failed leaves nothing behind") {
  TeamWorld world;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  CHECK(field::export_exhibit(world.r7(), exhibit, "/out", "", world.progress).error().reason == field::kReasonNeeded);
  CHECK(field::export_exhibit(world.r7(), world.random.id(), "/out", "why", world.progress).error().reason ==
        field::kExhibitUnknown);
  world.files.put("/out/001-plan.txt", as_bytes("somebody else's"));
  const std::uint64_t entries = need(store::journal_size(world.r7()));
  CHECK(field::export_exhibit(world.r7(), exhibit, "/out", "why", world.progress).error().reason ==
        field::kExportExists);
  CHECK(world.files.content("/out/001-plan.txt") == to_bytes(as_bytes("somebody else's")));
  CHECK(need(store::journal_size(world.r7())) == entries);
  // The disk fails at each step of an export in turn: no unsigned file stays.
  for (std::uint64_t step = 1; step < 40; ++step) {
    world.files.fail_at = world.files.calls + step;
    const Result<std::vector<field::ExportedFile>> out =
        field::export_exhibit(world.r7(), exhibit, "/other", "why", world.progress);
    world.files.fail_at = 0;
    if (out.ok()) break;
    for (const std::string& path : world.files.paths()) CHECK_FALSE(path.starts_with("/other/"));
  }
}

TEST_CASE("a hand-over that both sides signed is paired and leaves no gap, in whatever order it arrives") {
  TeamWorld world;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  const field::SubmitAnswer given = hand(world, "R7", {exhibit, true, "R8-S1", "HF-1", "gate", "to the lab", {}});
  CHECK(gap_codes(world.r7()) == std::vector<std::string>{"unpaired"});
  world.clock.now_ms -= 600'000;  // the taker's clock is behind
  hand(world, "R8", {exhibit, false, "R7-S1", "HF-1", "gate", "", entry_of(world.r7(), given.record)});
  world.clock.now_ms += 600'000;
  const bool giver_first = GENERATE(true, false);
  world.carry(giver_first ? "R7" : "R8");
  world.carry(giver_first ? "R8" : "R7");
  CHECK(gap_codes(world.hq()).empty());
  const std::vector<field::CustodyStep> steps = need(field::custody_of(world.hq(), exhibit));
  REQUIRE(steps.size() == 2);
  CHECK((steps[0].paired && steps[1].paired));
  CHECK(steps[0].entry == entry_of(world.r7(), given.record));
  CHECK(steps[1].from == "R7-S1");
  CHECK(steps[1].to == "R8-S1");
}

TEST_CASE("one person cannot sign both sides of a hand-over") {
  TeamWorld world;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  const field::SubmitAnswer given = hand(world, "R7", {exhibit, true, "R7-S1", "", "", "", {}});
  hand(world, "R7", {exhibit, false, "R7-S1", "", "", "", entry_of(world.r7(), given.record)});
  CHECK(gap_codes(world.r7()) == std::vector<std::string>{"unpaired", "unpaired"});
}

TEST_CASE("each kind of gap in a custody chain is named") {
  TeamWorld world;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  const std::string id = to_hex(exhibit);
  // Another number on the bag than at intake.
  hand(world, "R7", {exhibit, true, "the laboratory", "HF-2", "", "", {}});
  // It comes back from somebody who never had it.
  world.clock.now_ms += 60'000;
  world.submit("R7", "custody",
               R"({"action": "take", "at": "2026-09-22T10:00:00.000Z", "from_who": "a stranger",
      "to_who": "R7-S1", "exhibit": ")" +
                   id + "\"}");
  world.submit("R7", "custody",
               R"({"action": "open", "at": "2026-09-23T10:00:00.000Z", "from_who": "R7-S1",
      "to_who": "R7-S1", "exhibit": ")" +
                   id + "\"}");
  const std::vector<std::string> codes = gap_codes(world.r7());
  CHECK(codes ==
        std::vector<std::string>{"from_is_not_last_to", "no_check_after_open", "seal_jump", "unpaired", "unpaired"});
  CHECK(field::hand_over(world.r7(), {world.random.id(), true, "x", "", "", "", {}}, world.progress).error().reason ==
        field::kExhibitUnknown);
}

}  // namespace
}  // namespace holdfast::test
