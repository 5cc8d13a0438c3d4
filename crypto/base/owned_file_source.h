// A whole file as a source that lives as long as somebody reads from it.
#pragma once

#include "crypto/base/source.h"

namespace holdfast {

class OwnedFileSource final : public Source {
 public:
  // `size` bytes from `offset` on.
  OwnedFileSource(std::unique_ptr<File> file, std::uint64_t size, std::uint64_t offset = 0)
      : file_(std::move(file)), source_(*file_, offset, size) {}
  Result<std::size_t> read(MutableByteView out) override { return source_.read(out); }

 private:
  std::unique_ptr<File> file_;
  FileSource source_;
};

// For a file of any size that is read once, from front to end (Files::open_large).
inline Result<std::unique_ptr<Source>> open_file_source(Files& files, const std::string& path) {
  std::unique_ptr<File> file = TRY(files.open_large(path, OpenMode::Read));
  const std::uint64_t size = TRY(file->size());
  return std::unique_ptr<Source>(std::make_unique<OwnedFileSource>(std::move(file), size));
}

}  // namespace holdfast
