// Media that comes from elsewhere: before its facts, after them, in parts, damaged, sealed, erased.
#include "app/store/blob_file.h"
#include "app/store/blobs.h"
#include "app/store/erasure.h"
#include "app/store/import_stage.h"
#include "crypto/hash.h"
#include "crypto/stream.h"
#include "sync/reasons.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};
constexpr Id16 kRef{0x42};

struct MediaWorld {
  StoreWorld world{sync::Role::Hq};
  OtherDevice device{world.team(), 41};
  std::uint64_t number = 0;

  store::Vault& vault() { return world.vault(); }
  Result<store::ImportStage> begin() { return store::ImportStage::begin(world.vault()); }
  Result<void> apply(store::ImportStage& stage) { return stage.apply(bundle_from(device, ++number), quiet); }
  Result<void> bring_facts(const MadeEntry& made) {
    store::ImportStage stage = TRY(begin());
    TRY(stage_entry(stage, made));
    return apply(stage);
  }
  Result<std::vector<store::DamagedBlob>> bring_media(const sync::BlobPart& place, ByteView bytes,
                                                      bool sealed = false) {
    store::ImportStage stage = TRY(begin());
    TRY(stage_blob(stage, place, bytes, sealed));
    TRY(apply(stage));
    return stage.damaged_blobs();
  }
  Bytes content() {
    Result<std::unique_ptr<Source>> source = store::open_blob(vault(), kRef);
    if (!source.ok()) return {};
    Result<Bytes> bytes = read_all(*source.value());
    return bytes.ok() ? bytes.value() : Bytes();
  }
  std::size_t blob_files() const {
    std::size_t out = 0;
    for (const std::string& path : world.files.paths()) out += path.find("/blobs/") != std::string::npos ? 1 : 0;
    return out;
  }
};

// The file as it would lie in the vault of the laptop that took it in.
Bytes stored_form(ByteView content, crypto::KeyView key, std::uint8_t padding = 0) {
  MemorySink out;
  Pool pool{1};
  crypto::StreamSealer sealer(key, out, pool);
  Bytes padded = to_bytes(content);
  padded.resize(static_cast<std::size_t>(crypto::plain_size(store::stored_blob_size(content.size())).value()),
                padding);
  HOLDFAST_ASSERT(sealer.write(padded).ok() && sealer.finish().ok());
  return out.take();
}

TEST_CASE("media and facts find each other in either order") {
  const Bytes content = sample_bytes(66'000, 1);
  for (const bool facts_first : {true, false}) {
    INFO(facts_first);
    MediaWorld m;
    const MadeEntry made = m.device.make_with_blob(kRef, content);
    const sync::BlobPart place{kRef, made.entry.hash, 0, content.size()};
    if (facts_first) {
      REQUIRE(m.bring_facts(made).ok());
      CHECK(store::missing_blobs(m.vault(), made.entry).value().size() == 1);
      CHECK(store::seqs_missing_blobs(m.vault(), m.device.id()).value() == std::vector<std::uint64_t>{1});
      REQUIRE(m.bring_media(place, content).ok());
    } else {
      REQUIRE(m.bring_media(place, content).ok());
      CHECK(store::list_unclaimed(m.vault()).value().size() == 1);
      Result<std::unique_ptr<Source>> early = store::open_blob(m.vault(), kRef);
      CHECK((!early.ok() && early.error().reason == store::kBlobMissing));
      m.world.die_and_reopen();
      REQUIRE(m.bring_facts(made).ok());
    }
    CHECK(m.content() == content);
    CHECK(store::list_unclaimed(m.vault()).value().empty());
    CHECK(store::missing_blobs(m.vault(), made.entry).value().empty());
    CHECK(store::seqs_missing_blobs(m.vault(), m.device.id()).value().empty());
    CHECK(m.blob_files() == 1);
    // The same again changes nothing.
    REQUIRE(m.bring_media(place, content).ok());
    CHECK(m.blob_files() == 1);
    CHECK(m.content() == content);
  }
}

TEST_CASE("a large file in parts is whole after the last of them, in any order") {
  const Bytes content = sample_bytes(200'001, 2);
  const std::vector<std::pair<std::size_t, std::size_t>> cuts{{0, 70'000}, {70'000, 1}, {70'001, 130'000}};
  std::vector<std::size_t> order{0, 1, 2};
  do {
    for (const bool facts_first : {true, false}) {
      MediaWorld m;
      const MadeEntry made = m.device.make_with_blob(kRef, content);
      if (facts_first) REQUIRE(m.bring_facts(made).ok());
      for (const std::size_t i : order) {
        CHECK(m.content() != content);
        const auto [offset, size] = cuts[i];
        REQUIRE(m.bring_media({kRef, made.entry.hash, offset, content.size()},
                              ByteView(content).subspan(offset, size)).ok());
      }
      if (!facts_first) REQUIRE(m.bring_facts(made).ok());
      CHECK(m.content() == content);
      CHECK(store::check_blob(m.vault(), kRef, quiet).ok());
      CHECK(store::list_unclaimed(m.vault()).value().empty());
      CHECK(m.blob_files() == 1);
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("several parts in one bundle are joined, and a part that comes twice counts once") {
  const Bytes content = sample_bytes(150'000, 3);
  MediaWorld m;
  const MadeEntry made = m.device.make_with_blob(kRef, content);
  REQUIRE(m.bring_media({kRef, made.entry.hash, 0, content.size()}, ByteView(content).first(65'536)).ok());
  REQUIRE(m.bring_media({kRef, made.entry.hash, 0, content.size()}, ByteView(content).first(65'536)).ok());
  CHECK(m.blob_files() == 1);
  store::ImportStage stage = m.begin().value();
  REQUIRE(stage_entry(stage, made).ok());
  REQUIRE(stage_blob(stage, {kRef, made.entry.hash, 131'072, content.size()}, ByteView(content).subspan(131'072)).ok());
  REQUIRE(stage_blob(stage, {kRef, made.entry.hash, 65'536, content.size()},
                     ByteView(content).subspan(65'536, 65'536)).ok());
  REQUIRE(m.apply(stage).ok());
  CHECK(stage.new_blobs() == 1);
  CHECK(m.content() == content);
  CHECK(m.blob_files() == 1);
}

TEST_CASE("media that is not what its entry says is refused and named, and the right one still comes in") {
  const Bytes content = sample_bytes(5'000, 4);
  Bytes other = content;
  other[17] ^= 1;
  for (const bool facts_first : {true, false}) {
    MediaWorld m;
    const MadeEntry made = m.device.make_with_blob(kRef, content);
    const sync::BlobPart place{kRef, made.entry.hash, 0, content.size()};
    if (facts_first) REQUIRE(m.bring_facts(made).ok());
    const std::vector<store::DamagedBlob> damaged = m.bring_media(place, other).value();
    if (!facts_first) REQUIRE(m.bring_facts(made).ok());
    CHECK(damaged.size() == (facts_first ? 1u : 0u));
    const std::vector<store::UnclaimedBlob> kept = store::list_unclaimed(m.vault()).value();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].refused == store::kBlobDamaged.code());
    CHECK(store::missing_blobs(m.vault(), made.entry).value().size() == 1);
    CHECK(m.content().empty());
    REQUIRE(m.bring_media(place, content).ok());
    CHECK(m.content() == content);
    CHECK(m.blob_files() == 1);
  }
}

TEST_CASE("one sender's media cannot stand in the way of another's") {
  const Bytes content = sample_bytes(5'000, 5);
  MediaWorld m;
  const MadeEntry made = m.device.make_with_blob(kRef, content);
  const sync::BlobPart place{kRef, made.entry.hash, 0, content.size()};
  OtherDevice hostile(m.world.team(), 66);
  store::ImportStage stage = m.begin().value();
  REQUIRE(stage_blob(stage, place, sample_bytes(5'000, 6)).ok());
  REQUIRE(stage.apply(bundle_from(hostile, 1), quiet).ok());
  REQUIRE(m.bring_media(place, content).ok());
  CHECK(store::list_unclaimed(m.vault()).value().size() == 2);
  REQUIRE(m.bring_facts(made).ok());
  CHECK(m.content() == content);
}

TEST_CASE("a sealed blob is taken in with its key, whichever comes first") {
  const Bytes content = sample_bytes(90'000, 7);
  FakeRandom random(8);
  const crypto::Secret<32> key = crypto::Secret<32>::random(random);
  const Bytes stored = stored_form(content, key.view());
  for (const int order : {0, 1, 2}) {
    INFO(order);
    MediaWorld m;
    const MadeEntry made = m.device.make_with_blob(kRef, content);
    const auto bring = [&] {
      // In two parts, as a large one would come.
      const sync::BlobPart back{kRef, made.entry.hash, 60'000, stored.size()};
      const sync::BlobPart front{kRef, made.entry.hash, 0, stored.size()};
      REQUIRE(m.bring_media(back, ByteView(stored).subspan(60'000), true).ok());
      REQUIRE(m.bring_media(front, ByteView(stored).first(60'000), true).ok());
    };
    if (order == 0) bring();
    Result<void> before_facts = store::adopt_sealed_blob(m.vault(), kRef, key.clone());
    CHECK((!before_facts.ok() && before_facts.error().reason == store::kOpeningMissing));
    REQUIRE(m.bring_facts(made).ok());
    if (order == 1) bring();
    CHECK(m.content().empty());
    REQUIRE(store::adopt_sealed_blob(m.vault(), kRef, key.clone()).ok());
    if (order == 2) bring();
    CHECK(m.content() == content);
    CHECK(m.blob_files() == 1);
    CHECK(store::check_blob(m.vault(), kRef, quiet).ok());
    CHECK(store::adopt_sealed_blob(m.vault(), kRef, key.clone()).ok());
  }
}

TEST_CASE("a sealed blob that does not open with its key is refused and kept") {
  const Bytes content = sample_bytes(90'000, 9);
  FakeRandom random(10);
  const crypto::Secret<32> key = crypto::Secret<32>::random(random);
  Bytes stored = stored_form(content, key.view());
  stored[70'000] ^= 1;
  MediaWorld m;
  const MadeEntry made = m.device.make_with_blob(kRef, content);
  REQUIRE(m.bring_facts(made).ok());
  REQUIRE(m.bring_media({kRef, made.entry.hash, 0, stored.size()}, stored, true).ok());
  Result<void> adopted = store::adopt_sealed_blob(m.vault(), kRef, key.clone());
  CHECK((!adopted.ok() && adopted.error().reason == store::kBlobDamaged));
  CHECK(store::list_unclaimed(m.vault()).value().size() == 1);
  CHECK(m.content().empty());
  stored[70'000] ^= 1;
  REQUIRE(m.bring_media({kRef, made.entry.hash, 0, stored.size()}, stored, true).ok());
  CHECK(m.content() == content);
}

TEST_CASE("a sealed blob with something in its padding is refused") {
  const Bytes content = sample_bytes(90'000, 14);
  FakeRandom random(15);
  const crypto::Secret<32> key = crypto::Secret<32>::random(random);
  for (const std::uint8_t padding : {std::uint8_t{0}, std::uint8_t{1}}) {
    MediaWorld m;
    const MadeEntry made = m.device.make_with_blob(kRef, content);
    const Bytes stored = stored_form(content, key.view(), padding);
    REQUIRE(m.bring_facts(made).ok());
    REQUIRE(m.bring_media({kRef, made.entry.hash, 0, stored.size()}, stored, true).ok());
    CHECK(store::adopt_sealed_blob(m.vault(), kRef, key.clone()).ok() == (padding == 0));
    CHECK(m.content().empty() == (padding != 0));
  }
}

TEST_CASE("a part that goes beyond the whole is refused") {
  MediaWorld m;
  store::ImportStage stage = m.begin().value();
  Result<void> staged = stage_blob(stage, {kRef, Hash256{1}, 10, 15}, sample_bytes(6, 1));
  CHECK((!staged.ok() && staged.error().reason == sync::kBundleSection));
}

TEST_CASE("media without facts beyond the quota refuses its bundle, media with facts does not") {
  const Bytes content = sample_bytes(100, 11);
  MediaWorld m;
  const MadeEntry made = m.device.make_with_blob(kRef, content);
  REQUIRE(m.bring_media({Id16{1}, Hash256{1}, 0, 100}, content).ok());
  {
    store::Statement grow(m.vault().database(), "UPDATE unclaimed_blob SET stored_size = ?");
    REQUIRE(grow.bind(store::kUnclaimedBytesMax).run().ok());
  }
  const auto before = dump_tables(m.vault());
  Result<std::vector<store::DamagedBlob>> full = m.bring_media({Id16{2}, Hash256{1}, 0, 100}, content);
  CHECK((!full.ok() && full.error().reason == store::kBlobUnclaimedFull));
  CHECK(dump_tables(m.vault()) == before);
  CHECK(m.blob_files() == 1);
  REQUIRE(m.bring_facts(made).ok());
  CHECK(m.bring_media({kRef, made.entry.hash, 0, content.size()}, content).ok());
  CHECK(m.content() == content);
  // A part of a blob whose entry is here waits for the rest, whatever else waits.
  const MadeEntry second = m.device.make_with_blob(Id16{3}, content);
  REQUIRE(m.bring_facts(second).ok());
  CHECK(m.bring_media({Id16{3}, second.entry.hash, 0, 100}, ByteView(content).first(50)).ok());
  // Another sender has room of its own, and a person can make room.
  OtherDevice other(m.world.team(), 67);
  store::ImportStage stage = m.begin().value();
  REQUIRE(stage_blob(stage, {Id16{4}, Hash256{1}, 0, 100}, content).ok());
  CHECK(stage.apply(bundle_from(other, 1), quiet).ok());
  REQUIRE(store::remove_unclaimed(m.vault(), Id16{1}, m.device.id()).ok());
  CHECK(m.bring_media({Id16{2}, Hash256{1}, 0, 100}, content).ok());
  CHECK(m.blob_files() == 4);
}

// The erased value is the file itself: its leaf, its bytes, and whatever of it comes later.
TEST_CASE("an erased file goes and does not come back, in any order of arrival") {
  const Bytes content = sample_bytes(4'000, 12);
  std::vector<int> order{0, 1, 2};  // facts, media, erasure
  do {
    INFO(order[0] << order[1] << order[2]);
    MediaWorld m;
    OtherDevice hq(m.world.team(), 50);
    const MadeEntry made = m.device.make_with_blob(kRef, content);
    const std::optional<Hash256> leaf = sync::leaf_hash_of(made.opening, sync::blob_path(kRef));
    sync::Values values;
    store::add_erasure(values, {made.entry.hash, {*leaf}});
    CHECK(store::erasures_in(values) == std::vector<store::Erasure>{{made.entry.hash, {*leaf}}});
    const MadeEntry erase = hq.make(sync::EntryType::Erase, made.entry.entry.object, values);
    for (const int step : order) {
      if (step == 0) REQUIRE(m.bring_facts(made).ok());
      if (step == 1) REQUIRE(m.bring_media({kRef, made.entry.hash, 0, content.size()}, content).ok());
      if (step == 2) {
        store::ImportStage stage = m.begin().value();
        REQUIRE(stage_entry(stage, erase, sync::Role::Hq).ok());
        REQUIRE(stage.apply(bundle_from(hq, 1), quiet).ok());
      }
    }
    CHECK(m.content().empty());
    CHECK(m.blob_files() == 0);
    REQUIRE(m.bring_media({kRef, made.entry.hash, 0, content.size()}, content).ok());
    CHECK(m.blob_files() == 0);
    CHECK(store::find_blob(m.vault(), kRef).value()->state == store::BlobState::Erased);
    CHECK(store::missing_blobs(m.vault(), made.entry).value().empty());
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a sealed file does not bring back what was erased before it came") {
  for (const bool erased : {true, false}) {
    INFO(erased);
    MediaWorld m;
    const MadeEntry made = m.device.make_with_blob(kRef, sample_bytes(100, 16));
    if (erased) {
      sync::Values values;
      store::add_erasure(values, {made.entry.hash, {*sync::leaf_hash_of(made.opening, "note")}});
      OtherDevice hq(m.world.team(), 51);
      store::ImportStage stage = m.begin().value();
      REQUIRE(stage_entry(stage, hq.make(sync::EntryType::Erase, made.entry.entry.object, values),
                          sync::Role::Hq).ok());
      REQUIRE(stage.apply(bundle_from(hq, 1), quiet).ok());
    }
    store::ImportStage stage = m.begin().value();
    REQUIRE(stage.add_sealed(made.entry.hash, {sync::FieldClass::Plain, sample_bytes(4096, 17)}).ok());
    REQUIRE(stage_entry(stage, made).ok());
    REQUIRE(m.apply(stage).ok());
    CHECK(store::sealed_parts(m.vault(), made.entry.hash).value().size() == (erased ? 0u : 1u));
    const sync::Opening opening = store::get_opening(m.vault(), made.entry).value();
    CHECK(sync::opening_values(opening).contains("note") == !erased);
    CHECK(sync::opening_values(opening).contains(sync::blob_path(kRef)));
  }
}

TEST_CASE("an erase entry of a field device erases nothing") {
  const Bytes content = sample_bytes(4'000, 13);
  MediaWorld m;
  const MadeEntry made = m.device.make_with_blob(kRef, content);
  sync::Values values;
  store::add_erasure(values, {made.entry.hash, {*sync::leaf_hash_of(made.opening, sync::blob_path(kRef))}});
  const MadeEntry erase = m.device.make(sync::EntryType::Erase, made.entry.entry.object, values);
  REQUIRE(m.bring_facts(made).ok());
  REQUIRE(m.bring_media({kRef, made.entry.hash, 0, content.size()}, content).ok());
  REQUIRE(m.bring_facts(erase).ok());
  CHECK(m.content() == content);
}

}  // namespace
}  // namespace holdfast::test
