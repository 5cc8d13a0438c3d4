// HQ's word to each device, and what a laptop does with it. The laptop drops only what is `safe`.
#pragma once

#include "app/exchange/incoming.h"
#include "app/store/import_stage.h"

namespace holdfast::exchange {

struct SentReceipt {
  std::string device;      // name
  std::uint64_t number = 0;
  std::string name;        // file on the road
  std::size_t held_entries = 0;
  std::vector<sync::WantedRange> wanted;
};

// On HQ: one receipt (with roster, orders and forms the device lacks) for every device from which something came
// since its last receipt, as a bundle of kind receipt in its mailbox on the road.
Result<std::vector<SentReceipt>> write_receipts(store::Vault& vault, sync::Transport& road, Progress& progress);
// The receipt itself, as a value: what HQ holds, wants and refuses of one device.
Result<sync::Receipt> build_receipt(store::Vault& vault, const sync::DeviceId& device);

// What HQ has confirmed of our own chain: for Home and `sync`.
struct Confirmation {
  std::uint64_t written = 0;     // entries of ours
  std::uint64_t confirmed = 0;   // held at HQ
  std::uint64_t safe = 0;        // and in a verified backup
  std::int64_t hq_time_ms = 0;   // of the last receipt; 0: none yet
  std::vector<sync::HeldEntry> held;
  std::vector<sync::WantedRange> wanted;
};
Result<Confirmation> confirmation(store::Vault& vault);

// Marks everything up to seq `to` as also in a verified backup (called by backup).
Result<void> note_safe(store::Vault& vault, const sync::DeviceId& device, std::uint64_t to);

}  // namespace holdfast::exchange
