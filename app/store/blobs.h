// Evidence files, one encrypted file each under blobs/. Streaming: memory does not grow with the file.
// formats.md, "blobs/xx/…": temp -> fsync -> rename -> fsync folder -> row; no chunk written twice under one key.
#pragma once

#include "app/store/vault.h"
#include "crypto/base/source.h"
#include "sync/segment.h"

namespace holdfast::store {

inline constexpr std::uint64_t kBlobSizeMax = std::uint64_t{64} << 30;

// A file that was taken in but belongs to no entry yet. If it is destroyed before attach_blob, the file goes.
struct StagedBlob {
  sync::BlobFact fact;         // ref, SHA-256 of the content, size, media type
  std::string file_name;       // local, below blobs/
  Bytes local_id;              // keyed hash of the content: finds equal files, tells nobody what they are
  crypto::Secret<32> key;
  std::uint64_t stored_size = 0;
};

// Reads `source` (of `size` bytes; 0 = unknown) once: hashes, encrypts, writes a temp file, syncs, renames, syncs the
// folder. `display_name` is data.
Result<StagedBlob> take_in_blob(Vault& vault, Source& source, const std::string& media_type, Progress& progress);
// Links it to an entry, in the caller's transaction.
Result<void> attach_blob(Vault& vault, const sync::EntryHash& entry, const StagedBlob& blob, bool sealed);
// Removes the file of a blob that was never attached.
void discard_blob(Vault& vault, const StagedBlob& blob);

struct BlobRow {
  sync::BlobFact fact;
  sync::EntryHash entry{};
  std::string file_name;
  std::uint64_t stored_size = 0;
  bool here = false;      // the content is in this vault
  bool sealed = false;    // its key is only in a sealed opening
};
Result<std::vector<BlobRow>> blobs_of(Vault& vault, const sync::EntryHash& entry);
Result<std::optional<BlobRow>> find_blob(Vault& vault, const sync::BlobRef& ref);

// The content, decrypted and checked chunk by chunk, for bundling, export and viewing; SHA-256 is compared at the end
// by check_blob. kBlobMissing, kBlobDamaged, kOpeningSealed.
Result<std::unique_ptr<Source>> open_blob(Vault& vault, const sync::BlobRef& ref);
// The stored bytes as they lie, for a sealed blob's section.
Result<std::unique_ptr<Source>> open_stored_blob(Vault& vault, const sync::BlobRef& ref);
// Reads it all and compares length and SHA-256.
Result<void> check_blob(Vault& vault, const sync::BlobRef& ref, Progress& progress);
// The key of a blob, for putting it into a sealed opening.
Result<crypto::Secret<32>> blob_key(Vault& vault, const sync::BlobRef& ref);

// HQ's side of a sealed blob: the bytes came as they lay on the laptop, the key came in the opened sealed opening.
Result<void> adopt_sealed_blob(Vault& vault, const sync::BlobRef& ref, crypto::Secret<32> key);

// At unlock, after the head check: temp files go, finished files without a row move to lost/ (30 days), doomed rows
// are finished. Returns how many were moved to lost/.
Result<std::size_t> tidy_blobs(Vault& vault);
Result<void> remove_blob(Vault& vault, const sync::BlobRef& ref);

}  // namespace holdfast::store
