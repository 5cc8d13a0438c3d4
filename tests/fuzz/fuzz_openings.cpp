#include "sync/segment.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_openings(const std::uint8_t* data, std::size_t size) {
  return expect_same_bytes(data, size, sync::decode_openings, [](const std::vector<sync::EntryOpening>& openings) {
    for (const sync::EntryOpening& item : openings) {
      // A root may not exist, but asking for it must end; all values are reachable by distinct paths.
      static_cast<void>(sync::opening_root(item.opening).ok());
      static_cast<void>(sync::opening_values(item.opening).size());
    }
    return sync::encode_openings(openings);
  });
}

}  // namespace holdfast::fuzz
