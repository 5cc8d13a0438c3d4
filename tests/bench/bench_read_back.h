// The real disk, with a stopwatch on one thing: what it costs to read a bundle back from the stick after writing it.
// Other tools do not do that; a comparison with them leaves it out.
#pragma once

#include "crypto/base/files.h"

namespace holdfast::bench {

// CPU time of this process so far, user and system.
double cpu_seconds();

class ReadBackFiles final : public Files {
 public:
  // CPU seconds between opening a half-written file for reading and closing it, all together.
  double seconds() const { return seconds_; }

  Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override { return disk_.open(path, mode); }
  Result<std::unique_ptr<File>> open_large(const std::string& path, OpenMode mode) override;
  Result<void> rename(const std::string& from, const std::string& to) override { return disk_.rename(from, to); }
  Result<void> remove(const std::string& path) override { return disk_.remove(path); }
  Result<void> remove_folder(const std::string& path) override { return disk_.remove_folder(path); }
  Result<void> make_folder(const std::string& path) override { return disk_.make_folder(path); }
  Result<void> sync_folder(const std::string& folder) override { return disk_.sync_folder(folder); }
  Result<std::vector<FolderEntry>> list(const std::string& folder) override { return disk_.list(folder); }
  Result<bool> exists(const std::string& path) override { return disk_.exists(path); }
  Result<std::unique_ptr<FileLock>> lock(const std::string& path) override { return disk_.lock(path); }
  Result<std::uint64_t> free_space_bytes(const std::string& folder) override {
    return disk_.free_space_bytes(folder);
  }
  Result<void> set_constant_times(const std::string& path) override { return disk_.set_constant_times(path); }

 private:
  SystemFiles disk_;
  double seconds_ = 0;
};

}  // namespace holdfast::bench
