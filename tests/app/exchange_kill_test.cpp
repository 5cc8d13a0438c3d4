// The process dies and the power goes at every call that changes the disk, while a bundle is written and while it is
// imported. No acknowledged record may be lost, and everything goes on by itself.
#include <catch2/catch_test_macros.hpp>

#include <cstdio>

#include "tests/app/exchange_world.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

using exchange::ImportState;

// Two open records, one of them with a file, and a sealed one with a file.
struct Written {
  std::vector<sync::SignedEntry> entries;
  Bytes open_file;
  Bytes sealed_file;
};

Written write_three(ExchangeWorld& world) {
  Written out;
  out.open_file = sample_bytes(20'000, 1);
  out.sealed_file = sample_bytes(20'000, 2);
  out.entries.push_back(write_record(world, kR7, {"open", {}, false}));
  out.entries.push_back(write_record(world, kR7, {"open with a file", out.open_file, false}));
  out.entries.push_back(write_record(world, kR7, {"sealed with a file", out.sealed_file, true}));
  return out;
}

void fail_from(ExchangeWorld& world, std::uint64_t n) {
  world.files.fail_at = world.files.calls + n;
  world.files.fail_ever_after = true;
}

bool failed(const ExchangeWorld& world) { return world.files.calls >= world.files.fail_at; }

void check_at_hq(ExchangeWorld& world, const Written& written) {
  const auto held = store::held_ranges(world.hq(), written.entries[0].entry.device);
  REQUIRE(held.ok());
  REQUIRE(held->size() == 1);
  REQUIRE(held->front().to == written.entries.size() + 1);  // and the seal entry
  for (const auto& entry : written.entries) {
    const auto opening = store::get_opening(world.hq(), entry);
    REQUIRE(opening.ok());
  }
  const auto content = [&](std::size_t i) {
    const auto source = store::open_blob(world.hq(), written.entries[i].entry.blobs[0]);
    REQUIRE(source.ok());
    return read_all(**source).value();
  };
  REQUIRE(content(1) == written.open_file);
  REQUIRE(content(2) == written.sealed_file);
}

}  // namespace

TEST_CASE("a laptop that dies at any point of writing bundles loses nothing") {
  ExchangeWorld before;
  const Written written = write_three(before);
  const WorldFiles start = before.lock_and_copy();
  std::uint64_t points = 0;
  for (std::uint64_t n = 1;; ++n) {
    ExchangeWorld world(start, {kHq, kR7});
    world.random = FakeRandom(1000 + n);
    fail_from(world, n);
    sync::Folder road = world.road();
    NoProgress progress;
    const auto died = exchange::write_bundles(world.r7(), road, {}, progress);
    const bool reached = failed(world);
    world.power_cut();
    INFO("killed at call " << n);
    // Whatever lies on the stick under a final name is whole.
    for (const auto& outcome : receive(world)) {
      REQUIRE(outcome.state == ImportState::Applied);
      REQUIRE(outcome.held.empty());
    }
    send(world, kR7);
    receive(world);
    check_at_hq(world, written);
    if (!reached) {
      CHECK(died.ok());
      break;
    }
    ++points;
  }
  std::printf("writing bundles: killed at each of %llu changing calls\n", static_cast<unsigned long long>(points));
  CHECK(points > 20);
}

TEST_CASE("headquarters that dies at any point of an import loses nothing and repeats it") {
  ExchangeWorld before;
  const Written written = write_three(before);
  send(before, kR7);
  const auto stick = road_files(before);
  const WorldFiles start = before.lock_and_copy();
  std::uint64_t points = 0;
  for (std::uint64_t n = 1;; ++n) {
    ExchangeWorld world(start, {kHq});
    world.random = FakeRandom(1000 + n);
    fail_from(world, n);
    sync::Folder road = world.road();
    NoProgress progress;
    (void)exchange::import_road(world.hq(), road, progress);
    const bool reached = failed(world);
    world.power_cut();
    INFO("killed at call " << n);
    REQUIRE(road_files(world) == stick);
    for (const auto& outcome : receive(world)) {
      REQUIRE((outcome.state == ImportState::Applied || outcome.state == ImportState::Repeated));
      REQUIRE(outcome.damaged_blobs.empty());
    }
    check_at_hq(world, written);
    REQUIRE(store::list_unclaimed(world.hq())->empty());
    if (!reached) break;
    ++points;
  }
  std::printf("importing: killed at each of %llu changing calls\n", static_cast<unsigned long long>(points));
  CHECK(points > 20);
}

}  // namespace holdfast::test
