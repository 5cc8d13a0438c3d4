#include "sync/bundle_reader.h"

#include "crypto/hash.h"
#include "sync/reasons.h"
#include "tests/sync/bundle_fixture.h"

using namespace holdfast;
using namespace holdfast::sync;
using holdfast::test::blob_section;
using holdfast::test::BundleTeam;
using holdfast::test::pattern_bytes;
using holdfast::test::plain_manifest;
using holdfast::test::read_whole;
using holdfast::test::ReadBundle;
using holdfast::test::small_content;
using holdfast::test::write_to_bytes;

namespace {

// Yields zeros, `size` of them, without holding them.
class ZeroSource final : public Source {
 public:
  explicit ZeroSource(std::uint64_t size) : left_(size) {}
  Result<std::size_t> read(MutableByteView out) override {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, out.size()));
    std::fill_n(out.begin(), size, std::uint8_t{0});
    left_ -= size;
    return size;
  }

 private:
  std::uint64_t left_;
};

// Knows how much was asked of it.
class CountedSource final : public Source {
 public:
  explicit CountedSource(ByteView bytes) : below_(bytes) {}
  Result<std::size_t> read(MutableByteView out) override {
    const std::size_t got = TRY(below_.read(out));
    taken += got;
    return got;
  }
  std::size_t taken = 0;

 private:
  MemorySource below_;
};

class CountingSink final : public Sink {
 public:
  Result<void> write(ByteView bytes) override {
    size += bytes.size();
    return {};
  }
  std::uint64_t size = 0;
};

class CancelAfter final : public Progress {
 public:
  explicit CancelAfter(int calls) : left_(calls) {}
  void report(std::uint64_t, std::uint64_t) override {}
  bool cancelled() override { return --left_ < 0; }

 private:
  int left_;
};

// A section that yields other bytes than its manifest line says.
SectionContent section_that_yields(const Section& section, Bytes bytes, bool hash_known) {
  SectionContent out = section_from_bytes(section.type, std::move(bytes), 0);
  out.section = section;
  out.hash_known = hash_known;
  return out;
}

}  // namespace

TEST_CASE("a bundle comes back as it was, for each of its recipients") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  for (const std::uint64_t floor : {std::uint64_t{0}, kBundleFloorSmall, kBundleFloor}) {
    const Bytes file = write_to_bytes(content, team, floor);
    for (const crypto::Identity* identity : {&team.hq, &team.recovery}) {
      const Result<ReadBundle> read = read_whole(file, *identity, team.device.public_key(), floor, team.pool);
      REQUIRE(read.ok());
      CHECK(read->manifest == content.manifest);
      REQUIRE(read->sections.size() == 3);
      CHECK(read->sections[2] == pattern_bytes(100));
    }
  }
}

TEST_CASE("entries and openings unpack out of a bundle and fit its segment") {
  BundleTeam team;
  const Bytes file = write_to_bytes(small_content(team), team, kBundleFloor);
  MemorySource in(file);
  const crypto::Identity* const identities[] = {&team.stranger, &team.hq};
  Result<BundleReader> reader = BundleReader::begin(in, identities, team.pool);
  REQUIRE(reader.ok());
  REQUIRE(reader->check_sender(team.device.public_key()).ok());
  CHECK(reader->manifest_hash() == crypto::sha256(reader->manifest_bytes()));
  NoProgress progress;
  const Result<Bytes> raw = reader->read_section_bytes(0, kSegmentRawMax, progress);
  REQUIRE(raw.ok());
  const Result<std::vector<SignedEntry>> entries = decode_entries(*raw);
  REQUIRE(entries.ok());
  CHECK(check_segment(*entries, reader->manifest()).ok());
  const Result<Bytes> raw_openings = reader->read_section_bytes(1, kSegmentRawMax, progress);
  REQUIRE(raw_openings.ok());
  const Result<std::vector<EntryOpening>> openings = decode_openings(*raw_openings);
  REQUIRE(openings.ok());
  for (const SignedEntry& entry : *entries) {
    const auto found = std::find_if(openings->begin(), openings->end(),
                                    [&](const EntryOpening& opening) { return opening.entry == entry.hash; });
    REQUIRE(found != openings->end());
    CHECK(*opening_root(found->opening) == entry.entry.root);
  }
}

TEST_CASE("sections of every size around the chunks of the stream come back") {
  BundleTeam team;
  const std::size_t chunk = crypto::kChunkSize;
  // The container's own head shifts the boundaries: 84 bytes and the manifest.
  const std::size_t head = 84 + prepare_bundle(plain_manifest(team), {blob_section(Bytes(70000))}, team.recipients())
                                    ->manifest_bytes.size();
  for (const std::size_t base : {std::size_t{0}, chunk, chunk - head, 2 * chunk - head, 17 * chunk - head}) {
    for (int offset = -1; offset <= 1; ++offset) {
      if (base == 0 && offset < 0) continue;
      const std::size_t size = base + static_cast<std::size_t>(offset);
      INFO("size " << size);
      std::vector<SectionContent> sections;
      sections.push_back(blob_section(pattern_bytes(size)));
      sections.push_back(section_from_bytes(SectionType::Form, {}, 0));
      sections.push_back(blob_section(pattern_bytes(3)));
      Result<BundleContent> content = prepare_bundle(plain_manifest(team), std::move(sections), team.recipients());
      REQUIRE(content.ok());
      const Bytes file = write_to_bytes(*content, team, 0);
      const Result<ReadBundle> read = read_whole(file, team.hq, team.device.public_key(), 0, team.pool);
      REQUIRE(read.ok());
      CHECK(read->sections[0] == pattern_bytes(size));
      CHECK(read->sections[1].empty());
      CHECK(read->sections[2] == pattern_bytes(3));
    }
  }
}

TEST_CASE("a bundle without sections is whole, too") {
  BundleTeam team;
  Result<BundleContent> content = prepare_bundle(plain_manifest(team), {}, team.recipients());
  REQUIRE(content.ok());
  const Bytes file = write_to_bytes(*content, team, kBundleFloor);
  CHECK(read_whole(file, team.hq, team.device.public_key(), kBundleFloor, team.pool).ok());
  CHECK(file.size() == 478 + crypto::sealed_size(kBundleFloor));
}

TEST_CASE("the worked size of FORMAT.md is right") {
  BundleTeam team;
  const std::vector<crypto::Recipient> one = {team.hq.recipient()};
  Manifest manifest = plain_manifest(team);
  manifest.voided.clear();
  Result<BundleContent> content = prepare_bundle(manifest, {}, one);
  REQUIRE(content.ok());
  CHECK(content->manifest_bytes.size() == 122);
  NoProgress progress;
  MemorySink out;
  REQUIRE(write_bundle(*content, {one, team.device, kBundleFloor, team.random, team.pool, progress}, out).ok());
  CHECK(out.view().size() == 262686);
}

TEST_CASE("two cases that differ by a few answers make files of one size") {
  BundleTeam team;
  std::set<std::size_t> sizes;
  for (const std::size_t size : {0u, 200u, 5000u, 90000u, 250000u}) {
    Result<BundleContent> content =
        prepare_bundle(plain_manifest(team), {blob_section(pattern_bytes(size))}, team.recipients());
    REQUIRE(content.ok());
    sizes.insert(write_to_bytes(*content, team, kBundleFloor).size());
  }
  CHECK(sizes.size() == 1);
}

TEST_CASE("the same content written again has fresh keys and the same manifest") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const Bytes first = write_to_bytes(content, team, 0);
  const Bytes second = write_to_bytes(content, team, 0);
  REQUIRE(first.size() == second.size());
  std::size_t equal_bytes = 0;
  for (std::size_t i = 478; i < first.size(); ++i) equal_bytes += first[i] == second[i] ? 1 : 0;
  CHECK(equal_bytes < (first.size() - 478) / 16);
  CHECK(read_whole(second, team.hq, team.device.public_key(), 0, team.pool)->manifest == content.manifest);
}

TEST_CASE("a bundle knows its own bytes again, and no others") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const std::vector<crypto::Recipient> recipients = team.recipients();
  NoProgress progress;
  Result<BundleFile> file =
      BundleFile::make(content, {recipients, team.device, 0, team.random, team.pool, progress});
  REQUIRE(file.ok());
  MemorySink written;
  REQUIRE(file->write(written).ok());
  REQUIRE(written.view().size() == file->size_bytes());
  const auto checked = [&file](ByteView bytes) {
    MemorySource copy(bytes);
    const Result<void> done = file->check(copy);
    return done.ok() ? std::string("same") : std::string(done.error().reason.code());
  };
  CHECK(checked(written.view()) == "same");
  CHECK(checked(written.view()) == "same");  // as often as one likes
  for (std::size_t at = 0; at < written.view().size(); ++at) {
    Bytes other = written.view();
    other[at] ^= static_cast<std::uint8_t>(1u << (at % 8));
    if (checked(other) != "road.read_back") FAIL("byte " << at);
  }
  for (std::size_t size = 0; size < written.view().size(); ++size) {
    if (checked(ByteView(written.view()).first(size)) != "road.read_back") FAIL("length " << size);
  }
  Bytes longer = written.view();
  longer.push_back(0);
  CHECK(checked(longer) == "road.read_back");
  CHECK(checked(write_to_bytes(content, team, 0)) == "road.read_back");  // the same content in another envelope
}

TEST_CASE("a 64 MiB section costs less than 0.05 percent, is not hashed again and is not held in memory") {
  BundleTeam team;
  constexpr std::uint64_t kSize = std::uint64_t{64} << 20;
  SectionContent section = blob_section({}, 0, 0);
  section.section.stored_size = kSize;
  section.section.blob->total = kSize;
  section.section.sha256 = Hash256{1};  // false on purpose: nobody may compute it while writing
  section.hash_known = true;
  section.open = [size = std::uint64_t{kSize}]() -> Result<std::unique_ptr<Source>> {
    return std::unique_ptr<Source>(std::make_unique<ZeroSource>(size));
  };
  Result<BundleContent> content = prepare_bundle(plain_manifest(team), {section}, team.recipients());
  REQUIRE(content.ok());
  NoProgress progress;
  CountingSink out;
  const std::vector<crypto::Recipient> recipients = team.recipients();
  REQUIRE(write_bundle(*content, {recipients, team.device, 0, team.random, team.pool, progress}, out).ok());
  const std::uint64_t container = container_size(content->manifest, content->manifest_bytes.size());
  const std::uint64_t padding = padded_container_size(container, 0) - container;
  const std::uint64_t overhead = out.size - kSize - padding;
  CHECK(overhead * 10000 < kSize * 5);
  CHECK(out.size == 478 + crypto::sealed_size(container + padding));
}

TEST_CASE("a section that yields other bytes than planned stops the writing") {
  BundleTeam team;
  const Section planned = blob_section(pattern_bytes(1000)).section;
  NoProgress progress;
  const std::vector<crypto::Recipient> recipients = team.recipients();
  const auto written = [&](Bytes bytes, bool hash_known) {
    Result<BundleContent> content = prepare_bundle(
        plain_manifest(team), {section_that_yields(planned, std::move(bytes), hash_known)}, team.recipients());
    REQUIRE(content.ok());
    MemorySink out;
    const Result<void> result =
        write_bundle(*content, {recipients, team.device, 0, team.random, team.pool, progress}, out);
    // What was written before the failure never opens as a whole bundle.
    if (!result.ok()) {
      CHECK_FALSE(read_whole(out.view(), team.hq, team.device.public_key(), 0, team.pool).ok());
      return result.error().reason;
    }
    return Reason(kCancelled);  // stands for "nothing went wrong"
  };
  CHECK(written(pattern_bytes(1000), false) == kCancelled);
  CHECK(written(pattern_bytes(999), true) == kBundleSection);
  CHECK(written(pattern_bytes(1001), true) == kBundleSection);
  CHECK(written({}, true) == kBundleSection);
  CHECK(written(pattern_bytes(1000, 6), false) == kBundleSection);
}

TEST_CASE("the writer refuses other recipients or another key than the manifest names") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  NoProgress progress;
  MemorySink out;
  const std::vector<crypto::Recipient> others = {team.hq.recipient(), team.stranger.recipient()};
  CHECK(write_bundle(content, {others, team.device, 0, team.random, team.pool, progress}, out).error().reason ==
        kBundleRecipients);
  const crypto::SigningKey other = crypto::SigningKey::generate(team.random);
  const std::vector<crypto::Recipient> recipients = team.recipients();
  CHECK(write_bundle(content, {recipients, other, 0, team.random, team.pool, progress}, out).error().reason ==
        kBundleSignature);
  CHECK(out.view().empty());
  const std::vector<crypto::Recipient> twice = {team.hq.recipient(), team.hq.recipient()};
  CHECK_FALSE(prepare_bundle(plain_manifest(team), {}, twice).ok());
  CHECK_FALSE(prepare_bundle(plain_manifest(team), {}, {}).ok());
}

TEST_CASE("cancelling at any moment ends in cancelled") {
  BundleTeam team;
  Result<BundleContent> content =
      prepare_bundle(plain_manifest(team), {blob_section(pattern_bytes(std::size_t{5} << 20))}, team.recipients());
  REQUIRE(content.ok());
  const std::vector<crypto::Recipient> recipients = team.recipients();
  for (int calls = 0; calls < 6; ++calls) {
    CancelAfter progress(calls);
    MemorySink out;
    CHECK(write_bundle(*content, {recipients, team.device, 0, team.random, team.pool, progress}, out).error().reason ==
          kCancelled);
  }
  const Bytes file = write_to_bytes(*content, team, 0);
  MemorySource in(file);
  const crypto::Identity* const identities[] = {&team.hq};
  Result<BundleReader> reader = BundleReader::begin(in, identities, team.pool);
  REQUIRE(reader->check_sender(team.device.public_key()).ok());
  CancelAfter progress(2);
  MemorySink out;
  CHECK(reader->read_section(0, out, progress).error().reason == kCancelled);
  CHECK(reader->finish(0).error().reason == kCancelled);  // once failed, always failed
}

TEST_CASE("a section larger than its reader wants is refused before it is read") {
  BundleTeam team;
  std::vector<SectionContent> sections = {blob_section(pattern_bytes(std::size_t{4} << 20))};
  const BundleContent content = *prepare_bundle(plain_manifest(team), std::move(sections), team.recipients());
  const Bytes file = write_to_bytes(content, team, 0);
  CountedSource in(file);
  const crypto::Identity* const identities[] = {&team.hq};
  Result<BundleReader> reader = BundleReader::begin(in, identities, team.pool);
  REQUIRE(reader->check_sender(team.device.public_key()).ok());
  NoProgress progress;
  CHECK(reader->read_section_bytes(0, content.manifest.sections[0].stored_size - 1, progress).error().reason ==
        kBundleTooLarge);
  CHECK(in.taken < file.size() / 2);
}
