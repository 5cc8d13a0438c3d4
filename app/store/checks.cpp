#include "app/store/checks.h"

namespace holdfast::store {

namespace {

constexpr const char* kUncheckedSql =
    "SELECT encoded, signature FROM entry WHERE checked = 0 ORDER BY accepted LIMIT ?";
constexpr const char* kMarkCheckedSql = "UPDATE entry SET checked = 1 WHERE hash = ?";
constexpr const char* kHeldForSignatureSql = "SELECT 1 FROM entry WHERE hash = ? AND held = 'entry.signature'";
constexpr const char* kHeldSql =
    "SELECT encoded, signature, accepted, held, role, device, seq FROM entry WHERE held IS NOT NULL AND aside = 0"
    " AND (?1 IS NULL OR device = ?1) AND (?2 = '' OR held = ?2)"
    " UNION ALL SELECT encoded, signature, accepted, 'entry.fork', role, device, seq FROM entry WHERE aside <> 0"
    " AND (?1 IS NULL OR device = ?1) AND (?2 = '' OR ?2 = 'entry.fork') ORDER BY 6, 7";

Result<sync::SignedEntry> entry_from_row(Statement& row) {
  const crypto::Signature signature = TRY(row.array<64>(1));
  Result<sync::SignedEntry> entry = sync::read_entry(row.blob_view(0), signature);
  if (!entry.ok()) return kVaultDatabase;
  return entry;
}

}  // namespace

Result<std::vector<sync::SignedEntry>> unchecked_entries(Vault& vault, std::size_t limit) {
  Statement select(vault.database(), kUncheckedSql);
  select.bind(static_cast<std::uint64_t>(limit));
  std::vector<sync::SignedEntry> out;
  while (TRY(select.step())) out.push_back(TRY(entry_from_row(select)));
  return out;
}

Result<void> mark_checked(Vault& vault, const sync::EntryHash& entry) {
  Statement update(vault.database(), kMarkCheckedSql);
  update.bind(entry);
  return update.run();
}

Result<bool> is_held_for_signature(Vault& vault, const sync::EntryHash& entry) {
  Statement find(vault.database(), kHeldForSignatureSql);
  return find.bind(entry).step();
}

Result<std::vector<StoredEntry>> held_entries(Vault& vault, const HeldFilter& filter) {
  Statement select(vault.database(), kHeldSql);
  if (filter.device) select.bind(*filter.device);
  else select.bind_null();
  select.bind(filter.code);
  std::vector<StoredEntry> out;
  while (TRY(select.step())) {
    StoredEntry row;
    row.signed_entry = TRY(entry_from_row(select));
    row.accepted = static_cast<std::uint64_t>(select.integer(2));
    row.held = select.text(3);
    row.role = static_cast<sync::Role>(select.integer(4));
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace holdfast::store
