#include "app/exchange/told.h"

#include <algorithm>

namespace holdfast::exchange {

namespace {

constexpr std::size_t kToldOrdersMax = 100000;

std::string told_name(const sync::DeviceId& device) { return "told/" + to_hex(device); }

Result<Told> decode_told(ByteView bytes) {
  CborReader in(bytes);
  TRY(in.array_of(8));
  Told out;
  out.put = TRY(in.uint());
  out.seen = TRY(in.uint());
  out.certificate = TRY(in.byte_array<32>());
  out.roster_version = TRY(in.uint());
  out.roster_receipt = TRY(in.uint());
  out.sent_epoch = TRY(in.uint());
  out.known_epoch = TRY(in.uint());
  const std::size_t count = TRY(in.array(kToldOrdersMax));
  for (std::size_t i = 0; i < count; ++i) {
    ToldOrder order;
    TRY(in.array_of(2));
    order.id = TRY(in.byte_array<16>());
    order.receipt = TRY(in.uint());
    out.orders.push_back(order);
  }
  TRY(in.end());
  return out;
}

Bytes encode_told(const Told& told) {
  CborWriter out;
  out.array(8).uint(told.put).uint(told.seen).bytes(told.certificate);
  out.uint(told.roster_version).uint(told.roster_receipt).uint(told.sent_epoch).uint(told.known_epoch);
  out.array(told.orders.size());
  for (const ToldOrder& order : told.orders) out.array(2).bytes(order.id).uint(order.receipt);
  return out.take();
}

}  // namespace

const ToldOrder* Told::find_order(const Id16& id) const {
  const auto found =
      std::find_if(orders.begin(), orders.end(), [&id](const ToldOrder& order) { return order.id == id; });
  return found == orders.end() ? nullptr : &*found;
}

Result<Told> told_to(store::Vault& vault, const sync::DeviceId& device) {
  const std::optional<Bytes> bytes = TRY(vault.meta(told_name(device)));
  if (!bytes) return Told{};
  Result<Told> told = decode_told(*bytes);
  if (!told.ok()) return store::kVaultDatabase;
  return told;
}

Result<void> keep_told(store::Vault& vault, const sync::DeviceId& device, const Told& told) {
  return vault.set_meta(told_name(device), encode_told(told));
}

Result<void> note_receipt_seen(store::Vault& vault, const sync::DeviceId& device, std::uint64_t receipt) {
  Told told = TRY(told_to(vault, device));
  // A device can only have seen what was sent: a larger number is a mistake of its, or a lie, and confirms nothing.
  if (receipt <= told.seen || receipt > told.put) return {};
  told.seen = receipt;
  if (told.confirmed(told.roster_receipt)) told.known_epoch = told.sent_epoch;
  return keep_told(vault, device, told);
}

}  // namespace holdfast::exchange
