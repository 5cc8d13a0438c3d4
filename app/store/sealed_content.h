// The plaintext of a sealed part: one class of an opening with the keys of the entry's files, padded, for HQ's key of
// that class and the recovery key. formats.md, "Sealed opening".
//   u32 length | CBOR [ part (bytes), [ [ref (16), key (32)], … ] ] | zeros up to Padmé of max(size, 4096)
#pragma once

#include <vector>

#include "app/store/openings.h"
#include "crypto/envelope.h"

namespace holdfast::store {

struct SealedBlobKey {
  sync::BlobRef ref{};
  crypto::Secret<32> key;
};

struct SealedContent {
  sync::OpeningPart part;
  std::vector<SealedBlobKey> keys;
};

// Fresh keys each time; nothing of them stays here. `recipients`: HQ's key of the part's class, the recovery key.
Result<SealedPart> make_sealed_part(const sync::OpeningPart& part, const std::vector<BlobKey>& keys,
                                    std::span<const crypto::Recipient> recipients, Random& random, Pool& pool);
// kEnvelopeNotForUs where none of the identities fits; kOpeningMalformed where what is inside is not one part of this
// class.
Result<SealedContent> open_sealed_part(const SealedPart& part, std::span<const crypto::Identity* const> identities,
                                       Pool& pool);

}  // namespace holdfast::store
