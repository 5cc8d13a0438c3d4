// Where an import waits until all of it is checked: rows under an import id that no view reads, blobs in temp files
// under keys that exist only in memory until the last step. The last, short transaction makes everything visible.
#pragma once

#include <functional>

#include "app/store/blobs.h"
#include "app/store/openings.h"
#include "crypto/base/source.h"
#include "sync/device_list.h"

namespace holdfast::store {

struct ImportedBundle {   // kept for ever: the signature covers the segment at both ends
  sync::DeviceId sender{};
  std::uint64_t number = 0;
  Bytes manifest;
  Hash256 manifest_hash{};
  crypto::Signature signature{};
  Hash256 binding{};
  sync::BundleKind kind = sync::BundleKind::Changes;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::int64_t imported_ms = 0;
  std::uint64_t applied = 0;   // entries that were new
};

struct StagedEntry {
  sync::SignedEntry entry;
  std::string held;  // code, or empty
  sync::Role role = sync::Role::Field;
  bool aside = false;  // of a history that was decided against
};

// Media whose bytes are not what the entry says: kept encrypted among the unclaimed, named, never shown.
struct DamagedBlob {
  sync::BlobRef ref{};
  sync::EntryHash entry{};
  std::string code;
  friend bool operator==(const DamagedBlob&, const DamagedBlob&) = default;
};

class ImportStage {
 public:
  // `vault` must outlive it and stay where it is.
  static Result<ImportStage> begin(Vault& vault);
  // Short transactions of at most some hundred rows.
  Result<void> add_entries(std::span<const StagedEntry> entries);
  Result<void> add_opening(const sync::EntryHash& entry, const sync::Opening& opening);
  Result<void> add_sealed(const sync::EntryHash& entry, const SealedPart& part);
  // Streams one blob or part of one into a temp file, encrypted under a fresh key. `sealed`: stored as it comes. One
  // at a time; the sink is dead once finish_blob was called. `sha256`: of the bytes that will come, where the caller
  // compares it itself and calls finish_blob only if they are those.
  Result<std::unique_ptr<Sink>> begin_blob(const sync::BlobPart& part, bool sealed,
                                           const std::optional<Hash256>& sha256 = std::nullopt);
  Result<void> finish_blob();
  // Makes everything visible: entries, openings, blobs, views of every touched object, the bundle's row. All or none.
  // Entries already here are skipped; another entry in the place of one that is here: sync::kChainFork. The same
  // manifest again: sync::kBundleReplayed. No room for media whose entries are not here: kBlobUnclaimedFull. The row's
  // `applied` is counted here. After an error nothing is visible, and all that is left to do is discard().
  // `also` runs in the same transaction, behind everything else. REQUIRES: no transaction is open.
  Result<void> apply(const ImportedBundle& bundle, Progress& progress,
                     const std::function<Result<void>()>& also = nullptr);
  // A decision between two histories: apply() sets aside what stands of the device from `from` on, then takes the
  // staged entries into its place.
  void take_the_place_of(const sync::DeviceId& device, std::uint64_t from);
  // Removes everything staged; also run at unlock for stages a dead process left.
  void discard();

  // After apply().
  std::uint64_t new_entries() const;
  std::size_t new_blobs() const;
  const std::vector<DamagedBlob>& damaged_blobs() const;

  struct Data;  // app/store/import_stage_data.h

  ImportStage(ImportStage&&) noexcept;
  ~ImportStage();

 private:
  explicit ImportStage(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

// At unlock: rows of stages that a dead process left. Their files are temp files or doomed, tidy_blobs takes them.
Result<void> discard_left_stages(Vault& vault);

Result<std::optional<ImportedBundle>> find_imported(Vault& vault, const Hash256& manifest_hash);
// One, as a rule; more where histories of one device were told apart.
Result<std::vector<ImportedBundle>> imported_number(Vault& vault, const sync::DeviceId& sender, std::uint64_t number);
Result<std::vector<ImportedBundle>> list_imported(Vault& vault);

// HQ's device list. A version older than the one kept changes nothing.
Result<std::optional<sync::DeviceList>> device_list(Vault& vault);
Result<void> keep_device_list(Vault& vault, const sync::SignedDocument& document, const sync::DeviceList& list);

// Receipts: ours to devices (HQ), HQ's to us (laptop).
Result<std::uint64_t> last_receipt_number(Vault& vault, const sync::DeviceId& device);
// In the caller's transaction or one of its own. One to this device also confirms bundles (outbox); after the commit
// the caller says so to vault.note_receipt.
Result<void> keep_receipt(Vault& vault, const sync::Receipt& receipt, const sync::SignedDocument& document);
Result<std::optional<sync::Receipt>> last_receipt(Vault& vault, const sync::DeviceId& device);

}  // namespace holdfast::store
