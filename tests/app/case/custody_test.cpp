// Invented stories of one exhibit, each with one hole or none.
#include "app/case/custody.h"

#include <catch2/catch_test_macros.hpp>

#include "app/case/interpreter.h"

using namespace holdfast;
using namespace holdfast::cases;

namespace {

constexpr std::int64_t kHour = 3'600'000;

Hash256 entry_of(std::uint8_t number) {
  Hash256 out{};
  out[0] = number;
  return out;
}

struct Story {
  std::vector<CustodyAct> acts;
  std::uint8_t next = 1;

  CustodyAct& add(std::string action, std::string from, std::string to, std::int64_t hour, std::string signer) {
    CustodyAct act;
    act.action = std::move(action);
    act.from = std::move(from);
    act.to = std::move(to);
    act.at_ms = hour * kHour;
    act.when = "hour " + std::to_string(hour);
    act.entry = entry_of(next++);
    act.signer = std::move(signer);
    acts.push_back(std::move(act));
    return acts.back();
  }
  // Both sides of a hand-over.
  void hand(const std::string& from, const std::string& to, std::int64_t hour) {
    const Hash256 given = add("give", from, to, hour, from).entry;
    add("take", from, to, hour + 1, to).other_side = to_hex(given);
  }
  std::string holes(std::string seal = "") const {
    std::string out;
    for (const CustodyHole& hole : custody_holes(in_custody_order(acts), std::move(seal))) {
      out += (out.empty() ? "" : " ") + hole.code;
    }
    return out;
  }
};

}  // namespace

TEST_CASE("A story in which everybody signed has no hole") {
  Story story;
  story.hand("A1", "B1", 0);
  story.hand("B1", "C1", 48);
  story.add("open", "C1", "", 60, "C1");
  story.add("examine", "C1", "", 61, "C1").hash_checked = true;
  CHECK(story.holes("S-1").empty());
  for (std::size_t i = 0; i < 4; ++i) CHECK(is_paired(story.acts, i));
}

TEST_CASE("Each hole of custody has its own word") {
  Story one_side;
  one_side.add("give", "A1", "B1", 0, "A1");
  CHECK(one_side.holes() == "unpaired");

  Story same_signer;  // one person cannot sign both sides
  const Hash256 given = same_signer.add("give", "A1", "B1", 0, "A1").entry;
  same_signer.add("take", "A1", "B1", 1, "A1").other_side = to_hex(given);
  CHECK(same_signer.holes() == "unpaired unpaired from_is_not_last_to");

  Story other_names;
  const Hash256 first = other_names.add("give", "A1", "B1", 0, "A1").entry;
  other_names.add("take", "A1", "X9", 1, "B1").other_side = to_hex(first);
  CHECK(other_names.holes() == "unpaired");
  CHECK(!is_paired(other_names.acts, 0));

  Story jump;
  jump.hand("A1", "B1", 0);
  jump.hand("C1", "D1", 48);
  CHECK(jump.holes() == "from_is_not_last_to");

  Story seal;
  seal.hand("A1", "B1", 0);
  seal.acts[1].tamper_seal = "S-2";
  CHECK(seal.holes("S-1") == "seal_jump");
  CHECK(seal.holes("S-2").empty());
  CHECK(seal.holes("").empty());  // nobody here knows what it was

  Story resealed;
  resealed.add("reseal", "A1", "", 0, "A1").seal_new = "S-2";
  resealed.add("checkin", "A1", "", 1, "A1").tamper_seal = "S-2";
  CHECK(resealed.holes("S-1").empty());

  Story broken;
  broken.add("checkin", "A1", "", 1, "A1").seal_state = "broken_unexplained";
  CHECK(broken.holes("S-1") == "seal_broken");
  broken.acts[0].seal_state = "broken_explained";
  CHECK(broken.holes("S-1").empty());
}

TEST_CASE("An opened bag asks for a check at the next step, and at the end of the story") {
  Story story;
  story.add("open", "A1", "", 0, "A1");
  CHECK(story.holes() == "no_check_after_open");
  story.add("copy", "A1", "", 1, "A1");
  CHECK(story.holes() == "no_check_after_open");
  story.acts[1].hash_checked = true;
  CHECK(story.holes().empty());
  story.acts[1].hash_differs = true;
  CHECK(story.holes() == "hash_differs");
}

TEST_CASE("Hours between two sides are clocks; days are a hole") {
  Story late;
  const Hash256 given = late.add("give", "A1", "B1", 0, "A1").entry;
  late.add("take", "A1", "B1", 25, "B1").other_side = to_hex(given);
  CHECK(late.holes() == "time_overlap");
  late.acts[1].at_ms = 24 * kHour;
  CHECK(late.holes().empty());

  Story early;  // the taker's clock is behind: the answer still follows the word it answers
  const Hash256 word = early.add("give", "A1", "B1", 30, "A1").entry;
  early.add("take", "A1", "B1", 20, "B1").other_side = to_hex(word);
  CHECK(early.holes().empty());
  CHECK(in_custody_order(early.acts)[0].action == "give");
  early.acts[1].at_ms = 5 * kHour;
  CHECK(early.holes() == "time_overlap");
}

TEST_CASE("Whoever does not have an exhibit cannot act on it") {
  Story story;
  story.hand("A1", "B1", 0);
  story.add("examine", "C1", "", 5, "C1").hash_checked = true;
  CHECK(story.holes() == "not_the_holder");
  story.acts[2].from = "B1";
  CHECK(story.holes().empty());
  story.acts[2].from.clear();
  CHECK(story.holes().empty());
}

TEST_CASE("The order of arrival does not change what is found") {
  Story story;
  story.hand("A1", "B1", 0);
  story.hand("C1", "D1", 48);
  const std::string found = story.holes();
  std::vector<CustodyAct> acts = story.acts;
  std::sort(acts.begin(), acts.end(), [](const CustodyAct& a, const CustodyAct& b) { return a.entry < b.entry; });
  do {
    Story shuffled;
    shuffled.acts = acts;
    CHECK(shuffled.holes() == found);
  } while (std::next_permutation(acts.begin(), acts.end(),
                                 [](const CustodyAct& a, const CustodyAct& b) { return a.entry < b.entry; }));
}

TEST_CASE("An interpreter who stands elsewhere in the records raises the alarm") {
  InterpreterFacts interpreter;
  interpreter.name = "Invented Name";
  interpreter.phone = "+60 12 345 6789";
  interpreter.not_from_site = interpreter.no_link_to_party = interpreter.no_link_to_community = true;
  interpreter.not_embassy = interpreter.secrecy = true;
  interpreter.checked = *parse_date("2026-06-01");
  const Day today = *parse_day("2026-11-24");
  const auto codes = [&](const std::vector<NameElsewhere>& elsewhere) {
    std::string out;
    for (const InterpreterAlarm& alarm : interpreter_alarms(interpreter, elsewhere, today)) out += alarm.code + " ";
    return out;
  };
  using Role = NameElsewhere::Role;
  CHECK(codes({}).empty());
  CHECK(may_interpret(interpreter, {}, today));
  CHECK(codes({{Role::Controller, "Boss; NAME  inv\xC3\xA9nted", "", {}}}) == "seen_as_controller ");
  CHECK(codes({{Role::Resident, "Invented Name", "", {}}}) == "resident ");
  CHECK(codes({{Role::Resident, "Invented", "", {}}}).empty());  // half a name is nobody
  CHECK(codes({{Role::Controller, "", "012-345 6789", {}}}) == "seen_as_controller ");
  CHECK(codes({{Role::Controller, "", "6789", {}}}).empty());
  CHECK(codes({{Role::Controller, "Boss Li, 0060123456789; li_88", "", {}}}) == "seen_as_controller ");
  CHECK(codes({{Role::Resident, "", "", {}, "M1234567"}}).empty());  // nobody wrote the interpreter's down
  interpreter.document = "m 123-4567";
  CHECK(codes({{Role::Resident, "", "", {}, "M1234567"}}) == "resident ");
  CHECK(codes({{Role::Resident, "", "", {}, "M1234568"}}).empty());
  interpreter.document = "1-2";
  CHECK(codes({{Role::Resident, "", "", {}, "12"}}).empty());
  interpreter.document.clear();
  interpreter.active = false;
  CHECK(!may_interpret(interpreter, {}, today));
  interpreter.checked = *parse_date("2025-01");
  CHECK(codes({}) == "check_old ");
  interpreter.checked.reset();
  CHECK(codes({}) == "check_old ");
  for (bool* check : {&interpreter.not_from_site, &interpreter.no_link_to_party, &interpreter.no_link_to_community,
                      &interpreter.not_embassy, &interpreter.secrecy}) {
    *check = false;
    CHECK(codes({}) == "check_open ");
    *check = true;
  }
}
