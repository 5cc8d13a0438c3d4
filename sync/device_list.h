// All devices of a team with role, state and expiry; only HQ's desks hold it (sync/FORMAT.md, "Device list").
#pragma once

#include <optional>

#include "sync/certificate.h"

namespace holdfast::sync {

inline constexpr std::size_t kDevicesMax = 10000;

enum class DeviceState : std::uint8_t { Active = 0, Suspended, Revoked };

struct Device {
  Certificate certificate;
  DeviceState state = DeviceState::Active;
  // For a revoked device: the last entry still believed. Later entries go to quarantine.
  std::uint64_t revoked_after_seq = 0;
  EntryHash revoked_head{};
  friend bool operator==(const Device&, const Device&) = default;
};

struct DeviceList {
  TeamId team{};
  std::uint64_t version = 0;
  std::vector<Device> devices;  // ascending by device id
  friend bool operator==(const DeviceList&, const DeviceList&) = default;
  const Device* find(const DeviceId& id) const;
};

inline constexpr std::string_view kDeviceListLabel = "holdfast/device-list/v1";

Bytes encode_device_list(const DeviceList& list);
Result<DeviceList> decode_device_list(ByteView body);
// Signed by one of the roster's HQ keys, of the same team.
Result<DeviceList> read_device_list(const SignedDocument& document, const Roster& roster);

}  // namespace holdfast::sync
