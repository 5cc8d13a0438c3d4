// What sealing and opening a stream share: how many chunks are in memory at once, and the memory. Internal to crypto/.
#pragma once

#include <algorithm>

#include "crypto/base/scratch.h"
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
  ~PlainBuffer() { wipe_used(); }

  // Room for `size` bytes, with anything in them.
  void replace(std::size_t size) {
    if (size > memory_.size()) {
      wipe_used();
      used_ = 0;
      memory_ = Scratch(size);
    }
    capacity_ = size;
  }
  MutableByteView view() { return part(0, capacity_); }
  // Only what was asked for is taken to be written, and wiped later.
  MutableByteView part(std::size_t from, std::size_t size) {
    HOLDFAST_ASSERT(from + size <= capacity_);
    used_ = std::max(used_, from + size);
    return memory_.view().subspan(from, size);
  }
  std::size_t capacity() const { return capacity_; }

 private:
  void wipe_used() {
    if (used_ > 0) wipe(memory_.view().first(used_));
  }

  Scratch memory_;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;  // the most that was ever in it
};

// Ciphertext on its way.
class SealedBuffer {
 public:
  // `size` bytes, with anything in them.
  MutableByteView room(std::size_t size) {
    if (size > memory_.size()) memory_ = Scratch(size);
    return memory_.view().first(size);
  }
  ByteView view() const { return memory_.view(); }

 private:
  Scratch memory_;
};

// Calls task(first chunk, one past the last chunk) for each run of `chunks` chunks, on the pool where it is worth it.
void for_each_run(Pool& pool, std::size_t chunks, const std::function<void(std::size_t, std::size_t)>& task);

}  // namespace holdfast::crypto
