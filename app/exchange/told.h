// What HQ has told each device, so that a receipt repeats what may not have arrived and nothing that surely did.
// A device confirms a receipt by naming its number in the manifest of a later bundle.
#pragma once

#include <vector>

#include "app/exchange/reasons.h"
#include "app/store/vault.h"

namespace holdfast::exchange {

struct ToldOrder {
  Id16 id{};
  std::uint64_t receipt = 0;  // the receipt that carried it; 0: the answer to the enrolment
};

struct Told {
  std::uint64_t put = 0;               // number of the last receipt that lies on a road
  std::uint64_t seen = 0;              // the highest that the device has named
  Hash256 certificate{};               // of the certificate it was sent last
  std::uint64_t roster_version = 0;    // the newest it was sent,
  std::uint64_t roster_receipt = 0;    // and in which receipt
  std::uint64_t sent_epoch = 0;        // HQ's newest epoch in that roster
  std::uint64_t known_epoch = 0;       // the same of the newest roster that it surely has: names its mailbox
  std::vector<ToldOrder> orders;

  bool confirmed(std::uint64_t receipt) const { return receipt <= seen; }
  const ToldOrder* find_order(const Id16& id) const;
};

Result<Told> told_to(store::Vault& vault, const sync::DeviceId& device);
Result<void> keep_told(store::Vault& vault, const sync::DeviceId& device, const Told& told);
// A bundle of this device names `receipt` as the last one it has seen.
Result<void> note_receipt_seen(store::Vault& vault, const sync::DeviceId& device, std::uint64_t receipt);

}  // namespace holdfast::exchange
