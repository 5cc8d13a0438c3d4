#include "app/hq/office/devices.h"

#include <algorithm>

#include "app/exchange/devices.h"
#include "app/exchange/receipts.h"
#include "app/store/forks.h"

namespace holdfast::hq {

namespace {

// Holes between the ranges that are here; what was never sent at all cannot be known.
std::vector<sync::WantedRange> holes(const std::vector<sync::HeldRange>& held) {
  std::vector<sync::WantedRange> out;
  std::uint64_t next = 1;
  for (const sync::HeldRange& range : held) {
    if (range.from > next) out.push_back({next, range.from - 1});
    next = range.to + 1;
  }
  return out;
}

}  // namespace

Result<std::vector<DeviceRow>> list_devices(store::Vault& vault) {
  std::vector<DeviceRow> out;
  const std::vector<store::ImportedBundle> bundles = TRY(store::list_imported(vault));
  const std::vector<store::OpenFork> forks = TRY(store::open_forks(vault));
  for (const sync::Device& device : TRY(exchange::current_devices(vault)).devices) {
    DeviceRow row;
    row.device = device;
    row.expired = device.certificate.expires_ms < vault.now_ms();
    const std::vector<sync::HeldRange> held = TRY(store::held_ranges(vault, device.certificate.device));
    for (const sync::HeldRange& range : held) row.entries += range.to - range.from + 1;
    row.gaps = holes(held);
    const auto fork = std::find_if(forks.begin(), forks.end(), [&device](const store::OpenFork& open) {
      return open.device == device.certificate.device;
    });
    if (fork != forks.end()) {
      row.fork_from = fork->from;
      row.in_doubt = TRY(store::entries_in_doubt(vault, device.certificate.device, fork->from));
    }
    for (const store::ImportedBundle& bundle : bundles) {
      if (bundle.sender != device.certificate.device) continue;
      row.last_arrived_ms = std::max(row.last_arrived_ms, bundle.imported_ms);
    }
    out.push_back(std::move(row));
  }
  std::sort(out.begin(), out.end(), [](const DeviceRow& a, const DeviceRow& b) {
    return a.device.certificate.name < b.device.certificate.name;
  });
  return out;
}

Result<sync::DeviceId> find_device(store::Vault& vault, std::string_view name) {
  std::optional<sync::DeviceId> found;
  for (const sync::Device& device : TRY(exchange::current_devices(vault)).devices) {
    const bool by_name = device.certificate.name == name;
    const bool by_id = name.size() >= 4 && to_hex(device.certificate.device).substr(0, name.size()) == name;
    if (by_name) return device.certificate.device;
    if (by_id && found) return kDeviceUnknown;
    if (by_id) found = device.certificate.device;
  }
  if (!found) return kDeviceUnknown;
  return *found;
}

namespace {

using DeviceChange = std::function<Result<void>(sync::Device&)>;

// In the caller's transaction.
Result<void> change_in_list(store::Vault& vault, const exchange::HqKeys& keys, const sync::DeviceId& id,
                            const DeviceChange& change) {
  return exchange::change_devices(vault, keys, [&](sync::DeviceList& list) -> Result<void> {
    for (sync::Device& device : list.devices) {
      if (device.certificate.device == id) return change(device);
    }
    return kDeviceUnknown;
  });
}

Result<void> change_device(store::Vault& vault, const sync::DeviceId& id, const DeviceChange& change) {
  const exchange::HqKeys keys = TRY(exchange::hq_keys(vault));
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(change_in_list(vault, keys, id, change));
  return transaction.commit();
}

}  // namespace

Result<void> extend_device(store::Vault& vault, const sync::DeviceId& device) {
  return change_device(vault, device, [&vault](sync::Device& row) -> Result<void> {
    if (row.state == sync::DeviceState::Revoked) return kDeviceRevoked;
    const sync::Certificate& old = row.certificate;
    row.certificate = exchange::new_certificate(vault, old.name, old.signing_key, old.encryption_key, old.role);
    return {};
  });
}

Result<void> suspend_device(store::Vault& vault, const sync::DeviceId& device, bool suspended) {
  return change_device(vault, device, [suspended](sync::Device& row) -> Result<void> {
    if (row.state == sync::DeviceState::Revoked) return kDeviceRevoked;
    row.state = suspended ? sync::DeviceState::Suspended : sync::DeviceState::Active;
    return {};
  });
}

Result<void> revoke_device(store::Vault& vault, const sync::DeviceId& device, const std::string& reason) {
  if (device == vault.device()) return kDeviceUnknown;  // a desk does not lock itself out
  const exchange::HqKeys keys = TRY(exchange::hq_keys(vault));
  const std::vector<sync::HeldRange> held = TRY(store::held_ranges(vault, device));
  // The list and the signed act are one step: nobody is revoked without a name and a reason.
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(change_in_list(vault, keys, device, [&held](sync::Device& row) -> Result<void> {
    if (row.state == sync::DeviceState::Revoked) return kDeviceRevoked;
    row.state = sync::DeviceState::Revoked;
    // Believed: the chain as far as it is here without a hole from its beginning.
    if (!held.empty() && held.front().from == 1) {
      row.revoked_after_seq = held.front().to;
      row.revoked_head = held.front().head;
    }
    return {};
  }));
  store::NewEntry entry;
  entry.type = sync::EntryType::Revoke;
  entry.object = device;
  entry.values = {{"@reason", CborValue(reason)}};
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace holdfast::hq
