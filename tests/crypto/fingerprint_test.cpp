#include "crypto/fingerprint.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <sstream>

#include "crypto/hash.h"
#include "crypto/word_list.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using test::FakeRandom;

TEST_CASE("The word list is the one that papers were printed from") {
  std::string all;
  std::set<std::string> starts;
  for (std::size_t i = 0; i < kWordListSize; ++i) {
    CHECK(word_index(word_at(i)) == i);
    all += std::string(word_at(i)) + "\n";
    starts.insert(std::string(word_at(i).substr(0, 4)));
  }
  CHECK(to_hex(sha256(as_bytes(all))) == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
  CHECK(starts.size() == kWordListSize);
  CHECK_FALSE(word_index("").has_value());
  CHECK_FALSE(word_index("zoology").has_value());
  CHECK_FALSE(word_index("Abandon").has_value());
}

TEST_CASE("Bits are written and read at any place") {
  for (std::size_t start = 0; start < 40; ++start) {
    for (std::size_t count = 0; count <= 32; ++count) {
      Bytes bytes(12);
      const auto value = static_cast<std::uint32_t>(0x9E3779B9u & ((std::uint64_t{1} << count) - 1));
      write_bits(bytes, start, count, value);
      CHECK(read_bits(bytes, start, count) == value);
    }
  }
}

TEST_CASE("Words and digits of a fingerprint come back, in any spelling") {
  FakeRandom random(21);
  for (int i = 0; i < 300; ++i) {
    Fingerprint known{random.array<11>()};
    if (i == 0) known.bits.fill(0);
    if (i == 1) known.bits.fill(0xFF);
    const std::string words = to_words(known);
    const std::string digits = to_digits(known);
    CHECK(digits.size() == 27 + 8);
    CHECK(fingerprint_from_text(words).value() == known);
    CHECK(fingerprint_from_text(digits).value() == known);
    std::string spelled = "  ";
    for (char c : words) spelled += c == ' ' ? std::string(" -\n") : std::string(1, static_cast<char>(std::toupper(c)));
    CHECK(fingerprint_from_text(spelled).value() == known);
    std::string plain;
    for (char c : digits) plain += c == ' ' ? "" : std::string(1, c);
    CHECK(fingerprint_from_text(plain).value() == known);
  }
}

TEST_CASE("What is no fingerprint is refused") {
  const Fingerprint zero;
  const std::string words = to_words(zero);
  CHECK(words == "abandon abandon abandon abandon abandon abandon abandon abandon");
  CHECK(to_digits(zero) == "000 000 000 000 000 000 000 000 000");
  for (const std::string& bad :
       {std::string(), std::string("   "), words + " abandon", words.substr(8), words + "s", std::string("abandon"),
        std::string("00000000000000000000000000"), std::string("0000000000000000000000000000"),
        std::string("309485009821345068724781056"),  // 2^88
        std::string("999 999 999 999 999 999 999 999 999"), std::string("00a 000 000 000 000 000 000 000 000")}) {
    CHECK(fingerprint_from_text(bad).error().reason == kWordsMalformed);
  }
  CHECK(fingerprint_from_text("309485009821345068724781055").value().bits[0] == 0xFF);  // 2^88 - 1
}

TEST_CASE("A fingerprint depends on role, team and every byte of the keys") {
  const Bytes keys = test::patterned(64);
  const Id16 team = to_array<16>(test::patterned(16, 3));
  const Fingerprint known = fingerprint("hq", team, keys).value();
  CHECK(fingerprint("hq", team, keys).value() == known);
  CHECK_FALSE(fingerprint("device", team, keys).value() == known);
  Id16 other_team = team;
  other_team[15] ^= 1;
  CHECK_FALSE(fingerprint("hq", other_team, keys).value() == known);
  Bytes other_keys = keys;
  other_keys[63] ^= 1;
  CHECK_FALSE(fingerprint("hq", team, other_keys).value() == known);
}

TEST_CASE("A proposed passphrase is words of the list, each time others") {
  FakeRandom random(22);
  std::set<std::string> seen;
  std::set<std::string> used;
  for (int i = 0; i < 500; ++i) {
    const SecretBuffer phrase = generate_passphrase(random);
    const std::string text(as_text(phrase.view()));
    seen.insert(text);
    std::istringstream words(text);
    std::string word;
    std::size_t count = 0;
    for (; words >> word; ++count) {
      CHECK(word_index(word).has_value());
      used.insert(word);
    }
    CHECK(count == 6);
    CHECK(text.back() != ' ');
  }
  CHECK(seen.size() == 500);
  CHECK(used.size() > 1400);  // of 3,000 draws from 2,048; about 1,575 expected
  CHECK(as_text(generate_passphrase(random, 1).view()).find(' ') == std::string_view::npos);
}

}  // namespace
}  // namespace holdfast::crypto
