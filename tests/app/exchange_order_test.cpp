// Any order of arrival gives one state: the promise of sync/FORMAT.md, "Merge", held by the whole way into a vault.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

#include "app/store/tips_store.h"
#include "app/store/views.h"
#include "crypto/hash.h"
#include "sync/reasons.h"
#include "sync/tip.h"
#include "tests/app/exchange_world.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

struct Parcel {
  std::string name;
  Bytes file;
};

// Segments 1-4, 5-8, 9-12, an overlap 3-6, a tip and the media of two records, as R7 would have sent them.
std::vector<Parcel> parcels(ExchangeWorld& world, const Bytes& content) {
  const crypto::SigningKey& key = world.r7().signing_key();
  sync::Tip tip;
  tip.sender = world.r7().device();
  tip.ref = world.random.id();
  tip.text = "invented tip";
  const auto tip_file =
      sync::write_tip(tip, key, world.hq().roster()->current_epoch().bundle, world.random, world.pool);
  REQUIRE(tip_file.ok());
  CraftedChain chain(world, key);
  std::vector<sync::BlobFact> facts;
  for (int i = 0; i < 12; ++i) {
    sync::Values values{{"story", CborValue("invented " + std::to_string(i))}};
    if (i == 2 || i == 10) {
      const sync::BlobFact fact = fact_of(world.random.id(), content);
      values[sync::blob_path(fact.ref)] = sync::blob_leaf(fact);
      chain.next_blobs = {fact.ref};
      facts.push_back(fact);
    }
    if (i == 7) values["@tip"] = CborValue(to_bytes(crypto::sha256(*tip_file)));
    if (i == 5) chain.next_parents = {chain.entries[2].hash, chain.entries[4].hash};
    chain.add(values, world_form().hash);
  }
  const auto segment = [&](std::uint64_t number, std::size_t from, std::size_t to) {
    CraftedBundle parts;
    parts.signer = &key;
    parts.number = number;
    parts.entries.assign(chain.entries.begin() + static_cast<std::ptrdiff_t>(from - 1),
                         chain.entries.begin() + static_cast<std::ptrdiff_t>(to));
    parts.openings.assign(chain.openings.begin() + static_cast<std::ptrdiff_t>(from - 1),
                          chain.openings.begin() + static_cast<std::ptrdiff_t>(to));
    return craft(world, parts);
  };
  CraftedBundle media;
  media.signer = &key;
  media.number = 5;
  media.kind = sync::BundleKind::Media;
  const std::size_t holders[] = {2, 10};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    sync::SectionContent section = sync::section_from_bytes(sync::SectionType::Blob, content, 0);
    section.section.blob = sync::BlobPart{facts[i].ref, chain.entries[holders[i]].hash, 0, content.size()};
    media.more.push_back(section);
  }
  return {{"1-4", segment(1, 1, 4)},  {"5-8", segment(2, 5, 8)},      {"9-12", segment(3, 9, 12)},
          {"3-6", segment(4, 3, 6)},  {"media", craft(world, media)}, {"tip", *tip_file}};
}

// Everything that a person would see, and the journal's own hash.
std::string visible_state(ExchangeWorld& world) {
  std::string out = to_hex(state_of(world, kHq)) + "\n";
  const auto tips = store::list_tips(world.hq());
  REQUIRE(tips.ok());
  for (const auto& row : *tips) out += row.tip.text + (row.in_journal ? " is in the journal\n" : " is not\n");
  const auto records = store::list_records(world.hq(), {});
  REQUIRE(records.ok());
  for (const auto& record : *records) {
    out += to_hex(record.id) + " " + record.state + " " + std::to_string(record.blobs) + "\n";
    const auto values = store::current_values(world.hq(), record.id);
    REQUIRE(values.ok());
    for (const auto& value : *values) {
      out += "  " + value.path + " " + to_hex(encode_value(value.value)) + " " + to_hex(value.entry) + "\n";
    }
  }
  const auto receipt = exchange::build_receipt(world.hq(), world.r7().device());
  for (const auto& range : receipt->held) {
    out += std::to_string(range.from) + "-" + std::to_string(range.to) + " " + to_hex(range.head) + "\n";
  }
  for (const std::uint64_t seq : receipt->media_wanted_for) out += "wants media of " + std::to_string(seq) + "\n";
  return out;
}

}  // namespace

TEST_CASE("segments, an overlap, a tip and media give one state in every order of arrival") {
  ExchangeWorld maker;
  const Bytes content = sample_bytes(5000, 9);
  const std::vector<Parcel> all = parcels(maker, content);
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
  std::string expected;
  std::size_t orders = 0;
  std::set<std::pair<std::size_t, std::size_t>> places;  // parcel, when it came
  do {
    // All 720 orders differ only in when each comes; every eleventh is enough for a plain run: every parcel stands in
    // every place among them.
    if (orders++ % 11 != 0) continue;
    for (std::size_t i = 0; i < order.size(); ++i) places.insert({order[i], i});
    ExchangeWorld world;
    std::string way;
    for (const std::size_t i : order) {
      way += all[i].name + " ";
      const auto outcome = import_bytes(world, all[i].file);
      INFO(way << outcome.code);
      REQUIRE((outcome.state == exchange::ImportState::Applied || outcome.state == exchange::ImportState::Tip));
      REQUIRE(outcome.held.empty());
      REQUIRE(outcome.damaged_blobs.empty());
    }
    INFO(way);
    if (expected.empty()) expected = visible_state(world);
    REQUIRE(visible_state(world) == expected);
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(orders == 720);
  CHECK(places.size() == 36);
  CHECK(expected.find("wants media") == std::string::npos);
  CHECK(expected.find("1-12") != std::string::npos);
  CHECK(expected.find("is in the journal") != std::string::npos);
}

TEST_CASE("media that came before its facts is kept, and claimed when they come") {
  ExchangeWorld world;
  const Bytes content = sample_bytes(5000, 9);
  const std::vector<Parcel> all = parcels(world, content);
  const auto early = import_bytes(world, all[4].file);
  CHECK(early.state == exchange::ImportState::Applied);
  CHECK(store::list_unclaimed(world.hq())->size() == 2);
  import_bytes(world, all[0].file);
  CHECK(store::list_unclaimed(world.hq())->size() == 1);
  import_bytes(world, all[2].file);
  CHECK(store::list_unclaimed(world.hq())->empty());
}

}  // namespace holdfast::test
