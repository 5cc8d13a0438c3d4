// The checks behind check_identifier, one a kind. Each fills `out`, whose `typed` and `kind` are set, and adds
// warnings. They take the text with the blanks around it removed.
#pragma once

#include "app/case/identifier.h"

namespace holdfast::cases {

void check_mrz(std::string_view text, IdentifierCheck& out);
void check_phone(std::string_view text, const std::string& region, IdentifierCheck& out);
void check_iban(std::string_view text, IdentifierCheck& out);
void check_wallet(std::string_view text, const std::string& chain, IdentifierCheck& out);
void check_transaction(std::string_view text, IdentifierCheck& out);
void check_imei(std::string_view text, IdentifierCheck& out);
void check_iccid(std::string_view text, IdentifierCheck& out);
void check_card(std::string_view text, IdentifierCheck& out);
void check_email(std::string_view text, IdentifierCheck& out);
void check_url(std::string_view text, IdentifierCheck& out);
void check_user_account(std::string_view text, IdentifierCheck& out);

// "hxxps://example[.]com", "name[@]example[.]com", and back.
std::string defanged(std::string_view text);
std::string refanged(std::string_view text);

void warn(IdentifierCheck& out, const char* code, std::string sentence);
// Capitals, without blanks, dots, dashes and slashes: how numbers of documents and accounts are compared.
std::string compact(std::string_view text);
bool is_digits(std::string_view text);
bool luhn_fits(std::string_view digits);
// Chains on which the address could be used, without a warning about anything; empty: it is none.
std::vector<std::string> chains_of(std::string_view address);
bool iban_fits(std::string_view compact_text);

}  // namespace holdfast::cases
