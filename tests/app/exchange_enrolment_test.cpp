#include <catch2/catch_test_macros.hpp>

#include "app/exchange/enrolment_file.h"
#include "app/store/forms_store.h"
#include "app/store/import_stage.h"
#include "crypto/fingerprint.h"
#include "sync/reasons.h"
#include "tests/app/exchange_world.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

using exchange::accept_enrolment;
using exchange::approve_enrolment;
using exchange::request_enrolment;

exchange::RequestAnswer request_of(ExchangeWorld& world, const std::string& name = "X1") {
  auto request = request_enrolment(world.vault(kStranger), name);
  REQUIRE(request.ok());
  return *std::move(request);
}

// The same words in another order: a person who reads them wrong.
std::string shuffled(const std::string& words) {
  const std::size_t blank = words.find(' ');
  const std::string out = words.substr(blank + 1) + " " + words.substr(0, blank);
  return out == words ? "abandon" + words.substr(blank) : out;
}

}  // namespace

TEST_CASE("a laptop gets its place when both sides read the same words") {
  ExchangeWorld world;
  store::Vault& laptop = world.vault(kStranger);
  const auto request = request_of(world);
  const auto approved = approve_enrolment(world.hq(), request.file, request.words, sync::Role::Field);
  REQUIRE(approved.ok());
  CHECK(approved->device == "X1");
  CHECK(approved->words == *exchange::hq_words(world.hq()));
  REQUIRE(accept_enrolment(laptop, approved->file, approved->digits).ok());
  CHECK(laptop.certificate()->name == "X1");
  CHECK(laptop.roster()->team == world.hq().roster()->team);
  CHECK(*exchange::hq_words(laptop) == approved->words);
  const auto devices = store::device_list(world.hq());
  REQUIRE(devices.ok());
  REQUIRE((*devices)->find(laptop.device()) != nullptr);
  // It can work from the first day: the forms came with the answer, and HQ takes what it writes.
  CHECK(store::form_by_id(laptop, "testimony").ok());
  write_record(world, kStranger);
  send(world, kStranger);
  const auto outcomes = receive(world);
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].state == exchange::ImportState::Applied);
  CHECK(outcomes[0].device == "X1");
  CHECK(accept_enrolment(laptop, approved->file, approved->words).error().reason == exchange::kEnrolAlready);
  CHECK(request_enrolment(laptop, "X2").error().reason == exchange::kEnrolAlready);
}

TEST_CASE("words that differ keep a stranger out, on either side") {
  ExchangeWorld world;
  store::Vault& laptop = world.vault(kStranger);
  const auto request = request_of(world);
  const auto before = dump_tables(world.hq());
  const auto refused = approve_enrolment(world.hq(), request.file, shuffled(request.words), sync::Role::Field);
  REQUIRE(!refused.ok());
  CHECK(refused.error().reason == exchange::kEnrolWords);
  CHECK(dump_tables(world.hq()) == before);
  const auto approved = approve_enrolment(world.hq(), request.file, request.digits, sync::Role::Field);
  REQUIRE(approved.ok());
  const auto empty = dump_tables(laptop);
  const auto wrong = accept_enrolment(laptop, approved->file, shuffled(approved->words));
  REQUIRE(!wrong.ok());
  CHECK(wrong.error().reason == exchange::kEnrolWords);
  CHECK(dump_tables(laptop) == empty);
  CHECK(!laptop.certificate());
}

TEST_CASE("an answer made for another laptop is refused") {
  ExchangeWorld world;
  // R8 asks as if it were new: its keys are not the stranger's.
  sync::EnrolRequest other;
  other.name = "X2";
  const crypto::SigningKey key = crypto::SigningKey::generate(world.random);
  other.signing_key = key.public_key();
  other.encryption_key = crypto::Identity::generate(world.random).recipient();
  other.made_ms = world.clock.now_ms;
  const Bytes file = sync::encode_document(sync::sign_request(other, key));
  const auto words = crypto::fingerprint("device", Id16{}, sync::fingerprint_keys(other));
  const auto approved = approve_enrolment(world.hq(), file, crypto::to_words(*words), sync::Role::Field);
  REQUIRE(approved.ok());
  const auto accepted = accept_enrolment(world.vault(kStranger), approved->file, approved->words);
  REQUIRE(!accepted.ok());
  CHECK(accepted.error().reason == exchange::kEnrolNotOurs);
  CHECK(!world.vault(kStranger).roster());
}

TEST_CASE("a name is one device's alone, and only a short one") {
  ExchangeWorld world;
  CHECK(request_enrolment(world.vault(kStranger), "r7").error().reason == exchange::kEnrolName);
  CHECK(request_enrolment(world.vault(kStranger), "").error().reason == exchange::kEnrolName);
  const auto taken = request_of(world, kR7);
  const auto refused = approve_enrolment(world.hq(), taken.file, taken.words, sync::Role::Field);
  REQUIRE(!refused.ok());
  CHECK(refused.error().reason == exchange::kEnrolNameTaken);
}

TEST_CASE("only headquarters approves") {
  ExchangeWorld world;
  const auto request = request_of(world);
  CHECK(approve_enrolment(world.r7(), request.file, request.words, sync::Role::Field).error().reason ==
        exchange::kNotHq);
}

TEST_CASE("an enrolment file with any byte changed or missing is refused and leaves nothing") {
  ExchangeWorld world;
  store::Vault& laptop = world.vault(kStranger);
  const auto request = request_of(world);
  const auto approved = approve_enrolment(world.hq(), request.file, request.words, sync::Role::Field);
  REQUIRE(approved.ok());
  const auto decoded = exchange::decode_enrolment_file(approved->file);
  REQUIRE(decoded.ok());
  CHECK(exchange::encode_enrolment_file(*decoded) == approved->file);
  for (std::size_t size = 0; size < approved->file.size(); ++size) {
    REQUIRE(!exchange::decode_enrolment_file(ByteView(approved->file).first(size)).ok());
  }
  Bytes longer = approved->file;
  longer.push_back(0);
  CHECK(!exchange::decode_enrolment_file(longer).ok());
  // A file that still decodes must then fail its signatures; the words cost an Argon2 run each, so every 37th byte.
  const auto empty = dump_tables(laptop);
  std::size_t tried = 0;
  for (std::size_t i = 0; i < approved->file.size(); i += 37) {
    Bytes changed = approved->file;
    changed[i] ^= 0x10;
    REQUIRE(!accept_enrolment(laptop, changed, approved->words).ok());
    ++tried;
  }
  CHECK(tried > 10);
  CHECK(dump_tables(laptop) == empty);
}

TEST_CASE("a revoked device does not come back with the same keys") {
  ExchangeWorld world;
  const auto request = request_of(world);
  REQUIRE(approve_enrolment(world.hq(), request.file, request.words, sync::Role::Field).ok());
  // Asking again before it was accepted is fine: the answer file may have been lost.
  REQUIRE(approve_enrolment(world.hq(), request.file, request.words, sync::Role::Field).ok());
  set_device_state(world, world.vault(kStranger).device(), sync::DeviceState::Revoked, 0);
  const auto again = approve_enrolment(world.hq(), request.file, request.words, sync::Role::Field);
  REQUIRE(!again.ok());
  CHECK(again.error().reason == exchange::kEnrolRevoked);
}

}  // namespace holdfast::test
