// STREAM as age v1 uses it: 64 KiB chunks under ChaCha20-Poly1305, nonce = big-endian counter (11) | last flag (1).
// Parallel over a pool, in flat memory: runs of 16 chunks, at most two a worker in flight, written in order.
// Source: C2SP age specification, section "Payload"; crypto/FORMAT.md, "Stream".
#pragma once

#include "crypto/base/pool.h"
#include "crypto/base/source.h"
#include "crypto/secret.h"

namespace holdfast::crypto {

inline constexpr std::size_t kChunkSize = 65536;
inline constexpr std::size_t kTagSize = 16;
inline constexpr std::size_t kSealedChunkSize = kChunkSize + kTagSize;

// Length of the sealed form of `plain_size` bytes (an empty plaintext is one empty chunk).
std::uint64_t sealed_size(std::uint64_t plain_size);
// The reverse; a length no plaintext can have is kStreamTruncated.
Result<std::uint64_t> plain_size(std::uint64_t sealed_size);

// Seals what is written to it. A key is used for one stream only, ever.
class StreamSealer final : public Sink {
 public:
  // All three must outlive it.
  StreamSealer(KeyView key, Sink& out, Pool& pool);
  ~StreamSealer() override;
  Result<void> write(ByteView bytes) override;
  // Writes the last chunk. Without it, what was written does not open.
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Opens a whole stream from the front. Bytes come out only after their chunk's tag was checked; the end is reported
// only after the last chunk's flag, and nothing behind it, was seen. A caller acts on nothing before that end.
class StreamOpener final : public Source {
 public:
  // `first_chunk`: where in its stream `in` begins. From the middle on, what lies before is not checked.
  StreamOpener(KeyView key, Source& in, Pool& pool, std::uint64_t first_chunk = 0);
  ~StreamOpener() override;
  Result<std::size_t> read(MutableByteView out) override;
  // Hands on opened chunks as they lie, up to a batch at once.
  Result<void> pass(std::uint64_t size, Sink& out) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Reads anywhere in a sealed file, chunk by chunk, each checked. For looking at parts of a large blob.
class StreamFile {
 public:
  // `offset`: where the stream begins in the file. The last chunk is checked here, so truncation shows at once.
  static Result<StreamFile> open(KeyView key, File& file, std::uint64_t offset, std::uint64_t sealed_size);
  std::uint64_t size() const { return plain_size_; }
  // Fills `out` from `position` on; returns how many (less only at the end).
  Result<std::size_t> read_at(std::uint64_t position, MutableByteView out);

 private:
  StreamFile(Secret<32> key, File& file, std::uint64_t offset, std::uint64_t plain_size);
  Secret<32> key_;
  File* file_;
  std::uint64_t offset_;
  std::uint64_t plain_size_;
};

}  // namespace holdfast::crypto
