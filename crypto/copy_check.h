// Tells whether two readings of a large file are the same, faster than a hash: Poly1305 (libcrypto, else libsodium).
//
// For reading back what was just written, within one call. Keyed by SHA-256 of the first piece, so it finds whatever a
// medium loses or changes by accident; a medium that means to deceive can show us the right bytes now and others later,
// and no check here helps against that. Never for anything that is stored, sent or signed.
#pragma once

#include <memory>

#include "crypto/base/bytes.h"

namespace holdfast::crypto {

struct CryptoLibrary;

class CopyCheck {
 public:
  CopyCheck();
  explicit CopyCheck(const CryptoLibrary& library);  // for tests that compare libraries (crypto/library.h)
  ~CopyCheck();
  CopyCheck(const CopyCheck&) = delete;
  CopyCheck& operator=(const CopyCheck&) = delete;
  // Two readings are to be cut into the same pieces: the first one makes the key.
  void update(ByteView bytes);
  // Equal for equal bytes. The object may not be used afterwards.
  ByteArray<16> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace holdfast::crypto
