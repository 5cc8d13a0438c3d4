#include <catch2/catch_test_macros.hpp>

#include "app/store/forms_store.h"
#include "app/store/views.h"
#include "crypto/hash.h"
#include "sync/reasons.h"
#include "tests/app/exchange_world.h"
#include "tests/app/forms/forms_support.h"

namespace holdfast::test {

namespace {

using exchange::ImportOutcome;
using exchange::ImportState;

constexpr std::size_t kGood = 10;

// Ten good entries around one that is not, the sixth.
struct TenAndOne {
  CraftedChain chain;
  explicit TenAndOne(ExchangeWorld& world) : chain(world, world.r7().signing_key()) {}

  template <typename MakeBad>
  void build(const MakeBad& make_bad) {
    for (std::size_t i = 0; i < kGood / 2; ++i) good(i);
    make_bad();
    for (std::size_t i = kGood / 2; i < kGood; ++i) good(i);
  }
  void good(std::size_t i) { chain.add({{"story", CborValue("good " + std::to_string(i))}}, world_form().hash); }

  ImportOutcome import(ExchangeWorld& world, const std::vector<sync::SectionContent>& more = {}) {
    CraftedBundle parts;
    parts.signer = &world.r7().signing_key();
    parts.entries = chain.entries;
    parts.openings = chain.openings;
    parts.more = more;
    return import_bytes(world, craft(world, parts));
  }
};

// The ten count, the one is held under this code and named in the receipt.
void check_held(ExchangeWorld& world, const ImportOutcome& outcome, std::string_view code) {
  INFO(outcome.code);
  REQUIRE(outcome.state == ImportState::Applied);
  CHECK(outcome.new_entries == kGood + 1);
  REQUIRE(outcome.held.size() == 1);
  CHECK(outcome.held[0].seq == 6);
  CHECK(outcome.held[0].code == code);
  const auto receipt = exchange::build_receipt(world.hq(), world.r7().device());
  REQUIRE(receipt.ok());
  CHECK(receipt->held_entries == std::vector<sync::HeldEntry>{{6, std::string(code)}});
  REQUIRE(receipt->held.size() == 1);
  CHECK(receipt->held[0].to == kGood + 1);
  std::size_t shown = 0;
  const auto records = store::list_records(world.hq(), {});
  REQUIRE(records.ok());
  for (const auto& record : *records) shown += record.state == "open" ? 1 : 0;
  CHECK(shown == kGood);
}

}  // namespace

TEST_CASE("an opening that does not match its entry holds that entry alone, until the right one comes") {
  ExchangeWorld world;
  TenAndOne eleven(world);
  sync::EntryOpening right;
  eleven.build([&] {
    eleven.chain.add({{"story", CborValue("true")}}, world_form().hash);
    right = eleven.chain.openings.back();
    eleven.chain.openings.back().opening =
        sync::make_opening({{"story", CborValue("false")}}, {}, world.random);
  });
  check_held(world, eleven.import(world), sync::kEntryOpeningMismatch.code());
  CraftedBundle later;
  later.signer = &world.r7().signing_key();
  later.number = 2;
  later.openings = {right};
  const ImportOutcome freed = import_bytes(world, craft(world, later));
  CHECK(freed.state == ImportState::Applied);
  CHECK(exchange::build_receipt(world.hq(), world.r7().device())->held_entries.empty());
  CHECK(store::list_records(world.hq(), {})->size() == kGood + 1);
}

TEST_CASE("an unknown form holds its entry until headquarters publishes it") {
  ExchangeWorld world;
  const forms::Form other = form_of("type,name,label\ntext,story,Story\n", {}, "form_id,version\nother,1\n");
  TenAndOne eleven(world);
  eleven.build([&] { eleven.chain.add({{"story", CborValue("on another form")}}, other.hash); });
  check_held(world, eleven.import(world), sync::kEntryFormUnknown.code());
  REQUIRE(exchange::publish_form(world.hq(), other).ok());
  CHECK(exchange::build_receipt(world.hq(), world.r7().device())->held_entries.empty());
}

TEST_CASE("a form that came in the bundle itself is readable, and not fillable") {
  ExchangeWorld world;
  const forms::Form other = form_of("type,name,label\ntext,story,Story\n", {}, "form_id,version\nother,1\n");
  TenAndOne eleven(world);
  eleven.build([&] { eleven.chain.add({{"story", CborValue("on another form")}}, other.hash); });
  const ImportOutcome outcome =
      eleven.import(world, {sync::section_from_bytes(sync::SectionType::Form, other.canonical, 0)});
  CHECK(outcome.held.empty());
  CHECK(store::form_by_hash(world.hq(), other.hash).value().has_value());
  CHECK(!store::form_by_id(world.hq(), "other").ok());
}

TEST_CASE("answers that do not fit their form hold the entry") {
  ExchangeWorld world;
  TenAndOne eleven(world);
  eleven.build([&] { eleven.chain.add({{"no such question", CborValue("x")}}, world_form().hash); });
  check_held(world, eleven.import(world), sync::kEntryAnswers.code());
}

TEST_CASE("a laptop cannot write headquarters' log") {
  ExchangeWorld world;
  TenAndOne eleven(world);
  eleven.build([&] { eleven.chain.add({{"@log/size", CborValue(1)}}, std::nullopt, sync::EntryType::Receipt); });
  check_held(world, eleven.import(world), sync::kEntryNotAllowed.code());
}

TEST_CASE("a false signature is found before the receipt, and holds its entry") {
  ExchangeWorld world;
  TenAndOne eleven(world);
  eleven.build([&] { eleven.good(99); });
  eleven.chain.entries[5].signature[3] ^= 1;
  const ImportOutcome outcome = eleven.import(world);
  REQUIRE(outcome.state == ImportState::Applied);
  CHECK(outcome.held.empty());
  NoProgress progress;
  CHECK(exchange::check_signatures(world.hq(), progress).value() == 1);
  CHECK(exchange::check_signatures(world.hq(), progress).value() == 0);
  const auto receipt = exchange::build_receipt(world.hq(), world.r7().device());
  CHECK(receipt->held_entries ==
        std::vector<sync::HeldEntry>{{6, std::string(sync::kEntrySignature.code())}});
}

TEST_CASE("write_receipts says held only of entries whose signatures were checked") {
  ExchangeWorld world;
  TenAndOne eleven(world);
  eleven.build([&] { eleven.good(99); });
  eleven.chain.entries[5].signature[3] ^= 1;
  eleven.import(world);
  const auto receipts = answer(world);
  REQUIRE(receipts.size() == 1);
  CHECK(receipts[0].held_entries == 1);
  // And the laptop is told which one.
  const auto taken = receive(world, kR7);
  REQUIRE(taken.size() == 1);
  REQUIRE(taken[0].held.size() == 1);
  CHECK(taken[0].held[0].seq == 6);
}

TEST_CASE("media whose bytes are not what the entry says is named and not shown") {
  ExchangeWorld world;
  const Bytes told(4000, 1);
  Bytes sent = told;
  sent[17] ^= 1;
  CraftedChain chain(world, world.r7().signing_key());
  sync::BlobFact fact;
  fact.ref = world.random.id();
  fact.sha256 = crypto::sha256(told);
  fact.size = told.size();
  fact.media_type = "image/png";
  chain.next_blobs = {fact.ref};
  chain.add({{"story", CborValue("with a picture")}, {sync::blob_path(fact.ref), sync::blob_leaf(fact)}},
            world_form().hash);
  CraftedBundle parts;
  parts.signer = &world.r7().signing_key();
  parts.entries = chain.entries;
  parts.openings = chain.openings;
  sync::SectionContent section = sync::section_from_bytes(sync::SectionType::Blob, sent, 0);
  section.section.blob = sync::BlobPart{fact.ref, chain.entries[0].hash, 0, sent.size()};
  parts.more = {section};
  const ImportOutcome outcome = import_bytes(world, craft(world, parts));
  REQUIRE(outcome.state == ImportState::Applied);
  CHECK(outcome.damaged_blobs == std::vector<std::string>{to_hex(fact.ref)});
  CHECK(!store::open_blob(world.hq(), fact.ref).ok());
  CHECK(exchange::build_receipt(world.hq(), world.r7().device())->media_wanted_for ==
        std::vector<std::uint64_t>{1});
}

}  // namespace holdfast::test
