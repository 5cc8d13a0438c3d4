// Two histories of one device: both are kept and shown, one of them stands, a person decides which.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "app/store/checks.h"
#include "app/store/forks.h"
#include "app/store/quarantine.h"
#include "app/store/verify.h"
#include "app/store/views.h"
#include "sync/reasons.h"
#include "tests/app/exchange_world.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

using exchange::History;
using exchange::ImportState;
using exchange::Release;

// R7's key in two places: three entries that both have, then two of the one and three of the other.
class TwoHistories {
 public:
  TwoHistories() : one_(world, world.r7().signing_key()), other_(world, world.r7().signing_key()) {
    for (int i = 0; i < 3; ++i) add(one_, "common");
    other_.after(one_.entries.back());
    other_.entries = one_.entries;
    other_.openings = one_.openings;
    for (int i = 0; i < 2; ++i) add(one_, "one");
    for (int i = 0; i < 3; ++i) add(other_, "other");
  }

  // Entries from..to of a history as one bundle.
  Bytes bundle(const CraftedChain& chain, std::uint64_t number, std::size_t from, std::size_t to) {
    CraftedBundle parts;
    parts.signer = &world.r7().signing_key();
    parts.number = number;
    for (std::size_t i = from - 1; i < to; ++i) {
      parts.entries.push_back(chain.entries[i]);
      parts.openings.push_back(chain.openings[i]);
    }
    return craft(world, parts);
  }
  const CraftedChain& one() const { return one_; }
  const CraftedChain& other() const { return other_; }
  void add(CraftedChain& chain, const char* story) {
    chain.add({{"story", CborValue(std::string("invented: ") + story)}}, world_form().hash);
  }
  CraftedChain& one() { return one_; }
  CraftedChain& other() { return other_; }

  exchange::ImportOutcome take(const Bytes& bytes) { return import_bytes(world, bytes); }
  exchange::RetryOutcome decide(std::int64_t id, History stays) {
    auto done = exchange::retry_quarantined(world.hq(), id, Release{stays}, progress);
    REQUIRE(done.ok());
    return std::move(done).value();
  }

  // Every entry of R7 that is here, with the code that holds it.
  std::map<std::string, std::string> kept() {
    std::map<std::string, std::string> out;
    for (const CraftedChain* chain : {&one_, &other_}) {
      for (const sync::SignedEntry& entry : chain->entries) {
        const auto stored = store::find_entry(world.hq(), entry.hash);
        REQUIRE(stored.ok());
        if (*stored) out[to_hex(entry.hash)] = (*stored)->held;
      }
    }
    return out;
  }
  // The records of the two that count: those that a list shows as open.
  std::size_t counted(const CraftedChain& chain) {
    std::size_t out = 0;
    for (std::size_t i = 3; i < chain.entries.size(); ++i) {
      const auto record = store::find_record(world.hq(), chain.entries[i].entry.object);
      REQUIRE(record.ok());
      if (*record && (*record)->state == "open") ++out;
    }
    return out;
  }
  std::string story(const sync::SignedEntry& entry) {
    const auto opening = store::get_opening(world.hq(), entry);
    REQUIRE(opening.ok());
    return *sync::opening_values(*opening).at("story").text();
  }
  const store::QuarantineRow row(std::int64_t id) {
    const auto rows = store::list_quarantine(world.hq());
    REQUIRE(rows.ok());
    for (const auto& found : *rows) {
      if (found.id == id) return found;
    }
    FAIL("no such row");
    return {};
  }

  ExchangeWorld world;
  NoProgress progress;

 private:
  CraftedChain one_;
  CraftedChain other_;
};

}  // namespace

TEST_CASE("a fork puts the standing entries from its point on in doubt, and the device's later files wait") {
  TwoHistories team;
  REQUIRE(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Applied);
  const auto fork = team.take(team.bundle(team.other(), 2, 2, 6));
  CHECK(fork.code == sync::kChainFork.code());
  CHECK(fork.fork_from == 4);
  const auto open = store::open_forks(team.world.hq());
  REQUIRE(open->size() == 1);
  CHECK(open->front().from == 4);
  CHECK(store::entries_in_doubt(team.world.hq(), team.world.r7().device(), 4).value() == 2);
  // What was taken in before the fork and lies on the same stick is no news.
  CHECK(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Repeated);
  // The standing history goes on, and waits all the same: nobody knows yet which laptop is the true one.
  team.add(team.one(), "one, later");
  CHECK(team.take(team.bundle(team.one(), 3, 6, 6)).code == exchange::kSenderForked.code());
  CHECK(team.counted(team.one()) == 2);
  // What both have in common is still welcome.
  CHECK(team.take(team.bundle(team.one(), 4, 1, 3)).state == ImportState::Applied);
  // Looking again decides nothing.
  const auto again = exchange::retry_quarantined(team.world.hq(), 1, {}, team.progress);
  CHECK(again->file.code == sync::kChainFork.code());
  CHECK(team.row(1).state == "waiting");
}

TEST_CASE("a fork is released only by saying which history stays") {
  TwoHistories team;
  REQUIRE(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Applied);
  team.take(team.bundle(team.other(), 2, 4, 6));
  const std::string before = outside_quarantine(team.world, kHq);
  const auto silent = exchange::retry_quarantined(team.world.hq(), 1, Release{}, team.progress);
  REQUIRE(!silent.ok());
  CHECK(silent.error().reason == exchange::kForkChoice);
  CHECK(outside_quarantine(team.world, kHq) == before);
}

TEST_CASE("what stands stays: the other history is kept, readable, and counts nowhere") {
  TwoHistories team;
  REQUIRE(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Applied);
  team.take(team.bundle(team.other(), 2, 2, 6));
  const auto done = team.decide(1, History::Here);
  CHECK(done.file.state == ImportState::Applied);
  CHECK(done.file.new_entries == 3);
  CHECK(team.counted(team.one()) == 2);
  CHECK(team.counted(team.other()) == 0);
  for (std::size_t i = 3; i < 6; ++i) {
    const sync::SignedEntry& entry = team.other().entries[i];
    CHECK(team.kept().at(to_hex(entry.hash)) == sync::kEntryFork.code());
    CHECK(team.story(entry) == "invented: other");
  }
  CHECK(team.row(1).state == "released");
  CHECK(store::open_quarantined(team.world.hq(), 1).ok());  // the file is kept for ever
  CHECK(store::open_forks(team.world.hq())->empty());
  // The decision is signed, and names what it decided.
  const auto head = store::own_head(team.world.hq());
  const auto decision = store::entry_at(team.world.hq(), team.world.hq().device(), head->seq);
  REQUIRE((*decision)->signed_entry.entry.type == sync::EntryType::Release);
  const auto values = sync::opening_values(store::get_opening(team.world.hq(), (*decision)->signed_entry).value());
  CHECK(*values.at("@fork/stays").text() == "here");
  CHECK(*values.at("@fork/here").bytes() == to_bytes(team.one().entries[3].hash));
  CHECK(exchange::build_receipt(team.world.hq(), team.world.r7().device())->held_entries.empty());
  NoProgress progress;
  CHECK(store::verify_vault(team.world.hq(), progress)->findings.empty());
}

TEST_CASE("the file stays: it takes the place of what stood, which is kept and counts nowhere") {
  TwoHistories team;
  REQUIRE(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Applied);
  team.take(team.bundle(team.other(), 2, 2, 6));
  CHECK(team.decide(1, History::File).file.new_entries == 3);
  CHECK(team.counted(team.one()) == 0);
  CHECK(team.counted(team.other()) == 3);
  CHECK(team.kept().size() == 8);
  CHECK(team.story(team.one().entries[4]) == "invented: one");
  const auto held = store::held_ranges(team.world.hq(), team.world.r7().device());
  REQUIRE(held->size() == 1);
  CHECK(held->front().head == team.other().entries.back().hash);
  NoProgress progress;
  CHECK(store::verify_vault(team.world.hq(), progress)->findings.empty());
  // The same after the views were filled again, and after a power cut.
  REQUIRE(store::rebuild(team.world.hq(), progress).ok());
  team.world.power_cut();
  CHECK(team.counted(team.one()) == 0);
  CHECK(team.counted(team.other()) == 3);
}

TEST_CASE("whichever history came first, the same decision leaves the same records") {
  TwoHistories team;
  const Bytes one = team.bundle(team.one(), 1, 1, 5);
  const Bytes other = team.bundle(team.other(), 1, 1, 6);
  std::map<std::string, std::string> first;
  SECTION("the one first") {
    team.take(one);
    CHECK(team.take(other).code == sync::kChainFork.code());
    team.decide(1, History::Here);
  }
  SECTION("the other first") {
    team.take(other);
    CHECK(team.take(one).code == sync::kChainFork.code());
    team.decide(1, History::File);
  }
  for (std::size_t i = 0; i < 5; ++i) CHECK(team.kept().at(to_hex(team.one().entries[i].hash)).empty());
  for (std::size_t i = 3; i < 6; ++i) {
    CHECK(team.kept().at(to_hex(team.other().entries[i].hash)) == sync::kEntryFork.code());
  }
  CHECK(team.counted(team.one()) == 2);
  CHECK(team.counted(team.other()) == 0);
}

TEST_CASE("what waited for the decision is taken by it, each file into its own history") {
  TwoHistories team;
  team.take(team.bundle(team.one(), 1, 1, 5));
  team.take(team.bundle(team.other(), 1, 1, 5));
  CHECK(team.take(team.bundle(team.other(), 2, 6, 6)).code == exchange::kSenderForked.code());
  team.add(team.one(), "one, later");
  CHECK(team.take(team.bundle(team.one(), 2, 6, 6)).code == exchange::kSenderForked.code());
  const auto done = team.decide(1, History::Here);
  CHECK(done.then.size() == 2);
  CHECK(team.counted(team.one()) == 3);
  CHECK(team.counted(team.other()) == 0);
  CHECK(team.kept().size() == 9);
  // The laptop that was decided against goes on, as it does not know yet: kept, and nobody has to decide again.
  team.add(team.other(), "other, later");
  const auto later = team.take(team.bundle(team.other(), 3, 7, 7));
  CHECK(later.state == ImportState::Applied);
  REQUIRE(later.held.size() == 1);
  CHECK(later.held[0].code == sync::kEntryFork.code());
  CHECK(team.counted(team.other()) == 0);
}

TEST_CASE("a third history is a fork of its own") {
  TwoHistories team;
  team.take(team.bundle(team.one(), 1, 1, 5));
  team.take(team.bundle(team.other(), 2, 4, 6));
  team.decide(1, History::Here);
  CraftedChain third(team.world, team.world.r7().signing_key());
  third.after(team.one().entries[3]);
  third.add({{"story", CborValue("invented: third")}}, world_form().hash);
  CraftedBundle parts;
  parts.signer = &team.world.r7().signing_key();
  parts.number = 9;
  parts.entries = third.entries;
  parts.openings = third.openings;
  const auto outcome = team.take(craft(team.world, parts));
  CHECK(outcome.code == sync::kChainFork.code());
  CHECK(outcome.fork_from == 5);
}

TEST_CASE("a restored laptop that uses a number again is a fork where its entries differ") {
  TwoHistories team;
  team.take(team.bundle(team.one(), 1, 1, 5));
  const auto outcome = team.take(team.bundle(team.other(), 1, 1, 6));
  CHECK(outcome.code == sync::kChainFork.code());
  CHECK(outcome.fork_from == 4);
}

// What HQ has decided about R7's histories, the oldest first.
std::vector<std::string> decisions(TwoHistories& team) {
  std::vector<std::string> out;
  sync::EntryHash before{};
  const auto releases = store::own_releases(team.world.hq());
  REQUIRE(releases.ok());
  for (const store::StoredEntry& stored : *releases) {
    const auto values = sync::opening_values(store::get_opening(team.world.hq(), stored.signed_entry).value());
    out.push_back(*values.at("@fork/stays").text());
    // Each names the one that it takes back.
    if (out.size() > 1) CHECK(stored.signed_entry.entry.parents == std::vector<sync::EntryHash>{before});
    before = stored.signed_entry.hash;
  }
  return out;
}

TEST_CASE("a decision between two histories can be taken back, again and again, and all decisions are kept") {
  TwoHistories team;
  const History first = GENERATE(History::Here, History::File);
  const History second = first == History::Here ? History::File : History::Here;
  REQUIRE(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Applied);
  team.take(team.bundle(team.other(), 2, 2, 6));
  team.decide(1, first);
  const auto kept = team.kept();
  const auto same = exchange::retry_quarantined(team.world.hq(), 1, Release{first}, team.progress);
  REQUIRE(!same.ok());
  CHECK(same.error().reason == exchange::kForkSame);
  const auto again = team.decide(1, second);
  CHECK(again.decided_again);
  CHECK(team.counted(team.one()) == (second == History::Here ? 2u : 0u));
  CHECK(team.counted(team.other()) == (second == History::File ? 3u : 0u));
  CHECK(team.kept().size() == 8);
  CHECK(store::verify_vault(team.world.hq(), team.progress)->findings.empty());
  const auto head = store::held_ranges(team.world.hq(), team.world.r7().device());
  REQUIRE(head->size() == 1);
  CHECK(head->front().head == (second == History::Here ? team.one() : team.other()).entries.back().hash);
  // What the history that does not stand any more goes on with is kept beside it without another decision.
  CraftedChain& loser = second == History::Here ? team.other() : team.one();
  team.add(loser, "later");
  const std::size_t count = loser.entries.size();
  const auto later = team.take(team.bundle(loser, 7, count, count));
  REQUIRE(later.held.size() == 1);
  CHECK(later.held[0].code == sync::kEntryFork.code());
  // And back: as if the second decision had never been, but that it can be read.
  team.decide(1, first);
  for (const auto& [hash, code] : kept) CHECK(team.kept().at(hash) == code);
  CHECK(team.counted(loser) == count - 3);
  const std::string a = first == History::Here ? "here" : "file";
  const std::string b = first == History::Here ? "file" : "here";
  CHECK(decisions(team) == std::vector<std::string>{a, b, a});
  team.world.power_cut();
  CHECK(team.counted(loser) == count - 3);
  REQUIRE(store::rebuild(team.world.hq(), team.progress).ok());
  CHECK(team.counted(loser) == count - 3);
}

TEST_CASE("headquarters that dies while it decides again has decided wholly or not at all") {
  std::uint64_t points = 0;
  for (std::uint64_t n = 1;; ++n) {
    TwoHistories team;
    team.take(team.bundle(team.one(), 1, 1, 5));
    team.take(team.bundle(team.other(), 2, 2, 6));
    team.decide(1, History::Here);
    team.world.files.fail_at = team.world.files.calls + n;
    team.world.files.fail_ever_after = true;
    (void)exchange::retry_quarantined(team.world.hq(), 1, Release{History::File}, team.progress);
    const bool reached = team.world.files.calls >= team.world.files.fail_at;
    team.world.power_cut();
    INFO("killed at call " << n);
    const bool decided = decisions(team).size() == 2;
    REQUIRE(team.counted(team.one()) == (decided ? 0u : 2u));
    REQUIRE(team.counted(team.other()) == (decided ? 3u : 0u));
    if (!reached) break;
    ++points;
  }
  CHECK(points > 5);
}

TEST_CASE("verify checks the signatures of a history that was set aside") {
  TwoHistories team;
  REQUIRE(team.take(team.bundle(team.one(), 1, 1, 5)).state == ImportState::Applied);
  team.other().entries[4].signature[3] ^= 1;  // came false: found out at headquarters, and held for that too
  team.take(team.bundle(team.other(), 2, 2, 6));
  team.decide(1, History::Here);
  REQUIRE(exchange::check_signatures(team.world.hq(), team.progress).value() == 1);
  CHECK(store::verify_vault(team.world.hq(), team.progress)->findings.empty());
  // Changed here, later.
  REQUIRE(team.world.hq().database().run("UPDATE entry SET signature = zeroblob(64) WHERE aside = 1 AND seq = 6").ok());
  REQUIRE(team.world.hq().database().changes() == 1);
  const auto found = store::verify_vault(team.world.hq(), team.progress);
  REQUIRE(found->findings.size() == 1);
  CHECK(found->findings[0].code == store::kVaultRolledBack.code());
  CHECK(found->findings[0].what.find("entry 6") != std::string::npos);
}

TEST_CASE("headquarters that dies at any point of a decision has decided wholly or not at all") {
  std::uint64_t points = 0;
  for (std::uint64_t n = 1;; ++n) {
    TwoHistories team;
    team.take(team.bundle(team.one(), 1, 1, 5));
    team.take(team.bundle(team.other(), 2, 2, 6));
    team.world.files.fail_at = team.world.files.calls + n;
    team.world.files.fail_ever_after = true;
    (void)exchange::retry_quarantined(team.world.hq(), 1, Release{History::File}, team.progress);
    const bool reached = team.world.files.calls >= team.world.files.fail_at;
    team.world.power_cut();
    INFO("killed at call " << n);
    const bool decided = team.row(1).state == "released";
    REQUIRE(team.counted(team.one()) == (decided ? 0u : 2u));
    REQUIRE(team.counted(team.other()) == (decided ? 3u : 0u));
    if (!decided) REQUIRE(team.decide(1, History::File).file.new_entries == 3);
    REQUIRE(team.counted(team.other()) == 3);
    if (!reached) break;
    ++points;
  }
  CHECK(points > 10);
}

}  // namespace holdfast::test
