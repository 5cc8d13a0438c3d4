// HQ's keys to sealed media: taken out of the opened sealed parts once the import stands. What an import was about to
// adopt is noted before, so that a process that died in between is made up for by the next import.
#pragma once

#include "app/exchange/hq_keys.h"

namespace holdfast::exchange {

// Replaces the note by `entries` (empty: takes it away).
Result<void> begin_adopting(store::Vault& vault, const std::vector<sync::EntryHash>& entries);
// Adopts the media of every noted entry that is here, and takes the note away. Refs of media whose bytes are not what
// the entry says are added to `damaged`.
Result<void> finish_adopting(store::Vault& vault, const HqKeys& keys, std::vector<std::string>& damaged);

}  // namespace holdfast::exchange
