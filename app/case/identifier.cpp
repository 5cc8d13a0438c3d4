#include "app/case/identifier.h"

#include <algorithm>

#include "app/case/identifier_parts.h"

namespace holdfast::cases {

namespace {

constexpr std::pair<IdentifierKind, std::string_view> kKindNames[] = {
    {IdentifierKind::Document, "document"},
    {IdentifierKind::Mrz, "mrz"},
    {IdentifierKind::Phone, "phone"},
    {IdentifierKind::Iban, "iban"},
    {IdentifierKind::BankAccount, "bank_account"},
    {IdentifierKind::Card, "card"},
    {IdentifierKind::Wallet, "wallet"},
    {IdentifierKind::Transaction, "transaction"},
    {IdentifierKind::Imei, "imei"},
    {IdentifierKind::Iccid, "iccid"},
    {IdentifierKind::Email, "email"},
    {IdentifierKind::Url, "url"},
    {IdentifierKind::UserAccount, "user_account"},
    {IdentifierKind::Other, "other"},
};

std::string_view without_blanks_around(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

bool looks_like_mrz(std::string_view text) {
  return text.size() >= 60 && (text.find('<') != std::string_view::npos);
}

bool looks_like_host(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::size_t dot = text.substr(0, slash).rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 2 >= slash) return false;
  return text.find(' ') == std::string_view::npos &&
         text.substr(dot + 1, slash - dot - 1).find_first_of("0123456789") == std::string_view::npos;
}

bool is_hash(std::string_view text) {
  if (text.starts_with("0x")) text.remove_prefix(2);
  return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool looks_like_iban(const std::string& text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() >= 15 && text.size() <= 34 && capital(text[0]) && capital(text[1]) &&
         is_digits(std::string_view(text).substr(2, 2)) && iban_fits(text);
}

// Digits only: the length, the beginning and the check digit say what they count.
IdentifierKind kind_of_digits(const std::string& digits) {
  if (digits.size() == 15 && luhn_fits(digits)) return IdentifierKind::Imei;
  if (digits.size() >= 18 && digits.size() <= 20 && digits.starts_with("89")) return IdentifierKind::Iccid;
  if (digits.size() == 16 && luhn_fits(digits)) return IdentifierKind::Card;
  if (digits.size() >= 7 && digits.size() <= 12) return IdentifierKind::Phone;
  return IdentifierKind::BankAccount;
}

void check_plain(std::string_view text, IdentifierCheck& out) {
  out.normal = out.kind == IdentifierKind::Other ? std::string(text) : compact(text);
  out.display = std::string(text);
  if (out.kind != IdentifierKind::Other && out.normal.find_first_of("0123456789") == std::string::npos) {
    warn(out, "shape", "A number of this kind has digits.");
  }
}

void check_kind(std::string_view text, const IdentifierHint& hint, IdentifierCheck& out) {
  switch (out.kind) {
    case IdentifierKind::Mrz: return check_mrz(text, out);
    case IdentifierKind::Phone: return check_phone(text, hint.region, out);
    case IdentifierKind::Iban: return check_iban(text, out);
    case IdentifierKind::Card: return check_card(text, out);
    case IdentifierKind::Wallet: return check_wallet(text, hint.chain, out);
    case IdentifierKind::Transaction: return check_transaction(text, out);
    case IdentifierKind::Imei: return check_imei(text, out);
    case IdentifierKind::Iccid: return check_iccid(text, out);
    case IdentifierKind::Email: return check_email(text, out);
    case IdentifierKind::Url: return check_url(text, out);
    case IdentifierKind::UserAccount: return check_user_account(text, out);
    case IdentifierKind::Document:
    case IdentifierKind::BankAccount:
    case IdentifierKind::Other: return check_plain(text, out);
  }
}

}  // namespace

std::string_view to_string(IdentifierKind kind) {
  for (const auto& [value, name] : kKindNames) {
    if (value == kind) return name;
  }
  return "other";
}

std::optional<IdentifierKind> identifier_kind_from_text(std::string_view text) {
  for (const auto& [value, name] : kKindNames) {
    if (name == text) return value;
  }
  return std::nullopt;
}

void warn(IdentifierCheck& out, const char* code, std::string sentence) {
  out.warnings.push_back({code, std::move(sentence)});
}

std::string compact(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(" \t\r\n.-/").find(c) != std::string_view::npos) continue;
    out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return out;
}

IdentifierKind likely_kind(std::string_view typed) {
  const std::string_view text = without_blanks_around(typed);
  const std::string plain = refanged(text);
  if (looks_like_mrz(text)) return IdentifierKind::Mrz;
  if (plain.find("://") != std::string::npos) return IdentifierKind::Url;
  if (plain.starts_with('@')) return IdentifierKind::UserAccount;
  if (plain.find('@') != std::string::npos) return IdentifierKind::Email;
  if (is_hash(text)) return IdentifierKind::Transaction;
  const std::string number = compact(text);
  if (looks_like_iban(number)) return IdentifierKind::Iban;
  if (!is_digits(number) && !chains_of(text).empty()) return IdentifierKind::Wallet;
  if (text.starts_with("0x") && text.size() > 30) return IdentifierKind::Wallet;
  if (text.starts_with('+') || text.starts_with('(')) return IdentifierKind::Phone;
  if (is_digits(number)) return kind_of_digits(number);
  if (looks_like_host(plain)) return IdentifierKind::Url;
  // One letter or two and digits behind: how most passports are numbered.
  const std::size_t letters = number.find_first_of("0123456789");
  const bool document = letters <= 3 && number.size() >= 6 && number.size() <= 12 &&
                        is_digits(std::string_view(number).substr(std::min(letters, number.size())));
  return document ? IdentifierKind::Document : IdentifierKind::Other;
}

IdentifierCheck check_identifier(std::string_view typed, const IdentifierHint& hint) {
  IdentifierCheck out;
  out.typed = std::string(typed);
  const std::string_view text = without_blanks_around(typed);
  out.kind = hint.kind.value_or(text.size() <= kIdentifierTextMax ? likely_kind(text) : IdentifierKind::Other);
  if (text.empty() || text.size() > kIdentifierTextMax) {
    out.normal = std::string(text);
    out.display = out.normal;
    warn(out, "length", text.empty() ? "Nothing was typed." : "This is too long for a number or an address.");
    return out;
  }
  check_kind(text, hint, out);
  return out;
}

}  // namespace holdfast::cases
