// libcrypto as this layer uses it: a library context of its own, algorithms fetched once. Internal to crypto/.
//
// A context of our own with only the default provider means that no configuration file and no environment variable of
// a field machine decides which code computes our hashes. A member that is null was not to be had: libsodium then
// computes the same bytes. crypto/FORMAT.md, "Primitives".
#pragma once

#include "crypto/hash.h"

struct ossl_lib_ctx_st;
struct evp_md_st;
struct evp_mac_st;
struct evp_kdf_st;
struct evp_cipher_st;

namespace holdfast::crypto {

struct CryptoLibrary {
  ossl_lib_ctx_st* context = nullptr;
  evp_md_st* sha256 = nullptr;
  evp_mac_st* hmac = nullptr;
  evp_kdf_st* hkdf = nullptr;
  evp_cipher_st* chacha20_poly1305 = nullptr;
};

// The one of this process, made at the first call and immutable from then on, so every thread may use it. It is never
// freed: libcrypto's own exit handler could have run before, and the members hold no secret.
const CryptoLibrary& crypto_library();

// The functions of hash.h with the library named, so that tests can hold libsodium's results against libcrypto's.
Hash256 sha256_with(const CryptoLibrary& library, ByteView bytes);
Hash256 hmac_sha256_with(const CryptoLibrary& library, ByteView key, ByteView message);
Secret<32> hkdf_sha256_with(const CryptoLibrary& library, ByteView salt, ByteView input, std::string_view info);

}  // namespace holdfast::crypto
