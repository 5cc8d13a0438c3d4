// Reading anywhere in a sealed file.
#include <algorithm>
#include <cstring>

#include "crypto/chunk_cipher.h"
#include "crypto/stream_batch.h"

namespace holdfast::crypto {

namespace {

// Reads and opens chunk `number` of a stream of `plain_size` bytes into `out`, which has the chunk's plain length.
Result<void> open_file_chunk(ChunkCipher& cipher, File& file, std::uint64_t offset, std::uint64_t number, bool last,
                             MutableByteView out) {
  Bytes sealed(out.size() + kTagSize);
  const std::size_t got = TRY(file.read_at(offset + number * kSealedChunkSize, sealed));
  if (got != sealed.size()) return kStreamTruncated;
  if (!cipher.open(chunk_nonce(number, last), sealed, out)) return kStreamDamaged;
  return {};
}

std::uint64_t last_chunk_number(std::uint64_t plain_size) {
  return plain_size == 0 ? 0 : (plain_size - 1) / kChunkSize;
}

std::size_t chunk_plain_size(std::uint64_t plain_size, std::uint64_t number) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(kChunkSize, plain_size - number * kChunkSize));
}

}  // namespace

StreamFile::StreamFile(Secret<32> key, File& file, std::uint64_t offset, std::uint64_t plain_size)
    : key_(std::move(key)), file_(&file), offset_(offset), plain_size_(plain_size) {}

Result<StreamFile> StreamFile::open(KeyView key, File& file, std::uint64_t offset, std::uint64_t sealed_size) {
  const std::uint64_t size = TRY(plain_size(sealed_size));
  StreamFile out(Secret<32>::copy_of(key), file, offset, size);
  ChunkCipher cipher(out.key_.view(), ChunkCipher::Use::Open);
  const std::uint64_t last = last_chunk_number(size);
  PlainBuffer plain;
  plain.replace(chunk_plain_size(size, last));
  TRY(open_file_chunk(cipher, file, offset, last, true, plain.view()));
  return out;
}

Result<std::size_t> StreamFile::read_at(std::uint64_t position, MutableByteView out) {
  if (position >= plain_size_) return std::size_t{0};
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), plain_size_ - position));
  ChunkCipher cipher(key_.view(), ChunkCipher::Use::Open);
  PlainBuffer plain;
  std::size_t done = 0;
  while (done < wanted) {
    const std::uint64_t number = (position + done) / kChunkSize;
    const auto within = static_cast<std::size_t>((position + done) % kChunkSize);
    plain.replace(chunk_plain_size(plain_size_, number));
    TRY(open_file_chunk(cipher, *file_, offset_, number, number == last_chunk_number(plain_size_), plain.view()));
    const std::size_t size = std::min(wanted - done, plain.capacity() - within);
    std::memcpy(out.data() + done, plain.view().data() + within, size);
    done += size;
  }
  return done;
}

}  // namespace holdfast::crypto
