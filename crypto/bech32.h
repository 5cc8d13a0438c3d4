// Bech32 (BIP 173) without its length limit, as age uses it for keys.
#pragma once

#include "crypto/secret.h"

namespace holdfast::crypto {

// Human-readable part, "1", data, checksum; lower case. The result may hold a secret, hence the buffer.
SecretBuffer bech32_encode(std::string_view prefix, ByteView data);
// All lower or all upper case; wrong prefix, character, checksum or padding is kIdentityMalformed.
Result<SecretBuffer> bech32_decode(std::string_view prefix, ByteView text);

}  // namespace holdfast::crypto
