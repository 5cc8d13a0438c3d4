#include "sync/segment.h"

#include <zstd.h>

#include "crypto/hash.h"
#include "tests/sync/bundle_fixture.h"

using namespace holdfast;
using namespace holdfast::sync;
using holdfast::test::BundleTeam;
using holdfast::test::EntryChain;
using holdfast::test::make_chain;
using holdfast::test::pattern_bytes;
using holdfast::test::plain_manifest;

namespace {

constexpr std::uint64_t kRawMax = kSegmentRawMax;

Bytes zstd_with(ByteView raw, const std::vector<std::pair<ZSTD_cParameter, int>>& parameters) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  for (const auto& [name, value] : parameters) {
    REQUIRE_FALSE(ZSTD_isError(ZSTD_CCtx_setParameter(context, name, value)));
  }
  Bytes out(ZSTD_compressBound(raw.size()));
  out.resize(ZSTD_compress2(context, out.data(), out.size(), raw.data(), raw.size()));
  ZSTD_freeCCtx(context);
  return out;
}

Bytes joined(Bytes front, ByteView back) {
  append(front, back);
  return front;
}

}  // namespace

TEST_CASE("entries and openings come back as they were") {
  BundleTeam team;
  for (const std::size_t count : {0u, 1u, 2u, 50u}) {
    const EntryChain chain = make_chain(team, count, 4);
    const Bytes raw = encode_entries(chain.entries);
    const Result<std::vector<SignedEntry>> entries = decode_entries(raw);
    REQUIRE(entries.ok());
    REQUIRE(entries->size() == count);
    CHECK(encode_entries(*entries) == raw);
    const Bytes raw_openings = encode_openings(chain.openings);
    const Result<std::vector<EntryOpening>> openings = decode_openings(raw_openings);
    REQUIRE(openings.ok());
    CHECK(encode_openings(*openings) == raw_openings);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK((*entries)[i].entry == chain.entries[i].entry);
      CHECK((*entries)[i].signature == chain.entries[i].signature);
      CHECK((*entries)[i].hash == chain.entries[i].hash);
    }
  }
}

TEST_CASE("openings stand in the order of their entries' hashes, however they were collected") {
  BundleTeam team;
  EntryChain chain = make_chain(team, 9);
  const Bytes raw = encode_openings(chain.openings);
  std::reverse(chain.openings.begin(), chain.openings.end());
  CHECK(encode_openings(chain.openings) == raw);
  // The same two openings in the other order are refused.
  const Bytes one = encode_openings(std::span(chain.openings).first(1));
  const Bytes other = encode_openings(std::span(chain.openings).subspan(1, 1));
  Bytes backwards = {0x82};
  const bool swapped = chain.openings[0].entry < chain.openings[1].entry;
  append(backwards, ByteView(swapped ? other : one).subspan(1));
  append(backwards, ByteView(swapped ? one : other).subspan(1));
  CHECK(decode_openings(backwards).error().reason == kEncodingNotCanonical);
  Bytes twice = {0x82};
  append(twice, ByteView(one).subspan(1));
  append(twice, ByteView(one).subspan(1));
  CHECK(decode_openings(twice).error().reason == kEncodingNotCanonical);
}

TEST_CASE("entries that are not one chain are refused") {
  BundleTeam team;
  EntryChain chain = make_chain(team, 4);
  auto reordered = chain.entries;
  std::swap(reordered[1], reordered[2]);
  CHECK(decode_entries(encode_entries(reordered)).error().reason == kChainBroken);
  auto gap = chain.entries;
  gap.erase(gap.begin() + 1);
  CHECK(decode_entries(encode_entries(gap)).error().reason == kChainBroken);
  auto repeated = chain.entries;
  repeated.insert(repeated.begin(), repeated.front());
  CHECK(decode_entries(encode_entries(repeated)).error().reason == kChainBroken);
}

TEST_CASE("sections cut at any length or with any bit flipped never parse into something else than they say") {
  BundleTeam team;
  const EntryChain chain = make_chain(team, 2);
  Bytes entries = encode_entries(chain.entries);
  Bytes openings = encode_openings(chain.openings);
  for (std::size_t size = 0; size < entries.size(); ++size) {
    CHECK_FALSE(decode_entries(ByteView(entries).first(size)).ok());
  }
  for (std::size_t size = 0; size < openings.size(); ++size) {
    CHECK_FALSE(decode_openings(ByteView(openings).first(size)).ok());
  }
  for (std::size_t bit = 0; bit < entries.size() * 8; ++bit) {
    entries[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    const auto decoded = decode_entries(entries);
    if (decoded.ok()) CHECK(encode_entries(*decoded) == entries);
    entries[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
  }
  for (std::size_t bit = 0; bit < openings.size() * 8; ++bit) {
    openings[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    const auto decoded = decode_openings(openings);
    if (decoded.ok()) CHECK(encode_openings(*decoded) == openings);
    openings[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
  }
}

TEST_CASE("a segment must be what the manifest claims") {
  BundleTeam team;
  const EntryChain chain = make_chain(team, 3, 7);
  Manifest manifest = plain_manifest(team);
  manifest.segment = range_of(chain.entries);
  CHECK(check_segment(chain.entries, manifest).ok());
  CHECK(check_segment({}, manifest).error().reason == kChainBroken);
  CHECK(check_segment(std::span(chain.entries).first(2), manifest).error().reason == kChainBroken);
  Manifest other = manifest;
  other.segment->head_before = EntryHash{1};
  CHECK(check_segment(chain.entries, other).error().reason == kChainBroken);
  other = manifest;
  other.segment->head_after = EntryHash{1};
  CHECK(check_segment(chain.entries, other).error().reason == kChainBroken);
  other = manifest;
  other.sender = DeviceId{1};
  CHECK(check_segment(chain.entries, other).error().reason == kChainBroken);
  other = manifest;
  other.team = TeamId{1};
  CHECK(check_segment(chain.entries, other).error().reason == kBundleWrongTeam);
  other = manifest;
  other.segment.reset();
  CHECK(check_segment(chain.entries, other).error().reason == kChainBroken);
}

TEST_CASE("the leaf of a blob comes back and refuses every other shape") {
  const BlobFact blob{BlobRef{1, 2}, crypto::sha256(as_bytes("a photo")), 12345, "image/jpeg"};
  const Result<BlobFact> back = blob_from_leaf(blob_path(blob.ref), blob_leaf(blob));
  REQUIRE(back.ok());
  CHECK(*back == blob);
  const CborValue good = blob_leaf(blob);
  CHECK_FALSE(blob_from_leaf("@blob/", good).ok());
  CHECK_FALSE(blob_from_leaf("@blob/01020000000000000000000000000000AA", good).ok());
  CHECK_FALSE(blob_from_leaf("@blob/ABCDEF00000000000000000000000000", good).ok());
  CHECK_FALSE(blob_from_leaf("@blobs/" + to_hex(blob.ref), good).ok());
  const CborValue hash(to_bytes(blob.sha256));
  const std::vector<CborValue> wrong = {
      CborValue(), CborValue(CborValue::Array{hash, 1}), CborValue(CborValue::Array{hash, -1, "a/b"}),
      CborValue(CborValue::Array{hash, "1", "a/b"}), CborValue(CborValue::Array{CborValue(Bytes(31)), 1, "a/b"}),
      CborValue(CborValue::Array{hash, 1, "a b"}), CborValue(CborValue::Array{hash, 1, "a/b", 1}),
      CborValue(CborValue::Array{hash, 1, std::string(128, 'a')}),
      CborValue(CborValue::Array{hash, static_cast<std::int64_t>(kBlobSizeMax + 1), "a/b"})};
  for (const CborValue& value : wrong) {
    CHECK(blob_from_leaf(blob_path(blob.ref), value).error().reason == kOpeningMalformed);
  }
}

TEST_CASE("packed sections come back, and what does not get smaller is stored as it is") {
  for (const std::size_t size : {0u, 1u, 100u, 255u, 256u, 257u, 65535u, 65536u, 65791u, 65792u, 300000u}) {
    INFO("size " << size);
    const Bytes raw(size, 0x41);
    const PackedSection packed = pack_section(raw);
    CHECK(packed.stored.size() <= raw.size());
    CHECK((packed.raw_size == 0 || packed.raw_size == raw.size()));
    CHECK((size < 100 || packed.raw_size == raw.size()));
    const Result<Bytes> back = unpack_section(packed.stored, packed.raw_size, kRawMax);
    REQUIRE(back.ok());
    CHECK(*back == raw);
  }
  const Bytes noise = pattern_bytes(5000);
  CHECK(pack_section(noise).raw_size == 0);
  CHECK(pack_section(noise).stored == noise);
}

TEST_CASE("16 MiB of records pack into a frame whose window is 8 MiB at most") {
  Bytes raw(kSegmentRawMax);
  for (std::size_t i = 0; i < raw.size(); ++i) raw[i] = static_cast<std::uint8_t>(i / 97);
  const PackedSection packed = pack_section(raw);
  CHECK(packed.raw_size == raw.size());
  CHECK(*unpack_section(packed.stored, packed.raw_size, kRawMax) == raw);
  CHECK(unpack_section(packed.stored, packed.raw_size, kRawMax - 1).error().reason == kBundleTooLarge);
  CHECK(unpack_section(raw, 0, kRawMax - 1).error().reason == kBundleTooLarge);
  // One with a window of 16 MiB is refused by its header.
  const Bytes wide = zstd_with(raw, {{ZSTD_c_windowLog, 24}});
  CHECK(unpack_section(wide, raw.size(), kRawMax).error().reason == kBundleSection);
}

TEST_CASE("any other zstd frame than ours is refused") {
  const Bytes raw(3000, 0x5A);
  const Bytes good = pack_section(raw).stored;
  REQUIRE(unpack_section(good, raw.size(), kRawMax).ok());
  const Bytes skippable = *from_hex("502a4d180400000001020304");
  const Bytes frame_of_nothing = zstd_with({}, {});
  const std::vector<std::pair<const char*, Bytes>> hostile = {
      {"skippable frame before", joined(skippable, good)},
      {"skippable frame behind", joined(good, skippable)},
      {"two frames", joined(good, good)},
      {"an empty frame behind", joined(good, frame_of_nothing)},
      {"a byte behind", joined(good, Bytes(1))},
      {"checksum", zstd_with(raw, {{ZSTD_c_checksumFlag, 1}})},
      {"no content size", zstd_with(raw, {{ZSTD_c_contentSizeFlag, 0}})},
      {"only a skippable frame", skippable},
      {"nothing", {}},
      {"raw bytes", Bytes(100, 0x5A)},
  };
  for (const auto& [name, bytes] : hostile) {
    INFO(name);
    CHECK(unpack_section(bytes, raw.size(), kRawMax).error().reason == kBundleSection);
  }
  CHECK(unpack_section(good, raw.size() - 1, kRawMax).error().reason == kBundleSection);
  CHECK(unpack_section(good, raw.size() + 1, kRawMax).error().reason == kBundleSection);
  Bytes dictionary = good;
  dictionary[4] |= 1;
  CHECK(unpack_section(dictionary, raw.size(), kRawMax).error().reason == kBundleSection);
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(unpack_section(ByteView(good).first(size), raw.size(), kRawMax).ok());
  }
}

TEST_CASE("a frame that claims more than it holds is refused whatever bit of it is flipped") {
  Bytes raw = pattern_bytes(400);
  append(raw, Bytes(2000, 0x33));
  Bytes packed = pack_section(raw).stored;
  for (std::size_t bit = 0; bit < packed.size() * 8; ++bit) {
    packed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    const Result<Bytes> unpacked = unpack_section(packed, raw.size(), kRawMax);
    if (unpacked.ok()) CHECK(unpacked->size() == raw.size());
    packed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
  }
}
