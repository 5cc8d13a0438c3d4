#include "tests/sync/journal_fixture.h"

namespace holdfast::test {
namespace {

using sync::Order;
using sync::SignedDocument;

constexpr std::string_view kLabel = "holdfast/test/v1";

std::size_t valid_by(const SignedDocument& document, std::vector<crypto::VerifyKey> keys) {
  return *sync::count_signatures(document, kLabel, keys);
}

TEST_CASE("a document carries the signatures it was given, each once, in order") {
  JournalTeam team;
  SignedDocument document = sync::sign_document(kLabel, Bytes{1, 2, 3}, team.device);
  sync::add_signature(document, kLabel, team.stranger);
  sync::add_signature(document, kLabel, team.stranger);
  CHECK(document.signatures.size() == 2);
  CHECK(document.signatures[0].key < document.signatures[1].key);
  CHECK(valid_by(document, {team.device.public_key(), team.stranger.public_key()}) == 2);
  CHECK(valid_by(document, {team.device.public_key()}) == 1);
  CHECK(valid_by(document, {team.hq_sign.public_key()}) == 0);
  CHECK(*sync::decode_document(sync::encode_document(document)) == document);
}

TEST_CASE("one key named twice counts once") {
  JournalTeam team;
  SignedDocument document = sync::sign_document(kLabel, Bytes{1}, team.device);
  document.signatures.push_back(document.signatures[0]);
  const crypto::VerifyKey keys[] = {team.device.public_key(), team.device.public_key()};
  CHECK_FALSE(sync::count_signatures(document, kLabel, keys).ok());
  CHECK_FALSE(sync::decode_document(sync::encode_document(document)).ok());
  document.signatures.pop_back();
  CHECK(*sync::count_signatures(document, kLabel, keys) == 1);
}

TEST_CASE("a signature made for one kind of document is false on another") {
  JournalTeam team;
  const SignedDocument document = sync::sign_document(kLabel, Bytes{1}, team.device);
  const crypto::VerifyKey keys[] = {team.device.public_key()};
  CHECK_FALSE(sync::count_signatures(document, sync::kOrderLabel, keys).ok());
}

TEST_CASE("a document stands truncation, extra bytes and flipped bits") {
  JournalTeam team;
  SignedDocument document = sync::sign_document(kLabel, Bytes{1, 2, 3}, team.device);
  sync::add_signature(document, kLabel, team.stranger);
  attack_encoding(
      sync::encode_document(document), [](ByteView bytes) { return sync::decode_document(bytes).ok(); },
      [](ByteView bytes) { return sync::encode_document(*sync::decode_document(bytes)); });
}

TEST_CASE("a document without signatures or with too many is refused") {
  JournalTeam team;
  SignedDocument document;
  document.body = {1};
  CHECK_FALSE(sync::decode_document(sync::encode_document(document)).ok());
  for (std::size_t i = 0; i < sync::kDocumentSignaturesMax; ++i) {
    sync::add_signature(document, kLabel, crypto::SigningKey::generate(team.random));
  }
  CHECK(sync::decode_document(sync::encode_document(document)).ok());
  sync::DocumentSignature last;
  last.key.key.fill(0xFF);
  document.signatures.push_back(last);
  CHECK_FALSE(sync::decode_document(sync::encode_document(document)).ok());
}

Order sample_order(const JournalTeam& team) {
  Order out;
  out.id = Id16{7};
  out.team = team.team;
  out.kind = sync::OrderKind::Alert;
  out.issued_ms = 1'000;
  out.expires_ms = 5'000;
  out.content = CborValue(CborValue::Map{{"text", "A practice alert."}});
  return out;
}

SignedDocument signed_order(const Order& order, const crypto::SigningKey& key) {
  return sync::sign_document(sync::kOrderLabel, sync::encode_order(order), key);
}

std::string_view order_fault(const SignedDocument& document, const sync::Roster& roster, std::int64_t now_ms) {
  const auto result = sync::read_order(document, roster, now_ms);
  return result.ok() ? "ok" : result.error().reason.code();
}

TEST_CASE("an order counts until its last moment and not after it") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  Order order = sample_order(team);
  const SignedDocument document = signed_order(order, team.hq_sign);
  CHECK(*sync::read_order(document, roster, 4'999) == order);
  CHECK(order_fault(document, roster, 5'000) == "order.expired");
  order.expires_ms = 0;
  CHECK(order_fault(signed_order(order, team.hq_sign), roster, 1'000'000) == "ok");
}

TEST_CASE("an order of anyone but this team's headquarters is refused") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  Order order = sample_order(team);
  CHECK(order_fault(signed_order(order, team.stranger), roster, 0) == "order.signature");
  CHECK(order_fault(signed_order(order, team.device), roster, 0) == "order.signature");
  CHECK(order_fault(signed_order(order, team.roots[0]), roster, 0) == "order.signature");
  order.team[0] ^= 1;
  CHECK(order_fault(signed_order(order, team.hq_sign), roster, 0) == "order.signature");
}

TEST_CASE("an order that breaks a rule is refused") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  Order order = sample_order(team);
  SECTION("kind zero") { order.kind = static_cast<sync::OrderKind>(0); }
  SECTION("a kind that does not exist") { order.kind = static_cast<sync::OrderKind>(8); }
  SECTION("expires before it was issued") { order.expires_ms = 999; }
  SECTION("content that nests too deep") {
    for (int i = 0; i < 9; ++i) order.content = CborValue(CborValue::Array{order.content});
  }
  CHECK(order_fault(signed_order(order, team.hq_sign), roster, 0) == "order.malformed");
}

TEST_CASE("an order stands every attack on its bytes") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  const Order order = sample_order(team);
  attack_encoding(
      sync::encode_order(order), [](ByteView bytes) { return sync::decode_order(bytes).ok(); },
      [](ByteView bytes) { return sync::encode_order(*sync::decode_order(bytes)); });
  attack_signed(sync::encode_document(signed_order(order, team.hq_sign)), [&roster](ByteView bytes) {
    const auto document = sync::decode_document(bytes);
    return document.ok() && sync::read_order(*document, roster, 0).ok();
  });
}

}  // namespace
}  // namespace holdfast::test
