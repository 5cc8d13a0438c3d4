// What a header survives: flipped bits, cut files, old copies put back, failing disks and power cuts at every call.
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "crypto/hash.h"
#include "crypto/vault_header_layout.h"
#include "tests/crypto/crypto_support.h"
#include "tests/crypto/vault_support.h"

namespace holdfast::crypto {
namespace {

using test::FakeFiles;
using test::HeaderOnDisk;
using test::kHeaderA;
using test::kHeaderB;
using test::passphrase_of;
using test::state_text;

Bytes flipped(Bytes copy, std::size_t bit) {
  copy[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  return copy;
}

void put_sum(Bytes& copy) {
  const Hash256 sum = sha256(ByteView(copy).first(kHeaderSize - 32));
  std::copy(sum.begin(), sum.end(), copy.end() - 32);
}

TEST_CASE("Every flipped bit of a copy is noticed, and the other copy serves") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  REQUIRE(header.write_state(as_bytes("second")).ok());  // one copy is newer now
  const Bytes a = disk.files.content(kHeaderA);
  const Bytes b = disk.files.content(kHeaderB);
  std::size_t wrong = 0;
  for (std::size_t bit = 0; bit < kHeaderSize * 8; ++bit) {
    // The check that every way of opening begins with.
    if (check_header_copy(flipped(a, bit)).ok()) ++wrong;
    if (bit % 61 != 0) continue;
    // Alone: the damage shows.
    disk.files.put(kHeaderA, flipped(a, bit));
    disk.files.put(kHeaderB, {});
    if (disk.unlock_with(header.vmk()).ok()) ++wrong;
    // Beside an intact copy: it is read past and said so.
    disk.files.put(kHeaderB, b);
    const Result<VaultHeader> other = disk.unlock_with(header.vmk());
    if (!other.ok() || !other->was_repaired()) ++wrong;
  }
  CHECK(wrong == 0);
}

// A forger can make SHA-256 right again; then the MAC must notice.
TEST_CASE("Every flipped bit with a recomputed SHA-256 is noticed by the MAC") {
  HeaderOnDisk disk;
  const VaultHeader header = disk.create().value();
  const Bytes good = disk.files.content(kHeaderA);
  disk.files.put(kHeaderB, {});
  std::size_t unnoticed = 0;
  for (std::size_t bit = 0; bit < (kHeaderSize - 32) * 8; bit += bit < 128 * 8 || bit >= 8128 * 8 ? 1 : 7) {
    Bytes forged = flipped(good, bit);
    put_sum(forged);
    disk.files.put(kHeaderA, forged);
    if (disk.unlock_with(header.vmk()).ok()) ++unnoticed;
  }
  CHECK(unnoticed == 0);
}

TEST_CASE("Every truncation and an added byte of a copy is noticed, and the other copy serves") {
  HeaderOnDisk disk;
  const VaultHeader header = disk.create().value();
  const Bytes good = disk.files.content(kHeaderA);
  for (std::size_t size = 0; size < kHeaderSize; size += size < 200 || size > 8100 ? 1 : 41) {
    disk.files.put(kHeaderA, ByteView(good).first(size));
    disk.files.put(kHeaderB, ByteView(good).first(size));
    CHECK(disk.unlock_with(header.vmk()).error().reason == kHeaderDamaged);
    disk.files.put(kHeaderB, good);
    CHECK(disk.unlock_with(header.vmk()).value().was_repaired());
  }
  Bytes longer = good;
  longer.push_back(0);
  disk.files.put(kHeaderA, longer);
  disk.files.put(kHeaderB, longer);
  CHECK(disk.unlock_with(header.vmk()).error().reason == kHeaderDamaged);
}

TEST_CASE("After reading past a damaged copy the next change to both repairs it") {
  for (const char* damaged : {kHeaderA, kHeaderB}) {
    for (bool gone : {false, true}) {
      HeaderOnDisk disk;
      const VaultHeader made = disk.create().value();
      if (gone) REQUIRE(disk.files.remove(damaged).ok());
      else disk.files.put(damaged, Bytes(kHeaderSize));
      VaultHeader header = disk.unlock_with(made.vmk()).value();
      CHECK(header.was_repaired());
      REQUIRE(header.write_state_to_both(as_bytes("healed")).ok());
      disk.files.power_cut();
      CHECK(disk.files.content(kHeaderA) == disk.files.content(kHeaderB));
      CHECK_FALSE(disk.unlock_with(made.vmk()).value().was_repaired());
    }
  }
}

// The only intact copy is never the one that is written first.
TEST_CASE("With one damaged copy, a state goes over the damaged one") {
  HeaderOnDisk disk;
  const VaultHeader made = disk.create().value();
  const Bytes intact = disk.files.content(kHeaderA);
  disk.files.put(kHeaderB, Bytes(kHeaderSize));
  VaultHeader header = disk.unlock_with(made.vmk()).value();
  REQUIRE(header.write_state(as_bytes("next")).ok());
  CHECK(disk.files.content(kHeaderA) == intact);
  CHECK(state_text(disk.unlock_with(made.vmk()).value()) == "next");
}

TEST_CASE("An old copy put back after a change opens nothing, and both put back are visible as older") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  const Bytes old_copy = disk.files.content(kHeaderA);
  const std::uint64_t old_durable = header.durable_generation();
  REQUIRE(header.change_passphrase(0, passphrase_of("new passphrase")).ok());
  REQUIRE(header.write_state(as_bytes("later")).ok());
  const Bytes a = disk.files.content(kHeaderA);
  const Bytes b = disk.files.content(kHeaderB);
  for (const char* path : {kHeaderA, kHeaderB}) {
    disk.files.put(kHeaderA, a);
    disk.files.put(kHeaderB, b);
    disk.files.put(path, old_copy);
    CHECK(disk.unlock("first passphrase").error().reason == kHeaderPassphrase);
    VaultHeader opened = disk.unlock("new passphrase").value();
    CHECK(opened.durable_generation() > old_durable);
    // The next change to both overwrites what was put back.
    REQUIRE(opened.write_state_to_both(as_bytes("cleaned")).ok());
    CHECK(disk.files.content(path) != old_copy);
  }
  disk.files.put(kHeaderA, old_copy);
  disk.files.put(kHeaderB, old_copy);
  const VaultHeader rolled_back = disk.unlock("first passphrase").value();
  CHECK(rolled_back.durable_generation() == old_durable);
  CHECK(rolled_back.durable_generation() < header.durable_generation());
}

TEST_CASE("An intact newer copy is used even if the other is torn") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  REQUIRE(header.write_state(as_bytes("newest")).ok());
  const VaultHeader again = disk.unlock_with(header.vmk()).value();
  const bool a_is_newer = disk.files.content(kHeaderA)[64] == again.generation();
  const char* older = a_is_newer ? kHeaderB : kHeaderA;
  Bytes torn = disk.files.content(older);
  std::fill(torn.begin() + 512, torn.begin() + 1024, std::uint8_t{0});
  disk.files.put(older, torn);
  CHECK(state_text(disk.unlock_with(header.vmk()).value()) == "newest");
  const char* newer = a_is_newer ? kHeaderA : kHeaderB;
  disk.files.put(newer, torn);
  CHECK(disk.unlock_with(header.vmk()).error().reason == kHeaderDamaged);
}

// What one round of a change looks like from outside: the change, and the state before and after it.
struct FaultCase {
  const char* name;
  std::function<Result<void>(VaultHeader&)> change;
};

std::vector<FaultCase> quick_changes() {
  return {{"write_state", [](VaultHeader& header) { return header.write_state(as_bytes("after")); }},
          {"write_state_to_both", [](VaultHeader& header) { return header.write_state_to_both(as_bytes("after")); }}};
}

// Every changing call of every change fails once, or for ever; then the power goes, or not. The header must open, with
// the old state or the new one, never another; with the new one where the change was reported.
TEST_CASE("A failing call or a power cut anywhere in a state change loses nothing that was reported") {
  std::size_t rounds = 0;
  for (const FaultCase& fault : quick_changes()) {
    INFO(fault.name);
    HeaderOnDisk first;
    const VaultHeader made = first.create().value();
    const Bytes a = first.files.content(kHeaderA);
    const Bytes b = first.files.content(kHeaderB);
    for (std::uint64_t call = 1;; ++call) {
      bool reached = true;
      for (unsigned mode = 0; mode < 16; ++mode) {
        HeaderOnDisk disk;
        disk.files.put(kHeaderA, a);
        disk.files.put(kHeaderB, b);
        VaultHeader header = disk.unlock_with(made.vmk()).value();
        disk.files.fail_at = disk.files.calls + call;
        disk.files.fail_ever_after = (mode & 1u) != 0;
        disk.files.torn_writes = (mode & 2u) != 0;
        disk.files.torn_seed = 100 * call + mode;
        const std::uint64_t before = disk.files.calls;
        const Result<void> done = fault.change(header);
        reached = disk.files.calls >= before + call;
        disk.files.fail_at = 0;
        const bool cut = (mode & 4u) != 0;
        if (cut) disk.files.power_cut();
        const Result<VaultHeader> again = disk.unlock_with(made.vmk());
        REQUIRE(again.ok());
        const std::string state = state_text(*again);
        CHECK((state == "first" || state == "after"));
        if (done.ok()) CHECK(state == "after");
        ++rounds;
        if (cut || !done.ok()) {
          // Trying again on what is there works, and then holds.
          VaultHeader retry = disk.unlock_with(made.vmk()).value();
          REQUIRE(fault.change(cut ? retry : header).ok());
          disk.files.power_cut();
          CHECK(state_text(disk.unlock_with(made.vmk()).value()) == "after");
        }
      }
      if (!reached) break;
    }
  }
  CHECK(rounds > 80);
}

// The twin: on a disk that never keeps anything, the same loop must lose the change. It is the syncs that save it.
TEST_CASE("Without syncs the same power cut loses a reported change") {
  for (const FaultCase& fault : quick_changes()) {
    HeaderOnDisk disk;
    VaultHeader header = disk.create().value();
    disk.files.ignore_sync = true;
    REQUIRE(fault.change(header).ok());
    disk.files.power_cut();
    CHECK(state_text(disk.unlock_with(header.vmk()).value()) == "first");
  }
}

// The same with the changes that derive a key; one fault each at every call, since each round costs an Argon2id run.
TEST_CASE("A power cut anywhere in a passphrase change leaves one of the two, and only the new once reported") {
  HeaderOnDisk first;
  const VaultHeader made = first.create().value();
  const Bytes a = first.files.content(kHeaderA);
  const Bytes b = first.files.content(kHeaderB);
  for (std::uint64_t call = 1;; ++call) {
    HeaderOnDisk disk;
    disk.files.put(kHeaderA, a);
    disk.files.put(kHeaderB, b);
    VaultHeader header = disk.unlock("first passphrase").value();
    disk.files.fail_at = disk.files.calls + call;
    disk.files.fail_ever_after = true;
    disk.files.torn_writes = true;
    disk.files.torn_seed = call;
    const bool done = header.change_passphrase(0, passphrase_of("new passphrase")).ok();
    disk.files.fail_at = 0;
    disk.files.power_cut();
    const bool old_opens = disk.unlock("first passphrase").ok();
    const bool new_opens = disk.unlock("new passphrase").ok();
    CHECK(old_opens != new_opens);
    if (done) CHECK(new_opens);
    if (done) break;
  }
}

TEST_CASE("A renewal cut in the middle opens with one master key, whole") {
  HeaderOnDisk first;
  const VaultHeader made = first.create().value();
  const Bytes a = first.files.content(kHeaderA);
  const Bytes b = first.files.content(kHeaderB);
  for (std::uint64_t call = 1;; ++call) {
    HeaderOnDisk disk;
    disk.files.put(kHeaderA, a);
    disk.files.put(kHeaderB, b);
    VaultHeader header = disk.unlock("first passphrase").value();
    disk.files.fail_at = disk.files.calls + call;
    disk.files.fail_ever_after = true;
    const bool done = header.renew(passphrase_of("renewed"), as_bytes("after")).ok();
    disk.files.fail_at = 0;
    disk.files.power_cut();
    const Result<VaultHeader> old_one = disk.unlock("first passphrase");
    Result<VaultHeader> new_one = disk.unlock("renewed");
    CHECK(old_one.ok() != new_one.ok());
    if (old_one.ok()) CHECK(state_text(*old_one) == "first");
    if (new_one.ok()) {
      CHECK(state_text(*new_one) == "after");
      REQUIRE(new_one->write_state_to_both(as_bytes("healed")).ok());
      CHECK(disk.files.content(kHeaderA) == disk.files.content(kHeaderB));
    }
    if (done) break;
  }
}

TEST_CASE("Creating that fails anywhere leaves a folder in which creating works") {
  for (std::uint64_t call = 1;; ++call) {
    HeaderOnDisk disk;
    disk.files.fail_at = disk.files.calls + call;
    const Result<VaultHeader> made = disk.create();
    if (made.ok()) break;
    disk.files.fail_at = 0;
    const Result<VaultHeader> again = disk.create();
    REQUIRE(again.ok());
    disk.files.power_cut();
    CHECK(disk.unlock_with(again->vmk()).ok());
  }
}

TEST_CASE("Destroying goes on at the second copy when the first fails, and says so") {
  HeaderOnDisk disk;
  const VaultHeader header = disk.create().value();
  disk.files.fail_at = disk.files.calls + 1;
  CHECK_FALSE(destroy_header(disk.files, test::kVaultFolder, disk.random).ok());
  disk.files.fail_at = 0;
  CHECK(disk.unlock_with(header.vmk()).error().reason == kHeaderDamaged);
}

}  // namespace
}  // namespace holdfast::crypto
