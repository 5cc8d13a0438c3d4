// The team's root key as a file of its own, under a passphrase of its own: never kept in a vault.
//   magic "holdfast root 1\n" (16) | salt (16) | passes u32 | memory u64 | box of the Ed25519 seed (72)
// sync/FORMAT.md, "Root key file".
#pragma once

#include "crypto/identity.h"
#include "crypto/password.h"

namespace holdfast::hq {

Result<crypto::SecretBuffer> write_root_file(const crypto::SigningKey& key, const crypto::SecretBuffer& passphrase,
                                             const crypto::PasswordParameters& parameters, Random& random);
Result<crypto::SigningKey> read_root_file(ByteView file, const crypto::SecretBuffer& passphrase);

}  // namespace holdfast::hq
