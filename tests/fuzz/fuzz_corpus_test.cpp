// The bodies of the fuzz targets, run over valid samples and some thousand seeded changes of each. A body that finds
// something ends the program; the seed below makes it end at the same place again.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/fuzz/fuzz_seeds.h"
#include "tests/support/fake_seams.h"

using namespace holdfast;
using holdfast::fuzz::all_fuzz_targets;
using holdfast::fuzz::FuzzTarget;
using holdfast::test::FakeRandom;

namespace {

std::size_t place_in(const Bytes& bytes, FakeRandom& random) {
  return static_cast<std::size_t>(random.below(bytes.size() + 1));
}

// One change of the kind that files suffer or that an attacker tries first.
void change_once(Bytes& bytes, const Bytes& other, FakeRandom& random) {
  constexpr std::uint8_t kTelling[] = {0x00, 0x01, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x3B, 0x40, 0x58, 0x5B, 0x60,
                                       0x7B, 0x7F, 0x80, 0x9B, 0x9F, 0xA0, 0xBB, 0xBF, 0xC0, 0xF5, 0xF6, 0xFB, 0xFF};
  const std::size_t at = place_in(bytes, random);
  const std::size_t size = std::min<std::size_t>(bytes.size() - at, random.below(40));
  const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(at);
  const auto to = from + static_cast<std::ptrdiff_t>(size);
  switch (random.below(8)) {
    case 0:
    case 1:
      if (at < bytes.size()) bytes[at] ^= static_cast<std::uint8_t>(1u << random.below(8));
      break;
    case 2:
      if (at < bytes.size()) bytes[at] = kTelling[random.below(std::size(kTelling))];
      break;
    case 3: bytes.erase(from, to); break;
    case 4: {
      const Bytes copy(from, to);
      const std::size_t target = place_in(bytes, random);
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(target), copy.begin(), copy.end());
      break;
    }
    case 5: bytes.resize(at); break;
    case 6: bytes.insert(from, 1, static_cast<std::uint8_t>(random.next())); break;
    default: {
      const std::size_t other_at = place_in(other, random);
      const std::size_t other_size = std::min<std::size_t>(other.size() - other_at, random.below(200));
      const auto start = other.begin() + static_cast<std::ptrdiff_t>(other_at);
      const Bytes copy(start, start + static_cast<std::ptrdiff_t>(other_size));
      bytes.insert(from, copy.begin(), copy.end());
      break;
    }
  }
}

}  // namespace

TEST_CASE("samples and thousands of changed samples parse into what they are, or not at all") {
  for (const FuzzTarget& target : all_fuzz_targets()) {
    DYNAMIC_SECTION(target.name) {
      FakeRandom random(2024);
      for (const Bytes& seed : target.seeds) CHECK(target.body(seed.data(), seed.size()) == 1);
      std::size_t accepted = 0;
      for (std::size_t round = 0; round < target.mutations; ++round) {
        Bytes bytes = target.seeds[static_cast<std::size_t>(random.below(target.seeds.size()))];
        const Bytes other = target.seeds[static_cast<std::size_t>(random.below(target.seeds.size()))];
        for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes) change_once(bytes, other, random);
        accepted += static_cast<std::size_t>(target.body(bytes.data(), bytes.size()));
      }
      CHECK(accepted < target.mutations);
      CHECK(target.body(nullptr, 0) == 0);
    }
  }
}

TEST_CASE("write the samples for the fuzzer into the folder HOLDFAST_FUZZ_SEEDS", "[.seeds]") {
  const char* folder = std::getenv("HOLDFAST_FUZZ_SEEDS");
  if (folder == nullptr) SKIP("HOLDFAST_FUZZ_SEEDS is not set");
  for (const FuzzTarget& target : all_fuzz_targets()) {
    for (std::size_t i = 0; i < target.seeds.size(); ++i) {
      std::ofstream out(std::string(folder) + "/" + target.name + "/sample-" + std::to_string(i), std::ios::binary);
      const Bytes& seed = target.seeds[i];
      out.write(reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
      CHECK(out.good());
    }
  }
}
