// Two people who disagree are both kept and both shown, until a person decides; and that can be undone.
#pragma once

#include "app/hq/reasons.h"
#include "app/store/views.h"

namespace holdfast::hq {

struct ConflictView {
  store::ConflictRow row;
  std::string record_code;
  std::vector<std::string> authors;  // beside row.values
};
Result<std::vector<ConflictView>> conflicts(store::Vault& vault);
// A resolve entry that names all parents; `choice` is the index of the value that stands, in the order shown.
Result<void> resolve_conflict(store::Vault& vault, const sync::ObjectId& object, const std::string& path,
                              std::size_t choice, const std::string& reason);

}  // namespace holdfast::hq
