// One 512-byte slot: the vault master key wrapped for a passphrase or for a recovery key. Internal to crypto/.
// It never sees a file. crypto/FORMAT.md, "Vault header", slot.
#pragma once

#include "crypto/identity.h"
#include "crypto/vault_header.h"

namespace holdfast::crypto {

inline constexpr std::size_t kSlotSize = 512;
inline constexpr std::size_t kHeaderFixedSize = 64;  // the header's bytes that never change under one salt

struct SlotSecret {
  Secret<32> vmk;
  Secret<32> person_seed;  // zeros in an escrow slot
  SlotKind kind = SlotKind::Passphrase;
};

// Where a slot lies. A slot moved to another place or vault does not open.
struct SlotPlace {
  ByteArray<kHeaderFixedSize> fixed{};  // holds the vault id
  std::uint8_t number = 0;
};

// Random bytes that look like a used slot.
Bytes unused_slot(Random& random);

// `stretched` is Argon2id's result for this header's salt and parameters.
Bytes seal_passphrase_slot(const SlotPlace& place, KeyView stretched, const Passphrase& passphrase,
                           const SlotSecret& secret, Random& random);
// Nothing if this slot is not for this passphrase.
std::optional<SlotSecret> open_passphrase_slot(const SlotPlace& place, ByteView slot, KeyView stretched,
                                               const Passphrase& passphrase);

// kIdentityMalformed for a recipient that is no honest point.
Result<Bytes> seal_escrow_slot(const SlotPlace& place, const Recipient& recipient, const SlotSecret& secret,
                               Random& random);
std::optional<SlotSecret> open_escrow_slot(const SlotPlace& place, ByteView slot, const Identity& identity);

}  // namespace holdfast::crypto
