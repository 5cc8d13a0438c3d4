// HQ's register of devices: issuing certificates and changing the signed device list.
// sync/FORMAT.md, "Certificate", "Device list".
#pragma once

#include <functional>

#include "app/exchange/hq_keys.h"
#include "app/store/import_stage.h"

namespace holdfast::exchange {

// A certificate of the policy's days from now on. REQUIRES: the vault has a roster.
sync::Certificate new_certificate(store::Vault& vault, const std::string& name, const crypto::VerifyKey& signing_key,
                                  const crypto::Recipient& encryption_key, sync::Role role);
sync::SignedDocument sign_certificate(const HqKeys& keys, const sync::Certificate& certificate);

// The device list as it stands; before the first device an empty one of version 0.
Result<sync::DeviceList> current_devices(store::Vault& vault);
// Puts `device` in, or in the place of the one with its id.
void put_device(sync::DeviceList& list, const sync::Device& device);
// Changes, raises the version, signs and keeps the list, in the caller's transaction.
Result<void> change_devices(store::Vault& vault, const HqKeys& keys,
                            const std::function<Result<void>(sync::DeviceList&)>& change);

// The device's name, or the first digits of its id where HQ does not know it.
std::string device_label(const sync::DeviceList& list, const sync::DeviceId& device);

}  // namespace holdfast::exchange
