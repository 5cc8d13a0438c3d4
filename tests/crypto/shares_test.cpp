#include "crypto/shares.h"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "crypto/word_list.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using test::FakeRandom;
using test::test_key;

std::vector<SecretBuffer> chosen(const std::vector<SecretBuffer>& shares, unsigned subset) {
  std::vector<SecretBuffer> out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if ((subset >> i & 1u) != 0) out.push_back(shares[i].clone());
  }
  return out;
}

TEST_CASE("Any subset of enough shares restores the key, any smaller one does not") {
  FakeRandom random(31);
  const Secret<32> secret = test_key(50);
  for (std::size_t count : std::initializer_list<std::size_t>{2, 3, 5, 6}) {
    for (std::size_t threshold = 2; threshold <= count; ++threshold) {
      const std::vector<SecretBuffer> shares = split_secret(secret, threshold, count, random);
      REQUIRE(shares.size() == count);
      for (unsigned subset = 0; subset < 1u << count; ++subset) {
        const std::vector<SecretBuffer> some = chosen(shares, subset);
        const Result<Secret<32>> joined = join_shares(some);
        if (some.size() < threshold) {
          CHECK(joined.error().reason == kSharesTooFew);
        } else {
          REQUIRE(joined.ok());
          CHECK(equal(joined->view(), secret.view()));
        }
      }
    }
  }
}

TEST_CASE("Sixteen shares work, in any order, with doubled ones, in any spelling") {
  FakeRandom random(32);
  const Secret<32> secret = test_key(9);
  std::vector<SecretBuffer> shares = split_secret(secret, 16, 16, random);
  std::reverse(shares.begin(), shares.end());
  CHECK(equal(join_shares(shares).value().view(), secret.view()));
  shares.push_back(shares[3].clone());
  std::string spelled = "\n ";
  for (std::uint8_t c : shares[0].view()) {
    spelled += c == ' ' ? std::string("  \t") : std::string(1, static_cast<char>(std::toupper(c)));
  }
  shares[0] = SecretBuffer::copy_of(as_bytes(spelled + "\r\n"));
  CHECK(equal(join_shares(shares).value().view(), secret.view()));
  shares.erase(shares.begin() + 5);
  CHECK(join_shares(shares).error().reason == kSharesTooFew);  // the doubled one does not count twice
}

TEST_CASE("Every wrong word is noticed, and the share is named") {
  FakeRandom random(33);
  const std::vector<SecretBuffer> shares = split_secret(test_key(), 2, 3, random);
  std::vector<std::string> words;
  std::istringstream in{std::string(as_text(shares[1].view()))};
  for (std::string word; in >> word;) words.push_back(word);
  REQUIRE(words.size() == 32);
  const auto joined_with = [&](const std::vector<std::string>& line) {
    std::string text;
    for (const std::string& word : line) text += word + " ";
    std::vector<SecretBuffer> some;
    some.push_back(shares[0].clone());
    some.push_back(SecretBuffer::copy_of(as_bytes(text)));
    return join_shares(some);
  };
  REQUIRE(joined_with(words).ok());
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<std::string> wrong = words;
    wrong[i] = std::string(word_at((*word_index(words[i]) + 1 + i * 7) % kWordListSize));
    CHECK(joined_with(wrong).error() == Error{kSharesMalformed, "share 2"});
    wrong[i] = "xylophone";
    CHECK(joined_with(wrong).error().reason == kSharesMalformed);
    wrong = words;
    wrong.erase(wrong.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(joined_with(wrong).error().reason == kSharesMalformed);
    if (i == 0) continue;
    wrong = words;
    std::swap(wrong[i], wrong[i - 1]);
    if (wrong != words) CHECK(joined_with(wrong).error().reason == kSharesMalformed);
  }
  std::vector<std::string> longer = words;
  longer.push_back("zoo");
  CHECK(joined_with(longer).error().reason == kSharesMalformed);
  CHECK(joined_with({}).error().reason == kSharesMalformed);
}

TEST_CASE("Shares of different sets are not mixed") {
  FakeRandom random(34);
  const std::vector<SecretBuffer> first = split_secret(test_key(), 2, 3, random);
  const std::vector<SecretBuffer> second = split_secret(test_key(), 2, 3, random);
  const std::vector<SecretBuffer> third = split_secret(test_key(), 3, 3, random);
  for (const auto* other : {&second, &third}) {
    std::vector<SecretBuffer> some;
    some.push_back(first[0].clone());
    some.push_back((*other)[1].clone());
    CHECK(join_shares(some).error().reason == kSharesMixed);
  }
}

// The same set id by accident or intent: the check inside the shared bytes still says no.
class SameSet final : public Random {
 public:
  void fill(MutableByteView out) override {
    inner_.fill(out);
    if (out.size() == 3) std::fill(out.begin(), out.end(), std::uint8_t{0});
  }

 private:
  FakeRandom inner_{35};
};

TEST_CASE("Shares of two sets with one number are caught by the check") {
  SameSet random;
  const std::vector<SecretBuffer> first = split_secret(test_key(1), 2, 3, random);
  const std::vector<SecretBuffer> second = split_secret(test_key(1), 2, 3, random);
  std::vector<SecretBuffer> some;
  some.push_back(first[0].clone());
  some.push_back(second[1].clone());
  CHECK(join_shares(some).error().reason == kSharesMixed);
  some.push_back(second[0].clone());
  CHECK(join_shares(some).error().reason == kSharesMixed);
}

// One share short: every byte of the key is still equally likely. Counted over many splits of one key.
TEST_CASE("One share says nothing about the key") {
  FakeRandom random(36);
  const Secret<32> secret = test_key();
  std::array<int, 256> seen{};
  for (int i = 0; i < 400; ++i) {
    const std::vector<SecretBuffer> shares = split_secret(secret, 2, 2, random);
    std::istringstream in{std::string(as_text(shares[0].view()))};
    Bytes packed(44);
    std::size_t at = 0;
    for (std::string word; in >> word; at += kWordBits) {
      write_bits(packed, at, kWordBits, static_cast<std::uint32_t>(*word_index(word)));
    }
    for (std::size_t byte = 0; byte < 32; ++byte) ++seen[read_bits(packed, 30 + 8 * byte, 8)];
  }
  // 12,800 draws, 50 expected each; chi-square with 255 degrees of freedom stays far below 400.
  double chi = 0;
  for (int count : seen) chi += (count - 50.0) * (count - 50.0) / 50.0;
  CHECK(chi < 400);
}

}  // namespace
}  // namespace holdfast::crypto
