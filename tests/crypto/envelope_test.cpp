#include "crypto/envelope.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "crypto/chunk_cipher.h"
#include "crypto/envelope_text.h"
#include "crypto/hash.h"
#include "tests/crypto/crypto_support.h"

#ifdef HOLDFAST_TEST_ZLIB
#include <zlib.h>
#endif

namespace holdfast::crypto {
namespace {

using test::FakeRandom;
using test::patterned;

std::vector<Identity> people(std::size_t count, Random& random) {
  std::vector<Identity> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(Identity::generate(random));
  return out;
}

std::vector<Recipient> recipients_of(const std::vector<Identity>& identities) {
  std::vector<Recipient> out;
  for (const Identity& identity : identities) out.push_back(identity.recipient());
  return out;
}

Result<SecretBuffer> open_as(const Identity& identity, ByteView file, Pool& pool) {
  const Identity* const keys[] = {&identity};
  return open_age(file, keys, pool);
}

TEST_CASE("Each recipient opens the file, nobody else does, and the head has the promised length") {
  FakeRandom random(41);
  Pool pool(1);
  const std::vector<Identity> all = people(64, random);
  const Identity stranger = Identity::generate(random);
  for (std::size_t count : std::initializer_list<std::size_t>{1, 2, 3, 4, 5, 8, 9, 16, 17, 33, 64}) {
    std::size_t step = 4;
    while (step < count) step *= 2;
    std::vector<Recipient> some;
    for (std::size_t i = 0; i < count; ++i) some.push_back(all[i].recipient());
    const Bytes plain = patterned(count * 100);
    const Bytes file = seal_age(some, Padding::Stanzas, plain, random, pool).value();
    CHECK(file.size() == 86 + 98 * step + sealed_size(plain.size()));
    for (std::size_t i : std::initializer_list<std::size_t>{0, count / 2, count - 1}) {
      CHECK(equal(open_as(all[i], file, pool).value().view(), plain));
    }
    CHECK(open_as(stranger, file, pool).error().reason == kEnvelopeNotForUs);
    CHECK(open_age(file, {}, pool).error().reason == kEnvelopeNotForUs);
    const Bytes bare = seal_age(some, Padding::None, plain, random, pool).value();
    CHECK(bare.size() == 86 + 98 * count + sealed_size(plain.size()));
    CHECK(equal(open_as(all[count - 1], bare, pool).value().view(), plain));
  }
}

TEST_CASE("The worked sizes of the format hold") {
  FakeRandom random(42);
  Pool pool(1);
  const std::vector<Recipient> to = recipients_of(people(2, random));
  CHECK(seal_age(to, Padding::Stanzas, {}, random, pool).value().size() == 494);
  CHECK(seal_age(to, Padding::Stanzas, patterned(1), random, pool).value().size() == 495);
  CHECK(seal_age(to, Padding::Stanzas, patterned(5000), random, pool).value().size() == 5494);
}

TEST_CASE("No recipients, too many, or one twice make no envelope") {
  FakeRandom random(43);
  std::vector<Recipient> to = recipients_of(people(65, random));
  CHECK(make_envelope(to, Padding::Stanzas, random).error().reason == kEnvelopeProfile);
  CHECK(make_envelope({}, Padding::Stanzas, random).error().reason == kEnvelopeProfile);
  to.resize(3);
  to[2] = to[0];
  CHECK(make_envelope(to, Padding::Stanzas, random).error().reason == kEnvelopeProfile);
  to[2] = Recipient{};  // a low-order point
  CHECK(make_envelope(to, Padding::Stanzas, random).error().reason == kIdentityMalformed);
}

TEST_CASE("Writer and reader agree on binding and payload key, and no two envelopes share anything") {
  FakeRandom random(44);
  const std::vector<Identity> all = people(2, random);
  const std::vector<Recipient> to = recipients_of(all);
  std::set<Bytes> shares;
  std::set<Hash256> bindings;
  for (int i = 0; i < 50; ++i) {
    const Envelope made = make_envelope(to, Padding::Stanzas, random).value();
    MemorySource in(made.head);
    const Identity* const keys[] = {&all[0]};
    const Envelope opened = open_envelope(in, keys).value();
    CHECK(opened.head == made.head);
    CHECK(opened.binding == made.binding);
    CHECK(made.binding == sha256(made.head));
    CHECK(opened.stanza_count == 4);
    CHECK(equal(opened.payload_key.view(), made.payload_key.view()));
    bindings.insert(made.binding);
    MemorySource text(made.head);
    const AgeHeader header = read_age_header(text).value();
    for (const AgeStanza& stanza : header.stanzas) {
      shares.insert(to_bytes(stanza.share));
      shares.insert(to_bytes(stanza.body));
    }
  }
  CHECK(bindings.size() == 50);
  CHECK(shares.size() == 50 * 8);
}

// Where the real stanza stands must not tell who it is for.
TEST_CASE("The only real stanza comes to stand in every place") {
  FakeRandom random(45);
  const std::vector<Identity> all = people(1, random);
  const std::vector<Recipient> to = recipients_of(all);
  std::array<int, 4> places{};
  for (int i = 0; i < 200; ++i) {
    const Envelope made = make_envelope(to, Padding::Stanzas, random).value();
    for (std::size_t place = 0; place < 4; ++place) {
      // Spoil one stanza: only spoiling the real one makes the file somebody else's.
      Bytes head = made.head;
      head[22 + 98 * place + 60] = head[22 + 98 * place + 60] == 'A' ? 'B' : 'A';
      MemorySource in(head);
      const Identity* const keys[] = {&all[0]};
      const Result<Envelope> opened = open_envelope(in, keys);
      REQUIRE_FALSE(opened.ok());
      if (opened.error().reason == kEnvelopeNotForUs) ++places[place];
      else CHECK(opened.error().reason == kEnvelopeDamaged);  // the MAC
    }
  }
  for (int count : places) CHECK(count > 25);
  CHECK(places[0] + places[1] + places[2] + places[3] == 200);
}

TEST_CASE("Every flipped bit of an envelope is noticed") {
  FakeRandom random(46);
  Pool pool(1);
  const std::vector<Identity> all = people(2, random);
  Bytes file = seal_age(recipients_of(all), Padding::Stanzas, patterned(40), random, pool).value();
  std::size_t unnoticed = 0;
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    file[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    const Result<SecretBuffer> opened = open_as(all[bit % 2], file, pool);
    if (opened.ok()) ++unnoticed;
    else CHECK((opened.error().kind() == Kind::Refused || opened.error().kind() == Kind::NotYours));
    file[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  }
  CHECK(unnoticed == 0);
  CHECK(open_as(all[0], file, pool).ok());
}

TEST_CASE("Every truncation and every added byte of an envelope is noticed") {
  FakeRandom random(47);
  Pool pool(1);
  const std::vector<Identity> all = people(1, random);
  const Bytes file = seal_age(recipients_of(all), Padding::Stanzas, patterned(70), random, pool).value();
  for (std::size_t size = 0; size < file.size(); ++size) {
    CHECK(open_as(all[0], ByteView(file).first(size), pool).error().kind() == Kind::Refused);
  }
  for (std::size_t at = 0; at <= file.size(); ++at) {
    Bytes longer = file;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), at < 478 ? '\n' : 0);
    CHECK_FALSE(open_as(all[0], longer, pool).ok());
  }
}

std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

TEST_CASE("Files outside the profile are refused by name") {
  FakeRandom random(48);
  Pool pool(1);
  const std::vector<Identity> all = people(1, random);
  const std::string good = text_of(seal_age(recipients_of(all), Padding::None, patterned(9), random, pool).value());
  const auto refusal = [&](std::string text) { return open_as(all[0], as_bytes(text), pool).error().reason; };
  const std::string first = good.substr(0, 22);
  const std::string stanza = good.substr(22, 98);
  const std::string rest = good.substr(120);
  REQUIRE(open_as(all[0], as_bytes(first + stanza + rest), pool).ok());

  CHECK(refusal("") == kEnvelopeNotAge);
  CHECK(refusal("age-encryption.org/v2\n" + stanza + rest) == kEnvelopeNotAge);
  CHECK(refusal("SQLite format 3 and more text behind it") == kEnvelopeNotAge);
  CHECK(refusal("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n") == kEnvelopeProfile);
  CHECK(refusal(first + "-> scrypt bBjlhJVYZeE4aqUdmtRHfw 15\n" + stanza.substr(54) + rest) == kEnvelopeProfile);
  CHECK(refusal(first + "-> ssh-ed25519 xk+TSA " + stanza.substr(10) + rest) == kEnvelopeProfile);
  CHECK(refusal(first + stanza + "-> grease-x 1\n\n" + rest) == kEnvelopeProfile);
  CHECK(refusal(first + rest) == kEnvelopeProfile);  // no stanza at all
  std::string many;
  for (int i = 0; i < 65; ++i) many += stanza;
  CHECK(refusal(first + many + rest) == kEnvelopeProfile);
  CHECK(refusal(first + "-> X25519 " + stanza.substr(10, 43) + "\r\n" + stanza.substr(54) + rest) == kEnvelopeDamaged);
  CHECK(refusal(first + "-> x25519 " + stanza.substr(10) + rest) == kEnvelopeProfile);
  CHECK(refusal(first + stanza + "---" + rest.substr(4)) == kEnvelopeDamaged);
  CHECK(refusal(first + stanza + stanza + rest) == kEnvelopeDamaged);  // the MAC counts both
  CHECK(refusal(first + "-> X25519 " + std::string(43, 'A') + "\n" + stanza.substr(54) + rest) == kEnvelopeDamaged);
}

TEST_CASE("Base64 with spare bits or padding is refused") {
  FakeRandom random(49);
  Pool pool(1);
  const std::vector<Identity> all = people(1, random);
  const std::string good = text_of(seal_age(recipients_of(all), Padding::None, {}, random, pool).value());
  const std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t kLastDigits[] = {22 + 10 + 42, 22 + 54 + 42, 22 + 98 + 4 + 42};  // share, body, MAC
  for (std::size_t last : kLastDigits) {
    for (std::size_t spare = 1; spare < 4; ++spare) {
      std::string bad = good;
      bad[last] = digits[digits.find(bad[last]) + spare];
      CHECK(open_as(all[0], as_bytes(bad), pool).error().reason == kEnvelopeDamaged);
    }
    std::string bad = good;
    bad[last] = '=';
    CHECK(open_as(all[0], as_bytes(bad), pool).error().reason == kEnvelopeDamaged);
  }
}

struct AgeVector {
  std::map<std::string, std::string> fields;
  Bytes file;
};

std::optional<AgeVector> read_age_vector(const std::string& name) {
  const std::optional<std::string> text = test::shared_data("crypto/age-cctv/" + name);
  if (!text) return std::nullopt;
  AgeVector out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t end = text->find('\n', at);
    if (end == std::string::npos) return std::nullopt;
    const std::string line = text->substr(at, end - at);
    at = end + 1;
    if (line.empty()) break;
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) return std::nullopt;
    out.fields[line.substr(0, colon)] = line.substr(colon + 2);
  }
  out.file = to_bytes(as_bytes(std::string_view(*text).substr(at)));
  return out;
}

// False if it is compressed and cannot be read here.
bool decompress(AgeVector& vector) {
  if (vector.fields.count("compressed") == 0) return true;
#ifdef HOLDFAST_TEST_ZLIB
  Bytes out(32u << 20);
  uLongf size = out.size();
  if (uncompress(out.data(), &size, vector.file.data(), vector.file.size()) != Z_OK) return false;
  out.resize(size);
  vector.file = std::move(out);
  return true;
#else
  return false;
#endif
}

// The published age vectors: those inside our profile open to the right content, all others are refused.
TEST_CASE("The public age vectors get the verdict they expect") {
  const std::filesystem::path folder = std::filesystem::path(HOLDFAST_SHARED_DIR) / "data/crypto/age-cctv";
  if (!std::filesystem::exists(folder)) SKIP("shared data is not there");
  Pool pool(2);
  std::size_t opened_count = 0;
  for (const auto& item : std::filesystem::directory_iterator(folder)) {
    const std::string name = item.path().filename().string();
    std::optional<AgeVector> vector = read_age_vector(name);
    if (!vector || vector->fields.count("expect") == 0 || !decompress(*vector)) continue;
    INFO(name);
    const std::string expect = vector->fields["expect"];
    const Result<Identity> identity = Identity::from_text(as_bytes(vector->fields["identity"]));
    const bool ours = identity.ok() && vector->fields.count("armored") == 0 && vector->fields.count("passphrase") == 0;
    const Identity* const keys[] = {identity.ok() ? &*identity : nullptr};
    const Result<SecretBuffer> opened = open_age(vector->file, std::span(keys, identity.ok() ? 1 : 0), pool);
    if (!opened.ok()) {
      // A valid file may still lie outside our profile (other stanza types, passphrases, armor).
      const Reason reason = opened.error().reason;
      const bool excused = !ours || reason == kEnvelopeProfile;
      CHECK((expect != "success" || excused));
      if (expect == "no match" && ours) CHECK((reason == kEnvelopeNotForUs || reason == kEnvelopeProfile));
      continue;
    }
    CHECK(expect == "success");
    CHECK(to_hex(sha256(opened->view())) == vector->fields["payload"]);
    ++opened_count;
  }
  CHECK(opened_count >= 2);
}

}  // namespace
}  // namespace holdfast::crypto
