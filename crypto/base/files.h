// The third seam: the disk. Everything durable goes through here, so that tests can cut the power at any call.
//
// Paths are plain byte strings in the system's own form. Nothing here follows a symbolic link at the last component.
// Every call that changes something can fail with kFileFull, kFileWrite or kFileDenied and says so; nothing retries.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast {

enum class OpenMode : std::uint8_t {
  Read,       // must exist
  ReadWrite,  // must exist
  CreateNew,  // must not exist; read and write, mode 0600
};

// One open regular file. Closed by its destructor; closing says nothing about durability, only sync() does.
class File {
 public:
  virtual ~File() = default;
  // Reads up to out.size() bytes at `offset`; returns how many (less only at the end of the file).
  virtual Result<std::size_t> read_at(std::uint64_t offset, MutableByteView out) = 0;
  // Writes all of `bytes` at `offset`, growing the file where needed.
  virtual Result<void> write_at(std::uint64_t offset, ByteView bytes) = 0;
  virtual Result<std::uint64_t> size() = 0;
  // After success, everything written so far survives a power cut (the file's name only after sync_folder).
  virtual Result<void> sync() = 0;
  // Asks the system to forget its cached copy, so that a following read comes from the medium. Best effort.
  virtual void drop_cache() {}
};

// Held until destroyed. Also released by the system when the process dies.
class FileLock {
 public:
  virtual ~FileLock() = default;
};

struct FolderEntry {
  std::string name;
  bool is_folder = false;
  std::uint64_t size_bytes = 0;  // 0 for folders
  friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};

class Files {
 public:
  virtual ~Files() = default;

  virtual Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) = 0;
  // For a file of any size that is read or written once, from front to end: past the system's cache where it can. What
  // was written may be on its way until sync(), which then tells of its failure.
  virtual Result<std::unique_ptr<File>> open_large(const std::string& path, OpenMode mode) { return open(path, mode); }
  // The new name appears with the whole old content, or the old state stays. Replaces `to`.
  virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
  // Removes one file. Not there: kFileMissing.
  virtual Result<void> remove(const std::string& path) = 0;
  virtual Result<void> remove_folder(const std::string& path) = 0;
  // Makes one folder (mode 0700); there already: fine.
  virtual Result<void> make_folder(const std::string& path) = 0;
  // After success, names created, renamed or removed in `folder` survive a power cut.
  virtual Result<void> sync_folder(const std::string& folder) = 0;
  // Regular files and folders in `folder`, sorted by bytes, without "." and "..". Links, pipes, devices are left out.
  virtual Result<std::vector<FolderEntry>> list(const std::string& folder) = 0;
  virtual Result<bool> exists(const std::string& path) = 0;
  // Takes the lock file at `path` (made if needed); another holder: kFileBusy at once.
  virtual Result<std::unique_ptr<FileLock>> lock(const std::string& path) = 0;
  virtual Result<std::uint64_t> free_space_bytes(const std::string& folder) = 0;
  // Sets both times of a file to 1980-01-01T00:00Z, so that a stick tells nothing about when it was written.
  virtual Result<void> set_constant_times(const std::string& path) = 0;
};

class SystemFiles final : public Files {
 public:
  Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override;
  Result<std::unique_ptr<File>> open_large(const std::string& path, OpenMode mode) override;
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
};

// Joins with one slash. REQUIRES: `name` is ours or was checked (see sync's name rules), never a sender's text.
std::string join_path(std::string_view folder, std::string_view name);

// Reads a whole file of at most `size_bytes_max` bytes; larger is kFileTooLarge, before anything is allocated.
Result<Bytes> read_file(Files& files, const std::string& path, std::uint64_t size_bytes_max);

// Writes `path` so that after a power cut either the old or the new content is there, whole:
// temp file beside it, sync, rename, sync of the folder.
Result<void> write_file_atomically(Files& files, const std::string& path, ByteView bytes);

// Makes `path` with `bytes`, synced, with its name synced. An existing file is kFileExists and stays untouched.
Result<void> write_new_file(Files& files, const std::string& path, ByteView bytes);

}  // namespace holdfast
