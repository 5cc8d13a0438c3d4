// Whether a segment goes on with the history of its device that is here, or tells another one. sync/FORMAT.md, "Fork".
#pragma once

#include <optional>
#include <vector>

#include "app/store/journal.h"
#include "sync/device_list.h"
#include "sync/manifest.h"

namespace holdfast::exchange {

struct ChainFit {
  // The first number at which the segment's history differs, or may differ, from the one that stands. None: it fits.
  std::optional<std::uint64_t> differs_from;
  // The other history was decided against before: its entries join those that were set aside then.
  bool decided = false;
};

// `entries` are those of the segment. REQUIRES: they are a chain, and the segment's ends are theirs.
Result<ChainFit> fit_chain(store::Vault& vault, const sync::Device& sender, const sync::SegmentRange& segment,
                           const std::vector<sync::SignedEntry>& entries);

}  // namespace holdfast::exchange
