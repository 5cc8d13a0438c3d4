// ChaCha20-Poly1305 for chunks of one stream, without associated data. Internal to crypto/.
//
// Nonce: the chunk's number as 11 bytes big-endian, then the last-chunk flag. age's wrapped file key uses nonce 0,
// which is chunk 0 without the flag. crypto/FORMAT.md, "Stream". One object a thread: it holds a cipher context.
#pragma once

#include "crypto/library.h"

struct evp_cipher_ctx_st;

namespace holdfast::crypto {

class ChunkCipher {
 public:
  enum class Use : std::uint8_t { Seal, Open };

  // `key` must outlive it.
  ChunkCipher(KeyView key, Use use, const CryptoLibrary& library = crypto_library());
  ~ChunkCipher();
  ChunkCipher(const ChunkCipher&) = delete;
  ChunkCipher& operator=(const ChunkCipher&) = delete;

  // REQUIRES: Use::Seal; out.size() == plain.size() + 16.
  void seal(std::uint64_t number, bool last, ByteView plain, MutableByteView out);
  // False where the tag does not fit; `out` is wiped then. REQUIRES: Use::Open; out.size() + 16 == sealed.size().
  [[nodiscard]] bool open(std::uint64_t number, bool last, ByteView sealed, MutableByteView out);

 private:
  KeyView key_;
  evp_cipher_ctx_st* context_ = nullptr;  // null: libsodium is used
};

}  // namespace holdfast::crypto
