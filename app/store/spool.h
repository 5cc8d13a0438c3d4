// Sound while it is being recorded: boxes of at most 2 s, one after another in a file of its own, so that recording
// goes on while the vault is locked and a crash costs the last box alone. formats.md, "Drafts".
//
//   spool/<32 hex>:  each box: length (u32, little-endian) | box under the spool's key (crypto/box)
//   the box's context: "holdfast/spool/v1\0" | id | number of the box (u64, big-endian), so that none can be moved
//
// The key lies in the table spool in a box under the draft key; while recording, in memory too, also when the window is
// locked: it opens this one recording and nothing else. What was recorded becomes a blob when the answers are
// submitted; going on after a crash is another spool.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/store/vault.h"
#include "crypto/base/source.h"

namespace holdfast::store {

// Bytes of one box before sealing; 2 s of speech are about 6 KB.
inline constexpr std::size_t kSpoolBoxMax = std::size_t{256} << 10;

struct SpoolRow {
  Id16 id{};
  Id16 draft{};
  std::string question;
  std::string media_type;
  std::int64_t started_ms = 0;
};

// Writes one recording. Needs no open vault once it has begun.
class SpoolWriter {
 public:
  // Row and empty file are durable when it returns. REQUIRES: no transaction is open; the vault's Files and Random
  // outlive it.
  static Result<SpoolWriter> begin(Vault& vault, const SpoolRow& row);
  // Durable when it returns. After a failure nothing more is taken (what was durable before stays so).
  Result<void> append(ByteView bytes);
  const Id16& id() const { return id_; }
  std::uint64_t boxes() const { return boxes_; }

 private:
  SpoolWriter(const Id16& id, crypto::Secret<32> key, std::unique_ptr<File> file, Random& random)
      : id_(id), key_(std::move(key)), file_(std::move(file)), random_(&random) {}

  Id16 id_{};
  crypto::Secret<32> key_;
  std::unique_ptr<File> file_;
  Random* random_;
  std::uint64_t size_ = 0;
  std::uint64_t boxes_ = 0;
  bool failed_ = false;
};

// The recordings of a draft, by their begin.
Result<std::vector<SpoolRow>> spools_of(Vault& vault, const Id16& draft);
// What was recorded, box by box. A box that a crash cut short at the end of the file is left out; damage before it is
// kBlobDamaged. kDraftUnknown.
Result<std::unique_ptr<Source>> open_spool(Vault& vault, const Id16& id);
// Row, key and file go. REQUIRES: no transaction is open.
Result<void> discard_spool(Vault& vault, const Id16& id);
// A draft is discarded or became a record: its spools' rows go, in the caller's transaction (drafts.h); their files
// when they are tidied.
Result<void> forget_spools_of(Vault& vault, const Id16& draft);
// Files that no row names go: at unlock, and after a draft went. REQUIRES: no transaction is open.
Result<void> tidy_spools(Vault& vault);
// Re-boxes the keys from the previous to the current draft key, in the caller's transaction (drafts.h).
Result<void> rebox_spools(Vault& vault);

}  // namespace holdfast::store
