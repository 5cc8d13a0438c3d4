#include <catch2/catch_test_macros.hpp>

#include "app/store/tips_store.h"
#include "sync/reasons.h"
#include "tests/app/exchange_world.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

using exchange::ImportOutcome;
using exchange::ImportState;

// Imports a file that must be refused, and looks that it left nothing but its untouched self in quarantine.
ImportOutcome must_refuse(ExchangeWorld& world, ByteView bytes, std::string_view code) {
  const std::string before = outside_quarantine(world, kHq);
  const std::size_t rows = store::list_quarantine(world.hq())->size();
  const ImportOutcome outcome = import_bytes(world, bytes);
  INFO(outcome.code);
  CHECK(outcome.state == ImportState::Refused);
  if (!code.empty()) CHECK(outcome.code == code);
  CHECK(outside_quarantine(world, kHq) == before);
  const auto quarantine = store::list_quarantine(world.hq());
  REQUIRE(quarantine->size() == rows + 1);
  CHECK(quarantine->back().code == outcome.code);
  const auto file = store::open_quarantined(world.hq(), quarantine->back().id);
  REQUIRE(file.ok());
  Bytes kept((*file)->size().value());
  REQUIRE((*file)->read_at(0, kept).ok());
  CHECK(kept == to_bytes(bytes));
  return outcome;
}

Bytes one_bundle(ExchangeWorld& world, std::size_t records = 2) {
  write_records(world, kR7, records);
  send(world, kR7);
  const auto files = road_files(world);
  REQUIRE(files.size() == 1);
  Bytes out = files.begin()->second;
  clear_road(world);
  return out;
}

// A faithful bundle of R7's next entries, made outside its vault.
CraftedBundle faithful(ExchangeWorld& world, CraftedChain& chain, std::uint64_t number = 1) {
  chain.add({{"story", CborValue("invented")}}, world_form().hash);
  CraftedBundle parts;
  parts.signer = &world.r7().signing_key();
  parts.number = number;
  parts.entries = chain.entries;
  parts.openings = chain.openings;
  return parts;
}

}  // namespace

TEST_CASE("a bundle cut off anywhere is refused without a trace") {
  ExchangeWorld world;
  const Bytes bundle = one_bundle(world);
  std::size_t tried = 0;
  for (std::size_t size = 1; size < bundle.size(); size += size < 700 ? 97 : 20'011) {
    must_refuse(world, ByteView(bundle).first(size), {});
    ++tried;
  }
  must_refuse(world, ByteView(bundle).first(bundle.size() - 1), {});
  CHECK(tried > 15);
  CHECK(import_bytes(world, bundle).state == ImportState::Applied);
}

TEST_CASE("a bundle with any byte changed or added is refused without a trace") {
  ExchangeWorld world;
  const Bytes bundle = one_bundle(world);
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bundle.size(); at += at < 500 ? 31 : 13'007) {
    Bytes changed = bundle;
    changed[at] ^= 0x04;
    const std::string before = outside_quarantine(world, kHq);
    const ImportOutcome outcome = import_bytes(world, changed);
    // A changed stanza may be somebody else's now: then the file is not ours, and left where it is.
    CHECK((outcome.state == ImportState::Refused || outcome.state == ImportState::NotForUs));
    CHECK(outside_quarantine(world, kHq) == before);
    ++refused;
  }
  Bytes longer = bundle;
  longer.push_back(0);
  must_refuse(world, longer, {});
  CHECK(refused > 20);
  CHECK(import_bytes(world, bundle).new_entries == 2);
}

TEST_CASE("what is no bundle at all is put aside with one plain code") {
  ExchangeWorld world;
  must_refuse(world, as_bytes("a shopping list"), sync::kBundleNotBundle.code());
  must_refuse(world, sample_bytes(3000, 8), sync::kBundleNotBundle.code());
}

TEST_CASE("a bundle for somebody else is left where it is") {
  ExchangeWorld world;
  CraftedChain chain(world, world.r7().signing_key());
  CraftedBundle parts = faithful(world, chain);
  parts.recipients = {crypto::Identity::generate(world.random).recipient()};
  const std::string before = outside_quarantine(world, kHq);
  CHECK(import_bytes(world, craft(world, parts)).state == ImportState::NotForUs);
  CHECK(store::list_quarantine(world.hq())->empty());
  CHECK(outside_quarantine(world, kHq) == before);
}

TEST_CASE("a sender that headquarters does not know is refused, and taken once it is enrolled") {
  ExchangeWorld world;
  store::Vault& laptop = world.vault(kStranger);
  CraftedChain chain(world, laptop.signing_key());
  chain.add({{"story", CborValue("invented")}}, world_form().hash);
  CraftedBundle parts;
  parts.signer = &laptop.signing_key();
  parts.entries = chain.entries;
  parts.openings = chain.openings;
  must_refuse(world, craft(world, parts), sync::kBundleUnknownSender.code());
  const auto request = exchange::request_enrolment(laptop, "X1");
  REQUIRE(exchange::approve_enrolment(world.hq(), request->file, request->words, sync::Role::Field).ok());
  NoProgress progress;
  const auto retried = exchange::retry_quarantined(world.hq(), 1, {}, progress);
  REQUIRE(retried.ok());
  CHECK(retried->file.state == ImportState::Applied);
  CHECK(store::list_quarantine(world.hq())->front().state == "imported");
  CHECK(!exchange::retry_quarantined(world.hq(), 1, {}, progress).ok());
}

TEST_CASE("another team's bundle, another kind of bundle and a false section are refused") {
  ExchangeWorld world;
  CraftedChain chain(world, world.r7().signing_key());
  CraftedBundle parts = faithful(world, chain);
  parts.team = world.random.id();
  must_refuse(world, craft(world, parts), sync::kBundleWrongTeam.code());
  parts.team = std::nullopt;
  parts.kind = sync::BundleKind::Share;
  must_refuse(world, craft(world, parts), sync::kBundleManifest.code());
  parts.kind = sync::BundleKind::Changes;
  parts.more = {sync::section_from_bytes(sync::SectionType::Openings, Bytes{0x9f, 0xff}, 0)};
  parts.openings.clear();
  must_refuse(world, craft(world, parts), sync::kBundleSection.code());
}

TEST_CASE("a revoked device's later entries wait until headquarters releases them") {
  ExchangeWorld world;
  write_records(world, kR7, 2);
  send(world, kR7);
  receive(world);
  clear_road(world);
  set_device_state(world, world.r7().device(), sync::DeviceState::Revoked, 2);
  write_records(world, kR7, 2);
  send(world, kR7);
  const Bytes late = road_files(world).begin()->second;
  must_refuse(world, late, sync::kBundleRevokedSender.code());
  NoProgress progress;
  CHECK(exchange::retry_quarantined(world.hq(), 1, {}, progress)->file.code == sync::kBundleRevokedSender.code());
  const auto released = exchange::retry_quarantined(world.hq(), 1, exchange::Release{}, progress);
  REQUIRE(released.ok());
  CHECK(released->file.state == ImportState::Applied);
  CHECK(entries_of_device(world, kHq, kR7) == 4);
  CHECK(store::list_quarantine(world.hq())->front().state == "released");
  // The decision is signed: HQ's chain ends with a release entry.
  const auto head = store::own_head(world.hq());
  const auto decision = store::entry_at(world.hq(), world.hq().device(), head->seq);
  CHECK((*decision)->signed_entry.entry.type == sync::EntryType::Release);
}

TEST_CASE("what a revoked device had sent before is still welcome") {
  ExchangeWorld world;
  const Bytes bundle = one_bundle(world);
  set_device_state(world, world.r7().device(), sync::DeviceState::Revoked, 2);
  CHECK(import_bytes(world, bundle).state == ImportState::Applied);
}

TEST_CASE("a suspended device's bundles wait") {
  ExchangeWorld world;
  const Bytes bundle = one_bundle(world);
  set_device_state(world, world.r7().device(), sync::DeviceState::Suspended, 0);
  must_refuse(world, bundle, exchange::kSenderSuspended.code());
  set_device_state(world, world.r7().device(), sync::DeviceState::Active, 0);
  NoProgress progress;
  CHECK(exchange::retry_quarantined(world.hq(), 1, {}, progress)->file.state == ImportState::Applied);
}

TEST_CASE("an expired device's entries are held and freed in one act") {
  ExchangeWorld world;
  const Bytes bundle = one_bundle(world, 3);
  set_device_expiry(world, world.r7().device(), -1);
  const ImportOutcome outcome = import_bytes(world, bundle);
  CHECK(outcome.state == ImportState::Applied);
  CHECK(outcome.expired);
  REQUIRE(outcome.held.size() == 3);
  CHECK(outcome.held[0].code == sync::kEntryExpired.code());
  const auto freed = exchange::free_expired(world.hq(), world.r7().device());
  REQUIRE(freed.ok());
  CHECK(*freed == 3);
  CHECK(exchange::build_receipt(world.hq(), world.r7().device())->held_entries.empty());
  CHECK(exchange::free_expired(world.hq(), world.r7().device()).value() == 0);
}

TEST_CASE("a bundle that comes twice changes nothing; another one with its number raises the alarm") {
  ExchangeWorld world;
  CraftedChain chain(world, world.r7().signing_key());
  CraftedBundle parts = faithful(world, chain, 4);
  const Bytes bundle = craft(world, parts);
  CHECK(import_bytes(world, bundle).state == ImportState::Applied);
  const std::string before = outside_quarantine(world, kHq);
  CHECK(import_bytes(world, bundle).state == ImportState::Repeated);
  // The same manifest in a fresh envelope is the same bundle made again.
  CHECK(import_bytes(world, craft(world, parts)).state == ImportState::Repeated);
  CHECK(outside_quarantine(world, kHq) == before);
  chain.add({{"story", CborValue("one more")}}, world_form().hash);
  parts.entries = chain.entries;
  parts.openings = chain.openings;
  const ImportOutcome twin = must_refuse(world, craft(world, parts), sync::kBundleNumberReused.code());
  CHECK(twin.fork);
}

TEST_CASE("two histories of one device: the first stays, and the other waits without a trace outside quarantine") {
  ExchangeWorld world;
  CraftedChain first(world, world.r7().signing_key());
  for (int i = 0; i < 3; ++i) first.add({{"story", CborValue("first")}}, world_form().hash);
  CraftedBundle parts;
  parts.signer = &world.r7().signing_key();
  parts.entries = first.entries;
  parts.openings = first.openings;
  REQUIRE(import_bytes(world, craft(world, parts)).state == ImportState::Applied);
  const Hash256 state = state_of(world, kHq);

  SECTION("a different entry under the same number") {
    CraftedChain other(world, world.r7().signing_key());
    other.after(first.entries[1]).add({{"story", CborValue("other")}}, world_form().hash);
    parts.entries = other.entries;
    parts.openings = other.openings;
  }
  SECTION("a joint that does not fit") {
    sync::SignedEntry foreign = first.entries[2];
    foreign.hash[0] ^= 1;
    CraftedChain other(world, world.r7().signing_key());
    other.after(foreign).add({{"story", CborValue("other")}}, world_form().hash);
    parts.entries = other.entries;
    parts.openings = other.openings;
  }
  parts.number = 2;
  const ImportOutcome outcome = must_refuse(world, craft(world, parts), sync::kChainFork.code());
  CHECK(outcome.fork);
  CHECK(state_of(world, kHq) == state);
  // The device is told.
  const auto receipt = exchange::build_receipt(world.hq(), world.r7().device());
  REQUIRE(receipt->refused.size() == 1);
  CHECK(receipt->refused[0].number == 2);
  CHECK(receipt->refused[0].code == sync::kChainFork.code());
}

TEST_CASE("a late segment that does not fit its joint ahead is a fork too") {
  ExchangeWorld world;
  CraftedChain chain(world, world.r7().signing_key());
  for (int i = 0; i < 3; ++i) chain.add({{"story", CborValue("invented")}}, world_form().hash);
  CraftedBundle later;
  later.signer = &world.r7().signing_key();
  later.entries = {chain.entries[2]};
  later.openings = {chain.openings[2]};
  const ImportOutcome ahead = import_bytes(world, craft(world, later));
  CHECK(ahead.gaps == std::vector<sync::WantedRange>{{1, 2}});
  CraftedChain other(world, world.r7().signing_key());
  for (int i = 0; i < 2; ++i) other.add({{"story", CborValue("another past")}}, world_form().hash);
  CraftedBundle filling = later;
  filling.number = 2;
  filling.entries = other.entries;
  filling.openings = other.openings;
  CHECK(must_refuse(world, craft(world, filling), sync::kChainFork.code()).fork);
}

TEST_CASE("a tip is shown at once, and a false one is refused") {
  ExchangeWorld world;
  sync::Tip tip;
  tip.kind = sync::TipKind::Danger;
  tip.sender = world.r7().device();
  tip.ref = world.random.id();
  tip.text = "invented: two guards at the gate";
  const crypto::Recipient hq = world.hq().roster()->current_epoch().bundle;
  const auto file = sync::write_tip(tip, world.r7().signing_key(), hq, world.random, world.pool);
  REQUIRE(file.ok());
  const ImportOutcome outcome = import_bytes(world, *file);
  CHECK(outcome.state == ImportState::Tip);
  CHECK(outcome.device == kR7);
  CHECK(import_bytes(world, *file).state == ImportState::Repeated);
  const auto tips = store::list_tips(world.hq());
  REQUIRE(tips->size() == 1);
  CHECK((*tips)[0].tip == tip);
  CHECK(!(*tips)[0].in_journal);
  const auto forged = sync::write_tip(tip, world.vault(kR8).signing_key(), hq, world.random, world.pool);
  must_refuse(world, *forged, sync::kTipSignature.code());
}

}  // namespace holdfast::test
