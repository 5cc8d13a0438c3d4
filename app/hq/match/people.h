// Who is who, first step: people that share an exact identifier, and the signed acts of merging and taking apart.
#pragma once

#include <map>

#include "app/case/figures.h"
#include "app/field/said.h"
#include "app/hq/reasons.h"
#include "app/store/views.h"

namespace holdfast::hq {

// All that the journal holds now.
inline constexpr std::uint64_t kAllKnown = UINT64_MAX;

// Whose ids are one person, each group named by its lowest id.
class SamePeople {
 public:
  void join(const sync::ObjectId& a, const sync::ObjectId& b);
  sync::ObjectId root_of(const sync::ObjectId& id) const;
  // Everybody of the group but those who were never joined to anybody; the root itself at least.
  std::vector<sync::ObjectId> members_of(const sync::ObjectId& id) const;

 private:
  std::map<sync::ObjectId, sync::ObjectId> parent_;
};

// What HQ merged and did not take apart.
Result<SamePeople> merged_people(store::Vault& vault, std::uint64_t known_at);
// Entities of one kind as the journal told them then, in the order said.
Result<std::vector<field::Said>> known_entities(store::Vault& vault, cases::EntityKind kind, std::uint64_t known_at);

// Pairs of people with one document number (or other exact identifier) that nobody has decided yet; and pairs marked
// as undecided by hand. Nothing merges by itself.
Result<std::vector<cases::PersonPair>> undecided_pairs(store::Vault& vault, std::uint64_t known_at = kAllKnown);
Result<void> merge_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b,
                          const std::string& reason);
// kMergedThrough where they are one only because both were merged with somebody else: those merges are to be undone.
Result<void> unmerge_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b,
                            const std::string& reason);

}  // namespace holdfast::hq
