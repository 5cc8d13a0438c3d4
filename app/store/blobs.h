// Evidence files, one encrypted file each under blobs/. Streaming: memory does not grow with the file.
// formats.md, "blobs/xx/…": temp -> fsync -> rename -> fsync folder -> row; no chunk written twice under one key.
#pragma once

#include "app/store/vault.h"
#include "crypto/base/source.h"
#include "sync/segment.h"

namespace holdfast::store {

inline constexpr std::uint64_t kBlobSizeMax = std::uint64_t{64} << 30;

// A file that was taken in but belongs to no entry yet. A caller that does not attach it calls discard_blob; after a
// crash tidy_blobs moves the file to lost/.
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
// Links it to an entry, in the caller's transaction. Of a `sealed` blob the row keeps neither key nor digest nor type
// nor exact size: they are in the sealed opening alone.
Result<void> attach_blob(Vault& vault, const sync::EntryHash& entry, const StagedBlob& blob, bool sealed);
// Removes the file of a blob that was never attached.
void discard_blob(Vault& vault, const StagedBlob& blob);

enum class BlobState : std::uint8_t {
  Expected = 0,  // an entry names it; its bytes have not come (or wait for their key or their other parts)
  Here = 1,
  Erased = 2,    // an erase entry took it; it may not come back
  Dropped = 3,   // HQ holds it safely
};

struct BlobRow {
  sync::BlobFact fact;    // SHA-256 zeros and no type where only a sealed opening knows them; size then the padded one
  sync::EntryHash entry{};
  BlobState state = BlobState::Expected;
  std::string file_name;
  std::uint64_t stored_size = 0;
  bool here = false;      // the content is in this vault
  bool sealed = false;    // its key is only in a sealed opening
};
Result<std::vector<BlobRow>> blobs_of(Vault& vault, const sync::EntryHash& entry);
Result<std::optional<BlobRow>> find_blob(Vault& vault, const sync::BlobRef& ref);

// The content, decrypted and checked chunk by chunk, for bundling, export and viewing; SHA-256 is compared at the end
// by check_blob. kBlobMissing, kBlobDamaged, kOpeningSealed.
// From `offset` on without reading what lies before: a later part costs no more than the first. kBlobDamaged beyond
// the end.
Result<std::unique_ptr<Source>> open_blob(Vault& vault, const sync::BlobRef& ref, std::uint64_t offset = 0);
// The stored bytes as they lie, for a sealed blob's section; as long as the row's stored_size. Likewise.
Result<std::unique_ptr<Source>> open_stored_blob(Vault& vault, const sync::BlobRef& ref, std::uint64_t offset = 0);
// Reads it all and compares length and SHA-256.
Result<void> check_blob(Vault& vault, const sync::BlobRef& ref, Progress& progress);
// The key of a blob, for putting it into a sealed opening.
Result<crypto::Secret<32>> blob_key(Vault& vault, const sync::BlobRef& ref);

// The entry of this blob was sealed: its row forgets key, digest, type and exact size, in the caller's transaction.
Result<void> forget_blob_key(Vault& vault, const sync::BlobRef& ref);

// HQ's side of a sealed blob: the bytes came as they lay on the laptop, the key came in the opened sealed opening,
// whose values put_opening has stored. Keeps the key, and takes the blob in if its bytes are here and, read once, are
// what the entry says (else kBlobDamaged, and the bytes stay unclaimed); if they come later, import does the rest.
Result<void> adopt_sealed_blob(Vault& vault, const sync::BlobRef& ref, crypto::Secret<32> key);

// Media that came before the facts that name it, or that is not what they say.
inline constexpr std::uint64_t kUnclaimedBytesMax = std::uint64_t{4} << 30;  // of one sender, without their entries
struct UnclaimedBlob {
  sync::BlobPart part;
  sync::DeviceId sender{};   // of the bundle that brought it
  std::uint64_t size = 0;    // of this part
  std::uint64_t stored_size = 0;
  std::string file_name;
  bool sealed = false;
  std::string refused;       // a code: its bytes are not what the entry says
};
Result<std::vector<UnclaimedBlob>> list_unclaimed(Vault& vault);
// A person's decision, never the program's: what `sender` sent for `ref` goes. REQUIRES: no transaction is open.
Result<void> remove_unclaimed(Vault& vault, const sync::BlobRef& ref, const sync::DeviceId& sender);
// An opening came: notes what its @blob leaves say and claims what waits for them, in the caller's transaction. Rows
// only, no file is read. Called by put_opening; once more does no harm.
Result<void> claim_blobs(Vault& vault, const sync::EntryHash& entry);
Result<void> claim_blobs(Vault& vault, const sync::EntryHash& entry, const sync::Values& values);
// The refs of `entry` whose bytes have not come (what a receipt calls media wanted).
Result<std::vector<sync::BlobRef>> missing_blobs(Vault& vault, const sync::SignedEntry& entry);
// Seqs of a device's entries with media wanted, ascending.
Result<std::vector<std::uint64_t>> seqs_missing_blobs(Vault& vault, const sync::DeviceId& device);

// At unlock, after the head check: temp files go (of quarantine too), doomed files are finished, finished files
// without a row move to lost/ as <hex>.<day>, where they stay 30 days; <day> counts from 1970-01-01. Returns how many
// were moved now. REQUIRES: no stage, take_in or quarantine is at work.
Result<std::size_t> tidy_blobs(Vault& vault);
struct LostFile {
  std::string name;  // below lost/
  std::uint64_t size_bytes = 0;
};
Result<std::vector<LostFile>> list_lost(Vault& vault);

// Row doomed, file unlinked, row gone. REQUIRES: no transaction is open.
Result<void> remove_blob(Vault& vault, const sync::BlobRef& ref);
// HQ holds it safely: the key goes with the row's change, then the file; the row stays as Dropped. Same REQUIRES.
Result<void> drop_blob(Vault& vault, const sync::BlobRef& ref);
// In the caller's transaction: the bytes of `ref`, here or unclaimed, are doomed and may not come back.
// finish_doomed_files unlinks them once that is committed.
Result<void> erase_blob(Vault& vault, const sync::EntryHash& entry, const sync::BlobRef& ref);
Result<void> finish_doomed_files(Vault& vault);

}  // namespace holdfast::store
