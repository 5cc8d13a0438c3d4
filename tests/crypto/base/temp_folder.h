// A folder of its own on the real disk, gone with the test.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "crypto/base/files.h"

namespace holdfast::test {

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "holdfast-test-XXXXXX").string();
    HOLDFAST_ASSERT(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(std::string_view name) const { return join_path(path_, name); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline Bytes text_bytes(std::string_view text) { return to_bytes(as_bytes(text)); }

}  // namespace holdfast::test
