#include "crypto/hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <sodium.h>

#include "crypto/library.h"

namespace holdfast::crypto {

struct Sha256::State {
  EVP_MD_CTX* library = nullptr;         // null: libsodium's is used
  crypto_hash_sha256_state sodium{};
  ~State() { EVP_MD_CTX_free(library); }
};

Sha256::Sha256() : Sha256(crypto_library()) {}

Sha256::Sha256(const CryptoLibrary& library) : state_(std::make_unique<State>()) {
  if (library.sha256 == nullptr) {
    crypto_hash_sha256_init(&state_->sodium);
    return;
  }
  state_->library = EVP_MD_CTX_new();
  HOLDFAST_ASSERT(state_->library != nullptr);
  HOLDFAST_ASSERT(EVP_DigestInit_ex2(state_->library, library.sha256, nullptr) == 1);
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(ByteView bytes) {
  HOLDFAST_ASSERT(state_ != nullptr);
  if (bytes.empty()) return;
  if (state_->library != nullptr) {
    HOLDFAST_ASSERT(EVP_DigestUpdate(state_->library, bytes.data(), bytes.size()) == 1);
  } else {
    crypto_hash_sha256_update(&state_->sodium, bytes.data(), bytes.size());
  }
}

Hash256 Sha256::finish() {
  HOLDFAST_ASSERT(state_ != nullptr);
  Hash256 out{};
  if (state_->library != nullptr) {
    HOLDFAST_ASSERT(EVP_DigestFinal_ex(state_->library, out.data(), nullptr) == 1);
  } else {
    crypto_hash_sha256_final(&state_->sodium, out.data());
  }
  state_.reset();
  return out;
}

Hash256 sha256_with(const CryptoLibrary& library, ByteView bytes) {
  Sha256 hash(library);
  hash.update(bytes);
  return hash.finish();
}

Hash256 sha256(ByteView bytes) { return sha256_with(crypto_library(), bytes); }

namespace {

constexpr std::uint8_t kLabelEnd[1] = {0};

}  // namespace

Hash256 labelled_hash(std::string_view label, std::initializer_list<ByteView> parts) {
  Sha256 hash;
  hash.update(as_bytes(label));
  hash.update(kLabelEnd);
  for (ByteView part : parts) hash.update(part);
  return hash.finish();
}

namespace {

void keyed_hash_into(KeyView key, std::string_view label, std::initializer_list<ByteView> parts, MutableByteView out) {
  crypto_generichash_state state;
  HOLDFAST_ASSERT(crypto_generichash_init(&state, key.data(), key.size(), out.size()) == 0);
  crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t*>(label.data()), label.size());
  crypto_generichash_update(&state, kLabelEnd, 1);
  for (ByteView part : parts) {
    if (!part.empty()) crypto_generichash_update(&state, part.data(), part.size());
  }
  crypto_generichash_final(&state, out.data(), out.size());
  sodium_memzero(&state, sizeof state);
}

}  // namespace

Bytes keyed_hash(KeyView key, std::string_view label, std::initializer_list<ByteView> parts, std::size_t size) {
  HOLDFAST_ASSERT(size >= crypto_generichash_BYTES_MIN && size <= crypto_generichash_BYTES_MAX);
  Bytes out(size);
  keyed_hash_into(key, label, parts, out);
  return out;
}

Secret<32> derive_key(KeyView key, std::string_view label, std::initializer_list<ByteView> parts) {
  Secret<32> out;
  keyed_hash_into(key, label, parts, out.mutable_view());
  return out;
}

Hash256 hmac_sha256_with(const CryptoLibrary& library, ByteView key, ByteView message) {
  Hash256 out{};
  // An empty key still needs an address: null would mean "the key of before" to libcrypto, and nothing to libsodium.
  const std::uint8_t* key_data = key.empty() ? kLabelEnd : key.data();
  if (library.hmac == nullptr) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key_data, key.size());
    if (!message.empty()) crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    crypto_auth_hmacsha256_final(&state, out.data());
    sodium_memzero(&state, sizeof state);
    return out;
  }
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(library.hmac);
  HOLDFAST_ASSERT(context != nullptr);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
  HOLDFAST_ASSERT(EVP_MAC_init(context, key_data, key.size(), parameters) == 1);
  HOLDFAST_ASSERT(message.empty() || EVP_MAC_update(context, message.data(), message.size()) == 1);
  std::size_t size = 0;
  HOLDFAST_ASSERT(EVP_MAC_final(context, out.data(), &size, out.size()) == 1 && size == out.size());
  EVP_MAC_CTX_free(context);
  return out;
}

Hash256 hmac_sha256(ByteView key, ByteView message) { return hmac_sha256_with(crypto_library(), key, message); }

namespace {

OSSL_PARAM octets_parameter(const char* name, ByteView bytes) {
  // libcrypto takes non-const pointers but only reads; a null pointer would mean "not given".
  const std::uint8_t* data = bytes.empty() ? kLabelEnd : bytes.data();
  return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(data), bytes.size());
}

// RFC 5869 for one block of output: extract, then T(1).
Secret<32> hkdf_by_sodium(ByteView salt, ByteView input, std::string_view info) {
  const CryptoLibrary none;
  Hash256 extracted = hmac_sha256_with(none, salt, input);
  Bytes message = to_bytes(as_bytes(info));
  message.push_back(1);
  Hash256 expanded = hmac_sha256_with(none, extracted, message);
  auto out = Secret<32>::copy_of(expanded);
  wipe(extracted);
  wipe(expanded);
  return out;
}

}  // namespace

Secret<32> hkdf_sha256_with(const CryptoLibrary& library, ByteView salt, ByteView input, std::string_view info) {
  if (library.hkdf == nullptr || library.sha256 == nullptr) return hkdf_by_sodium(salt, input, info);
  EVP_KDF_CTX* context = EVP_KDF_CTX_new(library.hkdf);
  HOLDFAST_ASSERT(context != nullptr);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                   octets_parameter(OSSL_KDF_PARAM_KEY, input),
                                   octets_parameter(OSSL_KDF_PARAM_SALT, salt),
                                   octets_parameter(OSSL_KDF_PARAM_INFO, as_bytes(info)),
                                   OSSL_PARAM_construct_end()};
  Secret<32> out;
  const int derived = EVP_KDF_derive(context, out.mutable_view().data(), out.view().size(), parameters);
  EVP_KDF_CTX_free(context);
  HOLDFAST_ASSERT(derived == 1);
  return out;
}

Secret<32> hkdf_sha256(ByteView salt, ByteView input, std::string_view info) {
  return hkdf_sha256_with(crypto_library(), salt, input, info);
}

}  // namespace holdfast::crypto
