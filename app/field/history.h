// Every version of a record, by whom and when, with what each changed.
#pragma once

#include "app/store/views.h"

namespace holdfast::field {

struct Version {
  store::StoredEntry entry;
  std::string author;  // device name where known, else the first 8 hex digits
  std::string actor;   // staff code
  std::string reason;
  store::OpeningState opening = store::OpeningState::Missing;
  std::vector<std::string> paths;  // what it wrote
  sync::Values aside_values;       // and its values, where its history was set aside: they are read nowhere else
};
Result<std::vector<Version>> history(store::Vault& vault, const sync::ObjectId& record);

}  // namespace holdfast::field
