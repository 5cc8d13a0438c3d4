// What people call a device. A laptop knows its own name only; headquarters knows all.
#pragma once

#include <map>
#include <string>

#include "app/store/vault.h"

namespace holdfast::field {

class DeviceNames {
 public:
  explicit DeviceNames(std::map<sync::DeviceId, std::string> names) : names_(std::move(names)) {}
  // The name, or the first eight hex digits of the id.
  std::string name_of(const sync::DeviceId& device) const;

 private:
  std::map<sync::DeviceId, std::string> names_;
};

Result<DeviceNames> device_names(store::Vault& vault);

}  // namespace holdfast::field
