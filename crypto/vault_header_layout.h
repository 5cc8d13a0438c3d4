// The 8,192 bytes of one header copy: values to bytes and back, no file. Internal to crypto/.
// crypto/FORMAT.md, "Vault header".
#pragma once

#include "crypto/vault_slot.h"

namespace holdfast::crypto {

// What stands in the open.
struct HeaderPreamble {
  PasswordParameters parameters;
  ByteArray<16> salt{};
  Id16 vault_id{};
  std::uint64_t generation = 0;
  std::uint64_t durable_generation = 0;
  friend bool operator==(const HeaderPreamble&, const HeaderPreamble&) = default;
};

// All of a copy once the VMK is there.
struct HeaderContent {
  HeaderPreamble preamble;
  Bytes slots;  // kSlotCount * kSlotSize, as they stand in the file
  std::array<std::optional<SlotInfo>, kSlotCount> directory;
  SecretBuffer state;

  HeaderContent clone() const;
};

// Bytes 0..64 for these values: what slots are bound to.
ByteArray<kHeaderFixedSize> header_fixed_part(const HeaderPreamble& preamble);

// Without a key: length, SHA-256, magic, version, and every field's range. kHeaderDamaged, kHeaderNewer,
// kPasswordParameters.
Result<HeaderPreamble> check_header_copy(ByteView copy);
// The bytes of one slot of a checked copy.
ByteView header_slot(ByteView copy, std::size_t number);

// REQUIRES: content.state.size() <= kHeaderStateMax.
Bytes seal_header_copy(const HeaderContent& content, KeyView vmk, Random& random);
// REQUIRES: check_header_copy accepted it. kHeaderDamaged where MAC or boxes do not fit this VMK.
Result<HeaderContent> open_header_copy(ByteView copy, KeyView vmk);

}  // namespace holdfast::crypto
