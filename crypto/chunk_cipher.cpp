#include "crypto/chunk_cipher.h"

#include <openssl/evp.h>
#include <sodium.h>

namespace holdfast::crypto {

namespace {

constexpr std::size_t kChunkTagSize = 16;

// All of `in` through the context, then its end. False where libcrypto says no (a tag that does not fit).
bool pass_through(EVP_CIPHER_CTX* context, ByteView in, std::uint8_t* out) {
  int written = 0;
  const auto size = static_cast<int>(in.size());
  if (!in.empty() && EVP_CipherUpdate(context, out, &written, in.data(), size) != 1) return false;
  HOLDFAST_ASSERT(static_cast<std::size_t>(written) == in.size());
  std::uint8_t nothing[16];
  return EVP_CipherFinal_ex(context, nothing, &written) == 1;
}

}  // namespace

ChunkNonce chunk_nonce(std::uint64_t number, bool last) {
  ChunkNonce out{};
  for (std::size_t i = 0; i < 8; ++i) out[10 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  out[11] = last ? 1 : 0;
  return out;
}

ChunkCipher::ChunkCipher(KeyView key, Use use, const CryptoLibrary& library) : key_(key) {
  if (library.chacha20_poly1305 == nullptr) return;
  context_ = EVP_CIPHER_CTX_new();
  HOLDFAST_ASSERT(context_ != nullptr);
  const int sealing = use == Use::Seal ? 1 : 0;
  HOLDFAST_ASSERT(EVP_CipherInit_ex2(context_, library.chacha20_poly1305, key.data(), nullptr, sealing, nullptr) == 1);
}

ChunkCipher::~ChunkCipher() { EVP_CIPHER_CTX_free(context_); }

void ChunkCipher::seal(const ChunkNonce& nonce, ByteView plain, MutableByteView out) {
  HOLDFAST_ASSERT(out.size() == plain.size() + kChunkTagSize);
  if (context_ == nullptr) {
    crypto_aead_chacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(), nullptr, 0, nullptr,
                                              nonce.data(), key_.data());
    return;
  }
  HOLDFAST_ASSERT(EVP_CipherInit_ex2(context_, nullptr, nullptr, nonce.data(), 1, nullptr) == 1);
  HOLDFAST_ASSERT(pass_through(context_, plain, out.data()));
  HOLDFAST_ASSERT(EVP_CIPHER_CTX_ctrl(context_, EVP_CTRL_AEAD_GET_TAG, kChunkTagSize, out.data() + plain.size()) == 1);
}

bool ChunkCipher::open(const ChunkNonce& nonce, ByteView sealed, MutableByteView out) {
  HOLDFAST_ASSERT(sealed.size() == out.size() + kChunkTagSize);
  bool opened = false;
  if (context_ == nullptr) {
    opened = crypto_aead_chacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                       nullptr, 0, nonce.data(), key_.data()) == 0;
  } else {
    ByteArray<kChunkTagSize> tag = to_array<kChunkTagSize>(sealed.last(kChunkTagSize));
    HOLDFAST_ASSERT(EVP_CipherInit_ex2(context_, nullptr, nullptr, nonce.data(), 0, nullptr) == 1);
    HOLDFAST_ASSERT(EVP_CIPHER_CTX_ctrl(context_, EVP_CTRL_AEAD_SET_TAG, kChunkTagSize, tag.data()) == 1);
    opened = pass_through(context_, sealed.first(out.size()), out.data());
  }
  // libcrypto has already written what it decrypted when it finds the tag false.
  if (!opened) wipe(out);
  return opened;
}

}  // namespace holdfast::crypto
