#include "crypto/library.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/provider.h>

namespace holdfast::crypto {

namespace {

CryptoLibrary load_crypto_library() {
  // Also keeps the default context, which other users of libcrypto in this process share, from reading a file.
  static_cast<void>(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr));
  CryptoLibrary out;
  out.context = OSSL_LIB_CTX_new();
  if (out.context == nullptr) return {};
  if (OSSL_PROVIDER_load(out.context, "default") == nullptr) {
    OSSL_LIB_CTX_free(out.context);
    return {};
  }
  out.sha256 = EVP_MD_fetch(out.context, "SHA256", nullptr);
  out.hmac = EVP_MAC_fetch(out.context, "HMAC", nullptr);
  out.hkdf = EVP_KDF_fetch(out.context, "HKDF", nullptr);
  out.chacha20_poly1305 = EVP_CIPHER_fetch(out.context, "ChaCha20-Poly1305", nullptr);
  return out;
}

}  // namespace

const CryptoLibrary& crypto_library() {
  static const CryptoLibrary library = load_crypto_library();
  return library;
}

}  // namespace holdfast::crypto
