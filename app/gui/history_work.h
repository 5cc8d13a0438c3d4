// A record's versions as a fork, and what two people answered differently: asked of a vault on its lane.
#pragma once

#include "app/gui/records_facts.h"
#include "app/store/vault.h"

namespace holdfast::gui {

Result<HistoryFacts> read_history(store::Vault& vault, const sync::ObjectId& record, const std::string& language);
Result<ConflictsFacts> read_conflicts(store::Vault& vault, const std::string& language);

// What of a record's versions stands beside the stem, and where each line goes: a version keeps its oldest parent's
// lane where it is the first to build on it. `parents`: indices of older versions, the versions oldest first.
std::vector<std::size_t> lanes_of(const std::vector<std::vector<std::size_t>>& parents);

}  // namespace holdfast::gui
