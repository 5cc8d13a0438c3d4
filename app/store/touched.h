// Which views have to be written again once entries came, went aside or lost values. Decides nothing itself.
#pragma once

#include <set>

#include "app/store/vault.h"

namespace holdfast::store {

using Touched = std::set<sync::EntryHash>;

// In the caller's transaction: objects of the entries themselves, of those they build on, and of those that were
// waiting for them.
Result<void> refresh_touched(Vault& vault, const Touched& touched);

}  // namespace holdfast::store
