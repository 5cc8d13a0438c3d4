// Tips that came to HQ ahead of the journal: shown at once, marked as not yet in it. formats.md, "Tip".
#pragma once

#include <optional>
#include <vector>

#include "app/store/vault.h"
#include "sync/tip.h"

namespace holdfast::store {

struct TipRow {
  sync::Tip tip;
  Hash256 sha256{};              // of the file: what the journal's leaf @tip repeats
  std::int64_t arrived_ms = 0;
  bool in_journal = false;       // an entry with this leaf has come
};

// A tip with these bytes that is here already stays; returns whether it was new.
Result<bool> keep_tip(Vault& vault, const sync::Tip& tip, const Hash256& sha256);
// By time of arrival.
Result<std::vector<TipRow>> list_tips(Vault& vault);
// An entry repeated the tip's hash: it is now a record like any other.
Result<void> note_tip_in_journal(Vault& vault, const Hash256& sha256);

}  // namespace holdfast::store
