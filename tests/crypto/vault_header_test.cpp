#include "crypto/vault_header.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/hash.h"
#include "crypto/vault_header_layout.h"
#include "tests/crypto/crypto_support.h"
#include "tests/crypto/vault_support.h"

namespace holdfast::crypto {
namespace {

using test::HeaderOnDisk;
using test::kHeaderA;
using test::kHeaderB;
using test::passphrase_of;
using test::state_text;

// The last 32 bytes made right again, as a forger without a key can.
Bytes with_fresh_sum(Bytes copy) {
  const Hash256 sum = sha256(ByteView(copy).first(kHeaderSize - 32));
  std::copy(sum.begin(), sum.end(), copy.end() - 32);
  return copy;
}

TEST_CASE("A new header opens with its passphrase and tells what was put in") {
  HeaderOnDisk disk;
  const VaultHeader made = disk.create().value();
  CHECK(disk.files.content(kHeaderA).size() == kHeaderSize);
  CHECK(disk.files.content(kHeaderA) == disk.files.content(kHeaderB));
  CHECK(disk.unlock("wrong passphrase").error().reason == kHeaderPassphrase);

  const VaultHeader header = disk.unlock("first passphrase").value();
  CHECK(header.vault_id() == made.vault_id());
  CHECK(equal(header.vmk(), made.vmk()));
  CHECK(equal(header.person_seed(), made.person_seed()));
  CHECK(header.generation() == 1);
  CHECK(header.durable_generation() == 1);
  CHECK(header.parameters() == test::cheapest_parameters());
  CHECK(header.opened_slot() == 0);
  CHECK_FALSE(header.was_repaired());
  CHECK(state_text(header) == "first");
  REQUIRE(header.slots().size() == 1);
  const SlotInfo slot = header.slots()[0];
  CHECK(slot.label == "AB-01");
  CHECK(slot.kind == SlotKind::Passphrase);
  CHECK(slot.created_ms == disk.clock.now_ms);
  CHECK(slot.person_key == SigningKey::from_seed(header.person_seed()).public_key().key);
  CHECK(disk.create().error().reason == kFileExists);
}

TEST_CASE("Where there is no header, that is said") {
  HeaderOnDisk disk;
  CHECK(disk.unlock("x").error().reason == kHeaderMissing);
  CHECK(destroy_header(disk.files, test::kVaultFolder, disk.random).error().reason == kHeaderMissing);
}

TEST_CASE("What cannot be created is refused before anything is written") {
  HeaderOnDisk disk;
  const auto created = [&](const PasswordParameters& parameters, const std::string& label, std::size_t state) {
    return VaultHeader::create(disk.files, test::kVaultFolder, parameters, passphrase_of("p"), label, Bytes(state),
                               disk.clock, disk.random)
        .error()
        .reason;
  };
  const PasswordParameters good = test::cheapest_parameters();
  CHECK(created({2, good.memory_bytes}, "A", 1) == kPasswordParameters);
  CHECK(created({3, good.memory_bytes - 1}, "A", 1) == kPasswordParameters);
  CHECK(created(good, "", 1) == kHeaderSlotLabel);
  CHECK(created(good, std::string(65, 'x'), 1) == kHeaderSlotLabel);
  CHECK(created(good, "\xff", 1) == kHeaderSlotLabel);
  CHECK(created(good, "A", kHeaderStateMax + 1) == kHeaderStateTooLarge);
  CHECK(disk.files.paths().empty());
}

TEST_CASE("States of every size come back, alternating between the copies") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  for (std::size_t size : std::initializer_list<std::size_t>{0, 1, 500, kHeaderStateMax}) {
    const Bytes a = disk.files.content(kHeaderA);
    const Bytes b = disk.files.content(kHeaderB);
    const Bytes state = test::patterned(size);
    REQUIRE(header.write_state(state).ok());
    const bool a_changed = disk.files.content(kHeaderA) != a;
    const bool b_changed = disk.files.content(kHeaderB) != b;
    CHECK(a_changed != b_changed);
    const VaultHeader again = disk.unlock_with(header.vmk()).value();
    CHECK(equal(again.state(), state));
    CHECK(again.generation() == header.generation());
    CHECK(again.durable_generation() == 1);
  }
  CHECK(header.write_state(Bytes(kHeaderStateMax + 1)).error().reason == kHeaderStateTooLarge);
  CHECK(header.write_state_to_both(Bytes(kHeaderStateMax + 1)).error().reason == kHeaderStateTooLarge);
  REQUIRE(header.write_state_to_both(as_bytes("both")).ok());
  CHECK(disk.files.content(kHeaderA) == disk.files.content(kHeaderB));
  CHECK(header.durable_generation() == header.generation());
}

TEST_CASE("Slots: added, opened each by its own passphrase, changed, removed") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  const Bytes stick = test::patterned(100, 5);
  const Bytes old_seed = to_bytes(header.person_seed());
  const Passphrase with_file = test::passphrase_with_key_file("second", stick);
  REQUIRE(header.add_slot(with_file, SlotKind::PassphraseAndKeyFile, "CD-02", disk.clock).ok());
  CHECK(header.add_slot(with_file, SlotKind::PassphraseAndKeyFile, "CD-02", disk.clock).error().reason ==
        kHeaderSlotExists);
  CHECK(disk.unlock("second").error().reason == kHeaderPassphrase);  // without the file
  const VaultHeader second =
      VaultHeader::unlock(disk.files, test::kVaultFolder, with_file, disk.random).value();
  CHECK(second.opened_slot() == 1);
  CHECK(equal(second.vmk(), header.vmk()));
  CHECK_FALSE(equal(second.person_seed(), header.person_seed()));
  CHECK(second.slots().size() == 2);
  const Passphrase wrong_file = test::passphrase_with_key_file("second", test::patterned(100, 6));
  CHECK(VaultHeader::unlock(disk.files, test::kVaultFolder, wrong_file, disk.random).error().reason ==
        kHeaderPassphrase);

  CHECK(header.change_passphrase(1, passphrase_of("x")).error().reason == kHeaderNotYourSlot);
  CHECK(header.change_passphrase(5, passphrase_of("x")).error().reason == kHeaderNoSuchSlot);
  CHECK(header.change_passphrase(8, passphrase_of("x")).error().reason == kHeaderNoSuchSlot);
  const std::int64_t created = header.slots()[0].created_ms;
  disk.clock.now_ms += 1000;
  REQUIRE(header.change_passphrase(0, passphrase_of("changed")).ok());
  CHECK(disk.unlock("first passphrase").error().reason == kHeaderPassphrase);
  const VaultHeader changed = disk.unlock("changed").value();
  CHECK(equal(changed.person_seed(), old_seed));
  CHECK(changed.slots()[0].created_ms == created);
  CHECK(equal(changed.vmk(), second.vmk()));

  REQUIRE(header.remove_slot(1).ok());
  CHECK(VaultHeader::unlock(disk.files, test::kVaultFolder, with_file, disk.random).error().reason ==
        kHeaderPassphrase);
  CHECK(header.remove_slot(1).error().reason == kHeaderNoSuchSlot);
  CHECK(header.remove_slot(0).error().reason == kHeaderLastSlot);
  CHECK(disk.unlock("changed").ok());
}

TEST_CASE("Recovery keys open their slot, hold no person, and do not count as the last passphrase") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  const Identity recovery = Identity::generate(disk.random);
  const Identity stranger = Identity::generate(disk.random);
  CHECK(VaultHeader::unlock_with_identity(disk.files, test::kVaultFolder, recovery, disk.random).error().reason ==
        kHeaderPassphrase);
  REQUIRE(header.add_escrow(recovery.recipient(), "HQ", disk.clock).ok());
  CHECK(header.add_escrow(Recipient{}, "bad", disk.clock).error().reason == kIdentityMalformed);
  VaultHeader opened =
      VaultHeader::unlock_with_identity(disk.files, test::kVaultFolder, recovery, disk.random).value();
  CHECK(equal(opened.vmk(), header.vmk()));
  CHECK_FALSE(opened.opened_slot().has_value());
  CHECK(opened.slots()[1].kind == SlotKind::Escrow);
  CHECK(opened.slots()[1].person_key == ByteArray<32>{});
  CHECK(opened.change_passphrase(0, passphrase_of("x")).error().reason == kHeaderNotYourSlot);
  CHECK(opened.renew(passphrase_of("x"), {}).error().reason == kHeaderNotYourSlot);
  CHECK(VaultHeader::unlock_with_identity(disk.files, test::kVaultFolder, stranger, disk.random).error().reason ==
        kHeaderPassphrase);
  CHECK(header.remove_slot(0).error().reason == kHeaderLastSlot);

  // Eight slots at most; recovery keys are quick to add.
  for (int i = 0; i < 6; ++i) {
    REQUIRE(header.add_escrow(stranger.recipient(), "HQ" + std::to_string(i), disk.clock).ok());
  }
  CHECK(header.add_escrow(stranger.recipient(), "HQ9", disk.clock).error().reason == kHeaderSlotsFull);
  CHECK(header.slots().size() == kSlotCount);
  REQUIRE(header.remove_slot(1).ok());
  CHECK(VaultHeader::unlock_with_identity(disk.files, test::kVaultFolder, recovery, disk.random).error().reason ==
        kHeaderPassphrase);
  CHECK(header.add_escrow(recovery.recipient(), "HQ9", disk.clock).ok());
  CHECK(header.slots()[1].label == "HQ9");
}

TEST_CASE("Renewing gives a new master key, keeps the person, and drops every other slot") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  const Identity recovery = Identity::generate(disk.random);
  REQUIRE(header.add_escrow(recovery.recipient(), "HQ", disk.clock).ok());
  const Bytes old_vmk = to_bytes(header.vmk());
  const Bytes seed = to_bytes(header.person_seed());
  const Bytes old_copy = disk.files.content(kHeaderA);
  const std::uint64_t durable = header.durable_generation();
  REQUIRE(header.renew(passphrase_of("first passphrase"), as_bytes("renewed")).ok());
  CHECK_FALSE(equal(header.vmk(), old_vmk));
  CHECK(disk.unlock_with(Secret<32>::copy_of(old_vmk).view()).error().reason == kHeaderDamaged);
  CHECK(VaultHeader::unlock_with_identity(disk.files, test::kVaultFolder, recovery, disk.random).error().reason ==
        kHeaderPassphrase);
  const VaultHeader again = disk.unlock("first passphrase").value();
  CHECK(equal(again.vmk(), header.vmk()));
  CHECK(equal(again.person_seed(), seed));
  CHECK(again.slots().size() == 1);
  CHECK(state_text(again) == "renewed");
  CHECK(again.durable_generation() > durable);
  // Salt and slots are new, the vault is the same one.
  CHECK_FALSE(equal(ByteView(old_copy).subspan(32, 16), ByteView(disk.files.content(kHeaderA)).subspan(32, 16)));
  CHECK(equal(ByteView(old_copy).subspan(48, 16), ByteView(disk.files.content(kHeaderA)).subspan(48, 16)));
}

TEST_CASE("A destroyed header opens for nobody") {
  HeaderOnDisk disk;
  const VaultHeader header = disk.create().value();
  const Bytes before = disk.files.content(kHeaderA);
  REQUIRE(destroy_header(disk.files, test::kVaultFolder, disk.random).ok());
  disk.files.power_cut();
  CHECK(disk.files.content(kHeaderA).size() == kHeaderSize);
  for (std::size_t i = 0; i + 32 <= kHeaderSize; i += 32) {
    CHECK_FALSE(equal(ByteView(disk.files.content(kHeaderA)).subspan(i, 32), ByteView(before).subspan(i, 32)));
  }
  CHECK(disk.unlock("first passphrase").error().reason == kHeaderDamaged);
  CHECK(disk.unlock_with(header.vmk()).error().reason == kHeaderDamaged);
}

TEST_CASE("Parameters out of range and newer versions are named, though their SHA-256 is right") {
  HeaderOnDisk disk;
  const VaultHeader header = disk.create().value();
  const Bytes good = disk.files.content(kHeaderA);
  const auto verdict = [&](std::size_t at, std::uint8_t value) {
    Bytes bad = good;
    bad[at] = value;
    disk.files.put(kHeaderA, with_fresh_sum(bad));
    disk.files.put(kHeaderB, with_fresh_sum(bad));
    const Reason by_passphrase = disk.unlock("first passphrase").error().reason;
    CHECK(by_passphrase == disk.unlock_with(header.vmk()).error().reason);
    return by_passphrase;
  };
  CHECK(verdict(12, 33) == kPasswordParameters);   // 33 passes
  CHECK(verdict(12, 1) == kPasswordParameters);    // 1 pass
  CHECK(verdict(15, 0x80) == kPasswordParameters); // 2^31 + 3 passes
  CHECK(verdict(16, 1) == kPasswordParameters);    // not a whole MiB
  CHECK(verdict(21, 4) == kPasswordParameters);    // 4 TiB
  CHECK(verdict(19, 1) == kPasswordParameters);    // too little
  CHECK(verdict(24, 2) == kPasswordParameters);    // two lanes
  CHECK(verdict(0, 'X') == kHeaderDamaged);
  CHECK(verdict(8, 0) == kHeaderDamaged);
  CHECK(verdict(8, 2) == kHeaderNewer);
  CHECK(verdict(9, 1) == kHeaderNewer);
  CHECK(verdict(10, 2) == kHeaderNewer);
  CHECK(verdict(28, 1) == kHeaderDamaged);
  CHECK(verdict(127, 1) == kHeaderDamaged);
  CHECK(verdict(72, 0) == kHeaderDamaged);         // durable generation 0
  CHECK(verdict(72, 9) == kHeaderDamaged);         // above the generation

  // One newer copy is enough to keep hands off: an older program must not work from the other one.
  Bytes newer = good;
  newer[8] = 2;
  disk.files.put(kHeaderA, good);
  disk.files.put(kHeaderB, with_fresh_sum(newer));
  CHECK(disk.unlock_with(header.vmk()).error().reason == kHeaderNewer);
  // But a bit that flipped by itself is damage, not a version.
  disk.files.put(kHeaderB, newer);
  CHECK(disk.unlock_with(header.vmk()).ok());
}

TEST_CASE("Used slots, unused slots and recovery slots look alike") {
  HeaderOnDisk disk;
  VaultHeader header = disk.create().value();
  REQUIRE(header.add_escrow(Identity::generate(disk.random).recipient(), "HQ", disk.clock).ok());
  const Bytes copy = disk.files.content(kHeaderA);
  for (std::size_t i = 0; i < kSlotCount; ++i) {
    const ByteView slot = header_slot(copy, i);
    CHECK((slot[31] & 0x80) == 0);  // a point, as every share of age has it
    std::size_t ones = 0;
    for (std::uint8_t byte : slot) ones += static_cast<std::size_t>(std::popcount(byte));
    CHECK(ones > 1850);
    CHECK(ones < 2250);
  }
}

TEST_CASE("A slot opens only in its own vault and its own place") {
  test::FakeRandom random(3);
  const Secret<32> stretched = test::test_key();
  SlotPlace place;
  place.fixed = to_array<kHeaderFixedSize>(test::patterned(64));
  place.number = 3;
  SlotSecret secret;
  secret.vmk = test::test_key(90);
  secret.person_seed = test::test_key(100);
  const Passphrase passphrase = passphrase_of("unused here");
  const Bytes slot = seal_passphrase_slot(place, stretched.view(), passphrase, secret, random);
  REQUIRE(slot.size() == kSlotSize);
  const std::optional<SlotSecret> opened = open_passphrase_slot(place, slot, stretched.view(), passphrase);
  REQUIRE(opened.has_value());
  CHECK(equal(opened->vmk.view(), secret.vmk.view()));
  CHECK(equal(opened->person_seed.view(), secret.person_seed.view()));
  SlotPlace other = place;
  other.number = 4;
  CHECK_FALSE(open_passphrase_slot(other, slot, stretched.view(), passphrase).has_value());
  for (std::size_t i = 0; i < kHeaderFixedSize; ++i) {
    other = place;
    other.fixed[i] ^= 1;
    CHECK_FALSE(open_passphrase_slot(other, slot, stretched.view(), passphrase).has_value());
  }
  for (std::size_t bit = 0; bit < kSlotSize * 8; ++bit) {
    Bytes changed = slot;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    CHECK_FALSE(open_passphrase_slot(place, changed, stretched.view(), passphrase).has_value());
  }
  CHECK_FALSE(open_passphrase_slot(place, slot, test::test_key(2).view(), passphrase).has_value());
  CHECK_FALSE(open_passphrase_slot(place, unused_slot(random), stretched.view(), passphrase).has_value());
}

}  // namespace
}  // namespace holdfast::crypto
