// What sealing and opening a stream share: how many chunks are in memory at once, and the memory. Internal to crypto/.
#pragma once

#include "crypto/stream.h"

namespace holdfast::crypto {

// Chunks of one task of the pool.
inline constexpr std::size_t kRunChunks = 16;

// Chunks handled together in the batch with this number (0, 1, 2...): few first, since most streams are small.
inline std::size_t batch_chunks(std::size_t batch, const Pool& pool) {
  if (batch == 0) return 1;
  if (batch == 1) return kRunChunks;
  return kRunChunks * pool.workers();
}

// Plaintext on its way. Too large for locked memory (a batch is megabytes), so it is wiped when it goes.
class PlainBuffer {
 public:
  PlainBuffer() = default;
  PlainBuffer(const PlainBuffer&) = delete;
  PlainBuffer& operator=(const PlainBuffer&) = delete;
  ~PlainBuffer() { wipe(bytes_); }

  // Room for `size` bytes; what was in it is lost.
  void replace(std::size_t size) {
    if (size == bytes_.size()) return;
    wipe(bytes_);
    bytes_ = Bytes(size);
  }
  MutableByteView view() { return bytes_; }
  std::size_t capacity() const { return bytes_.size(); }

 private:
  Bytes bytes_;
};

// Calls task(first chunk, one past the last chunk) for each run of `chunks` chunks, on the pool where it is worth it.
void for_each_run(Pool& pool, std::size_t chunks, const std::function<void(std::size_t, std::size_t)>& task);

}  // namespace holdfast::crypto
