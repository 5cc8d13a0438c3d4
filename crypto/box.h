// One short secret message under one key: XChaCha20-Poly1305 with a random nonce (crypto/FORMAT.md, "Box").
//
// Layout: nonce (24) | ciphertext (same length as the plaintext) | tag (16). For keys, openings, drafts, states.
#pragma once

#include "crypto/secret.h"

namespace holdfast::crypto {

inline constexpr std::size_t kBoxOverhead = 24 + 16;

// `context` is authenticated, not stored: opening needs the same bytes. Starts with an ASCII label and a zero byte.
Bytes seal_box(KeyView key, ByteView context, ByteView plaintext, Random& random);
// kStreamDamaged where key, context or box are not the ones that were used together.
Result<SecretBuffer> open_box(KeyView key, ByteView context, ByteView box);
// The same into memory of the caller's, for many boxes one after another. `out` is wiped where the box does not open.
// REQUIRES: out.size() + kBoxOverhead == box.size().
Result<void> open_box_into(KeyView key, ByteView context, ByteView box, MutableByteView out);

}  // namespace holdfast::crypto
