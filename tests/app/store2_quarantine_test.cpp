// Refused files: untouched, named, never thrown away by the program.
#include "app/store/quarantine.h"

#include "app/store/blobs.h"
#include "crypto/hash.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};

Result<store::QuarantineRow> put(store::Vault& vault, ByteView bytes, const std::string& name = "a.age") {
  MemorySource source(bytes);
  return store::put_in_quarantine(vault, name, source, "bundle.signature", std::nullopt, 3, quiet);
}

Result<Bytes> quarantined(store::Vault& vault, std::int64_t id) {
  std::unique_ptr<File> file = TRY(store::open_quarantined(vault, id));
  const std::uint64_t size = TRY(file->size());
  FileSource source(*file, 0, size);
  return read_all(source);
}

std::size_t files_below(const StoreWorld& world, const std::string& folder) {
  std::size_t out = 0;
  for (const std::string& path : world.files.paths()) out += path.find(folder) != std::string::npos ? 1 : 0;
  return out;
}

TEST_CASE("a refused file is kept byte for byte with its code") {
  StoreWorld world;
  for (const std::size_t size : {0u, 1u, 700'000u}) {
    const Bytes bytes = sample_bytes(size, size + 2);
    const store::QuarantineRow row = put(world.vault(), bytes, "../odd\xff name").value();
    CHECK(row.sha256 == crypto::sha256(bytes));
    CHECK(row.size_bytes == size);
    CHECK(row.code == "bundle.signature");
    CHECK(row.state == "waiting");
    CHECK(row.name.starts_with("hex "));
    world.die_and_reopen();
    CHECK(quarantined(world.vault(), row.id).value() == bytes);
  }
  CHECK(store::list_quarantine(world.vault()).value().size() == 3);
  CHECK(files_below(world, "/odd") == 0);
}

TEST_CASE("the same bytes twice are one file and one row") {
  StoreWorld world;
  const Bytes bytes = sample_bytes(4000, 1);
  const store::QuarantineRow first = put(world.vault(), bytes, "a.age").value();
  const store::QuarantineRow again = put(world.vault(), bytes, "b.age").value();
  CHECK(again.id == first.id);
  CHECK(again.name == "a.age");
  CHECK(files_below(world, "/quarantine/") == 1);
}

TEST_CASE("beyond the quota a file is refused and those that are there stay") {
  StoreWorld world;
  const store::QuarantineRow first = put(world.vault(), sample_bytes(1000, 1)).value();
  {
    store::Statement grow(world.vault().database(), "UPDATE quarantine SET size = ?");
    REQUIRE(grow.bind(store::kQuarantineBytesMax - 100).run().ok());
  }
  CHECK(put(world.vault(), sample_bytes(100, 2)).ok());
  Result<store::QuarantineRow> full = put(world.vault(), sample_bytes(1, 3));
  CHECK((!full.ok() && full.error().reason == store::kQuarantineFull));
  CHECK(files_below(world, "/quarantine/") == 2);
  CHECK(store::list_quarantine(world.vault()).value().size() == 2);
  REQUIRE(store::remove_quarantined(world.vault(), first.id).ok());
  CHECK(put(world.vault(), sample_bytes(1, 3)).ok());
}

TEST_CASE("states go as people decide, and a removed file can come again") {
  StoreWorld world;
  const Bytes bytes = sample_bytes(10, 4);
  const store::QuarantineRow row = put(world.vault(), bytes).value();
  REQUIRE(store::set_quarantine_state(world.vault(), row.id, "released").ok());
  CHECK(store::list_quarantine(world.vault()).value()[0].state == "released");
  REQUIRE(store::remove_quarantined(world.vault(), row.id).ok());
  CHECK(store::list_quarantine(world.vault()).value()[0].state == "removed");
  const auto unknown = [](const auto& result) {
    return !result.ok() && result.error().reason == store::kQuarantineUnknown;
  };
  CHECK(unknown(store::open_quarantined(world.vault(), row.id)));
  CHECK(unknown(store::set_quarantine_state(world.vault(), row.id, "waiting")));
  CHECK(unknown(store::set_quarantine_state(world.vault(), 77, "waiting")));
  const store::QuarantineRow again = put(world.vault(), bytes, "c.age").value();
  CHECK(again.id == row.id);
  CHECK(again.state == "waiting");
  CHECK(quarantined(world.vault(), again.id).value() == bytes);
}

TEST_CASE("wherever the disk fails, a file is in quarantine whole with its row, or in lost, or nowhere") {
  const FailingDisk how = GENERATE(FailingDisk::Dies, FailingDisk::DiesTorn, FailingDisk::Stumbles);
  const Bytes bytes = sample_bytes(300'000, 5);
  bool done = false;
  std::size_t failures = 0;
  for (std::uint64_t call = 1; !done; ++call) {
    INFO("changing call " << call);
    StoreWorld world;
    world.fail_from(call, how);
    const bool kept = put(world.vault(), bytes).ok();
    if (!kept) ++failures;
    done = !world.has_failed();
    world.die_and_reopen();
    const std::vector<store::QuarantineRow> rows = store::list_quarantine(world.vault()).value();
    if (kept) CHECK(rows.size() == 1);
    CHECK(files_below(world, "/quarantine/") == rows.size());
    for (const store::QuarantineRow& row : rows) CHECK(quarantined(world.vault(), row.id).value() == bytes);
    const std::vector<store::LostFile> lost = store::list_lost(world.vault()).value();
    for (const store::LostFile& file : lost) {
      CHECK(world.files.content(std::string(kWorldVault) + "/lost/" + file.name) == bytes);
    }
    CHECK(put(world.vault(), bytes).ok());
    REQUIRE(call < 100);
  }
  CHECK(failures > 5);
}

}  // namespace
}  // namespace holdfast::test
