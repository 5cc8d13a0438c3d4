// The devices of the team: list, extend, suspend, revoke.
#pragma once

#include <string>
#include <vector>

#include "app/hq/reasons.h"
#include "app/store/import_stage.h"

namespace holdfast::hq {

struct DeviceRow {
  sync::Device device;
  bool expired = false;
  std::uint64_t entries = 0;         // of it that are here
  std::int64_t last_arrived_ms = 0;  // of its last bundle; 0: never
  std::vector<sync::WantedRange> gaps;
  std::uint64_t fork_from = 0;       // of two histories that nobody has decided about: where they part; else 0
  std::uint64_t in_doubt = 0;        // standing entries from there on
};
Result<std::vector<DeviceRow>> list_devices(store::Vault& vault);
// By name or first characters of the id.
Result<sync::DeviceId> find_device(store::Vault& vault, std::string_view name);
// New certificate, `certificate_days` of the policy from now; travels with the next receipt.
Result<void> extend_device(store::Vault& vault, const sync::DeviceId& device);
Result<void> suspend_device(store::Vault& vault, const sync::DeviceId& device, bool suspended);
// From what HQ holds now on, nothing of this device is believed; a signed revoke entry.
Result<void> revoke_device(store::Vault& vault, const sync::DeviceId& device, const std::string& reason);

}  // namespace holdfast::hq
