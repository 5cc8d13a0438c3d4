#include "crypto/fingerprint.h"

#include "crypto/password.h"
#include "crypto/word_list.h"

namespace holdfast::crypto {

namespace {

constexpr std::string_view kFingerprintLabel = "holdfast/fingerprint/v1";
constexpr std::string_view kFingerprintSalt = "holdfast-finger1";
constexpr std::size_t kFingerprintDigits = 27;

bool is_spoken_digit(char c) { return c >= '0' && c <= '9'; }

// Splits at blanks, line ends, commas and hyphens; lower case.
std::vector<std::string> spoken_groups(std::string_view text) {
  std::vector<std::string> out;
  bool in_group = false;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == ',') {
      in_group = false;
      continue;
    }
    if (!in_group) out.emplace_back();
    in_group = true;
    out.back().push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

Result<Fingerprint> fingerprint_from_digits(std::string_view digits) {
  if (digits.size() != kFingerprintDigits) return kWordsMalformed;
  Fingerprint out;
  for (char c : digits) {
    if (!is_spoken_digit(c)) return kWordsMalformed;
    std::uint32_t carry = static_cast<std::uint32_t>(c - '0');
    for (std::size_t i = out.bits.size(); i-- > 0;) {
      carry += out.bits[i] * 10u;
      out.bits[i] = static_cast<std::uint8_t>(carry);
      carry >>= 8;
    }
    if (carry != 0) return kWordsMalformed;  // 2^88 or more
  }
  return out;
}

Result<Fingerprint> fingerprint_from_words(const std::vector<std::string>& words) {
  if (words.size() != kFingerprintWords) return kWordsMalformed;
  Fingerprint out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::optional<std::size_t> index = word_index(words[i]);
    if (!index) return kWordsMalformed;
    write_bits(out.bits, i * kWordBits, kWordBits, static_cast<std::uint32_t>(*index));
  }
  return out;
}

}  // namespace

Result<Fingerprint> fingerprint(std::string_view role, const Id16& team, ByteView keys) {
  Bytes input = to_bytes(as_bytes(kFingerprintLabel));
  input.push_back(0);
  append(input, as_bytes(role));
  input.push_back(0);
  append(input, team);
  append(input, keys);
  const PasswordParameters parameters{3, kPasswordMemoryMin};
  const auto salt = to_array<16>(as_bytes(kFingerprintSalt));
  const Secret<32> stretched = TRY(stretch_password(input, salt, parameters));
  return Fingerprint{to_array<11>(ByteView(stretched.view()).first(11))};
}

std::string to_words(const Fingerprint& fingerprint) {
  std::string out;
  for (std::size_t i = 0; i < kFingerprintWords; ++i) {
    if (i > 0) out.push_back(' ');
    out += word_at(read_bits(fingerprint.bits, i * kWordBits, kWordBits));
  }
  return out;
}

std::string to_digits(const Fingerprint& fingerprint) {
  ByteArray<11> rest = fingerprint.bits;
  std::string digits(kFingerprintDigits, '0');
  for (std::size_t at = digits.size(); at-- > 0;) {
    std::uint32_t remainder = 0;
    for (std::uint8_t& byte : rest) {
      const std::uint32_t value = remainder << 8 | byte;
      byte = static_cast<std::uint8_t>(value / 10);
      remainder = value % 10;
    }
    digits[at] = static_cast<char>('0' + remainder);
  }
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 3 == 0) out.push_back(' ');
    out.push_back(digits[i]);
  }
  return out;
}

Result<Fingerprint> fingerprint_from_text(std::string_view text) {
  const std::vector<std::string> groups = spoken_groups(text);
  if (groups.empty()) return kWordsMalformed;
  if (!is_spoken_digit(groups[0][0])) return fingerprint_from_words(groups);
  std::string digits;
  for (const std::string& group : groups) digits += group;
  return fingerprint_from_digits(digits);
}

SecretBuffer generate_passphrase(Random& random, std::size_t words) {
  constexpr std::size_t kWordLengthMax = 8;
  HOLDFAST_ASSERT(words > 0);
  SecretBuffer dice(words * 2);
  random.fill(dice.mutable_view());
  SecretBuffer out(words * (kWordLengthMax + 1));
  std::size_t size = 0;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) out.mutable_view()[size++] = ' ';
    // 2,048 divides 65,536, so cutting to 11 bits leaves no bias.
    for (char c : word_at(read_bits(dice.view(), i * 16 + 5, kWordBits))) {
      out.mutable_view()[size++] = static_cast<std::uint8_t>(c);
    }
  }
  out.shrink(size);
  return out;
}

}  // namespace holdfast::crypto
