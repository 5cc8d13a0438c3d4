// Evidence files: what goes in comes out, what is touched on the disk is noticed, what a crash leaves is named.
#include "app/store/blobs.h"

#include "app/store/blob_file.h"
#include "app/store/journal.h"
#include "app/store/verify.h"
#include "crypto/hash.h"
#include "crypto/stream.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};

Result<store::StagedBlob> take_in(store::Vault& vault, ByteView content) {
  MemorySource source(content);
  return store::take_in_blob(vault, source, "image/jpeg", quiet);
}

// A record of our own with one file; returns the blob's ref.
Result<sync::BlobRef> attach(store::Vault& vault, ByteView content, bool seal = false) {
  store::StagedBlob blob = TRY(take_in(vault, content));
  store::NewEntry entry;
  entry.object = vault.seams().random.id();
  entry.blobs = {blob.fact.ref};
  entry.values[sync::blob_path(blob.fact.ref)] = sync::blob_leaf(blob.fact);
  entry.seal = seal;
  if (seal) entry.blob_keys.push_back({blob.fact.ref, blob.key.clone()});
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  const sync::SignedEntry written = TRY(store::append_entry(vault, entry));
  TRY(store::attach_blob(vault, written.hash, blob, seal));
  TRY(store::commit_entries(vault, std::move(transaction)));
  return blob.fact.ref;
}

std::string path_of(store::Vault& vault, const sync::BlobRef& ref) {
  return store::blob_file_path(vault, store::find_blob(vault, ref).value()->file_name);
}

TEST_CASE("a file of any size comes out as it went in") {
  StoreWorld world;
  for (const std::size_t size : {0u, 1u, 65535u, 65536u, 65537u, (1u << 20) + 1u}) {
    INFO(size);
    const Bytes content = sample_bytes(size, size + 1);
    const sync::BlobRef ref = attach(world.vault(), content).value();
    world.lock_and_reopen();
    std::unique_ptr<Source> source = store::open_blob(world.vault(), ref).value();
    CHECK(read_all(*source).value() == content);
    ByteArray<1> more{};
    CHECK(source->read(more).value() == 0);
    CHECK(store::check_blob(world.vault(), ref, quiet).ok());
    const std::optional<store::BlobRow> row = store::find_blob(world.vault(), ref).value();
    CHECK(row->fact == fact_of(ref, content));
    CHECK(row->stored_size == world.files.content(path_of(world.vault(), ref)).size());
    CHECK(row->stored_size == store::stored_blob_size(size));
    CHECK(store::is_stored_blob_size(row->stored_size));
  }
}

TEST_CASE("all small files have one length on the disk") {
  StoreWorld world;
  const sync::BlobRef empty = attach(world.vault(), {}).value();
  const sync::BlobRef full = attach(world.vault(), sample_bytes(65536, 3)).value();
  CHECK(world.files.content(path_of(world.vault(), empty)).size() ==
        world.files.content(path_of(world.vault(), full)).size());
  CHECK_FALSE(store::is_stored_blob_size(crypto::sealed_size(65535)));
}

TEST_CASE("neither content nor digest nor ref can be found in a file or its name") {
  StoreWorld world;
  const Bytes content = to_bytes(as_bytes(std::string(4000, 'C') + "canary of an invented witness"));
  const sync::BlobRef ref = attach(world.vault(), content).value();
  const std::string canary = "canary of an invented";
  for (const std::string& path : world.files.paths()) {
    const Bytes bytes = world.files.content(path);
    CHECK(std::search(bytes.begin(), bytes.end(), canary.begin(), canary.end()) == bytes.end());
    CHECK(path.find(to_hex(ref)) == std::string::npos);
    CHECK(path.find(to_hex(crypto::sha256(content)).substr(2, 30)) == std::string::npos);
  }
}

TEST_CASE("two equal files have equal local ids and nothing else in common") {
  StoreWorld world;
  const Bytes content = sample_bytes(5000, 4);
  const store::StagedBlob a = take_in(world.vault(), content).value();
  const store::StagedBlob b = take_in(world.vault(), content).value();
  CHECK(a.local_id == b.local_id);
  CHECK(a.local_id != to_bytes(a.fact.sha256));
  CHECK(a.file_name != b.file_name);
  CHECK_FALSE(crypto::equal_secrets(a.key.view(), b.key.view()));
  CHECK(world.files.content(store::blob_file_path(world.vault(), a.file_name)) !=
        world.files.content(store::blob_file_path(world.vault(), b.file_name)));
}

TEST_CASE("every flipped byte, every cut and every added byte of a file is found") {
  StoreWorld world;
  const Bytes content = sample_bytes(70'000, 5);
  const sync::BlobRef ref = attach(world.vault(), content).value();
  const std::string path = path_of(world.vault(), ref);
  const Bytes intact = world.files.content(path);
  const auto damaged = [&](const Bytes& bytes) {
    world.files.put(path, bytes);
    Result<void> checked = store::check_blob(world.vault(), ref, quiet);
    return !checked.ok() && checked.error().reason == store::kBlobDamaged;
  };
  for (std::size_t i = 0; i < intact.size(); i += 1009) {
    Bytes flipped = intact;
    flipped[i] ^= 0x10;
    if (!damaged(flipped)) FAIL("flip at " << i);
  }
  Bytes last = intact;  // in the padding: a reader of the content alone would not notice
  last[last.size() - 20] ^= 1;
  CHECK(damaged(last));
  for (const std::size_t size : {std::size_t{0}, std::size_t{65552}, intact.size() - 16, intact.size() - 1}) {
    CHECK(damaged(Bytes(intact.begin(), intact.begin() + static_cast<std::ptrdiff_t>(size))));
  }
  Bytes longer = intact;
  longer.push_back(0);
  CHECK(damaged(longer));
  REQUIRE(world.files.remove(path).ok());
  Result<void> gone = store::check_blob(world.vault(), ref, quiet);
  CHECK((!gone.ok() && gone.error().reason == store::kBlobDamaged));
  world.files.put(path, intact);
  CHECK(store::check_blob(world.vault(), ref, quiet).ok());
}

TEST_CASE("a file can be read from any place on, and only its chunks from there on are read") {
  StoreWorld world;
  const Bytes content = sample_bytes(6 * crypto::kChunkSize + 100, 4);
  const auto ref = attach(world.vault(), content);
  REQUIRE(ref.ok());
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, crypto::kChunkSize - 1, crypto::kChunkSize,
                               3 * crypto::kChunkSize + 7, 6 * crypto::kChunkSize, content.size() - 1}) {
    INFO(at);
    const auto read = store::open_blob(world.vault(), *ref, at);
    REQUIRE(read.ok());
    CHECK(read_all(**read).value() == Bytes(content.begin() + static_cast<std::ptrdiff_t>(at), content.end()));
    // Passed on without a copy it is the same.
    const auto passed = store::open_blob(world.vault(), *ref, at);
    MemorySink sink;
    REQUIRE((*passed)->pass(content.size() - at, sink).ok());
    CHECK(sink.view() == Bytes(content.begin() + static_cast<std::ptrdiff_t>(at), content.end()));
  }
  CHECK(store::open_blob(world.vault(), *ref, content.size()).error().reason == store::kBlobDamaged);
  const std::string path = path_of(world.vault(), *ref);
  // What lies before is not looked at; what lies behind is.
  Bytes damaged = world.files.content(path);
  damaged[2 * crypto::kSealedChunkSize] ^= 1;
  world.files.put(path, damaged);
  CHECK(read_all(**store::open_blob(world.vault(), *ref, 3 * crypto::kChunkSize)).ok());
  CHECK(read_all(**store::open_blob(world.vault(), *ref, 2 * crypto::kChunkSize + 9)).error().reason ==
        store::kBlobDamaged);
  CHECK(read_all(**store::open_blob(world.vault(), *ref, crypto::kChunkSize)).error().reason == store::kBlobDamaged);
}

TEST_CASE("two files that changed places are found") {
  StoreWorld world;
  const sync::BlobRef a = attach(world.vault(), sample_bytes(3000, 6)).value();
  const sync::BlobRef b = attach(world.vault(), sample_bytes(3000, 7)).value();
  const Bytes bytes_a = world.files.content(path_of(world.vault(), a));
  const Bytes bytes_b = world.files.content(path_of(world.vault(), b));
  world.files.put(path_of(world.vault(), a), bytes_b);
  world.files.put(path_of(world.vault(), b), bytes_a);
  CHECK_FALSE(store::check_blob(world.vault(), a, quiet).ok());
  CHECK_FALSE(store::check_blob(world.vault(), b, quiet).ok());
}

TEST_CASE("an error of the reader is not taken for the end of the file") {
  StoreWorld world;
  const sync::BlobRef ref = attach(world.vault(), sample_bytes(200'000, 8)).value();
  const std::string path = path_of(world.vault(), ref);
  Bytes bytes = world.files.content(path);
  bytes[150'000] ^= 1;
  world.files.put(path, bytes);
  std::unique_ptr<Source> source = store::open_blob(world.vault(), ref).value();
  CHECK_FALSE(read_all(*source).ok());
  ByteArray<8> more{};
  CHECK_FALSE(source->read(more).ok());
}

// Takes so many bytes, then has no room left.
class FullSink final : public Sink {
 public:
  explicit FullSink(std::size_t room) : room_(room) {}
  Result<void> write(ByteView bytes) override {
    if (bytes.size() > room_) return kFileFull;
    room_ -= bytes.size();
    return {};
  }

 private:
  std::size_t room_;
};

TEST_CASE("an error of whoever takes a file's bytes is no damage of the file, and ends the reading") {
  StoreWorld world;
  const std::size_t size = 40 * crypto::kChunkSize;
  const sync::BlobRef ref = attach(world.vault(), sample_bytes(size, 9)).value();
  for (const std::size_t room : {std::size_t{0}, crypto::kChunkSize, 20 * crypto::kChunkSize, size - 1}) {
    INFO(room);
    std::unique_ptr<Source> source = store::open_blob(world.vault(), ref).value();
    FullSink full(room);
    CHECK(source->pass(size, full).error().reason == kFileFull);
    // What was taken and what was not nobody knows any more: nothing comes out after it.
    MemorySink more;
    CHECK(source->pass(1, more).error().reason == kFileFull);
    ByteArray<8> rest{};
    CHECK(source->read(rest).error().reason == kFileFull);
  }
  std::unique_ptr<Source> whole = store::open_blob(world.vault(), ref).value();
  FullSink enough(size);
  CHECK(whole->pass(size, enough).ok());
}

TEST_CASE("a source that fails or is cancelled leaves no file") {
  class Failing final : public Source {
   public:
    Result<std::size_t> read(MutableByteView out) override {
      if (++reads > 2) return kFileRead;
      return out.size();
    }
    int reads = 0;
  };
  StoreWorld world;
  const std::vector<std::string> before = world.files.paths();
  Failing source;
  Result<store::StagedBlob> taken = store::take_in_blob(world.vault(), source, "video/mp4", quiet);
  CHECK((!taken.ok() && taken.error().reason == kFileRead));
  class Cancelling final : public Progress {
   public:
    void report(std::uint64_t, std::uint64_t) override {}
    bool cancelled() override { return true; }
  } cancelling;
  const Bytes content = sample_bytes(10, 1);
  MemorySource memory(content);
  CHECK_FALSE(store::take_in_blob(world.vault(), memory, "video/mp4", cancelling).ok());
  CHECK(world.files.paths() == before);
}

// Ends when the whole of it went through without meeting the failure.
TEST_CASE("wherever the disk fails while a file is attached, it is there whole or not at all") {
  const FailingDisk how = GENERATE(FailingDisk::Dies, FailingDisk::DiesTorn, FailingDisk::Stumbles);
  const Bytes content = sample_bytes(70'000, 9);
  bool done = false;
  std::size_t failures = 0;
  for (std::uint64_t call = 1; !done; ++call) {
    INFO("changing call " << call);
    StoreWorld world;
    world.fail_from(call, how);
    Result<sync::BlobRef> attached = attach(world.vault(), content);
    const bool acknowledged = attached.ok();
    if (!acknowledged) ++failures;
    done = !world.has_failed();
    world.die_and_reopen();
    const std::int64_t entries = count_rows(world.vault(), "SELECT count(*) FROM entry");
    const std::int64_t blobs = count_rows(world.vault(), "SELECT count(*) FROM blob");
    CHECK(entries == blobs);
    if (acknowledged) CHECK(blobs == 1);
    if (blobs == 1) {
      store::Statement find(world.vault().database(), "SELECT ref FROM blob");
      REQUIRE(find.step().value());
      const sync::BlobRef ref = find.array<16>(0).value();
      CHECK(store::check_blob(world.vault(), ref, quiet).ok());
    }
    for (const std::string& path : world.files.paths()) CHECK_FALSE(path.ends_with(".temp"));
    REQUIRE(call < 200);
  }
  CHECK(failures > 8);
}

TEST_CASE("a finished file without a row moves to lost, is named there, and goes after thirty days") {
  StoreWorld world;
  const store::StagedBlob blob = take_in(world.vault(), sample_bytes(100, 10)).value();
  const Bytes stored = world.files.content(store::blob_file_path(world.vault(), blob.file_name));
  world.die_and_reopen();
  std::vector<store::LostFile> lost = store::list_lost(world.vault()).value();
  REQUIRE(lost.size() == 1);
  CHECK(lost[0].name.starts_with(blob.file_name.substr(0, 2) + blob.file_name.substr(3)));
  CHECK(lost[0].size_bytes == stored.size());
  CHECK(world.files.content(std::string(kWorldVault) + "/lost/" + lost[0].name) == stored);
  const store::Verification verified = store::verify_vault(world.vault(), quiet).value();
  REQUIRE(verified.findings.size() == 1);
  CHECK(verified.findings[0].code == "blob.lost");
  CHECK(verified.findings[0].what == "lost/" + lost[0].name);
  CHECK(store::tidy_blobs(world.vault()).value() == 0);
  world.clock.now_ms += std::int64_t{30} * 24 * 3600 * 1000;
  CHECK(store::tidy_blobs(world.vault()).value() == 0);
  CHECK(store::list_lost(world.vault()).value().size() == 1);
  world.clock.now_ms += std::int64_t{24} * 3600 * 1000;
  CHECK(store::tidy_blobs(world.vault()).value() == 0);
  CHECK(store::list_lost(world.vault()).value().empty());
}

TEST_CASE("a discarded blob and a half-written one leave nothing") {
  StoreWorld world;
  const store::StagedBlob blob = take_in(world.vault(), sample_bytes(100, 11)).value();
  store::discard_blob(world.vault(), blob);
  world.files.put(std::string(kWorldVault) + "/blobs/00112233445566778899aabbccddeeff.temp", sample_bytes(9, 1));
  world.die_and_reopen();
  CHECK(store::list_lost(world.vault()).value().empty());
  for (const std::string& path : world.files.paths()) CHECK(path.find("/blobs/") == std::string::npos);
}

TEST_CASE("of a sealed blob the vault keeps no key, no digest, no type and no exact size") {
  StoreWorld world;
  const Bytes content = sample_bytes(70'001, 12);
  store::StagedBlob blob = take_in(world.vault(), content).value();
  const Bytes stored = world.files.content(store::blob_file_path(world.vault(), blob.file_name));
  const sync::EntryHash entry = crypto::sha256(content);
  REQUIRE(store::attach_blob(world.vault(), entry, blob, true).ok());
  const std::optional<store::BlobRow> row = store::find_blob(world.vault(), blob.fact.ref).value();
  CHECK(row->sealed);
  CHECK(row->fact.sha256 == Hash256{});
  CHECK(row->fact.media_type.empty());
  CHECK(row->fact.size != content.size());
  const auto sealed = [](const auto& result) {
    return !result.ok() && result.error().reason == store::kOpeningSealed;
  };
  CHECK(sealed(store::open_blob(world.vault(), blob.fact.ref)));
  CHECK(sealed(store::blob_key(world.vault(), blob.fact.ref)));
  CHECK(count_rows(world.vault(), "SELECT count(*) FROM blob WHERE key IS NULL AND local_id IS NULL") == 1);
  std::unique_ptr<Source> raw = store::open_stored_blob(world.vault(), blob.fact.ref).value();
  CHECK(read_all(*raw).value() == stored);
  CHECK(store::check_blob(world.vault(), blob.fact.ref, quiet).ok());
  REQUIRE(world.files.set_size(path_of(world.vault(), blob.fact.ref), stored.size() - 1).ok());
  CHECK_FALSE(store::open_stored_blob(world.vault(), blob.fact.ref).ok());
  CHECK_FALSE(store::check_blob(world.vault(), blob.fact.ref, quiet).ok());
}

TEST_CASE("the file of a sealed record opens to nobody here and lies as it was") {
  StoreWorld world;
  const Bytes content = sample_bytes(3'000, 15);
  const sync::BlobRef ref = attach(world.vault(), content, true).value();
  world.lock_and_reopen();
  const std::optional<store::BlobRow> row = store::find_blob(world.vault(), ref).value();
  CHECK(row->sealed);
  Result<std::unique_ptr<Source>> opened = store::open_blob(world.vault(), ref);
  CHECK((!opened.ok() && opened.error().reason == store::kOpeningSealed));
  CHECK(store::check_blob(world.vault(), ref, quiet).ok());
  CHECK(store::blobs_of(world.vault(), row->entry).value().size() == 1);
}

TEST_CASE("wherever the disk fails while a blob is dropped or removed, its file and its row end together") {
  const FailingDisk how = GENERATE(FailingDisk::Dies, FailingDisk::DiesTorn, FailingDisk::Stumbles);
  for (const bool drop : {true, false}) {
    bool done = false;
    for (std::uint64_t call = 1; !done; ++call) {
      INFO("changing call " << call << " drop " << drop);
      StoreWorld world;
      const sync::BlobRef ref = attach(world.vault(), sample_bytes(500, 13)).value();
      const std::string path = path_of(world.vault(), ref);
      world.fail_from(call, how);
      const Result<void> gone = drop ? store::drop_blob(world.vault(), ref) : store::remove_blob(world.vault(), ref);
      done = !world.has_failed();
      world.die_and_reopen();
      const std::optional<store::BlobRow> row = store::find_blob(world.vault(), ref).value();
      const bool file = world.files.exists(path).value();
      CHECK(file == (row.has_value() && row->here));
      if (gone.ok()) CHECK_FALSE(file);
      if (drop) CHECK(row.has_value());
      CHECK(store::list_lost(world.vault()).value().empty());
      CHECK(count_rows(world.vault(), "SELECT count(*) FROM doomed_file") == 0);
      REQUIRE(call < 100);
    }
  }
}

TEST_CASE("a dropped blob says that it is not here") {
  StoreWorld world;
  const sync::BlobRef ref = attach(world.vault(), sample_bytes(500, 14)).value();
  REQUIRE(store::drop_blob(world.vault(), ref).ok());
  Result<std::unique_ptr<Source>> opened = store::open_blob(world.vault(), ref);
  CHECK((!opened.ok() && opened.error().reason == store::kBlobMissing));
  CHECK(store::find_blob(world.vault(), ref).value()->state == store::BlobState::Dropped);
}

}  // namespace
}  // namespace holdfast::test
