// What the tests of entries, documents and merging share: an invented team, its keys, small samples, and the attacks
// that every decoder has to stand.
#pragma once

#include "crypto/base/pool.h"
#include "sync/device_list.h"
#include "sync/entry.h"
#include "sync/opening.h"
#include "sync/order.h"
#include "sync/receipt.h"
#include "sync/record.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

struct JournalTeam {
  explicit JournalTeam(std::uint64_t seed = 11);
  FakeRandom random;
  Pool pool{1};
  sync::TeamId team{};
  crypto::SigningKey device;
  crypto::SigningKey stranger;
  crypto::SigningKey hq_sign;
  std::vector<crypto::SigningKey> roots;  // three, ascending by public key
  crypto::Identity hq;
  crypto::Identity device_box;
  sync::DeviceId device_id() const { return sync::device_id(device.public_key()); }

  sync::Roster roster(std::uint64_t version = 1);  // 2 of 3 roots, one epoch
  sync::SignedDocument signed_roster(const sync::Roster& roster) const;  // by the first two roots
  sync::Certificate certificate() const;
  sync::Entry entry() const;               // number 3, with everything that may be there
  sync::Receipt receipt() const;           // number 5
};

// A 32-byte value whose first byte is `first`, for hashes that only have to differ.
Hash256 marked(std::uint8_t first, std::uint8_t second = 0);

// Whether these bytes are read, as their own kind, without complaint.
using Accepts = std::function<bool(ByteView)>;
// Whether what was read from these bytes is written again as the same bytes. Only called for bytes accepted.
using Rewrites = std::function<Bytes(ByteView)>;

// Cuts `good` at every length, adds a byte: nothing of it may be accepted.
// Then flips every bit: whatever is accepted nonetheless must be written again exactly as it was read.
void attack_encoding(const Bytes& good, const Accepts& accepts, const Rewrites& rewrites);
// Flips every bit, cuts at every length, adds a byte: nothing may be accepted, because something signs all of it.
void attack_signed(const Bytes& good, const Accepts& accepts);

// True if `needle` stands anywhere in `haystack`.
bool holds(ByteView haystack, ByteView needle);

}  // namespace holdfast::test
