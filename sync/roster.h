// What every device knows of its team: root keys, HQ's keys by epoch, recovery key, policy. No other device's name or
// number (sync/FORMAT.md, "Roster"). Signed by m of n root keys; versions only rise.
#pragma once

#include <string>
#include <vector>

#include "sync/signed_document.h"

namespace holdfast::sync {

inline constexpr std::size_t kTeamNameMax = 200;  // bytes of UTF-8
inline constexpr std::size_t kRootKeysMax = 8;    // old and new root together fit one document's signatures
inline constexpr std::size_t kHqSignKeysMax = 32;
inline constexpr std::size_t kEpochsMax = 64;

// HQ's keys of one month. A bundle goes to `bundle`; a sealed part of class c goes to `classes[c]`.
struct Epoch {
  std::uint32_t number = 0;
  crypto::Recipient bundle;
  std::array<crypto::Recipient, kFieldClassCount> classes{};  // card is never sealed; its place repeats `bundle`
  friend bool operator==(const Epoch&, const Epoch&) = default;
};

struct Policy {
  bool small_bundles = false;             // satellite teams: floor 64 KiB instead of 256 KiB
  std::uint32_t lock_minutes = 3;
  std::uint32_t certificate_days = 90;
  bool practice = false;                  // a practice team: a real HQ refuses its bundles
  friend bool operator==(const Policy&, const Policy&) = default;
};

struct Roster {
  TeamId team{};
  std::string team_name;
  std::uint64_t version = 0;
  std::uint32_t threshold = 1;                   // m
  std::vector<crypto::VerifyKey> root_keys;      // n, ascending
  std::vector<crypto::VerifyKey> hq_sign_keys;   // may sign receipts, orders, certificates, device lists; ascending
  std::vector<Epoch> epochs;                     // ascending by number; the last is the current one
  crypto::Recipient recovery;
  Policy policy;
  Hash256 device_list{};                         // document hash of the device list at signing time
  std::int64_t issued_ms = 0;
  friend bool operator==(const Roster&, const Roster&) = default;
  const Epoch& current_epoch() const;            // REQUIRES: epochs not empty (checked by read_roster)
};

inline constexpr std::string_view kRosterLabel = "holdfast/roster/v1";

Bytes encode_roster(const Roster& roster);
Result<Roster> decode_roster(ByteView body);

// Decodes and checks that it carries enough signatures of its own root keys. For the first roster, whose root keys
// are then compared in person (fingerprint_keys).
Result<Roster> read_first_roster(const SignedDocument& document);
// A later one: same team, higher version (kRosterOld), enough signatures of the old root and of the new root.
Result<Roster> read_next_roster(const SignedDocument& document, const Roster& known);

// What the 8 words of HQ are computed over: the root keys, ascending, back to back.
Bytes fingerprint_keys(const Roster& roster);

}  // namespace holdfast::sync
