#include "app/hq/inbox/import_report.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/exchange/reasons.h"
#include "app/field/device_names.h"
#include "app/store/checks.h"
#include "sync/manifest.h"

namespace holdfast::hq {

namespace {

// Numbers of one sender's bundles that are accounted for.
struct Numbers {
  std::set<std::uint64_t> came;  // imported, or waiting in quarantine
  std::set<std::uint64_t> voided;
};

Result<std::map<sync::DeviceId, Numbers>> numbers_by_sender(const ImportReport& report) {
  std::map<sync::DeviceId, Numbers> out;
  for (const store::ImportedBundle& bundle : report.bundles) {
    Numbers& numbers = out[bundle.sender];
    numbers.came.insert(bundle.number);
    const Result<sync::Manifest> manifest = sync::decode_manifest(bundle.manifest);
    if (!manifest.ok()) return store::kVaultDatabase;
    numbers.voided.insert(manifest->voided.begin(), manifest->voided.end());
  }
  // What waits in quarantine did arrive. Only of known senders: a number that a stranger claims hides nothing.
  for (const store::QuarantineRow& row : report.quarantine) {
    if (!row.sender || row.number == 0 || row.state == "removed") continue;
    const auto known = out.find(*row.sender);
    const bool within = known != out.end() && row.number < *known->second.came.rbegin();
    if (within) known->second.came.insert(row.number);
  }
  return out;
}

std::vector<std::uint64_t> never_came(const Numbers& numbers) {
  std::vector<std::uint64_t> out;
  std::uint64_t next = 1;
  for (const std::uint64_t number : numbers.came) {
    // A sender that leaps far ahead must not fill the memory: what counts is that something is missing.
    for (; next < number && out.size() < kMissingNumbersMax; ++next) {
      if (numbers.voided.count(next) == 0) out.push_back(next);
    }
    next = number + 1;
  }
  return out;
}

}  // namespace

Result<ImportReport> import_report(store::Vault& vault) {
  if (!vault.is_hq()) return exchange::kNotHq;
  ImportReport out;
  out.devices = TRY(list_devices(vault));
  out.bundles = TRY(store::list_imported(vault));
  std::stable_sort(out.bundles.begin(), out.bundles.end(), [](const auto& a, const auto& b) {
    return std::tie(a.imported_ms, a.sender, a.number) < std::tie(b.imported_ms, b.sender, b.number);
  });
  out.quarantine = TRY(store::list_quarantine(vault));
  out.tips = TRY(store::list_tips(vault));
  const field::DeviceNames names = TRY(field::device_names(vault));
  for (const store::StoredEntry& stored : TRY(store::held_entries(vault, {}))) {
    const sync::Entry& entry = stored.signed_entry.entry;
    out.held.push_back({names.name_of(entry.device), entry.seq, stored.held});
  }
  std::sort(out.held.begin(), out.held.end(),
            [](const auto& a, const auto& b) { return std::tie(a.device, a.seq) < std::tie(b.device, b.seq); });
  for (const auto& [sender, numbers] : TRY(numbers_by_sender(out))) {
    std::vector<std::uint64_t> missing = never_came(numbers);
    if (!missing.empty()) out.missing.push_back({names.name_of(sender), std::move(missing)});
  }
  std::sort(out.missing.begin(), out.missing.end(), [](const auto& a, const auto& b) { return a.device < b.device; });
  for (const store::ImportedBundle& bundle : out.bundles) {
    out.names.emplace(bundle.sender, names.name_of(bundle.sender));
  }
  for (const store::TipRow& row : out.tips) out.names.emplace(row.tip.sender, names.name_of(row.tip.sender));
  for (const store::QuarantineRow& row : out.quarantine) {
    if (row.sender) out.names.emplace(*row.sender, names.name_of(*row.sender));
  }
  return out;
}

}  // namespace holdfast::hq
