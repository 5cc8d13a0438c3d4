// Imports are whole or nothing: wherever the disk fails, whatever is discarded.
#include "app/store/import_stage.h"

#include "app/store/blob_file.h"
#include "app/store/blobs.h"
#include "app/store/hq_log.h"
#include "app/store/views.h"
#include "sync/log.h"
#include "sync/reasons.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};

// A bundle with two records, one of them with a file that comes along, and media of a record that has not come.
struct ExampleImport {
  explicit ExampleImport(const StoreWorld& world) : device(world.team(), 21) {
    plain = device.make(sync::EntryType::Create, sample_id(1), {{"note", CborValue("an invented record")}});
    with_file = device.make_with_blob(sample_id(2), content);
  }
  static Id16 sample_id(std::uint8_t number) {
    Id16 id{};
    id[0] = number;
    return id;
  }
  Result<void> stage(store::ImportStage& stage) const {
    TRY(stage_entry(stage, plain));
    TRY(stage_entry(stage, with_file));
    TRY(stage_blob(stage, {sample_id(2), with_file.entry.hash, 0, content.size()}, content));
    return stage_blob(stage, {sample_id(3), sample_hash(), 0, early.size()}, early);
  }
  static sync::EntryHash sample_hash() {
    sync::EntryHash hash{};
    hash[0] = 0xEE;
    return hash;
  }

  Bytes content = sample_bytes(70'000, 31);
  Bytes early = sample_bytes(3'000, 32);
  OtherDevice device;
  MadeEntry plain;
  MadeEntry with_file;
};

Result<void> import_all(store::Vault& vault, const ExampleImport& example) {
  store::ImportStage stage = TRY(store::ImportStage::begin(vault));
  TRY(example.stage(stage));
  return stage.apply(bundle_from(example.device, 1), quiet);
}

std::vector<std::string> blob_paths(const StoreWorld& world) {
  std::vector<std::string> out;
  for (const std::string& path : world.files.paths()) {
    if (path.find("/blobs/") != std::string::npos || path.find("/lost/") != std::string::npos) out.push_back(path);
  }
  return out;
}

// True: all of it; false: nothing. Anything between fails the test.
bool all_or_nothing(StoreWorld& world, const ExampleImport& example) {
  store::Vault& vault = world.vault();
  CHECK(count_rows(vault, "SELECT count(*) FROM stage") == 0);
  CHECK(count_rows(vault, "SELECT count(*) FROM stage_entry") == 0);
  CHECK(count_rows(vault, "SELECT count(*) FROM stage_opening") == 0);
  CHECK(count_rows(vault, "SELECT count(*) FROM doomed_file") == 0);
  CHECK(store::list_lost(vault).value().empty());
  const bool applied = store::find_imported(vault, bundle_from(example.device, 1).manifest_hash).value().has_value();
  CHECK(count_rows(vault, "SELECT count(*) FROM entry") == (applied ? 2 : 0));
  CHECK(count_rows(vault, "SELECT count(*) FROM opening") == (applied ? 2 : 0));
  CHECK(count_rows(vault, "SELECT count(*) FROM blob") == (applied ? 1 : 0));
  CHECK(count_rows(vault, "SELECT count(*) FROM unclaimed_blob") == (applied ? 1 : 0));
  CHECK(store::list_records(vault, {}).value().size() == (applied ? 2u : 0u));
  CHECK(blob_paths(world).size() == (applied ? 2u : 0u));
  if (applied) CHECK(store::check_blob(vault, ExampleImport::sample_id(2), quiet).ok());
  return applied;
}

TEST_CASE("an import makes entries, openings, files and views visible together") {
  StoreWorld world;
  const ExampleImport example(world);
  {
    store::ImportStage stage = store::ImportStage::begin(world.vault()).value();
    REQUIRE(example.stage(stage).ok());
    CHECK(count_rows(world.vault(), "SELECT count(*) FROM entry") == 0);
    CHECK(store::list_records(world.vault(), {}).value().empty());
    REQUIRE(stage.apply(bundle_from(example.device, 1), quiet).ok());
    CHECK(stage.new_entries() == 2);
    CHECK(stage.new_blobs() == 1);
    CHECK(stage.damaged_blobs().empty());
  }
  CHECK(all_or_nothing(world, example));
  std::unique_ptr<Source> source = store::open_blob(world.vault(), ExampleImport::sample_id(2)).value();
  CHECK(read_all(*source).value() == example.content);
  const std::vector<store::ImportedBundle> kept =
      store::imported_number(world.vault(), example.device.id(), 1).value();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].applied == 2);
  CHECK(store::list_imported(world.vault()).value().size() == 1);
  CHECK(world.vault().doubt() == store::Doubt::None);
  world.die_and_reopen();
  CHECK(all_or_nothing(world, example));
}

TEST_CASE("wherever the disk fails during an import, all of it is there or nothing") {
  const FailingDisk how = GENERATE(FailingDisk::Dies, FailingDisk::DiesTorn, FailingDisk::Stumbles);
  bool done = false;
  std::size_t nothing = 0;
  for (std::uint64_t call = 1; !done; ++call) {
    INFO("changing call " << call);
    StoreWorld world;
    const ExampleImport example(world);
    world.fail_from(call, how);
    const bool imported = import_all(world.vault(), example).ok();
    done = !world.has_failed();
    world.die_and_reopen();
    const bool applied = all_or_nothing(world, example);
    if (imported) CHECK(applied);
    if (!applied) {
      ++nothing;
      CHECK(import_all(world.vault(), example).ok());
      CHECK(all_or_nothing(world, example));
    }
    REQUIRE(call < 400);
  }
  CHECK(nothing > 20);
}

TEST_CASE("a discarded stage leaves every table and every file as it was") {
  StoreWorld world;
  const ExampleImport example(world);
  const auto before = dump_tables(world.vault());
  const std::vector<std::string> files = blob_paths(world);
  {
    store::ImportStage stage = store::ImportStage::begin(world.vault()).value();
    REQUIRE(example.stage(stage).ok());
    CHECK(dump_tables(world.vault()) != before);
    CHECK(blob_paths(world) != files);
    stage.discard();
  }
  CHECK(dump_tables(world.vault()) == before);
  CHECK(blob_paths(world) == files);
}

TEST_CASE("a refused apply leaves every table and every file as it was") {
  StoreWorld world;
  const ExampleImport example(world);
  REQUIRE(import_all(world.vault(), example).ok());
  const auto before = dump_tables(world.vault());
  const std::vector<std::string> files = blob_paths(world);
  // The same chain with another second entry, and a file: refused as a fork in the middle of the last transaction.
  OtherDevice twin(world.team(), 21);
  const MadeEntry first = twin.make(sync::EntryType::Create, ExampleImport::sample_id(1),
                                    {{"note", CborValue("an invented record")}});
  const MadeEntry other = twin.make_with_blob(ExampleImport::sample_id(9), example.early);
  {
    store::ImportStage stage = store::ImportStage::begin(world.vault()).value();
    REQUIRE(stage_entry(stage, first).ok());
    REQUIRE(stage_entry(stage, other).ok());
    REQUIRE(stage_blob(stage, {ExampleImport::sample_id(9), other.entry.hash, 0, example.early.size()},
                       example.early).ok());
    Result<void> applied = stage.apply(bundle_from(twin, 2), quiet);
    CHECK((!applied.ok() && applied.error().reason == sync::kChainFork));
  }
  CHECK(dump_tables(world.vault()) == before);
  CHECK(blob_paths(world) == files);
  {
    store::ImportStage stage = store::ImportStage::begin(world.vault()).value();
    Result<void> applied = stage.apply(bundle_from(example.device, 1), quiet);
    CHECK((!applied.ok() && applied.error().reason == sync::kBundleReplayed));
  }
  CHECK(dump_tables(world.vault()) == before);
}

TEST_CASE("a stage that a dead process left is gone after unlock, and its openings were readable to nobody") {
  StoreWorld world;
  const ExampleImport example(world);
  const auto before = dump_tables(world.vault(), {"meta"});
  store::ImportStage stage = store::ImportStage::begin(world.vault()).value();
  REQUIRE(example.stage(stage).ok());
  world.fail_from(1, FailingDisk::Dies);
  {
    // The stage dies with its process: it cannot tidy up.
    const store::ImportStage dying = std::move(stage);
  }
  world.die_and_reopen();
  CHECK(dump_tables(world.vault(), {"meta"}) == before);
  CHECK(blob_paths(world).empty());
}

TEST_CASE("entries that are here already are skipped, new ones come in") {
  StoreWorld world;
  const ExampleImport example(world);
  REQUIRE(import_all(world.vault(), example).ok());
  OtherDevice device(world.team(), 21);
  const MadeEntry first = device.make(sync::EntryType::Create, ExampleImport::sample_id(1),
                                      {{"note", CborValue("an invented record")}});
  REQUIRE(first.entry.hash == example.plain.entry.hash);
  store::ImportStage stage = store::ImportStage::begin(world.vault()).value();
  REQUIRE(stage_entry(stage, first).ok());
  REQUIRE(stage_entry(stage, example.with_file).ok());
  OtherDevice later(world.team(), 22);
  REQUIRE(stage_entry(stage, later.make(sync::EntryType::Create, ExampleImport::sample_id(7), {})).ok());
  REQUIRE(stage.apply(bundle_from(device, 2), quiet).ok());
  CHECK(stage.new_entries() == 1);
  CHECK(count_rows(world.vault(), "SELECT count(*) FROM entry") == 3);
}

TEST_CASE("headquarters' log holds every accepted entry in order and its root fits") {
  StoreWorld world(sync::Role::Hq);
  REQUIRE(world.vault().is_hq());
  const ExampleImport example(world);
  const std::uint64_t before = store::log_checkpoint(world.vault()).value().size;
  REQUIRE(import_all(world.vault(), example).ok());
  const std::vector<sync::EntryHash> leaves = store::log_leaves(world.vault()).value();
  REQUIRE(leaves.size() == before + 2);
  CHECK(leaves[leaves.size() - 2] == example.plain.entry.hash);
  CHECK(leaves.back() == example.with_file.entry.hash);
  sync::LogTree tree;
  for (const sync::EntryHash& leaf : leaves) tree.append(leaf);
  CHECK(store::log_checkpoint(world.vault()).value() == tree.checkpoint());
  CHECK(store::log_position(world.vault(), example.with_file.entry.hash).value() == leaves.size() - 1);
  CHECK_FALSE(store::log_position(world.vault(), ExampleImport::sample_hash()).value().has_value());
  REQUIRE(store::extend_log(world.vault()).ok());
  CHECK(store::log_leaves(world.vault()).value() == leaves);
  StoreWorld laptop;
  REQUIRE(import_all(laptop.vault(), ExampleImport(laptop)).ok());
  CHECK(store::log_leaves(laptop.vault()).value().empty());
}

}  // namespace
}  // namespace holdfast::test
