#include "crypto/bech32.h"

#include <algorithm>

namespace holdfast::crypto {

namespace {

constexpr std::string_view kBech32Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kBech32ChecksumSize = 6;

// BIP 173's checksum: a running remainder over GF(32).
class Bech32Checksum {
 public:
  explicit Bech32Checksum(std::string_view prefix) {
    for (char c : prefix) add(static_cast<std::uint8_t>(c) >> 5);
    add(0);
    for (char c : prefix) add(static_cast<std::uint8_t>(c) & 31);
  }
  void add(std::uint32_t digit) {
    constexpr std::uint32_t kGenerator[5] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const std::uint32_t top = value_ >> 25;
    value_ = (value_ & 0x1ffffff) << 5 ^ digit;
    for (std::size_t i = 0; i < 5; ++i) {
      if ((top >> i & 1) != 0) value_ ^= kGenerator[i];
    }
  }
  std::uint32_t value() const { return value_; }

 private:
  std::uint32_t value_ = 1;
};

char bech32_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

SecretBuffer bech32_encode(std::string_view prefix, ByteView data) {
  const std::size_t digits = (data.size() * 8 + 4) / 5;
  SecretBuffer out(prefix.size() + 1 + digits + kBech32ChecksumSize);
  MutableByteView text = out.mutable_view();
  std::size_t at = 0;
  for (char c : prefix) text[at++] = static_cast<std::uint8_t>(c);
  text[at++] = '1';
  Bech32Checksum checksum(prefix);
  const auto put = [&](std::uint32_t digit) { text[at++] = static_cast<std::uint8_t>(kBech32Digits[digit]); };
  std::uint32_t bits = 0;
  int count = 0;
  for (std::uint8_t byte : data) {
    bits = (bits << 8 | byte) & 0xfff;
    for (count += 8; count >= 5; count -= 5) {
      const std::uint32_t digit = bits >> (count - 5) & 31;
      checksum.add(digit);
      put(digit);
    }
  }
  if (count > 0) {
    const std::uint32_t digit = bits << (5 - count) & 31;
    checksum.add(digit);
    put(digit);
  }
  for (std::size_t i = 0; i < kBech32ChecksumSize; ++i) checksum.add(0);
  const std::uint32_t sum = checksum.value() ^ 1;
  for (std::size_t i = 0; i < kBech32ChecksumSize; ++i) put(sum >> (5 * (5 - i)) & 31);
  return out;
}

Result<SecretBuffer> bech32_decode(std::string_view prefix, ByteView text) {
  if (text.size() < prefix.size() + 1 + kBech32ChecksumSize) return kIdentityMalformed;
  bool lower = false;
  bool upper = false;
  for (std::uint8_t byte : text) {
    lower = lower || (byte >= 'a' && byte <= 'z');
    upper = upper || (byte >= 'A' && byte <= 'Z');
  }
  if (lower && upper) return kIdentityMalformed;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (bech32_lower(static_cast<char>(text[i])) != prefix[i]) return kIdentityMalformed;
  }
  if (text[prefix.size()] != '1') return kIdentityMalformed;

  const ByteView digits = text.subspan(prefix.size() + 1);
  const std::size_t data_digits = digits.size() - kBech32ChecksumSize;
  SecretBuffer out(data_digits * 5 / 8);
  Bech32Checksum checksum(prefix);
  std::uint32_t bits = 0;
  std::size_t count = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t digit = kBech32Digits.find(bech32_lower(static_cast<char>(digits[i])));
    if (digit == std::string_view::npos) return kIdentityMalformed;
    checksum.add(static_cast<std::uint32_t>(digit));
    if (i >= data_digits) continue;
    bits = (bits << 5 | static_cast<std::uint32_t>(digit)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    out.mutable_view()[at++] = static_cast<std::uint8_t>(bits >> count);
  }
  if (checksum.value() != 1) return kIdentityMalformed;
  // One spelling for one value: fewer than five padding bits, all zero.
  if (count >= 5 || (bits & ((1u << count) - 1)) != 0) return kIdentityMalformed;
  return out;
}

}  // namespace holdfast::crypto
