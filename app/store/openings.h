// The values behind entries, boxed; states only ever go to the right: open | sealed -> dropped, any -> erased;
// missing = not yet come. formats.md, "Opening".
#pragma once

#include "app/store/journal.h"
#include "sync/segment.h"

namespace holdfast::store {

enum class OpeningState : std::uint8_t { Missing = 0, Open, Sealed, Dropped, Erased };
std::string_view to_string(OpeningState state);

Result<OpeningState> opening_state(Vault& vault, const sync::EntryHash& entry);

// Stores an opening whose root was checked (the caller's duty), each part boxed under its own key, associated data =
// entry hash and class. An erase entry that is already here cuts it first.
Result<void> put_opening(Vault& vault, const sync::EntryHash& entry, const sync::Opening& opening);
// Reads and re-checks the root. kOpeningSealed, kOpeningMissing, kOpeningDamaged. For a sealed entry, the card part.
Result<sync::Opening> get_opening(Vault& vault, const sync::SignedEntry& entry);

// One sealed part: an age file to HQ's class key and the recovery key.
struct SealedPart {
  sync::FieldClass field_class = sync::FieldClass::Account;
  Bytes file;
};
Result<void> put_sealed(Vault& vault, const sync::EntryHash& entry, const std::vector<SealedPart>& parts,
                        const std::optional<sync::OpeningPart>& card);
// Turns an open opening into a sealed one: its boxes and their keys go, but for the card.
Result<void> close_opening(Vault& vault, const sync::EntryHash& entry, const std::vector<SealedPart>& parts,
                           const std::optional<sync::OpeningPart>& card);
Result<std::vector<SealedPart>> sealed_parts(Vault& vault, const sync::EntryHash& entry);

// Drops what HQ holds safely; the caller has checked the receipt.
Result<void> drop_opening(Vault& vault, const sync::EntryHash& entry);
// Erases the named leaves for ever (an erase entry that acts). The opening becomes a leaf list.
Result<void> erase_values(Vault& vault, const sync::EntryHash& entry, std::span<const Hash256> leaves);

}  // namespace holdfast::store
