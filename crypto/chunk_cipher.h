// ChaCha20-Poly1305 for chunks of one stream, without associated data. Internal to crypto/.
//
// One object a thread: it holds a cipher context. crypto/FORMAT.md, "Stream".
#pragma once

#include "crypto/library.h"

struct evp_cipher_ctx_st;

namespace holdfast::crypto {

using ChunkNonce = ByteArray<12>;

// The chunk's number as 11 bytes big-endian, then the last-chunk flag. age's wrapped file key uses nonce 0, which is
// that of chunk 0 without the flag.
ChunkNonce chunk_nonce(std::uint64_t number, bool last);

class ChunkCipher {
 public:
  enum class Use : std::uint8_t { Seal, Open };

  // `key` must outlive it.
  ChunkCipher(KeyView key, Use use, const CryptoLibrary& library = crypto_library());
  ~ChunkCipher();
  ChunkCipher(const ChunkCipher&) = delete;
  ChunkCipher& operator=(const ChunkCipher&) = delete;

  // REQUIRES: Use::Seal; out.size() == plain.size() + 16.
  void seal(const ChunkNonce& nonce, ByteView plain, MutableByteView out);
  // False where the tag does not fit; `out` is wiped then. REQUIRES: Use::Open; out.size() + 16 == sealed.size().
  [[nodiscard]] bool open(const ChunkNonce& nonce, ByteView sealed, MutableByteView out);

 private:
  KeyView key_;
  evp_cipher_ctx_st* context_ = nullptr;  // null: libsodium is used
};

}  // namespace holdfast::crypto
