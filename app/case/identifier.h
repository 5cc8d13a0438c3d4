// What joins two cases: numbers, addresses and names of accounts. Each is checked without a network; a check warns and
// never refuses, and what was typed stays as it was typed (case-model.md, "Identifiers").
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::cases {

enum class IdentifierKind : std::uint8_t {
  Document,     // number of a passport or card
  Mrz,          // machine-readable lines of one
  Phone,
  Iban,
  BankAccount,  // most countries of our work have no IBAN
  Card,
  Wallet,
  Transaction,  // hash of a payment on a chain
  Imei,
  Iccid,
  Email,
  Url,
  UserAccount,
  Other
};
std::string_view to_string(IdentifierKind kind);  // "document", "mrz", "phone", …, "user_account", "other"
std::optional<IdentifierKind> identifier_kind_from_text(std::string_view text);

struct IdentifierWarning {
  std::string code;      // stable: "checksum", "length", …
  std::string sentence;  // for people
};

struct IdentifierCheck {
  IdentifierKind kind = IdentifierKind::Other;
  std::string typed;    // as it came
  std::string normal;   // what is compared and joined
  std::string display;  // safe to show and to copy: links cannot be clicked
  std::vector<std::string> chains;  // of a wallet: BTC, ETH, BSC, TRX, …; more than one is asked for, never guessed
  bool ask_chain = false;
  bool ask_region = false;          // a phone number without country, and nobody said which
  std::vector<IdentifierWarning> warnings;
  std::vector<std::pair<std::string, std::string>> facts;  // what the text itself says: state, number, expiry
  bool sound() const { return warnings.empty(); }
};

// What is known beside the text. Empty: not known.
struct IdentifierHint {
  std::optional<IdentifierKind> kind{};
  std::string region{};  // ISO 3166 alpha-2: where a phone number without + was written
  std::string chain{};   // as said
};

inline constexpr std::size_t kIdentifierTextMax = 2000;
// Without a kind, the likeliest one is taken, and the answer names it.
IdentifierCheck check_identifier(std::string_view typed, const IdentifierHint& hint = {});
IdentifierKind likely_kind(std::string_view typed);

}  // namespace holdfast::cases
