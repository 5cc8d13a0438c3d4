// The cure for a copied header: what an old header and an old passphrase still open is nothing.
#include "app/store/blobs.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

using store::Vault;

struct RenewWorld {
  FakeFiles files;
  FakeClock clock;
  FakeRandom random{5};
  Pool pool{1};
  TeamKeys team;
  FilesVfs vfs{files, "renew"};
  store::Seams seams() { return {files, clock, random, pool, vfs.name()}; }
  Result<Vault> open(std::string_view passphrase) {
    return Vault::open(seams(), kVaultPath, passphrase_of(passphrase), {});
  }
};

// A vault with two people, three records, a file; locked.
void make_renewable(RenewWorld& world, sync::BlobRef& ref) {
  auto vault = Vault::create(world.seams(), kVaultPath, passphrase_of("an invented passphrase"), quick_creation());
  REQUIRE(vault.ok());
  REQUIRE(enrol_vault(*vault, world.team, sync::Role::Field).ok());
  REQUIRE(vault->add_staff(passphrase_of("the second passphrase"), "S2").ok());
  NoProgress quiet;
  const Bytes content(70'000, 0x5A);
  MemorySource source(content);
  const auto blob = store::take_in_blob(*vault, source, "image/jpeg", quiet).value();
  ref = blob.fact.ref;
  for (std::uint64_t i = 0; i < 3; ++i) {
    store::Transaction transaction = store::Transaction::begin(vault->database()).value();
    store::NewEntry entry = story_entry(id_of(i), "invented account", i == 1);
    if (i == 0) {
      entry.blobs = {ref};
      entry.values[sync::blob_path(ref)] = sync::blob_leaf(blob.fact);
    }
    const auto written = store::append_entry(*vault, entry);
    REQUIRE(written.ok());
    if (i == 0) REQUIRE(store::attach_blob(*vault, written->hash, blob, false).ok());
    REQUIRE(store::commit_entries(*vault, std::move(transaction)).ok());
  }
  REQUIRE(vault->lock().ok());
}

TEST_CASE("after renewing, everything is there and the old header opens nothing") {
  RenewWorld world;
  sync::BlobRef ref{};
  make_renewable(world, ref);
  std::map<std::string, Bytes> copied;
  for (const char* name : {"/vault/header.a", "/vault/header.b"}) copied[name] = world.files.content(name);
  NoProgress quiet;
  std::string before;
  {
    auto vault = world.open("an invented passphrase");
    REQUIRE(vault.ok());
    before = views_text(*vault);
    REQUIRE(vault->renew(passphrase_of("a renewed passphrase"), quiet).ok());
    CHECK(views_text(*vault) == before);
    CHECK(store::check_blob(*vault, ref, quiet).ok());
    CHECK(write_one(*vault, story_entry(id_of(7), "invented, after renewing")).ok());
    REQUIRE(vault->lock().ok());
  }
  CHECK_FALSE(world.files.exists("/vault/records.1.db").value());
  CHECK(world.open("an invented passphrase").error().reason == crypto::kHeaderPassphrase);
  CHECK(world.open("the second passphrase").error().reason == crypto::kHeaderPassphrase);
  {
    auto vault = world.open("a renewed passphrase");
    REQUIRE(vault.ok());
    CHECK(vault->person()->staff == "S1");
    CHECK(own_entries(*vault) == 5);
    CHECK(vault->database().integrity_problems()->empty());
  }
  for (const auto& [name, bytes] : copied) world.files.put(name, bytes);
  const auto old = world.open("an invented passphrase");
  CHECK_FALSE(old.ok());
  // The new database was not touched by the attempt.
  CHECK(world.files.exists("/vault/records.2.db").value());
}

TEST_CASE("wherever the power fails while renewing, one of the two passphrases opens everything") {
  sync::BlobRef ref{};
  std::map<std::string, Bytes> disk;
  {
    RenewWorld made;
    make_renewable(made, ref);
    for (const std::string& path : made.files.paths()) disk[path] = made.files.content(path);
  }
  std::size_t old_opened = 0;
  std::size_t new_opened = 0;
  bool came_through = false;
  for (std::uint64_t call = 1; !came_through; call += 4) {
    REQUIRE(call < 1000);
    INFO("call " << call);
    RenewWorld world;
    for (const auto& [path, bytes] : disk) world.files.put(path, bytes);
    NoProgress quiet;
    {
      auto vault = world.open("an invented passphrase");
      REQUIRE(vault.ok());
      world.files.torn_writes = call % 8 == 1;
      world.files.torn_seed = call;
      world.files.fail_at = world.files.calls + call;
      world.files.fail_ever_after = true;
      const bool renewed = vault->renew(passphrase_of("a renewed passphrase"), quiet).ok();
      came_through = renewed && world.files.calls < world.files.fail_at;
      world.files.fail_at = world.files.calls + 1;
    }
    world.files.power_cut();
    world.files.fail_at = 0;
    world.files.fail_ever_after = false;
    auto by_new = world.open("a renewed passphrase");
    if (by_new.ok()) ++new_opened;
    auto opened = by_new.ok() ? std::move(by_new) : world.open("an invented passphrase");
    if (!opened.ok()) INFO(opened.error().reason.code());
    REQUIRE(opened.ok());
    if (!by_new.ok()) ++old_opened;
    CHECK(opened->doubt() == store::Doubt::None);
    CHECK(own_entries(*opened) == 4);
    CHECK(store::check_blob(*opened, ref, quiet).ok());
    CHECK_FALSE(opened->state().previous_database.has_value());
    std::size_t databases = 0;
    const auto entries = world.files.list(kVaultPath).value();
    for (const FolderEntry& entry : entries) databases += entry.name.ends_with(".db") ? 1u : 0u;
    CHECK(databases <= 2);
  }
  WARN("opened by the old passphrase " << old_opened << " times, by the new one " << new_opened);
  CHECK(old_opened > 5);
  CHECK(new_opened > 2);
}

}  // namespace
}  // namespace holdfast::test
