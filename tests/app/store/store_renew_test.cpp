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
  FilesVfs vfs{files, "renew-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))};
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
  crypto::SecretBuffer old_key;
  {
    auto vault = world.open("an invented passphrase");
    REQUIRE(vault.ok());
    const std::string before = views_text(*vault);
    old_key = vault->state().database.key.clone();
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
  // What a copied header knows opens none of the files.
  store::DatabaseOptions options;
  options.vfs = world.vfs.name();
  const auto by_old_key = store::Database::open("/vault/records.2.db", old_key.view(), options);
  CHECK(by_old_key.error().reason == store::kVaultDatabase);
  for (const auto& [name, bytes] : copied) world.files.put(name, bytes);
  CHECK_FALSE(world.open("an invented passphrase").ok());
  // The new database was not touched by the attempt.
  CHECK(world.files.exists("/vault/records.2.db").value());
}

struct CutRenewal {
  std::uint64_t calls = 0;  // that renewing made
  bool opened_by_new = false;
};

// Renews on a copy of `disk`; the power fails at call number `call`, or not at all where that is 0.
CutRenewal renew_with_cut(const std::map<std::string, Bytes>& disk, const sync::BlobRef& ref, std::uint64_t call) {
  RenewWorld world;
  for (const auto& [path, bytes] : disk) world.files.put(path, bytes);
  NoProgress quiet;
  CutRenewal out;
  {
    auto vault = world.open("an invented passphrase");
    REQUIRE(vault.ok());
    const std::uint64_t before = world.files.calls;
    world.files.torn_writes = call % 2 == 1;
    world.files.torn_seed = call;
    world.files.fail_at = call == 0 ? 0 : before + call;
    world.files.fail_ever_after = true;
    CHECK((vault->renew(passphrase_of("a renewed passphrase"), quiet).ok() || call != 0));
    out.calls = world.files.calls - before;
    world.files.fail_at = world.files.calls + 1;
  }
  world.files.power_cut();
  world.files.fail_at = 0;
  world.files.fail_ever_after = false;
  auto opened = world.open("a renewed passphrase");
  out.opened_by_new = opened.ok();
  if (!opened.ok()) opened = world.open("an invented passphrase");
  REQUIRE(opened.ok());
  CHECK(opened->doubt() == store::Doubt::None);
  CHECK(own_entries(*opened) == 4);
  CHECK(store::check_blob(*opened, ref, quiet).ok());
  CHECK_FALSE(opened->state().previous_database.has_value());
  std::size_t databases = 0;
  const auto entries = world.files.list(kVaultPath).value();
  for (const FolderEntry& entry : entries) databases += entry.name.ends_with(".db") ? 1u : 0u;
  CHECK(databases <= 2);
  return out;
}

TEST_CASE("wherever the power fails while renewing, one of the two passphrases opens everything") {
  RenewWorld made;
  sync::BlobRef ref{};
  make_renewable(made, ref);
  std::map<std::string, Bytes> disk;
  for (const std::string& path : made.files.paths()) disk[path] = made.files.content(path);
  const std::uint64_t calls = renew_with_cut(disk, ref, 0).calls;
  REQUIRE(calls > 40);
  // Few points in the long export, every other one around the change of headers at its end.
  std::vector<std::uint64_t> points;
  for (std::uint64_t call = 1; call + 40 < calls; call += calls / 6) points.push_back(call);
  for (std::uint64_t call = calls - 40; call <= calls; call += 2) points.push_back(call);
  std::size_t by_new = 0;
  for (const std::uint64_t call : points) {
    INFO("call " << call << " of " << calls);
    if (renew_with_cut(disk, ref, call).opened_by_new) ++by_new;
  }
  WARN("cut at " << points.size() << " of " << calls << " calls, " << by_new << " times the new passphrase opened it");
  CHECK(by_new > 2);
  CHECK(by_new + 5 < points.size());
}

}  // namespace
}  // namespace holdfast::test
