// HQ's append-only log over everything it accepted, in that order; what receipts commit to. A laptop's stays empty.
// sync/FORMAT.md, "Log".
#pragma once

#include "app/store/vault.h"
#include "sync/log.h"

namespace holdfast::store {

// Appends every journal entry that is not in it yet, HQ's own too, by order of acceptance, in the caller's transaction
// (or one of its own). Nothing on a vault that is not HQ's. Part of every import; called before a receipt is made.
Result<void> extend_log(Vault& vault);
Result<sync::Checkpoint> log_checkpoint(Vault& vault);
// All leaves, in order.
Result<std::vector<sync::EntryHash>> log_leaves(Vault& vault);
// From 0; nothing where the entry is not in the log.
Result<std::optional<std::uint64_t>> log_position(Vault& vault, const sync::EntryHash& entry);

}  // namespace holdfast::store
