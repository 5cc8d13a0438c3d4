#include "app/store/touched.h"

#include "app/store/views.h"

namespace holdfast::store {

namespace {

constexpr const char* kObjectsAround =
    "SELECT object FROM entry WHERE hash = ?1 "
    "UNION SELECT e.object FROM parent p JOIN entry e ON e.hash = p.parent WHERE p.entry = ?1 "
    "UNION SELECT e.object FROM parent p JOIN entry e ON e.hash = p.entry WHERE p.parent = ?1";

}  // namespace

Result<void> refresh_touched(Vault& vault, const Touched& touched) {
  std::set<sync::ObjectId> objects;
  for (const sync::EntryHash& entry : touched) {
    Statement find(vault.database(), kObjectsAround);
    find.bind(entry);
    while (TRY(find.step())) objects.insert(TRY(find.array<16>(0)));
  }
  for (const sync::ObjectId& object : objects) TRY(refresh_object(vault, object));
  return {};
}

}  // namespace holdfast::store
