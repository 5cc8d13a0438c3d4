// A journal that was cut, put back or damaged is noticed: the header knows where it stood.
#include "app/store/drafts.h"
#include "app/store/verify.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

using store::Doubt;

constexpr const char* kDatabasePath = "/vault/records.1.db";
constexpr const char* kWalPath = "/vault/records.1.db-wal";

void write_some(store::Vault& vault, std::uint64_t from, std::uint64_t count) {
  for (std::uint64_t i = from; i < from + count; ++i) {
    REQUIRE(write_one(vault, story_entry(id_of(i), "invented story number " + std::to_string(i))).ok());
  }
}

// The disk of a process that died: ten entries, the header knows all of them, the last five only in the WAL.
struct DeadVault {
  DeadVault() {
    store::Vault& vault = world.open();
    write_some(vault, 0, 5);
    REQUIRE(vault.database().checkpoint().ok());
    old_database = world.files.content(kDatabasePath);
    old_wal = world.files.content(kWalPath);
    write_some(vault, 5, 5);
    REQUIRE(vault.flush_state().ok());
    for (const std::string& path : world.files.paths()) disk[path] = world.files.content(path);
    world.forget_vault();
  }
  // Opens a vault on a copy of that disk.
  std::unique_ptr<FakeWorld> copy() const {
    auto out = std::make_unique<FakeWorld>();
    for (const auto& [path, bytes] : disk) out->files.put(path, bytes);
    return out;
  }
  FakeWorld world;
  Bytes old_database;
  Bytes old_wal;
  std::map<std::string, Bytes> disk;
};

TEST_CASE("a vault whose process died is whole, without doubt") {
  const DeadVault dead;
  const auto world = dead.copy();
  store::Vault& vault = world->open();
  CHECK(vault.doubt() == Doubt::None);
  CHECK(own_entries(vault) == 10);
}

TEST_CASE("a WAL that was cut leaves the vault in doubt, at whatever length it was cut") {
  const DeadVault dead;
  const Bytes& wal = dead.disk.at(kWalPath);
  REQUIRE(wal.size() > 5 * 8192);
  std::size_t doubted = 0;
  for (std::size_t size = 0; size + 8192 < wal.size(); size += 8192 + 24) {
    const auto world = dead.copy();
    world->files.put(kWalPath, ByteView(wal).first(size));
    store::Vault& vault = world->open();
    REQUIRE(own_entries(vault) < 10);
    CHECK(vault.doubt() == Doubt::JournalBehindHeader);
    CHECK(write_one(vault, story_entry(id_of(50), "invented")).error().reason == store::kVaultReadOnly);
    if (vault.doubt() != Doubt::None) ++doubted;
    // Locking does not make it forget: the header stays the witness.
    world->lock();
    CHECK(world->open().doubt() == Doubt::JournalBehindHeader);
  }
  CHECK(doubted > 5);
}

TEST_CASE("an older database with its WAL, put back together, leaves the vault in doubt") {
  const DeadVault dead;
  const auto world = dead.copy();
  world->files.put(kDatabasePath, dead.old_database);
  world->files.put(kWalPath, dead.old_wal);
  store::Vault& vault = world->open();
  CHECK(own_entries(vault) == 5);
  CHECK(vault.doubt() == Doubt::JournalBehindHeader);
}

TEST_CASE("an older database that went on differently is no longer the header's chain") {
  const DeadVault dead;
  const auto fork = dead.copy();
  fork->files.put(kDatabasePath, dead.old_database);
  fork->files.put(kWalPath, dead.old_wal);
  // Somebody who has the keys writes other entries over the old state, with the old header's knowledge taken away.
  {
    const FakeWorld fresh;
    for (const char* name : {"/vault/header.a", "/vault/header.b"}) fork->files.put(name, fresh.files.content(name));
  }
  write_some(fork->open(), 20, 8);
  fork->lock();
  const auto world = dead.copy();
  world->files.put(kDatabasePath, fork->files.content(kDatabasePath));
  world->files.put(kWalPath, {});
  store::Vault& vault = world->open();
  CHECK(own_entries(vault) == 13);
  CHECK(vault.doubt() == Doubt::HeadNotOnChain);
}

TEST_CASE("a database that is ahead of the header is no doubt") {
  FakeWorld world;
  write_some(world.open(), 0, 3);
  REQUIRE(world.vault().state().head_seq == 3);
  // The process dies before the header learns of them.
  store::Vault& vault = world.cut_and_open();
  CHECK(vault.doubt() == Doubt::None);
  CHECK(own_entries(vault) == 3);
}

TEST_CASE("the header learns of the head a minute after a commit at the latest") {
  FakeWorld world;
  store::Vault& vault = world.open();
  write_some(vault, 0, 1);
  CHECK(store::decode_state(vault.header().state())->head_seq == 0);
  world.clock.steady_now_ms += 61'000;
  REQUIRE(vault.flush_state_if_due().ok());
  CHECK(store::decode_state(vault.header().state())->head_seq == 1);
}

TEST_CASE("headers from before a change of draft key, put back, are noticed") {
  FakeWorld world;
  store::Vault& vault = world.open();
  REQUIRE(store::save_draft(vault, {id_of(9), "story", Bytes{1}, 1}).ok());
  std::map<std::string, Bytes> copied;
  for (const char* name : {"/vault/header.a", "/vault/header.b"}) copied[name] = world.files.content(name);
  REQUIRE(store::discard_draft(vault, id_of(9)).ok());
  world.lock();
  CHECK(world.open().doubt() == Doubt::None);
  world.lock();
  for (const auto& [name, bytes] : copied) world.files.put(name, bytes);
  CHECK(world.open().doubt() == Doubt::HeaderOld);
}

TEST_CASE("a flipped byte in any page keeps the vault closed or is named by verify") {
  FakeWorld world;
  write_some(world.open(), 0, 6);
  world.lock();
  const Bytes whole = world.files.content(kDatabasePath);
  std::size_t found = 0;
  for (std::size_t at = 100; at < whole.size(); at += 8192) {
    Bytes bad = whole;
    bad[at] = static_cast<std::uint8_t>(bad[at] ^ 1);
    FakeWorld copy(world);
    copy.files.put(kDatabasePath, bad);
    auto opened = copy.try_open();
    if (!opened.ok()) {
      CHECK(opened.error().reason == store::kVaultDatabase);
      ++found;
      continue;
    }
    NoProgress quiet;
    const auto verified = store::verify_vault(*opened, quiet);
    const bool named = !verified.ok() || !verified->findings.empty();
    CHECK(named);
    if (named) ++found;
  }
  CHECK(found == whole.size() / 8192);
}

TEST_CASE("a database that was cut does not open as an empty one") {
  FakeWorld world;
  write_some(world.open(), 0, 3);
  world.lock();
  const Bytes whole = world.files.content(kDatabasePath);
  for (const std::size_t pages : {std::size_t{0}, std::size_t{1}, whole.size() / 8192 / 2}) {
    FakeWorld copy(world);
    copy.files.put(kDatabasePath, ByteView(whole).first(pages * 8192));
    auto opened = copy.try_open();
    if (opened.ok()) {
      CHECK(opened->doubt() != Doubt::None);
    } else {
      CHECK(opened.error().reason == store::kVaultDatabase);
    }
  }
}

}  // namespace
}  // namespace holdfast::test
