#include "app/field/device_names.h"

#include "app/store/import_stage.h"

namespace holdfast::field {

std::string DeviceNames::name_of(const sync::DeviceId& device) const {
  const auto found = names_.find(device);
  return found == names_.end() ? to_hex(ByteView(device).first(4)) : found->second;
}

Result<DeviceNames> device_names(store::Vault& vault) {
  std::map<sync::DeviceId, std::string> names;
  if (vault.certificate()) names[vault.device()] = vault.certificate()->name;
  if (const std::optional<sync::DeviceList> list = TRY(store::device_list(vault))) {
    for (const sync::Device& device : list->devices) names[device.certificate.device] = device.certificate.name;
  }
  return DeviceNames(std::move(names));
}

}  // namespace holdfast::field
