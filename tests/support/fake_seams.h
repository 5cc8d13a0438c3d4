// Hand-written fakes of the seams: a clock that stands still, randomness from a seed, a disk that forgets.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "crypto/base/clock.h"
#include "crypto/base/files.h"
#include "crypto/base/random.h"

namespace holdfast::test {

class FakeClock final : public Clock {
 public:
  std::int64_t wall_ms() override { return now_ms; }
  std::int64_t steady_ms() override { return steady_now_ms += 1; }
  std::int64_t now_ms = 1'790'000'000'000;  // in September 2026
  std::int64_t steady_now_ms = 0;
};

// The same seed gives the same bytes (splitmix64). Good for tests, never for keys.
class FakeRandom final : public Random {
 public:
  explicit FakeRandom(std::uint64_t seed = 1) : state_(seed) {}
  void fill(MutableByteView out) override;
  std::uint64_t next();
  // Uniform enough for tests: [0, bound).
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

// A disk in memory that remembers apart what was synced, more forgetful than any real one:
// - contents survive power_cut() only after File::sync, names (made, renamed, removed) only after sync_folder of the
//   folder they are in; a folder's own name is in its parent;
// - after a sync that failed, those writes are never made durable by a later one (Linux does the same);
// - a write that fails leaves its first half behind.
// `fail_at` makes the n-th changing call fail; `calls` counts them. Folders must be made before they are used;
// "/" and "." are there. Safe to use from several threads. Must outlive the files and locks it hands out.
class FakeFiles final : public Files {
 public:
  FakeFiles();
  ~FakeFiles() override;

  Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override;
  Result<void> rename(const std::string& from, const std::string& to) override;
  Result<void> remove(const std::string& path) override;
  Result<void> remove_folder(const std::string& path) override;
  Result<void> make_folder(const std::string& path) override;
  Result<void> sync_folder(const std::string& folder) override;
  Result<std::vector<FolderEntry>> list(const std::string& folder) override;
  Result<bool> exists(const std::string& path) override;
  Result<std::unique_ptr<FileLock>> lock(const std::string& path) override;
  Result<std::uint64_t> free_space_bytes(const std::string& folder) override;
  Result<void> set_constant_times(const std::string& path) override;
  // Cuts or grows a file. Not part of the seam: only the SQLite VFS of the tests needs it. A changing call.
  Result<void> set_size(const std::string& path, std::uint64_t size);

  // Forgets what was not synced. Open files of before keep failing (kFileRead, kFileWrite); locks are released.
  void power_cut();
  // Content of a file as it stands now; REQUIRES that it exists.
  Bytes content(const std::string& path) const;
  void put(const std::string& path, ByteView bytes);  // as if synced long ago; makes the folders above it
  std::vector<std::string> paths() const;             // all files, sorted folder by folder, no folders
  bool has_constant_times(const std::string& path) const;

  std::uint64_t calls = 0;              // state-changing calls so far
  std::uint64_t fail_at = 0;            // 0: never; else the number of the call that fails
  Reason fail_with = kFileFull;
  bool fail_ever_after = false;         // and every call after it, too
  bool ignore_sync = false;             // the twin of each durability test: nothing is ever remembered
  // A power cut keeps, of each unsynced write, some prefix of whole 512-byte sectors (often none), and either all
  // unsynced names or none. `torn_seed` decides which.
  bool torn_writes = false;
  std::uint64_t torn_seed = 1;
  std::uint64_t free_bytes = std::uint64_t{1} << 40;

 private:
  struct Node;
  struct Disk;
  class OpenFile;
  class HeldLock;
  Result<void> changing();  // counts a changing call, and fails where asked to
  std::shared_ptr<Disk> disk_;
};

}  // namespace holdfast::test
