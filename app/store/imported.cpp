// What is kept of bundles and documents that came: manifests, device list, receipts. The rest of import_stage.h.
#include "app/store/import_stage.h"
#include "app/store/outbox.h"
#include "app/store/savepoint.h"
#include "sync/receipt.h"

namespace holdfast::store {

namespace {

// Columns: sender, number, manifest, manifest_hash, signature, binding, kind, from_seq, to_seq, imported_ms, applied.
Result<ImportedBundle> imported_row(const Statement& row) {
  ImportedBundle out;
  out.sender = TRY(row.array<16>(0));
  out.number = static_cast<std::uint64_t>(row.integer(1));
  out.manifest = row.blob(2);
  out.manifest_hash = TRY(row.array<32>(3));
  out.signature = TRY(row.array<64>(4));
  out.binding = TRY(row.array<32>(5));
  out.kind = static_cast<sync::BundleKind>(row.integer(6));
  out.from = static_cast<std::uint64_t>(row.integer(7));
  out.to = static_cast<std::uint64_t>(row.integer(8));
  out.imported_ms = row.integer(9);
  out.applied = static_cast<std::uint64_t>(row.integer(10));
  return out;
}

Result<std::optional<ImportedBundle>> first_imported(Statement& find) {
  const bool found = TRY(find.step());
  if (!found) return std::optional<ImportedBundle>();
  ImportedBundle row = TRY(imported_row(find));
  return std::optional<ImportedBundle>(std::move(row));
}

constexpr std::string_view kDeviceListKind = "device_list";

}  // namespace

Result<std::optional<ImportedBundle>> find_imported(Vault& vault, const Hash256& manifest_hash) {
  Statement find(vault.database(),
                 "SELECT sender, number, manifest, manifest_hash, signature, binding, kind, from_seq, to_seq, "
                 "imported_ms, applied FROM bundle_in WHERE manifest_hash = ?");
  find.bind(manifest_hash);
  return first_imported(find);
}

namespace {

Result<std::vector<ImportedBundle>> all_imported(Statement& find) {
  std::vector<ImportedBundle> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    ImportedBundle row = TRY(imported_row(find));
    out.push_back(std::move(row));
  }
}

}  // namespace

Result<std::vector<ImportedBundle>> imported_number(Vault& vault, const sync::DeviceId& sender,
                                                    std::uint64_t number) {
  Statement find(vault.database(),
                 "SELECT sender, number, manifest, manifest_hash, signature, binding, kind, from_seq, to_seq, "
                 "imported_ms, applied FROM bundle_in WHERE sender = ? AND number = ? "
                 "ORDER BY imported_ms, manifest_hash");
  find.bind(sender).bind(number);
  return all_imported(find);
}

Result<std::vector<ImportedBundle>> list_imported(Vault& vault) {
  Statement find(vault.database(),
                 "SELECT sender, number, manifest, manifest_hash, signature, binding, kind, from_seq, to_seq, "
                 "imported_ms, applied FROM bundle_in ORDER BY imported_ms, sender, number, manifest_hash");
  return all_imported(find);
}

Result<std::optional<sync::DeviceList>> device_list(Vault& vault) {
  Statement find(vault.database(), "SELECT bytes FROM document WHERE kind = ?");
  const bool found = TRY(find.bind(kDeviceListKind).step());
  if (!found) return std::optional<sync::DeviceList>();
  const sync::SignedDocument document = TRY(sync::decode_document(find.blob_view(0)));
  sync::DeviceList list = TRY(sync::decode_device_list(document.body));
  return std::optional<sync::DeviceList>(std::move(list));
}

Result<void> keep_device_list(Vault& vault, const sync::SignedDocument& document, const sync::DeviceList& list) {
  Statement keep(vault.database(),
                 "INSERT INTO document (kind, version, bytes) VALUES (?, ?, ?) ON CONFLICT (kind) DO UPDATE SET "
                 "version = excluded.version, bytes = excluded.bytes WHERE excluded.version >= version");
  return keep.bind(kDeviceListKind).bind(list.version).bind(sync::encode_document(document)).run();
}

Result<std::uint64_t> last_receipt_number(Vault& vault, const sync::DeviceId& device) {
  Statement find(vault.database(), "SELECT coalesce(max(number), 0) FROM receipt WHERE device = ?");
  TRY(find.bind(device).step());
  return static_cast<std::uint64_t>(find.integer(0));
}

Result<void> keep_receipt(Vault& vault, const sync::Receipt& receipt, const sync::SignedDocument& document) {
  Savepoint step = TRY(Savepoint::begin(vault.database()));
  Statement keep(vault.database(), "INSERT OR IGNORE INTO receipt (device, number, bytes) VALUES (?, ?, ?)");
  TRY(keep.bind(receipt.device).bind(receipt.number).bind(sync::encode_document(document)).run());
  if (receipt.device == vault.device()) TRY(confirm_bundles(vault, receipt));
  return step.release();
}

Result<std::optional<sync::Receipt>> last_receipt(Vault& vault, const sync::DeviceId& device) {
  Statement find(vault.database(), "SELECT bytes FROM receipt WHERE device = ? ORDER BY number DESC LIMIT 1");
  const bool found = TRY(find.bind(device).step());
  if (!found) return std::optional<sync::Receipt>();
  const sync::SignedDocument document = TRY(sync::decode_document(find.blob_view(0)));
  sync::Receipt receipt = TRY(sync::decode_receipt(document.body));
  return std::optional<sync::Receipt>(std::move(receipt));
}

}  // namespace holdfast::store
