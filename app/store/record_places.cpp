#include "app/store/record_places.h"

#include <algorithm>

namespace holdfast::store {

namespace {

// Without ORDER BY: reading the table from front to end and sorting here is faster than following an index into it.
constexpr const char* kPlaces =
    "SELECT object, device, seq, created_ms, state = 'sealed', in_conflict FROM record WHERE ?1 = '' OR form_id = ?1";

constexpr const char* kCount = "SELECT count(*) FROM record";

}  // namespace

Result<std::uint64_t> count_records(Vault& vault) {
  Statement find(vault.database(), kCount);
  if (!TRY(find.step())) return std::uint64_t{0};
  return static_cast<std::uint64_t>(find.integer(0));
}

Result<std::vector<RecordPlace>> list_record_places(Vault& vault, std::string_view form_id) {
  Statement find(vault.database(), kPlaces);
  find.bind(form_id);
  std::vector<RecordPlace> out;
  while (TRY(find.step())) {
    RecordPlace place;
    place.id = TRY(find.array<16>(0));
    place.device = TRY(find.array<16>(1));
    place.seq = static_cast<std::uint64_t>(find.integer(2));
    place.created_ms = find.integer(3);
    place.sealed = find.integer(4) != 0;
    place.in_conflict = find.integer(5) != 0;
    out.push_back(place);
  }
  std::sort(out.begin(), out.end(), [](const RecordPlace& a, const RecordPlace& b) {
    return a.created_ms != b.created_ms ? a.created_ms > b.created_ms : a.id < b.id;
  });
  return out;
}

Result<std::vector<RecordRow>> records_at(Vault& vault, std::span<const sync::ObjectId> ids) {
  std::vector<RecordRow> out;
  out.reserve(ids.size());
  for (const sync::ObjectId& id : ids) {
    if (std::optional<RecordRow> row = TRY(find_record(vault, id))) out.push_back(std::move(*row));
  }
  return out;
}

}  // namespace holdfast::store
