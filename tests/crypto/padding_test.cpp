#include "crypto/padding.h"

#include <catch2/catch_test_macros.hpp>

namespace holdfast::crypto {
namespace {

TEST_CASE("Padme gives the sizes of its paper and our floors") {
  CHECK(padme(0, 0) == 0);
  CHECK(padme(1, 0) == 1);
  CHECK(padme(8, 0) == 8);
  CHECK(padme(9, 0) == 10);
  CHECK(padme(5000, 0) == 5120);
  CHECK(padme(3'482'117, 65536) == 3'538'944);
  CHECK(padme(0, 4096) == 4096);
  CHECK(padme(4096, 4096) == 4096);
  CHECK(padme(4097, 4096) == 4352);
}

TEST_CASE("Padme never shrinks, wastes at most 12 percent, and its sizes are fixed points") {
  std::uint64_t before = 0;
  for (std::uint64_t size = 1; size < 3'000'000; size += 1 + size / 50) {
    const std::uint64_t padded = padme(size, 0);
    CHECK(padded >= size);
    CHECK((padded - size) * 100 <= size * 12);
    CHECK(padme(padded, 0) == padded);
    CHECK(padded >= before);
    before = padded;
  }
  const std::uint64_t large = std::uint64_t{1} << 45;
  CHECK(padme(large + 1, 0) > large);
}

}  // namespace
}  // namespace holdfast::crypto
