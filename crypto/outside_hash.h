// Hashes that others chose and forms ask for by name (digest()). Never for anything that we protect or prove: MD5 and
// SHA-1 are broken, and ours are in crypto/hash.h.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/base/bytes.h"

namespace holdfast::crypto {

// "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"; nothing for any other name, or where this machine's library has
// been built without it.
std::optional<Bytes> outside_hash(std::string_view algorithm, ByteView bytes);

}  // namespace holdfast::crypto
