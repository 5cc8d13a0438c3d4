// The strict age v1 profile: binary, X25519 stanzas only, at most 64, padded to 4/8/16/32/64 with dummies.
// A standard `age -d` opens what we write. Source: C2SP age specification; crypto/FORMAT.md, "Envelope".
#pragma once

#include "crypto/base/source.h"
#include "crypto/identity.h"
#include "crypto/stream.h"

namespace holdfast::crypto {

inline constexpr std::size_t kStanzasMax = 64;
inline constexpr std::size_t kEnvelopeHeaderMax = 65536;

// What stands before the payload, and the key of the payload's STREAM.
struct Envelope {
  Bytes head;              // header and 16-byte payload nonce, as they stand in the file
  Hash256 binding{};       // SHA-256 of `head`: a signature over it fixes this very set of recipients
  Secret<32> payload_key;  // for StreamSealer or StreamOpener
  std::size_t stanza_count = 0;
};

enum class Padding : std::uint8_t {
  Stanzas,  // dummies up to 4, 8, 16, 32, 64, in random order
  None,     // exactly the recipients given (the tip's one)
};

// A fresh envelope to all `recipients` (1..64, no two equal). New file key, nonce and ephemeral keys every time.
Result<Envelope> make_envelope(std::span<const Recipient> recipients, Padding padding, Random& random);

// Reads the head from `in`, strictly. Each identity is tried on every stanza; none fits: kEnvelopeNotForUs.
Result<Envelope> open_envelope(Source& in, std::span<const Identity* const> identities);

// A whole small age file in memory.
Result<Bytes> seal_age(std::span<const Recipient> recipients, Padding padding, ByteView plaintext, Random& random,
                       Pool& pool);
Result<SecretBuffer> open_age(ByteView file, std::span<const Identity* const> identities, Pool& pool);

}  // namespace holdfast::crypto
