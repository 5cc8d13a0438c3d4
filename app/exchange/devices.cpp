#include "app/exchange/devices.h"

#include <algorithm>

namespace holdfast::exchange {

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

bool device_before(const sync::Device& device, const sync::DeviceId& id) { return device.certificate.device < id; }

}  // namespace

sync::Certificate new_certificate(store::Vault& vault, const std::string& name, const crypto::VerifyKey& signing_key,
                                  const crypto::Recipient& encryption_key, sync::Role role) {
  HOLDFAST_ASSERT(vault.roster().has_value());
  sync::Certificate out;
  out.team = vault.roster()->team;
  out.device = sync::device_id(signing_key);
  out.name = name;
  out.signing_key = signing_key;
  out.encryption_key = encryption_key;
  out.role = role;
  out.issued_ms = vault.now_ms();
  out.expires_ms = out.issued_ms + kDayMs * vault.roster()->policy.certificate_days;
  return out;
}

sync::SignedDocument sign_certificate(const HqKeys& keys, const sync::Certificate& certificate) {
  return sync::sign_document(sync::kCertificateLabel, sync::encode_certificate(certificate), keys.sign);
}

Result<sync::DeviceList> current_devices(store::Vault& vault) {
  Result<std::optional<sync::DeviceList>> list = store::device_list(vault);
  // It is our own document: what is wrong with it is our disk's fault, never that of a bundle being read.
  if (!list.ok()) return list.error().kind() == Kind::Refused ? Error{store::kVaultDatabase, {}} : list.error();
  if (*list) return std::move(**list);
  sync::DeviceList empty;
  if (vault.roster()) empty.team = vault.roster()->team;
  return empty;
}

void put_device(sync::DeviceList& list, const sync::Device& device) {
  const auto place =
      std::lower_bound(list.devices.begin(), list.devices.end(), device.certificate.device, device_before);
  if (place != list.devices.end() && place->certificate.device == device.certificate.device) {
    *place = device;
  } else {
    list.devices.insert(place, device);
  }
}

Result<void> change_devices(store::Vault& vault, const HqKeys& keys,
                            const std::function<Result<void>(sync::DeviceList&)>& change) {
  sync::DeviceList list = TRY(current_devices(vault));
  TRY(change(list));
  ++list.version;
  const sync::SignedDocument document =
      sync::sign_document(sync::kDeviceListLabel, sync::encode_device_list(list), keys.sign);
  return store::keep_device_list(vault, document, list);
}

std::string device_label(const sync::DeviceList& list, const sync::DeviceId& device) {
  const sync::Device* const known = list.find(device);
  return known != nullptr ? known->certificate.name : to_hex(device).substr(0, 8);
}

}  // namespace holdfast::exchange
