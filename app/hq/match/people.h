// Who is who, first step: people that share an exact identifier, and the signed acts of merging and taking apart.
#pragma once

#include "app/case/figures.h"
#include "app/hq/reasons.h"
#include "app/store/views.h"

namespace holdfast::hq {

// Pairs of people with one document number (or other exact identifier) that nobody has decided yet; and pairs marked
// as undecided by hand. Nothing merges by itself.
Result<std::vector<cases::PersonPair>> undecided_pairs(store::Vault& vault);
Result<void> merge_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b,
                          const std::string& reason);
Result<void> unmerge_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b,
                            const std::string& reason);

}  // namespace holdfast::hq
