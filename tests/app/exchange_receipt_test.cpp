#include <catch2/catch_test_macros.hpp>

#include "app/exchange/devices.h"
#include "app/store/forms_store.h"
#include "sync/reasons.h"
#include "tests/app/exchange_world.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

using exchange::ImportState;

void round_trip(ExchangeWorld& world, std::size_t records) {
  write_records(world, kR7, records);
  send(world, kR7);
  receive(world);
  answer(world);
  receive(world, kR7);
  clear_road(world);
}

}  // namespace

TEST_CASE("a laptop that was put back to an earlier day learns it from the receipt") {
  ExchangeWorld world;
  round_trip(world, 2);
  // A copy of the whole vault as it is now.
  REQUIRE(world.r7().lock().ok());
  std::map<std::string, Bytes> old;
  for (const std::string& path : world.files.paths()) {
    if (path.compare(0, 4, "/R7/") == 0) old[path] = world.files.content(path);
  }
  world.close(kR7);
  world.open(kR7);
  write_records(world, kR7, 2);
  send(world, kR7);
  receive(world);
  world.close(kR7);
  for (const auto& [path, bytes] : old) world.files.put(path, bytes);
  world.open(kR7);
  CHECK(confirmed(world, kR7).written == 2);
  answer(world);
  const auto taken = receive(world, kR7);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].state == ImportState::Receipt);
  CHECK(taken[0].code == sync::kReceiptHeadUnknown.code());
  CHECK(world.r7().doubt() == store::Doubt::ReceiptNotOnChain);
  CHECK(world.r7().check_may_author().error().reason == store::kVaultReadOnly);
  // It is still in doubt after it was locked and opened, and can still send what it has.
  world.reopen(kR7);
  CHECK(world.r7().doubt() == store::Doubt::ReceiptNotOnChain);
  sync::Folder road = world.road();
  NoProgress progress;
  CHECK(exchange::write_bundles(world.r7(), road, {}, progress).ok());
}

TEST_CASE("an extended certificate and a new form come with the next receipt, once") {
  ExchangeWorld world;
  round_trip(world, 1);
  const forms::Form other = form_of("type,name,label\ntext,story,Story\n", {}, "form_id,version\nother,1\n");
  REQUIRE(exchange::publish_form(world.hq(), other).ok());
  const std::int64_t before = world.r7().certificate()->expires_ms;
  world.clock.now_ms += 1000;
  set_device_expiry(world, world.r7().device(), 200);
  CHECK(answer(world).size() == 2);  // R7 and R8: both lack the form
  CHECK(answer(world).empty());
  receive(world, kR7);
  CHECK(world.r7().certificate()->expires_ms > before);
  CHECK(store::form_by_id(world.r7(), "other").ok());
  CHECK(exchange::orders_for(world.hq(), world.r7().device())->size() == 1);  // not confirmed yet
  round_trip(world, 1);
  CHECK(exchange::orders_for(world.hq(), world.r7().device())->empty());
}

TEST_CASE("a new epoch travels in the roster, and bundles then go to its key") {
  ExchangeWorld world;
  round_trip(world, 1);
  new_epoch(world, 2);
  CHECK(answer(world).size() == 2);
  const auto taken = receive(world, kR7);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].state == ImportState::Receipt);
  CHECK(world.r7().roster()->current_epoch().number == 2);
  round_trip(world, 1);
  // What was still sent to the old key opens too.
  CHECK(entries_of_device(world, kHq, kR7) == 2);
  write_records(world, kR8, 1);
  send(world, kR8);
  CHECK(receive(world).front().state == ImportState::Applied);
}

TEST_CASE("a receipt with any byte changed is not taken") {
  ExchangeWorld world;
  write_records(world, kR7, 1);
  send(world, kR7);
  receive(world);
  clear_road(world);
  answer(world);
  const Bytes good = road_files(world).begin()->second;
  const auto before = outside_quarantine(world, kR7);
  for (std::size_t at = 0; at < good.size(); at += at < 600 ? 41 : 17'003) {
    Bytes changed = good;
    changed[at] ^= 0x20;
    const auto outcome = import_bytes(world, changed, kR7);
    REQUIRE((outcome.state == ImportState::Refused || outcome.state == ImportState::NotForUs));
  }
  CHECK(outside_quarantine(world, kR7) == before);
  CHECK(import_bytes(world, good, kR8).state == ImportState::NotForUs);
  CHECK(import_bytes(world, good, kR7).state == ImportState::Receipt);
  CHECK(import_bytes(world, good, kR7).state == ImportState::Repeated);
}

TEST_CASE("a receipt that somebody else signed is refused") {
  ExchangeWorld world;
  sync::Receipt receipt;
  receipt.team = world.hq().roster()->team;
  receipt.device = world.r7().device();
  receipt.number = 1;
  receipt.safe_to = 0;
  const crypto::SigningKey& r8 = world.vault(kR8).signing_key();
  const auto document = sync::sign_document(sync::kReceiptLabel, sync::encode_receipt(receipt), r8);
  CraftedBundle parts;
  parts.signer = &r8;
  parts.kind = sync::BundleKind::Receipt;
  parts.recipients = {world.r7().encryption_identity().recipient()};
  parts.more = {sync::section_from_bytes(sync::SectionType::Receipt, sync::encode_document(document), 0)};
  CHECK(import_bytes(world, craft(world, parts), kR7).code == sync::kBundleUnknownSender.code());
  // Nor does a true sender's envelope make a false document true.
  const auto keys = exchange::hq_keys(world.hq());
  parts.signer = &keys->sign;
  CHECK(import_bytes(world, craft(world, parts), kR7).code == sync::kReceiptSignature.code());
  CHECK(confirmed(world, kR7).hq_time_ms == 0);
}

TEST_CASE("a receipt that never reached a road is written again") {
  ExchangeWorld world;
  write_records(world, kR7, 1);
  send(world, kR7);
  receive(world);
  sync::Folder missing(world.files, "/no-such-stick");
  NoProgress progress;
  CHECK(!exchange::write_receipts(world.hq(), missing, progress).ok());
  CHECK(answer(world).size() == 1);
  CHECK(receive(world, kR7).size() == 1);
  CHECK(confirmed(world, kR7).confirmed == 1);
}

TEST_CASE("a revoked device gets no receipt any more") {
  ExchangeWorld world;
  write_records(world, kR7, 1);
  send(world, kR7);
  receive(world);
  set_device_state(world, world.r7().device(), sync::DeviceState::Revoked, 1);
  CHECK(answer(world).empty());
}

}  // namespace holdfast::test
