// Tips that came to HQ ahead of the journal: shown at once, marked as not yet in it. And those that go out from here,
// kept as they were signed. sync/FORMAT.md, "Tip".
#pragma once

#include <optional>
#include <vector>

#include "app/store/journal.h"
#include "sync/tip.h"

namespace holdfast::store {

struct TipRow {
  sync::Tip tip;
  Hash256 sha256{};              // of the file: what the journal's leaf @tip repeats
  std::int64_t arrived_ms = 0;
  bool in_journal = false;       // an entry with this leaf has come
};

// Of one device and not yet in the journal. Withdrawals and all other kinds are counted apart, so that no flood of the
// one keeps the other out.
inline constexpr std::int64_t kTipsAheadMax = 1000;
// False where so many are here already; true of one that is here itself.
Result<bool> has_room_for_tip(Vault& vault, const sync::Tip& tip, const Hash256& sha256);
// A tip with these bytes that is here already stays; returns whether it was new.
Result<bool> keep_tip(Vault& vault, const sync::Tip& tip, const Hash256& sha256);
// By time of arrival.
Result<std::vector<TipRow>> list_tips(Vault& vault);
// An entry repeated the tip's hash: it is now a record like any other.
Result<void> note_tip_in_journal(Vault& vault, const Hash256& sha256);

// True if a withdrawal that is about one of these came ahead, and the entry that says so is not here yet.
Result<bool> withdrawn_ahead(Vault& vault, const std::vector<sync::ObjectId>& about);

// One of ours, on its way out.
struct OutTip {
  Hash256 sha256{};
  Bytes file;
  std::string name;                       // on the road
  sync::TipKind kind = sync::TipKind::Text;
  Id16 ref{};
  std::optional<sync::EntryHash> entry;   // the withdrawal that it announces
};
// In the caller's transaction, with the entry that repeats its hash.
Result<void> keep_out_tip(Vault& vault, const OutTip& tip);
// Those that lay on no road yet, by the time they were made.
Result<std::vector<OutTip>> unwritten_tips(Vault& vault);
Result<void> mark_tip_written(Vault& vault, const Hash256& sha256);
// Withdrawals of ours that no bundle and no tip has told of.
Result<std::vector<StoredEntry>> untold_withdrawals(Vault& vault);

}  // namespace holdfast::store
