// Numbers of bundles: planned before the first byte, never used twice, void for ever once void.
#include "app/store/outbox.h"

#include "app/store/blobs.h"
#include "app/store/import_stage.h"
#include "app/store/journal.h"
#include "crypto/hash.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};

Result<sync::EntryHash> write_entry(store::Vault& vault) {
  store::NewEntry entry;
  entry.object = vault.seams().random.id();
  entry.values["note"] = CborValue("an invented record");
  entry.classes["note"] = sync::FieldClass::Plain;
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  const sync::SignedEntry written = TRY(store::append_entry(vault, entry));
  TRY(store::commit_entries(vault, std::move(transaction)));
  return written.hash;
}

store::OutBundle bundle(StoreWorld& world, std::uint64_t from, std::uint64_t to,
                        sync::BundleKind kind = sync::BundleKind::Changes) {
  const store::OutPosition position = store::out_position(world.vault()).value();
  sync::Manifest manifest;
  manifest.team = world.team();
  manifest.sender = world.vault().device();
  manifest.number = position.next_number;
  manifest.previous = position.previous_manifest;
  manifest.voided = position.voided;
  manifest.kind = kind;
  manifest.recipients = {crypto::sha256(as_bytes("recipient"))};
  if (from != 0) {
    manifest.segment = sync::SegmentRange{from, to, from == 1 ? Hash256{} : crypto::sha256(as_bytes("before")),
                                          crypto::sha256(as_bytes("after"))};
    sync::Section section;
    section.stored_size = 10;
    section.sha256 = crypto::sha256(as_bytes("section"));
    manifest.sections = {section};
  }
  store::OutBundle out;
  out.number = manifest.number;
  out.manifest_bytes = sync::encode_manifest(manifest);
  out.manifest_hash = crypto::sha256(out.manifest_bytes);
  out.kind = kind;
  out.name = "00112233445566778899aabbccddee" + std::to_string(10 + manifest.number % 90) + ".age";
  out.from = from;
  out.to = to;
  out.planned_ms = 5;
  return out;
}

bool is_state_error(const Result<void>& result) {
  return !result.ok() && result.error().reason == store::kOutboxState;
}

TEST_CASE("a planned number is never given out again, wherever the process dies") {
  const FailingDisk how = GENERATE(FailingDisk::Dies, FailingDisk::DiesTorn, FailingDisk::Stumbles);
  bool done = false;
  for (std::uint64_t call = 1; !done; ++call) {
    INFO("changing call " << call);
    StoreWorld world;
    REQUIRE(store::plan_bundle(world.vault(), bundle(world, 1, 2)).ok());
    const store::OutBundle second = bundle(world, 3, 4);
    REQUIRE(second.number == 2);
    world.fail_from(call, how);
    const bool planned = store::plan_bundle(world.vault(), second).ok();
    done = !world.has_failed();
    world.die_and_reopen();
    const std::uint64_t next = store::out_position(world.vault()).value().next_number;
    const std::vector<store::OutBundle> all = store::list_out_bundles(world.vault()).value();
    if (planned) CHECK(next == 3);
    CHECK(next == all.size() + 1);
    if (all.size() == 2) {
      CHECK(all[1].manifest_bytes == second.manifest_bytes);
      CHECK(all[1].state == store::OutState::Planned);
    }
    REQUIRE(call < 50);
  }
}

TEST_CASE("a void number stays used, is told once, and what it carried is unsent again") {
  StoreWorld world;
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 1, 3)).ok());
  const Hash256 first = store::list_out_bundles(world.vault()).value()[0].manifest_hash;
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 4, 6)).ok());
  CHECK(store::first_unsent_seq(world.vault()).value() == 7);
  REQUIRE(store::mark_bundle(world.vault(), 2, store::OutState::Void).ok());
  CHECK(store::first_unsent_seq(world.vault()).value() == 4);
  store::OutPosition position = store::out_position(world.vault()).value();
  CHECK(position.next_number == 3);
  CHECK(position.previous_manifest == first);
  CHECK(position.voided == std::vector<std::uint64_t>{2});
  CHECK(is_state_error(store::mark_bundle(world.vault(), 2, store::OutState::Written)));
  CHECK(is_state_error(store::mark_bundle(world.vault(), 9, store::OutState::Written)));

  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 4, 6)).ok());
  CHECK(store::out_position(world.vault()).value().voided.empty());
  // The bundle that told it becomes void itself: both are to be told.
  REQUIRE(store::mark_bundle(world.vault(), 3, store::OutState::Void).ok());
  CHECK(store::out_position(world.vault()).value().voided == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE("states only go to the right") {
  StoreWorld world;
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 1, 1)).ok());
  REQUIRE(store::mark_bundle(world.vault(), 1, store::OutState::Written).ok());
  CHECK(store::mark_bundle(world.vault(), 1, store::OutState::Written).ok());
  CHECK(is_state_error(store::mark_bundle(world.vault(), 1, store::OutState::Planned)));
}

TEST_CASE("a hole between segments is the first thing that is unsent") {
  StoreWorld world;
  CHECK(store::first_unsent_seq(world.vault()).value() == 1);
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 3, 5)).ok());
  CHECK(store::first_unsent_seq(world.vault()).value() == 1);
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 1, 2)).ok());
  CHECK(store::first_unsent_seq(world.vault()).value() == 6);
}

TEST_CASE("what a receipt wants again is asked for with its heads until a bundle carries it") {
  StoreWorld world;
  std::vector<sync::EntryHash> hashes;
  for (int i = 0; i < 6; ++i) hashes.push_back(write_entry(world.vault()).value());
  REQUIRE(store::request_again(world.vault(), 1, 2).ok());
  REQUIRE(store::request_again(world.vault(), 4, 5).ok());
  REQUIRE(store::request_again(world.vault(), 5, 90).ok());
  REQUIRE(store::request_again(world.vault(), 0, 3).ok());
  std::vector<sync::SegmentRange> wanted = store::requested_again(world.vault()).value();
  REQUIRE(wanted.size() == 2);
  CHECK(wanted[0] == sync::SegmentRange{1, 2, {}, hashes[1]});
  CHECK(wanted[1] == sync::SegmentRange{4, 6, hashes[2], hashes[5]});
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 5, 5)).ok());
  wanted = store::requested_again(world.vault()).value();
  REQUIRE(wanted.size() == 3);
  CHECK(wanted[1] == sync::SegmentRange{4, 4, hashes[2], hashes[3]});
  CHECK(wanted[2] == sync::SegmentRange{6, 6, hashes[4], hashes[5]});
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 1, 90)).ok());
  CHECK(store::requested_again(world.vault()).value().empty());
}

TEST_CASE("media is unsent until a bundle that is not void carries it, and a receipt confirms both") {
  StoreWorld world;
  const Bytes content = sample_bytes(900, 1);
  MemorySource source(content);
  const store::StagedBlob blob = store::take_in_blob(world.vault(), source, "image/jpeg", quiet).value();
  const sync::EntryHash entry = write_entry(world.vault()).value();
  REQUIRE(store::attach_blob(world.vault(), entry, blob, false).ok());
  const sync::BlobRef ref = blob.fact.ref;
  CHECK(store::unsent_blobs(world.vault()).value() == std::vector<sync::BlobRef>{ref});
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 1, 1)).ok());
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 0, 0, sync::BundleKind::Media)).ok());
  REQUIRE(store::mark_blob_sent(world.vault(), ref, 2).ok());
  CHECK(store::unsent_blobs(world.vault()).value().empty());
  REQUIRE(store::mark_bundle(world.vault(), 2, store::OutState::Void).ok());
  CHECK(store::unsent_blobs(world.vault()).value().size() == 1);
  REQUIRE(store::plan_bundle(world.vault(), bundle(world, 0, 0, sync::BundleKind::Media)).ok());
  REQUIRE(store::mark_blob_sent(world.vault(), ref, 3).ok());

  sync::Receipt receipt;
  receipt.team = world.team();
  receipt.device = world.vault().device();
  receipt.number = 1;
  receipt.held = {{1, 1, entry}};
  receipt.media_wanted_for = {1};
  FakeRandom random(3);
  const crypto::SigningKey key = crypto::SigningKey::generate(random);
  const auto keep = [&] {
    return store::keep_receipt(world.vault(), receipt,
                               sync::sign_document(sync::kReceiptLabel, sync::encode_receipt(receipt), key));
  };
  REQUIRE(keep().ok());
  std::vector<store::OutBundle> all = store::list_out_bundles(world.vault()).value();
  CHECK(all[0].confirmed);
  CHECK_FALSE(all[1].confirmed);
  CHECK_FALSE(all[2].confirmed);
  CHECK(is_state_error(store::mark_bundle(world.vault(), 1, store::OutState::Void)));
  receipt.number = 2;
  receipt.media_wanted_for.clear();
  REQUIRE(keep().ok());
  all = store::list_out_bundles(world.vault()).value();
  CHECK_FALSE(all[1].confirmed);
  CHECK(all[2].confirmed);
  CHECK(store::last_receipt_number(world.vault(), receipt.device).value() == 2);
  CHECK(store::last_receipt(world.vault(), receipt.device).value() == receipt);
  REQUIRE(store::request_media_again(world.vault(), 1).ok());
  CHECK(store::unsent_blobs(world.vault()).value().size() == 1);
}

}  // namespace
}  // namespace holdfast::test
