// Two histories of one device: which of its entries are in doubt, which were set aside, and how a decision changes
// that. Decides nothing itself. sync/FORMAT.md, "Fork".
#pragma once

#include <vector>

#include "app/store/journal.h"

namespace holdfast::store {

// A file in quarantine that tells another history than the one that is here: undecided.
struct OpenFork {
  std::int64_t quarantine = 0;  // row
  sync::DeviceId device{};
  std::uint64_t from = 0;       // the first number at which the histories may differ
};
// By device, then number.
Result<std::vector<OpenFork>> open_forks(Vault& vault);

// How many standing entries of the device are in doubt: those from `from` on.
Result<std::uint64_t> entries_in_doubt(Vault& vault, const sync::DeviceId& device, std::uint64_t from);

// The other history, where it was decided against: true if this entry is part of it.
Result<bool> is_aside(Vault& vault, const sync::EntryHash& entry);
// True if an entry that was set aside names this one as the one before it.
Result<bool> leads_to_aside(Vault& vault, const sync::DeviceId& device, const sync::EntryHash& entry);

// The first standing entry of the device from `from` on.
Result<std::optional<sync::EntryHash>> first_standing(Vault& vault, const sync::DeviceId& device, std::uint64_t from);
// What was set aside of the device from `from` on, where that is one history. Where it is several, those entries that
// hang together with `member`.
Result<std::vector<sync::EntryHash>> aside_history(Vault& vault, const sync::DeviceId& device, std::uint64_t from,
                                                   const sync::EntryHash& member);
// Our own release entries, the oldest first.
Result<std::vector<StoredEntry>> own_releases(Vault& vault);

// In the caller's transaction: the standing entries of the device from `from` on are set aside. Returns them; their
// views are the caller's to refresh.
Result<std::vector<sync::EntryHash>> set_aside(Vault& vault, const sync::DeviceId& device, std::uint64_t from);
// The reverse. REQUIRES: nothing stands in their places.
Result<void> let_stand(Vault& vault, const std::vector<sync::EntryHash>& entries);

}  // namespace holdfast::store
