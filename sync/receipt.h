// What HQ tells one device: what it holds, what it lacks, what it could not take (sync/FORMAT.md, "Receipt").
// A laptop drops records, and travel wipe runs, on `safe` only.
#pragma once

#include <optional>

#include "sync/log.h"
#include "sync/roster.h"

namespace holdfast::sync {

inline constexpr std::size_t kReceiptRangesMax = 4096;
inline constexpr std::size_t kReceiptEntriesMax = 100000;

struct HeldRange {  // verified and committed at HQ, entries from..to without a hole
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  EntryHash head{};  // hash of entry `to`
  friend bool operator==(const HeldRange&, const HeldRange&) = default;
};
struct WantedRange {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  friend bool operator==(const WantedRange&, const WantedRange&) = default;
};
struct HeldEntry {  // taken, but shown in no view until something is decided or arrives
  std::uint64_t seq = 0;
  std::string code;
  friend bool operator==(const HeldEntry&, const HeldEntry&) = default;
};
struct RefusedBundle {
  Hash256 manifest{};     // zeros where it could not be read
  std::uint64_t number = 0;
  std::string code;
  friend bool operator==(const RefusedBundle&, const RefusedBundle&) = default;
};

struct Receipt {
  TeamId team{};
  DeviceId device{};
  std::uint64_t number = 0;             // rises per device
  std::int64_t hq_time_ms = 0;
  std::vector<HeldRange> held;          // ascending
  std::vector<WantedRange> wanted;      // gaps, ascending
  std::vector<HeldEntry> held_entries;  // ascending by seq
  std::vector<RefusedBundle> refused;
  std::vector<std::uint64_t> media_wanted_for;  // entries whose blobs are not all here, ascending
  std::uint64_t safe_to = 0;            // every entry 1..safe_to is also in a backup that was read back; 0 = none
  std::uint64_t roster_version = 0;
  std::optional<SignedDocument> roster;       // where the device's is older: new epoch keys travel in it
  std::optional<SignedDocument> certificate;  // an extended one
  Checkpoint checkpoint;
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

inline constexpr std::string_view kReceiptLabel = "holdfast/receipt/v1";

Bytes encode_receipt(const Receipt& receipt);
Result<Receipt> decode_receipt(ByteView body);
// Signed by an HQ key of the roster (kReceiptSignature), for this team and device (kReceiptNotForUs); number above
// `last_number` (kReceiptOld). Where HQ's signing key is new, the receipt's own roster document is read first: decode,
// read_next_roster, then this with the new roster.
Result<Receipt> read_receipt(const SignedDocument& document, const Roster& roster, const DeviceId& device,
                             std::uint64_t last_number);

}  // namespace holdfast::sync
