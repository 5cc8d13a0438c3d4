#include "sync/segment.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_entries(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_entries, [](const std::vector<sync::SignedEntry>& entries) {
    // Each entry on its own, too: what is stored is its encoding.
    for (const sync::SignedEntry& entry : entries) HOLDFAST_ASSERT(sync::encode_entry(entry.entry) == entry.encoded);
    return sync::encode_entries(entries);
  });
}

}  // namespace holdfast::fuzz
