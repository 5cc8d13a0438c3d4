// Sound being recorded: what was acknowledged is there after any cut, nothing else opens, what is discarded is gone.
#include "app/store/spool.h"

#include "app/store/drafts.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

constexpr std::size_t kBoxes = 20;

store::Draft draft_of_spool(std::uint8_t number) {
  store::Draft out;
  out.id[0] = number;
  out.form_id = "interview";
  out.updated_ms = 1;
  return out;
}

store::SpoolRow row_of(std::uint8_t number, std::uint8_t draft) {
  store::SpoolRow row;
  row.id[0] = number;
  row.draft[0] = draft;
  row.question = "account/recording";
  row.media_type = "audio/ogg";
  row.started_ms = 1000 + number;
  return row;
}

Bytes box_content(std::size_t number) { return Bytes(3000 + number, static_cast<std::uint8_t>(number + 1)); }

Bytes expected(std::size_t boxes) {
  Bytes out;
  for (std::size_t i = 0; i < boxes; ++i) append(out, box_content(i));
  return out;
}

// Everything, or the error.
Result<Bytes> read_spool(store::Vault& vault, const Id16& id) {
  const std::unique_ptr<Source> source = TRY(store::open_spool(vault, id));
  Bytes out;
  Bytes piece(700);
  for (;;) {
    const std::size_t count = TRY(source->read(piece));
    if (count == 0) return out;
    append(out, ByteView(piece).first(count));
  }
}

std::string spool_file(const StoreWorld& world) {
  for (const std::string& path : world.files.paths())
    if (path.find("/spool/") != std::string::npos) return path;
  return {};
}

}  // namespace

TEST_CASE("a recording is read back box by box, with its question") {
  StoreWorld world;
  const store::SpoolRow row = row_of(1, 9);
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
  REQUIRE(writer.ok());
  for (std::size_t i = 0; i < kBoxes; ++i) REQUIRE(writer.value().append(box_content(i)).ok());
  const auto rows = store::spools_of(world.vault(), row.draft);
  REQUIRE(rows.ok());
  REQUIRE(rows.value().size() == 1);
  CHECK(rows.value()[0].question == row.question);
  CHECK(rows.value()[0].media_type == row.media_type);
  CHECK(read_spool(world.vault(), row.id).value() == expected(kBoxes));
}

TEST_CASE("recording goes on while the vault is locked") {
  StoreWorld world;
  const store::SpoolRow row = row_of(1, 9);
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
  REQUIRE(writer.ok());
  REQUIRE(writer.value().append(box_content(0)).ok());
  world.lock_and_reopen();
  REQUIRE(writer.value().append(box_content(1)).ok());
  CHECK(read_spool(world.vault(), row.id).value() == expected(2));
}

// The twin forgets what was synced, and must lose.
TEST_CASE("the power goes after any box: what was acknowledged is there") {
  const bool twin = GENERATE(false, true);
  for (std::size_t boxes = 1; boxes < 6; ++boxes) {
    StoreWorld world;
    const store::SpoolRow row = row_of(1, 9);
    Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
    REQUIRE(writer.ok());
    world.files.ignore_sync = twin;
    for (std::size_t i = 0; i < boxes; ++i) REQUIRE(writer.value().append(box_content(i)).ok());
    world.files.ignore_sync = false;
    world.die_and_reopen();
    const Result<Bytes> left = read_spool(world.vault(), row.id);
    CHECK((left.ok() && left.value() == expected(boxes)) != twin);
  }
}

TEST_CASE("a recording cut at any length gives whole boxes, and nothing that was not said") {
  StoreWorld world;
  const store::SpoolRow row = row_of(1, 9);
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
  REQUIRE(writer.ok());
  for (std::size_t i = 0; i < 3; ++i) REQUIRE(writer.value().append(box_content(i)).ok());
  const std::string path = spool_file(world);
  const Bytes whole = world.files.content(path);
  for (std::size_t length = 0; length < whole.size(); length += 97) {
    world.files.put(path, ByteView(whole).first(length));
    const Result<Bytes> left = read_spool(world.vault(), row.id);
    REQUIRE(left.ok());
    const Bytes all = expected(3);
    CHECK(std::equal(left.value().begin(), left.value().end(), all.begin()));
    const std::size_t size = left.value().size();
    CHECK((size == 0 || size == expected(1).size() || size == expected(2).size()));
  }
}

TEST_CASE("a changed byte before the last box is damage; in the last box it costs that box alone") {
  StoreWorld world;
  const store::SpoolRow row = row_of(1, 9);
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
  REQUIRE(writer.ok());
  for (std::size_t i = 0; i < 3; ++i) REQUIRE(writer.value().append(box_content(i)).ok());
  const std::string path = spool_file(world);
  Bytes whole = world.files.content(path);
  whole[100] ^= 1;
  world.files.put(path, whole);
  CHECK(read_spool(world.vault(), row.id).error().reason == store::kBlobDamaged);
  whole[100] ^= 1;
  whole[whole.size() - 1] ^= 1;
  world.files.put(path, whole);
  CHECK(read_spool(world.vault(), row.id).value() == expected(2));
}

TEST_CASE("boxes cannot change places") {
  StoreWorld world;
  const store::SpoolRow row = row_of(1, 9);
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
  REQUIRE(writer.ok());
  for (std::size_t i = 0; i < 3; ++i) REQUIRE(writer.value().append(Bytes(100, static_cast<std::uint8_t>(i))).ok());
  const std::string path = spool_file(world);
  Bytes whole = world.files.content(path);
  std::swap_ranges(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 3),
                   whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 3));
  world.files.put(path, whole);
  CHECK(read_spool(world.vault(), row.id).error().reason == store::kBlobDamaged);
}

TEST_CASE("a discarded recording leaves no row, no key and no file; others stay readable") {
  StoreWorld world;
  for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}}) {
    Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row_of(number, 9));
    REQUIRE(writer.ok());
    REQUIRE(writer.value().append(box_content(0)).ok());
  }
  REQUIRE(store::discard_spool(world.vault(), row_of(1, 9).id).ok());
  CHECK(store::spools_of(world.vault(), row_of(1, 9).draft).value().size() == 1);
  CHECK(read_spool(world.vault(), row_of(2, 9).id).value() == expected(1));
  CHECK(spool_file(world).ends_with(to_hex(row_of(2, 9).id)));
  world.lock_and_reopen();
  CHECK(read_spool(world.vault(), row_of(2, 9).id).value() == expected(1));
}

TEST_CASE("what was recorded goes with its draft, and outlives the discarding of another") {
  StoreWorld world;
  REQUIRE(store::save_draft(world.vault(), draft_of_spool(8)).ok());
  REQUIRE(store::save_draft(world.vault(), draft_of_spool(9)).ok());
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row_of(1, 9));
  REQUIRE(writer.ok());
  REQUIRE(writer.value().append(box_content(0)).ok());
  REQUIRE(store::discard_draft(world.vault(), draft_of_spool(8).id).ok());
  CHECK(read_spool(world.vault(), row_of(1, 9).id).value() == expected(1));
  REQUIRE(store::discard_draft(world.vault(), draft_of_spool(9).id).ok());
  CHECK(store::spools_of(world.vault(), row_of(1, 9).draft).value().empty());
  CHECK(spool_file(world).empty());
}

TEST_CASE("after a full disk nothing more is taken, and what was recorded stays") {
  StoreWorld world;
  const store::SpoolRow row = row_of(1, 9);
  Result<store::SpoolWriter> writer = store::SpoolWriter::begin(world.vault(), row);
  REQUIRE(writer.ok());
  REQUIRE(writer.value().append(box_content(0)).ok());
  world.fail_from(1, FailingDisk::Stumbles);
  CHECK(!writer.value().append(box_content(1)).ok());
  world.stop_failing();
  CHECK(!writer.value().append(box_content(2)).ok());
  CHECK(read_spool(world.vault(), row.id).value() == expected(1));
}

}  // namespace holdfast::test
