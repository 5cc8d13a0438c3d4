// One evidence file as it lies on the disk: 64 KiB STREAM chunks, under a key used once, over the content and then
// zeros up to Padmé (64 KiB floor). The real size is in the row. formats.md, "blobs/xx/…".
//
// Knows files, no rows: temp -> sync -> rename -> sync of the folder; the row is the caller's next step. A file is
// blobs/xx/<62 hex>; while it is written, blobs/<32 hex>.temp. Content never touches the disk unencrypted.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/store/vault.h"
#include "crypto/base/source.h"
#include "sync/segment.h"

namespace holdfast::store {

inline constexpr std::uint64_t kBlobFloor = 65536;
inline constexpr std::string_view kTempSuffix = ".temp";

// Length of the file for a content of `size` bytes.
std::uint64_t stored_blob_size(std::uint64_t size);
// The same for finding out whether a stored length is one that a file of ours can have.
bool is_stored_blob_size(std::uint64_t stored_size);

std::string blob_folder(const Vault& vault);
std::string blob_file_path(const Vault& vault, const std::string& file_name);
// A name nobody can connect with the blob: keyed hash over its ref and fresh random bytes, so that no name is used
// twice even where the same blob comes again. "xx/…", below blobs/.
std::string new_blob_name(Vault& vault, const sync::BlobRef& ref);
// Finds equal content in this vault; tells nobody without its key what the content is.
Bytes blob_local_id(const Vault& vault, const Hash256& sha256);
// Keys of blobs in rows: boxed under the wrap key, bound to the ref.
Bytes box_blob_key(Vault& vault, const sync::BlobRef& ref, crypto::KeyView key);
Result<crypto::Secret<32>> open_blob_key(const Vault& vault, const sync::BlobRef& ref, ByteView box);

struct WrittenFile {
  std::string temp_name;    // below blobs/
  Hash256 sha256{};         // of what was written to it, before encryption
  std::uint64_t size = 0;   // the same
  std::uint64_t stored_size = 0;
};

// A file while it is being written. The temp file goes with the object unless finish() succeeded.
class BlobFileWriter final : public Sink {
 public:
  enum class Form : std::uint8_t {
    Content,   // encrypted here, padded
    AsItComes  // already the stored form of another vault
  };
  // `known`: SHA-256 of what will be written, where the caller compares it itself before finish(); not computed again.
  static Result<std::unique_ptr<BlobFileWriter>> begin(Vault& vault, Form form,
                                                       const std::optional<Hash256>& known = std::nullopt);
  ~BlobFileWriter() override;

  // More than `kBlobStoredMax` is kBlobTooLarge.
  Result<void> write(ByteView bytes) override;
  // Pads, seals the last chunk, syncs, closes.
  Result<WrittenFile> finish();
  std::uint64_t size() const;
  // REQUIRES: Form::Content.
  crypto::KeyView key() const;

 private:
  struct Data;
  explicit BlobFileWriter(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

struct BlobMove {
  std::string temp_name;
  std::string file_name;
};
// Gives finished temp files their names and makes these durable. On failure some may have been moved.
Result<void> publish_blob_files(Vault& vault, const std::vector<BlobMove>& moves);
// Moves `name` of `folder` to lost/<as>.<day of today>, durably.
Result<void> move_to_lost(Vault& vault, const std::string& folder, const std::string& name, const std::string& as);
// Best effort; for files that nothing refers to.
void remove_blob_file(Vault& vault, const std::string& file_name);

// The content of a file: exactly `size` bytes, each chunk checked, and the zeros and the end behind it before the last
// byte is handed out. kBlobDamaged for whatever is not as it was written; the disk's own errors stay what they are.
// From `offset` on (below `size`, or 0) without reading what lies before its chunk.
Result<std::unique_ptr<Source>> open_blob_file(Vault& vault, const std::string& file_name, crypto::KeyView key,
                                               std::uint64_t size, std::uint64_t offset = 0);
// The bytes as they lie, from `offset` on. kBlobDamaged where the length is not the expected one.
Result<std::unique_ptr<Source>> open_raw_file(Vault& vault, const std::string& file_name, std::uint64_t stored_size,
                                              std::uint64_t offset = 0);

// Reads `content` to its end: kBlobDamaged unless length and SHA-256 are the fact's.
Result<void> check_content(Source& content, const sync::BlobFact& fact, Progress& progress);

}  // namespace holdfast::store
