// A fork that was decided is decided the other way: the histories change places, and both decisions are kept.
// sync/FORMAT.md, "Fork". Internal to app/exchange.
#pragma once

#include "app/exchange/incoming.h"

namespace holdfast::exchange {

// The entry that the file's history ends with, as its manifest says. The file itself is not taken again.
Result<sync::EntryHash> last_entry_told(store::Vault& vault, const store::QuarantineRow& row);

// REQUIRES: `row` tells another history and was released. kForkSame where that history stands already.
Result<ImportOutcome> decide_fork_again(store::Vault& vault, const store::QuarantineRow& row, History stays);

}  // namespace holdfast::exchange
