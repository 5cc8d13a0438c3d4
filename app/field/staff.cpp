#include "app/field/staff.h"

#include <algorithm>

#include "app/store/journal.h"

namespace holdfast::field {

Result<std::vector<StaffRow>> list_staff(store::Vault& vault) {
  std::vector<StaffRow> out;
  const std::optional<std::size_t> opened = vault.header().opened_slot();
  for (const crypto::SlotInfo& slot : vault.header().slots()) {
    if (slot.kind == crypto::SlotKind::Escrow) continue;
    out.push_back({slot.label, {slot.person_key}, slot.created_ms, opened && *opened == slot.index});
  }
  return out;
}

namespace {

// Letters, digits and dashes, as a person would say them over a bad line: "R7-S1".
bool is_staff_code(std::string_view code) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !code.empty() && code.size() <= crypto::kSlotLabelMax && std::all_of(code.begin(), code.end(), fits);
}

Result<bool> is_staff(store::Vault& vault, const std::string& code) {
  for (const StaffRow& row : TRY(list_staff(vault))) {
    if (row.code == code) return true;
  }
  return false;
}

// Tells headquarters whose key signs from now on, or no longer. A laptop that has no place yet tells it with its
// first entries after enrolment: the key stands in each act it signs.
Result<void> tell(store::Vault& vault, const std::string& what, const std::string& code, const crypto::VerifyKey& key) {
  if (!vault.certificate()) return {};
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  store::NewEntry entry;
  entry.type = sync::EntryType::Device;
  entry.object = vault.seams().random.id();
  entry.values = {
      {"@staff", CborValue(code)}, {"@staff_act", CborValue(what)}, {"@staff_key", CborValue(to_bytes(key.key))}};
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace

Result<void> add_staff(store::Vault& vault, const std::string& code, const crypto::Passphrase& passphrase) {
  TRY(vault.check_may_author());
  if (!is_staff_code(code)) return kStaffCode;
  if (TRY(is_staff(vault, code))) return kStaffExists;
  TRY(vault.add_staff(passphrase, code));
  for (const StaffRow& row : TRY(list_staff(vault))) {
    if (row.code == code) return tell(vault, "added", code, row.key);
  }
  return kStaffUnknown;
}

Result<void> remove_staff(store::Vault& vault, const std::string& code) {
  TRY(vault.check_may_author());
  crypto::VerifyKey key;
  for (const StaffRow& row : TRY(list_staff(vault))) {
    if (row.code == code) key = row.key;
  }
  if (!TRY(is_staff(vault, code))) return kStaffUnknown;
  TRY(vault.remove_staff(code));
  return tell(vault, "removed", code, key);
}

}  // namespace holdfast::field
