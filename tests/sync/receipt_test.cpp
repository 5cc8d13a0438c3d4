#include "tests/sync/journal_fixture.h"

namespace holdfast::test {
namespace {

using sync::Receipt;
using sync::SignedDocument;

SignedDocument signed_receipt(const Receipt& receipt, const crypto::SigningKey& key) {
  return sync::sign_document(sync::kReceiptLabel, sync::encode_receipt(receipt), key);
}

std::string_view fault_of(const Receipt& receipt) {
  const auto result = sync::decode_receipt(sync::encode_receipt(receipt));
  return result.ok() ? "ok" : result.error().reason.code();
}

TEST_CASE("a receipt comes back, with and without the documents it may carry") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  Receipt receipt = team.receipt();
  CHECK(*sync::read_receipt(signed_receipt(receipt, team.hq_sign), roster, team.device_id(), 4) == receipt);
  receipt.roster = team.signed_roster(team.roster(2));
  receipt.certificate = sync::sign_document(sync::kCertificateLabel, sync::encode_certificate(team.certificate()),
                                            team.hq_sign);
  CHECK(*sync::read_receipt(signed_receipt(receipt, team.hq_sign), roster, team.device_id(), 4) == receipt);
}

TEST_CASE("a receipt for another device or team, an old one and a false one are refused") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  const auto fault = [&](const Receipt& receipt, const crypto::SigningKey& key, std::uint64_t last) {
    const auto result = sync::read_receipt(signed_receipt(receipt, key), roster, team.device_id(), last);
    return result.ok() ? "ok" : result.error().reason.code();
  };
  Receipt receipt = team.receipt();
  CHECK(fault(receipt, team.hq_sign, 4) == "ok");
  CHECK(fault(receipt, team.hq_sign, 5) == "receipt.old");
  CHECK(fault(receipt, team.hq_sign, 6) == "receipt.old");
  CHECK(fault(receipt, team.stranger, 4) == "receipt.signature");
  CHECK(fault(receipt, team.roots[0], 4) == "receipt.signature");
  receipt.device = sync::device_id(team.stranger.public_key());
  CHECK(fault(receipt, team.hq_sign, 4) == "receipt.not_for_us");
  receipt = team.receipt();
  receipt.team[0] ^= 1;
  CHECK(fault(receipt, team.hq_sign, 4) == "receipt.not_for_us");
}

TEST_CASE("a receipt may not call safe what it does not hold from the first record on") {
  JournalTeam team;
  Receipt receipt = team.receipt();
  receipt.safe_to = 40;
  CHECK(fault_of(receipt) == "ok");
  receipt.safe_to = 41;
  CHECK(fault_of(receipt) == "receipt.malformed");
  receipt.safe_to = 59;  // held, but behind a gap
  CHECK(fault_of(receipt) == "receipt.malformed");
  receipt.held = {{1, 40, marked(1)}, {41, 60, marked(2)}};
  receipt.wanted.clear();
  CHECK(fault_of(receipt) == "ok");
  receipt.held = {{2, 60, marked(1)}};
  receipt.safe_to = 1;
  CHECK(fault_of(receipt) == "receipt.malformed");
}

TEST_CASE("a receipt that breaks a rule is refused") {
  JournalTeam team;
  Receipt receipt = team.receipt();
  REQUIRE(fault_of(receipt) == "ok");
  SECTION("number zero") { receipt.number = 0; }
  SECTION("ranges out of order") { std::swap(receipt.held[0], receipt.held[1]); }
  SECTION("ranges that overlap") { receipt.held[1].from = 40; }
  SECTION("a range from zero") { receipt.held[0].from = 0; }
  SECTION("a range that runs backwards") { receipt.held[1].to = 57; }
  SECTION("wanted what is held") { receipt.wanted[0].to = 58; }
  SECTION("held entries out of order") { std::swap(receipt.held_entries[0], receipt.held_entries[1]); }
  SECTION("a code that is none") { receipt.held_entries[0].code = "Text of a stranger"; }
  SECTION("an empty code") { receipt.refused[0].code.clear(); }
  SECTION("media out of order") { std::swap(receipt.media_wanted_for[0], receipt.media_wanted_for[1]); }
  CHECK(fault_of(receipt) == "receipt.malformed");
}

TEST_CASE("a receipt stands every attack on its bytes") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  attack_encoding(
      sync::encode_receipt(team.receipt()), [](ByteView bytes) { return sync::decode_receipt(bytes).ok(); },
      [](ByteView bytes) { return sync::encode_receipt(*sync::decode_receipt(bytes)); });
  attack_signed(sync::encode_document(signed_receipt(team.receipt(), team.hq_sign)), [&](ByteView bytes) {
    const auto document = sync::decode_document(bytes);
    return document.ok() && sync::read_receipt(*document, roster, team.device_id(), 0).ok();
  });
}

TEST_CASE("a receipt signed by a new key is read through the roster it carries") {
  JournalTeam team;
  const sync::Roster known = team.roster(1);
  sync::Roster next = team.roster(2);
  next.hq_sign_keys = {team.stranger.public_key()};
  Receipt receipt = team.receipt();
  receipt.roster = team.signed_roster(next);
  const SignedDocument document = signed_receipt(receipt, team.stranger);
  CHECK_FALSE(sync::read_receipt(document, known, team.device_id(), 0).ok());
  const auto unchecked = sync::decode_receipt(document.body);
  REQUIRE(unchecked.ok());
  const auto rotated = sync::read_next_roster(*unchecked->roster, known);
  REQUIRE(rotated.ok());
  CHECK(sync::read_receipt(document, *rotated, team.device_id(), 0).ok());
}

}  // namespace
}  // namespace holdfast::test
