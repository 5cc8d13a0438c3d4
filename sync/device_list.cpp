#include "sync/device_list.h"

#include <algorithm>

#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kDeviceListFields = 4;
constexpr std::size_t kCertificateBodyMax = 512;

Result<Device> read_device(CborReader& in, const TeamId& team) {
  Device out;
  TRY(in.array_of(3));
  const ByteView certificate = TRY(in.bytes(kCertificateBodyMax));
  out.certificate = TRY(decode_certificate(certificate));
  if (out.certificate.team != team) return kDeviceListMalformed;
  out.state = static_cast<DeviceState>(TRY(in.uint_max(static_cast<std::uint64_t>(DeviceState::Revoked))));
  const bool nothing = TRY(take_null(in));
  if (nothing == (out.state == DeviceState::Revoked)) return kDeviceListMalformed;
  if (nothing) return out;
  TRY(in.array_of(2));
  out.revoked_after_seq = TRY(in.uint());
  out.revoked_head = TRY(in.byte_array<32>());
  if ((out.revoked_after_seq == 0) != (out.revoked_head == EntryHash{})) return kDeviceListMalformed;
  return out;
}

Result<DeviceList> parse_device_list(ByteView body) {
  if (body.size() > kDocumentSizeMax) return kEncodingLimit;
  CborReader in(body);
  TRY(open_record(in, kDeviceListFields));
  DeviceList out;
  TRY(in.key(1));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.version = TRY(in.uint());
  TRY(in.key(3));
  const std::size_t count = TRY(in.array(kDevicesMax));
  for (std::size_t i = 0; i < count; ++i) {
    Device device = TRY(read_device(in, out.team));
    if (i > 0 && !(out.devices.back().certificate.device < device.certificate.device)) return kEncodingNotCanonical;
    out.devices.push_back(std::move(device));
  }
  TRY(in.end());
  if (out.version == 0) return kDeviceListMalformed;
  return out;
}

}  // namespace

const Device* DeviceList::find(const DeviceId& id) const {
  const auto before = [](const Device& device, const DeviceId& key) { return device.certificate.device < key; };
  const auto found = std::lower_bound(devices.begin(), devices.end(), id, before);
  return found != devices.end() && found->certificate.device == id ? &*found : nullptr;
}

Bytes encode_device_list(const DeviceList& list) {
  CborWriter out;
  begin_record(out, kDeviceListFields);
  out.uint(1).bytes(list.team);
  out.uint(2).uint(list.version);
  out.uint(3).array(list.devices.size());
  for (const Device& device : list.devices) {
    out.array(3).bytes(encode_certificate(device.certificate)).uint(static_cast<std::uint64_t>(device.state));
    if (device.state == DeviceState::Revoked) out.array(2).uint(device.revoked_after_seq).bytes(device.revoked_head);
    else out.null();
  }
  return out.take();
}

Result<DeviceList> decode_device_list(ByteView body) {
  return refuse_as(parse_device_list(body), kDeviceListMalformed);
}

Result<DeviceList> read_device_list(const SignedDocument& document, const Roster& roster) {
  const auto valid = count_signatures(document, kDeviceListLabel, roster.hq_sign_keys);
  if (!valid.ok() || *valid == 0) return kDeviceListSignature;
  DeviceList list = TRY(decode_device_list(document.body));
  if (list.team != roster.team) return kDeviceListSignature;
  return list;
}

}  // namespace holdfast::sync
