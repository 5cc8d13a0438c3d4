#include "crypto/identity.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/bech32.h"
#include "crypto/hash.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using test::FakeRandom;

// The examples of BIP 173, with their data as bytes where it has whole ones.
TEST_CASE("Bech32 reads and writes what BIP 173 prescribes") {
  const Bytes data = from_hex("00443214c74254b635cf84653a56d7c675be77df").value();
  const SecretBuffer text = bech32_encode("abcdef", data);
  CHECK(as_text(text.view()) == "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
  CHECK(equal(bech32_decode("abcdef", text.view()).value().view(), data));
  CHECK(bech32_decode("a", as_bytes("A12UEL5L")).value().empty());
  CHECK(bech32_decode("a", as_bytes("a12uel5l")).value().empty());
  for (const char* bad : {"A12uEL5L", "a12uel5m", "a12uel5", "12uel5l", "", "a1", "a12uel5l ", "b12uel5l"}) {
    CHECK(bech32_decode("a", as_bytes(bad)).error().reason == kIdentityMalformed);
  }
}

// BIP 173's checksum, written again here so that the test can spell what our writer never would.
std::string bech32_of_digits(const std::string& prefix, const std::vector<std::uint32_t>& digits) {
  const std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  std::vector<std::uint32_t> values;
  for (char c : prefix) values.push_back(static_cast<std::uint32_t>(c) >> 5);
  values.push_back(0);
  for (char c : prefix) values.push_back(static_cast<std::uint32_t>(c) & 31);
  values.insert(values.end(), digits.begin(), digits.end());
  values.insert(values.end(), 6, 0);
  std::uint32_t sum = 1;
  for (std::uint32_t value : values) {
    const std::uint32_t top = sum >> 25;
    sum = (sum & 0x1ffffff) << 5 ^ value;
    const std::uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    for (int i = 0; i < 5; ++i) sum ^= (top >> i & 1) != 0 ? generator[i] : 0;
  }
  sum ^= 1;
  std::string out = prefix + "1";
  for (std::uint32_t digit : digits) out += alphabet[digit];
  for (int i = 5; i >= 0; --i) out += alphabet[sum >> (5 * i) & 31];
  return out;
}

TEST_CASE("Bech32 of every length comes back") {
  for (std::size_t size = 0; size < 70; ++size) {
    const Bytes data = test::patterned(size, size);
    const SecretBuffer text = bech32_encode("holdfast", data);
    CHECK(equal(bech32_decode("holdfast", text.view()).value().view(), data));
  }
}

TEST_CASE("Bech32 with padding that is not zero, or a digit too many, is refused") {
  const auto decoded = [](const std::vector<std::uint32_t>& digits) {
    return bech32_decode("age", as_bytes(bech32_of_digits("age", digits))).ok();
  };
  CHECK(decoded({31, 28}));        // one byte: 11111 111|00
  CHECK_FALSE(decoded({31, 29}));  // the same with spare bits set
  CHECK_FALSE(decoded({31, 30}));
  CHECK_FALSE(decoded({31, 28, 0}));
  CHECK_FALSE(decoded({0}));
  CHECK(decoded({31, 31, 31, 16}));
  CHECK_FALSE(decoded({31, 31, 31, 17}));
  CHECK_FALSE(decoded({31, 31, 31, 24}));
}

TEST_CASE("Keys are spelled as age spells them") {
  // The key of the published age test vectors.
  const std::string secret = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
  const Identity identity = Identity::from_text(as_bytes(secret)).value();
  CHECK(as_text(identity.to_text().view()) == secret);
  const std::string text = to_text(identity.recipient());
  CHECK(text == "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef");
  CHECK(recipient_from_text(text).value() == identity.recipient());
}

TEST_CASE("Every changed letter of a key is noticed") {
  FakeRandom random(11);
  const Identity identity = Identity::generate(random);
  const std::string text = to_text(identity.recipient());
  const SecretBuffer secret = identity.to_text();
  CHECK(text.size() == 62);
  CHECK(secret.size() == 74);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'q' ? 'p' : 'q';
    CHECK(recipient_from_text(changed).error().reason == kIdentityMalformed);
    CHECK_FALSE(recipient_from_text(text.substr(0, i)).ok());
  }
  for (std::size_t i = 0; i < secret.size(); ++i) {
    SecretBuffer changed = secret.clone();
    changed.mutable_view()[i] = changed.view()[i] == 'Q' ? 'P' : 'Q';
    CHECK(Identity::from_text(changed.view()).error().reason == kIdentityMalformed);
    CHECK_FALSE(Identity::from_text(secret.view().first(i)).ok());
  }
  std::string upper = text;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  CHECK_FALSE(recipient_from_text(upper).ok());
  CHECK_FALSE(recipient_from_text(text + "\n").ok());
  CHECK_FALSE(recipient_from_text(as_text(secret.view())).ok());
  CHECK_FALSE(Identity::from_text(as_bytes(text)).ok());
}

TEST_CASE("Two people reach the same secret, and a hostile point gives none") {
  FakeRandom random(12);
  const Identity a = Identity::generate(random);
  const Identity b = Identity::generate(random);
  const Secret<32> ab = shared_secret(a.scalar(), b.recipient().key).value();
  const Secret<32> ba = shared_secret(b.scalar(), a.recipient().key).value();
  CHECK(equal(ab.view(), ba.view()));
  CHECK(public_point(a.scalar()) == a.recipient().key);
  CHECK(a.clone().recipient() == a.recipient());
  ByteArray<32> one{1};
  CHECK(shared_secret(a.scalar(), {}).error().reason == kIdentityMalformed);
  CHECK(shared_secret(a.scalar(), one).error().reason == kIdentityMalformed);
  CHECK(recipient_hash(a.recipient()) == labelled_hash("holdfast/recipient/v1", {a.recipient().key}));
}

TEST_CASE("A signature fits its key, label and body, and nothing else") {
  FakeRandom random(13);
  const SigningKey key = SigningKey::generate(random);
  const Bytes body = test::patterned(200);
  const Signature signature = key.sign("holdfast/test/v1", body);
  CHECK(verify(key.public_key(), "holdfast/test/v1", body, signature).ok());
  CHECK(verify(key.public_key(), "holdfast/test/v2", body, signature).error().reason == kSignatureFalse);
  CHECK_FALSE(verify(SigningKey::generate(random).public_key(), "holdfast/test/v1", body, signature).ok());
  CHECK_FALSE(verify(key.public_key(), "holdfast/test/v1", ByteView(body).first(199), signature).ok());
  for (std::size_t bit = 0; bit < 512; ++bit) {
    Signature changed = signature;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    CHECK_FALSE(verify(key.public_key(), "holdfast/test/v1", body, changed).ok());
  }
  // The zero byte keeps label and body apart.
  CHECK_FALSE(verify(key.public_key(), "holdfast/test/v", as_bytes("1"), key.sign("holdfast/test/v1", {})).ok());
  const SigningKey again = SigningKey::from_seed(key.seed());
  CHECK(again.public_key() == key.public_key());
  CHECK(again.sign("holdfast/test/v1", body) == signature);
}

}  // namespace
}  // namespace holdfast::crypto
