// Who may open this vault: each with a passphrase of their own, and a signing key of their own behind it.
#pragma once

#include "app/field/reasons.h"
#include "app/store/vault.h"

namespace holdfast::field {

struct StaffRow {
  std::string code;
  crypto::VerifyKey key;
  std::int64_t added_ms = 0;
  bool here = false;  // whose passphrase opened the vault
};
Result<std::vector<StaffRow>> list_staff(store::Vault& vault);
// Each of these is also a signed device entry, so that HQ knows whose key signed what.
Result<void> add_staff(store::Vault& vault, const std::string& code, const crypto::Passphrase& passphrase);
Result<void> remove_staff(store::Vault& vault, const std::string& code);

}  // namespace holdfast::field
