#include "app/field/history.h"

#include "app/field/device_names.h"
#include "sync/reasons.h"

namespace holdfast::field {

namespace {

std::string own_text(const sync::Values& values, const std::string& path) {
  const auto found = values.find(path);
  const std::string* text = found == values.end() ? nullptr : found->second.text();
  return text == nullptr ? std::string() : *text;
}

}  // namespace

Result<std::vector<Version>> history(store::Vault& vault, const sync::ObjectId& record) {
  std::vector<Version> out;
  const DeviceNames names = TRY(device_names(vault));
  for (store::StoredEntry& stored : TRY(store::entries_of(vault, record))) {
    Version version;
    version.author = names.name_of(stored.signed_entry.entry.device);
    version.opening = TRY(store::opening_state(vault, stored.signed_entry.hash));
    const bool readable =
        version.opening == store::OpeningState::Open || version.opening == store::OpeningState::Erased;
    if (readable) {
      // A damaged one is for `verify` to name; the rest of the history is still worth reading.
      const Result<sync::Opening> opening = store::get_opening(vault, stored.signed_entry);
      if (!opening.ok() && opening.error().reason != store::kOpeningDamaged) return opening.error();
      const sync::Values values = opening.ok() ? sync::opening_values(opening.value()) : sync::Values();
      version.actor = own_text(values, "@actor");
      version.reason = own_text(values, "@reason");
      const bool aside = stored.held == sync::kEntryFork.code();
      for (const auto& [path, value] : values) {
        if (path.starts_with('@')) continue;
        version.paths.push_back(path);
        if (aside) version.aside_values.emplace(path, value);
      }
    }
    version.entry = std::move(stored);
    out.push_back(std::move(version));
  }
  if (out.empty()) return store::kRecordUnknown;
  return out;
}

}  // namespace holdfast::field
