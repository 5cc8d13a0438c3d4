#include "app/case/codes.h"

namespace holdfast::cases {
namespace {

// 23 letters, a prime: every weight has an inverse, so no change of one digit and no swap of two neighbours can
// leave the sum as it was.
constexpr std::string_view kCheckLetters = "ABCDEFGHJKLMNPQRSTVWXYZ";
constexpr std::uint32_t kCheckBase = 23;
// Makes the example of the documentation, R7-0417K, a true code.
constexpr std::uint32_t kCheckOffset = 4;
constexpr std::size_t kCodeDigitsMin = 4;
constexpr std::size_t kCodePrefixMax = 16;
constexpr std::size_t kCodeTextMax = 64;

bool is_code_digit(char c) { return c >= '0' && c <= '9'; }
bool is_code_letter(char c) { return c >= 'A' && c <= 'Z'; }

std::string padded_number(std::uint32_t number) {
  std::string digits = std::to_string(number);
  while (digits.size() < kCodeDigitsMin) digits.insert(digits.begin(), '0');
  return digits;
}

std::uint32_t code_character_value(char c) {
  if (is_code_digit(c)) return static_cast<std::uint32_t>(c - '0');
  return static_cast<std::uint32_t>(static_cast<unsigned char>(c) % kCheckBase);
}

// Weights 1..22 from the right, again and again: never 0 modulo 23, and neighbours always differ.
char check_letter(std::string_view prefix, std::string_view digits) {
  std::uint32_t sum = kCheckOffset;
  std::uint32_t weight = 1;
  const auto add = [&](std::string_view part) {
    for (std::size_t i = part.size(); i > 0; --i) {
      weight = weight % (kCheckBase - 1) + 1;
      sum = (sum + weight * code_character_value(part[i - 1])) % kCheckBase;
    }
  };
  add(digits);
  add(prefix);
  return kCheckLetters[sum];
}

std::string upper_trimmed(std::string_view text) {
  std::string out;
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return out;
  for (const char c : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1)) {
    out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  }
  return out;
}

bool is_code_prefix(std::string_view prefix) {
  if (prefix.empty() || prefix.size() > kCodePrefixMax || !is_code_letter(prefix.front())) return false;
  for (const char c : prefix) {
    if (!is_code_letter(c) && !is_code_digit(c)) return false;
  }
  return true;
}

}  // namespace

std::string to_text(const Code& code) {
  const std::string prefix = upper_trimmed(code.prefix);
  const std::string digits = padded_number(code.number);
  return prefix + "-" + digits + check_letter(prefix, digits);
}

Result<Code> parse_code(std::string_view text) {
  if (text.size() > kCodeTextMax) return kCodeMalformed;
  const std::string code = upper_trimmed(text);
  const std::size_t dash = code.rfind('-');
  if (dash == std::string::npos || code.size() < dash + 2 + kCodeDigitsMin) return kCodeMalformed;
  const std::string prefix = code.substr(0, dash);
  const std::string digits = code.substr(dash + 1, code.size() - dash - 2);
  const char letter = code.back();
  if (!is_code_prefix(prefix) || !is_code_letter(letter) || digits.size() > 10) return kCodeMalformed;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (!is_code_digit(c)) return kCodeMalformed;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (number == 0 || number > UINT32_MAX) return kCodeMalformed;
  // One spelling for one code: a zero too many is a slip of the pen, too.
  if (padded_number(static_cast<std::uint32_t>(number)) != digits) return kCodeMalformed;
  if (check_letter(prefix, digits) != letter) return kCodeCheckLetter;
  return Code{prefix, static_cast<std::uint32_t>(number)};
}

}  // namespace holdfast::cases
