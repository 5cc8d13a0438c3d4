// What an ImportStage holds in memory, and the steps of applying it. Internal to app/store.
#pragma once

#include "app/store/blob_file.h"
#include "app/store/import_stage.h"

namespace holdfast::store {

// One blob, or part of one, that was read to its end.
struct StagedPart {
  sync::BlobPart place;
  bool sealed = false;
  WrittenFile file;
  std::size_t key = 0;          // handle in keys; not for sealed ones
  std::string file_name{};      // below blobs/, once it is decided that the file stays
  std::optional<bool> fits{};   // of a sealed blob whose key is known already: whether it is what it should be
  bool whole() const { return place.offset == 0 && file.size == place.total; }
};

struct ImportStage::Data {
  Data(Vault& the_vault, crypto::Secret<32> the_key) : vault(the_vault), opening_key(std::move(the_key)) {}

  Vault& vault;
  std::int64_t id = 0;
  crypto::Secret<32> opening_key;  // of staged openings; nowhere else, so that nobody can read them after a crash
  std::uint64_t next_position = 0;
  std::vector<std::pair<sync::EntryHash, Bytes>> openings{};   // boxed
  std::vector<std::pair<sync::EntryHash, SealedPart>> sealed{};
  std::size_t waiting_bytes = 0;   // in the two lists above, not yet in the database

  crypto::SecretPool keys{};
  std::vector<StagedPart> parts{};
  std::unique_ptr<BlobFileWriter> writer{};
  sync::BlobPart writing{};
  bool writing_sealed = false;

  std::optional<std::pair<sync::DeviceId, std::uint64_t>> replaced{};  // goes aside first

  bool done = false;               // applied or discarded
  bool files_uncertain = false;    // a commit failed on the disk: whether it counts, the next unlock sees
  std::uint64_t new_entries = 0;
  std::size_t new_blobs = 0;
  std::vector<DamagedBlob> damaged{};
};

// What a staged opening's box is bound to.
Bytes stage_context(const sync::EntryHash& entry);
// Writes waiting rows in one transaction.
Result<void> flush_stage(ImportStage::Data& stage);
// All rows of this stage, in the caller's transaction.
Result<void> remove_stage_rows(ImportStage::Data& stage);
// Leaves away what is here already, joins parts that are now complete (with those of earlier bundles of `sender`),
// checks sealed ones whose key is known, gives every file that stays its name. Files only; the rows come in
// place_blobs. After a crash in between the doomed rows written here let the files go.
Result<void> settle_stage_files(ImportStage::Data& stage, const sync::DeviceId& sender, Progress& progress);
// The rows of all that, in the caller's transaction.
Result<void> place_stage_blobs(ImportStage::Data& stage, const sync::DeviceId& sender);
// Counts what is here now and names what is damaged.
Result<void> judge_stage_blobs(ImportStage::Data& stage);
// Takes temp files, and files that were named but not committed.
void remove_stage_files(ImportStage::Data& stage);

}  // namespace holdfast::store
