// Hashes and keyed hashes. Which one where: crypto/FORMAT.md, "Primitives".
//
// SHA-256, HMAC and HKDF come from libcrypto (seven times faster than libsodium's here), BLAKE2b from libsodium.
#pragma once

#include <initializer_list>
#include <memory>

#include "crypto/secret.h"

namespace holdfast::crypto {

struct CryptoLibrary;

// SHA-256 as outsiders compute it: of blobs, sections and files.
class Sha256 {
 public:
  Sha256();
  explicit Sha256(const CryptoLibrary& library);  // for tests that compare libraries (crypto/library.h)
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(ByteView bytes);
  // The hash of everything so far; the object may not be used afterwards.
  Hash256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Hash256 sha256(ByteView bytes);

// SHA-256 of label, one zero byte, and the parts back to back: the form of every hash that is ours alone.
// REQUIRES: every part but the last has a fixed length, or the caller's format makes the boundaries unambiguous.
Hash256 labelled_hash(std::string_view label, std::initializer_list<ByteView> parts);

// BLAKE2b with `size` (16..64) bytes of output, keyed with 32 bytes, over label, zero byte, parts.
Bytes keyed_hash(KeyView key, std::string_view label, std::initializer_list<ByteView> parts, std::size_t size = 32);
// The same with 32 bytes of output into secret memory: a derived key.
Secret<32> derive_key(KeyView key, std::string_view label, std::initializer_list<ByteView> parts = {});

// RFC 5869 and RFC 2104 with SHA-256.
Secret<32> hkdf_sha256(ByteView salt, ByteView input, std::string_view info);
Hash256 hmac_sha256(ByteView key, ByteView message);

}  // namespace holdfast::crypto
