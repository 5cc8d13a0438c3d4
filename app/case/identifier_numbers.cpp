// Numbers that carry a check digit: IMEI, ICCID, cards, and IBAN with its structure by country.
#include <charconv>

#include "app/case/identifier_parts.h"
#include "assets/assets.h"

namespace holdfast::cases {

namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// ISO 13616: the first four characters go to the end, letters count from ten; the remainder by 97 is one.
bool mod97_fits(std::string_view text) {
  std::uint32_t remainder = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (is_digit(c)) {
      remainder = (remainder * 10 + static_cast<std::uint32_t>(c - '0')) % 97;
    } else if (is_capital(c)) {
      remainder = (remainder * 100 + static_cast<std::uint32_t>(c - 'A') + 10) % 97;
    } else {
      return false;
    }
  }
  return remainder == 1;
}

// "GB 4a14n" -> the structure behind country and check digits; empty for a country without IBAN.
std::string_view iban_structure(std::string_view country) {
  for (const Asset& asset : embedded_assets()) {
    if (asset.name != "identifiers/iban.txt") continue;
    std::string_view rest = asset.content;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (line.size() > 3 && line.substr(0, 2) == country && line[2] == ' ') return line.substr(3);
    }
  }
  return {};
}

bool fits_class(char c, char wanted) {
  if (wanted == 'n') return is_digit(c);
  if (wanted == 'a') return is_capital(c);
  return is_digit(c) || is_capital(c);
}

// Text against a structure like "4a14n". `length` gets what the structure asks for.
bool fits_structure(std::string_view text, std::string_view structure, std::size_t& length) {
  bool fits = true;
  length = 0;
  while (!structure.empty()) {
    std::size_t count = 0;
    const auto [end, status] = std::from_chars(structure.data(), structure.data() + structure.size(), count);
    const auto used = static_cast<std::size_t>(end - structure.data());
    if (status != std::errc() || used >= structure.size()) return false;
    for (std::size_t i = 0; i < count; ++i, ++length) {
      fits = fits && length < text.size() && fits_class(text[length], structure[used]);
    }
    structure.remove_prefix(used + 1);
  }
  return fits && length == text.size();
}

std::string in_groups_of_four(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != 0 && i % 4 == 0) out.push_back(' ');
    out.push_back(text[i]);
  }
  return out;
}

constexpr const char* kCheckDigit = "The last digit does not fit the others: one of them is probably wrong.";

}  // namespace

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool luhn_fits(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, twice = !twice) {
    const int digit = *c - '0';
    sum += !twice ? digit : (digit > 4 ? digit * 2 - 9 : digit * 2);
  }
  return sum % 10 == 0;
}

bool iban_fits(std::string_view text) {
  if (text.size() < 15 || text.size() > 34) return false;
  const std::string_view structure = iban_structure(text.substr(0, 2));
  std::size_t length = 0;
  return !structure.empty() && fits_structure(text.substr(4), structure, length) && mod97_fits(text);
}

void check_iban(std::string_view text, IdentifierCheck& out) {
  out.normal = compact(text);
  out.display = in_groups_of_four(out.normal);
  const std::string_view number = out.normal;
  if (number.size() < 5 || !is_capital(number[0]) || !is_capital(number[1])) {
    warn(out, "shape", "An IBAN begins with two letters for the country and two digits.");
    return;
  }
  out.facts.emplace_back("country", std::string(number.substr(0, 2)));
  const std::string_view structure = iban_structure(number.substr(0, 2));
  std::size_t length = 0;
  if (structure.empty()) {
    warn(out, "country", "Accounts of this country have no IBAN that the program knows.");
  } else if (!fits_structure(number.substr(4), structure, length)) {
    if (length + 4 != number.size()) {
      warn(out, "length", "An IBAN of this country has " + std::to_string(length + 4) + " characters; this one has " +
                              std::to_string(number.size()) + ".");
    } else {
      warn(out, "shape", "Letters and digits do not stand where an IBAN of this country has them.");
    }
  }
  if (!mod97_fits(number)) warn(out, "checksum", "The check digits do not fit: one character is probably wrong.");
}

void check_imei(std::string_view text, IdentifierCheck& out) {
  out.normal = compact(text);
  out.display = out.normal;
  if (!is_digits(out.normal)) {
    warn(out, "shape", "The number of a phone (IMEI) has digits only.");
  } else if (out.normal.size() == 15) {
    if (!luhn_fits(out.normal)) warn(out, "checksum", kCheckDigit);
  } else if (out.normal.size() == 14 || out.normal.size() == 16) {
    warn(out, "no_checksum", "Without its 15th digit this number cannot show a wrong one. Compare it again.");
  } else {
    warn(out, "length", "The number of a phone (IMEI) has 15 digits; this one has " +
                            std::to_string(out.normal.size()) + ".");
  }
}

void check_iccid(std::string_view text, IdentifierCheck& out) {
  out.normal = compact(text);
  out.display = out.normal;
  if (!is_digits(out.normal) || !out.normal.starts_with("89")) {
    warn(out, "shape", "The number of a SIM card begins with 89 and has digits only.");
  } else if (out.normal.size() < 18 || out.normal.size() > 20) {
    warn(out, "length", "The number of a SIM card has 19 or 20 digits; this one has " +
                            std::to_string(out.normal.size()) + ".");
  } else if (!luhn_fits(out.normal)) {
    warn(out, "checksum", kCheckDigit);
  }
}

void check_card(std::string_view text, IdentifierCheck& out) {
  out.normal = compact(text);
  out.display = out.normal;
  if (!is_digits(out.normal) || out.normal.size() < 12 || out.normal.size() > 19) {
    warn(out, "shape", "The number of a bank card has 12 to 19 digits.");
    return;
  }
  // What is on a screen or a printed page needs no more than this to be recognised.
  out.display = out.normal.substr(0, 6) + std::string(out.normal.size() - 10, '*') +
                out.normal.substr(out.normal.size() - 4);
  if (!luhn_fits(out.normal)) warn(out, "checksum", kCheckDigit);
}

}  // namespace holdfast::cases
