// What the POSIX halves of files.h share: a descriptor that closes itself, and errno in our words. Internal to
// crypto/base.
#pragma once

#include <utility>

#include "crypto/base/files.h"

namespace holdfast {

// Owns a descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// The reason for an errno; `otherwise` where it has none of its own.
Error error_of(int code, const Reason& otherwise);
// All of `bytes` at `offset`.
Result<void> write_all(int fd, std::uint64_t offset, ByteView bytes);

// Takes the descriptor over. See Files::open_large.
std::unique_ptr<File> make_large_file(int fd);

}  // namespace holdfast
