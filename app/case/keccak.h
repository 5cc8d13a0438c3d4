// Keccak-256 as Ethereum and Monero use it: the sponge of SHA-3 with its first padding, before the standard changed
// that byte. libsodium has no Keccak, and libcrypto 3.0 only the standard's SHA-3 and KMAC, which give other results;
// so the permutation is written here, for checksums of addresses alone. It protects nothing and sees no secret.
#pragma once

#include "crypto/base/bytes.h"

namespace holdfast::cases {

Hash256 keccak256(ByteView bytes);

}  // namespace holdfast::cases
