// All records of a vault as a list that a screen scrolls through at any speed: first only where each stands (a few
// bytes a record, one pass over the table), then the rows that show. A list of 100,000 costs one short question; a
// page of it costs what the page costs, wherever it lies.
#pragma once

#include <span>

#include "app/store/views.h"

namespace holdfast::store {

struct RecordPlace {
  sync::ObjectId id{};
  sync::DeviceId device{};     // author
  std::uint64_t seq = 0;       // of the first entry
  std::int64_t created_ms = 0;
  bool sealed = false;
  bool in_conflict = false;
};

// Newest first, then by id: the order of list_records. An empty form id asks for every form.
Result<std::vector<RecordPlace>> list_record_places(Vault& vault, std::string_view form_id);
// How many records there are.
Result<std::uint64_t> count_records(Vault& vault);
// The rows of these, in their order; one that is not here any more is left out.
Result<std::vector<RecordRow>> records_at(Vault& vault, std::span<const sync::ObjectId> ids);

}  // namespace holdfast::store
