// What still has to be checked or decided about entries.
#pragma once

#include <vector>

#include "app/store/journal.h"

namespace holdfast::store {

// Entries whose own signature was not verified yet, at most `limit`, by order of acceptance.
Result<std::vector<sync::SignedEntry>> unchecked_entries(Vault& vault, std::size_t limit);
// In the caller's transaction.
Result<void> mark_checked(Vault& vault, const sync::EntryHash& entry);

// True if its signature was found false and it is held for that, whether or not it was set aside besides.
Result<bool> is_held_for_signature(Vault& vault, const sync::EntryHash& entry);

// Entries that are in the journal but in no view. Nothing named: of every device, under every code.
struct HeldFilter {
  std::optional<sync::DeviceId> device{};
  std::string code{};
};
Result<std::vector<StoredEntry>> held_entries(Vault& vault, const HeldFilter& filter);

}  // namespace holdfast::store
