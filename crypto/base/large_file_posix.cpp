// Files that pass through once, from front to end: evidence and bundles of up to gigabytes.
//
// Past the system's cache (O_DIRECT) where the file system can. A stick that is read back then answers itself, not the
// system's memory of what was written; a laptop keeps its cache for what it uses; and a byte is copied once less.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/base/files_posix.h"
#include "crypto/base/scratch.h"

namespace holdfast {

namespace {

// Of memory, offset and length; the largest block that disks and file systems ask for.
constexpr std::size_t kDirectAlign = Scratch::kAlign;
constexpr std::size_t kDirectBlock = std::size_t{1} << 20;
// Smaller files go through the cache.
constexpr std::uint64_t kDirectFrom = std::uint64_t{1} << 20;

class LargeFile final : public File {
 public:
  explicit LargeFile(int fd) : fd_(fd) {}
  // Evidence that is being attached passes through in the clear.
  ~LargeFile() override {
    if (used_ > 0) ::explicit_bzero(memory_.data(), used_);
  }
  LargeFile(const LargeFile&) = delete;
  LargeFile& operator=(const LargeFile&) = delete;

  Result<std::size_t> read_at(std::uint64_t offset, MutableByteView out) override {
    TRY(settle());
    const std::uint64_t size = TRY(length());
    if (offset >= size) return std::size_t{0};
    out = out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size - offset)));
    std::size_t done = 0;
    while (done < out.size()) {
      const ByteView piece = TRY(window_at(offset + done, size));
      if (piece.empty()) break;  // it became shorter meanwhile
      const std::size_t count = std::min(piece.size(), out.size() - done);
      std::memcpy(out.data() + done, piece.data(), count);
      done += count;
    }
    return done;
  }

  Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
    if (failed_) return *failed_;
    window_size_ = 0;
    if (offset != block_start_ + block_filled_) {
      TRY(settle());
      block_start_ = offset;
    }
    while (!bytes.empty()) {
      const std::size_t done = TRY(is_gathered_place() ? gather(bytes) : write_cached(bytes));
      bytes = bytes.subspan(done);
    }
    return {};
  }

  Result<std::uint64_t> size() override {
    TRY(settle());
    return length();
  }

  Result<void> sync() override {
    TRY(settle());
    if (::fsync(fd_.get()) != 0) return error_of(errno, kFileWrite);
    return {};
  }

  void drop_cache() override { static_cast<void>(::posix_fadvise(fd_.get(), 0, 0, POSIX_FADV_DONTNEED)); }

 private:
  bool is_gathered_place() const { return block_filled_ > 0 || block_start_ % kDirectAlign == 0; }

  Result<std::uint64_t> length() const {
    struct stat status {};
    if (::fstat(fd_.get(), &status) != 0) return error_of(errno, kFileRead);
    return static_cast<std::uint64_t>(status.st_size);
  }

  // Asks for O_DIRECT, or gives it back. A file system that does not know it is used as always.
  void set_direct(bool direct) {
    if (direct == direct_ || (direct && refused_)) return;
    const int flags = ::fcntl(fd_.get(), F_GETFL);
    const int wanted = direct ? flags | O_DIRECT : flags & ~O_DIRECT;
    if (flags >= 0 && ::fcntl(fd_.get(), F_SETFL, wanted) == 0) direct_ = direct;
    else refused_ = true;
  }

  void ready_memory() {
    if (memory_.data() == nullptr) memory_ = Scratch(kDirectBlock);
  }

  // Up to the next place from which a block can be written.
  Result<std::size_t> write_cached(ByteView bytes) {
    const std::uint64_t aligned = (block_start_ + kDirectAlign - 1) / kDirectAlign * kDirectAlign;
    const std::uint64_t room = aligned - block_start_;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), room));
    set_direct(false);
    TRY(write_all(fd_.get(), block_start_, bytes.first(size)));
    block_start_ += size;
    return size;
  }

  Result<std::size_t> gather(ByteView bytes) {
    ready_memory();
    const std::size_t size = std::min(bytes.size(), kDirectBlock - block_filled_);
    std::memcpy(memory_.data() + block_filled_, bytes.data(), size);
    block_filled_ += size;
    used_ = std::max(used_, block_filled_);
    if (block_filled_ == kDirectBlock) TRY(write_block(ByteView(memory_.data(), std::exchange(block_filled_, 0))));
    return size;
  }

  Result<void> write_block(ByteView block) {
    set_direct(true);
    Result<void> done = write_all(fd_.get(), block_start_, block);
    if (!done.ok() && direct_ && errno == EINVAL) {
      // This file system takes the flag and not the write.
      set_direct(false);
      refused_ = true;
      done = write_all(fd_.get(), block_start_, block);
    }
    if (done.ok()) block_start_ += block.size();
    else failed_ = done.error();
    return done;
  }

  // What was gathered and is no whole page goes through the cache, and the whole of a small file.
  Result<void> settle() {
    if (failed_) return *failed_;
    if (block_filled_ == 0) return {};
    ByteView rest(memory_.data(), std::exchange(block_filled_, 0));
    const std::size_t pages = rest.size() / kDirectAlign * kDirectAlign;
    if (block_start_ >= kDirectFrom && pages > 0) {
      TRY(write_block(rest.first(pages)));
      rest = rest.subspan(pages);
    }
    if (rest.empty()) return {};
    set_direct(false);
    const Result<void> done = write_all(fd_.get(), block_start_, rest);
    if (done.ok()) block_start_ += rest.size();
    else failed_ = done.error();
    return done;
  }

  // What the file holds from `offset` on, as far as one block reaches.
  Result<ByteView> window_at(std::uint64_t offset, std::uint64_t size) {
    if (offset < window_start_ || offset >= window_start_ + window_size_) {
      ready_memory();
      window_size_ = 0;
      window_start_ = offset / kDirectAlign * kDirectAlign;
      set_direct(size > kDirectFrom);
      window_size_ = TRY(read_window());
    }
    if (offset >= window_start_ + window_size_) return ByteView();
    const auto skip = static_cast<std::size_t>(offset - window_start_);
    return ByteView(memory_.data(), window_size_).subspan(skip);
  }

  Result<std::size_t> read_window() {
    std::size_t done = 0;
    while (done < kDirectBlock) {
      const ssize_t got = ::pread(fd_.get(), memory_.data() + done, kDirectBlock - done,
                                  static_cast<off_t>(window_start_ + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && errno == EINVAL && direct_) {
        set_direct(false);
        refused_ = true;
        continue;
      }
      if (got < 0) return error_of(errno, kFileRead);
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
      used_ = std::max(used_, done);
      if (done % kDirectAlign != 0) break;  // only the end of the file is no whole block
    }
    return done;
  }

  Descriptor fd_;
  bool direct_ = false;
  bool refused_ = false;
  std::optional<Error> failed_;     // what was gathered is lost then, so nothing after it may look well
  Scratch memory_;                  // of the block being written, or of the window that was read; never both
  std::size_t used_ = 0;            // as far as anything was ever in it
  std::uint64_t block_start_ = 0;   // where the next block goes
  std::size_t block_filled_ = 0;
  std::uint64_t window_start_ = 0;
  std::size_t window_size_ = 0;
};

}  // namespace

std::unique_ptr<File> make_large_file(int fd) { return std::make_unique<LargeFile>(fd); }

}  // namespace holdfast
