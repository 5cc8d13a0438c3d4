#include "sync/manifest.h"

#include <functional>

#include "crypto/hash.h"
#include "tests/sync/bundle_fixture.h"

using namespace holdfast;
using namespace holdfast::sync;
using holdfast::test::BundleTeam;
using holdfast::test::plain_manifest;

namespace {

Section section_of(SectionType type, std::uint64_t stored, std::uint64_t raw = 0) {
  Section out;
  out.type = type;
  out.stored_size = stored;
  out.raw_size = raw;
  out.sha256 = crypto::sha256(as_bytes("contents"));
  if (type == SectionType::Blob || type == SectionType::SealedBlob) out.blob = BlobPart{{}, {}, 0, stored};
  if (type == SectionType::Sealed) out.subject = EntryHash{9};
  return out;
}

Manifest full_manifest(const BundleTeam& team) {
  Manifest out = plain_manifest(team);
  out.number = 300;
  out.voided = {1, 24, 299};
  out.kind = BundleKind::Changes;
  out.segment = SegmentRange{5, 9, EntryHash{1}, EntryHash{2}};
  out.sections = {section_of(SectionType::Entries, 100, 400), section_of(SectionType::Openings, 0),
                  section_of(SectionType::Sealed, 7), section_of(SectionType::Blob, 70000),
                  section_of(SectionType::SealedBlob, 1), section_of(SectionType::Form, 3),
                  section_of(SectionType::Orders, 3)};
  return out;
}

Reason reason_of_check(const Manifest& manifest) {
  const Result<void> checked = check_manifest(manifest);
  REQUIRE_FALSE(checked.ok());
  // What is not allowed does not parse either.
  const Result<Manifest> decoded = decode_manifest(encode_manifest(manifest));
  REQUIRE_FALSE(decoded.ok());
  return checked.error().reason;
}

}  // namespace

TEST_CASE("a manifest comes back as it was") {
  const BundleTeam team;
  for (const Manifest& manifest : {plain_manifest(team), full_manifest(team)}) {
    const Bytes encoded = encode_manifest(manifest);
    const Result<Manifest> decoded = decode_manifest(encoded);
    REQUIRE(decoded.ok());
    CHECK(*decoded == manifest);
    CHECK(encode_manifest(*decoded) == encoded);
  }
}

TEST_CASE("a manifest cut at any length, or with a byte more, does not parse") {
  const BundleTeam team;
  Bytes encoded = encode_manifest(full_manifest(team));
  for (std::size_t size = 0; size < encoded.size(); ++size) {
    INFO("length " << size);
    CHECK_FALSE(decode_manifest(ByteView(encoded).first(size)).ok());
  }
  encoded.push_back(0);
  CHECK_FALSE(decode_manifest(encoded).ok());
}

TEST_CASE("a manifest with any bit flipped is refused or is exactly another manifest") {
  const BundleTeam team;
  const Manifest original = full_manifest(team);
  Bytes encoded = encode_manifest(original);
  for (std::size_t bit = 0; bit < encoded.size() * 8; ++bit) {
    encoded[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    const Result<Manifest> decoded = decode_manifest(encoded);
    if (decoded.ok()) {
      CHECK_FALSE(*decoded == original);
      CHECK(encode_manifest(*decoded) == encoded);
    }
    encoded[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
  }
}

TEST_CASE("a manifest of a later version says so, whatever else it has") {
  const BundleTeam team;
  Bytes encoded = encode_manifest(full_manifest(team));
  encoded[2] = 2;
  CHECK(decode_manifest(encoded).error().reason == kBundleNewer);
  encoded[0] = 0xA0 | 17;  // and with more fields
  CHECK(decode_manifest(encoded).error().reason == kBundleNewer);
  encoded[0] = 0xA0 | 11;
  encoded[2] = 0;
  CHECK(decode_manifest(encoded).error().reason == kBundleManifest);
}

TEST_CASE("every rule of the manifest refuses what breaks it") {
  const BundleTeam team;
  const std::vector<std::pair<const char*, std::function<void(Manifest&)>>> breaks = {
      {"number zero", [](Manifest& m) { m.number = 0; m.voided.clear(); }},
      {"voided not ascending", [](Manifest& m) { m.voided = {2, 1}; }},
      {"voided twice", [](Manifest& m) { m.voided = {2, 2}; }},
      {"voided zero", [](Manifest& m) { m.voided = {0}; }},
      {"voided itself", [](Manifest& m) { m.voided = {m.number}; }},
      {"no recipients", [](Manifest& m) { m.recipients.clear(); }},
      {"recipients not sorted", [](Manifest& m) { std::swap(m.recipients[0], m.recipients[1]); }},
      {"recipient twice", [](Manifest& m) { m.recipients[1] = m.recipients[0]; }},
      {"segment from zero", [](Manifest& m) { m.segment->from = 0; }},
      {"segment backwards", [](Manifest& m) { m.segment->to = 4; }},
      {"segment at the start with a head before", [](Manifest& m) { m.segment->from = 1; }},
      {"segment later without a head before", [](Manifest& m) { m.segment->head_before = {}; }},
      {"segment without a head after", [](Manifest& m) { m.segment->head_after = {}; }},
      {"segment without entries", [](Manifest& m) { m.sections.erase(m.sections.begin()); }},
      {"segment with two sections of entries", [](Manifest& m) { m.sections.push_back(m.sections[0]); }},
      {"changes with entries and no segment", [](Manifest& m) { m.segment.reset(); }},
      {"raw length not above the stored one", [](Manifest& m) { m.sections[0].raw_size = 100; }},
      {"compressed nothing", [](Manifest& m) { m.sections[1].raw_size = 5; }},
      {"compressed sealed opening", [](Manifest& m) { m.sections[2].raw_size = 50; }},
      {"compressed blob", [](Manifest& m) { m.sections[3].raw_size = 80000; }},
      {"a type of section that is not used", [](Manifest& m) { m.sections[5].type = static_cast<SectionType>(7); }},
      {"blob beyond its total", [](Manifest& m) { m.sections[3].blob->offset = 1; }},
      {"blob with an offset that overflows", [](Manifest& m) { m.sections[3].blob->offset = ~std::uint64_t{0}; }},
      {"empty part of a blob", [](Manifest& m) { m.sections[3].stored_size = 0; }},
      {"blob over 64 GiB", [](Manifest& m) { m.sections[3].blob->total = kBlobSizeMax + 1; }},
  };
  for (const auto& [name, apply] : breaks) {
    INFO(name);
    Manifest manifest = full_manifest(team);
    REQUIRE(check_manifest(manifest).ok());
    apply(manifest);
    CHECK(reason_of_check(manifest) == kBundleManifest);
  }
}

TEST_CASE("limits hold just at their edge") {
  const BundleTeam team;
  Manifest manifest = plain_manifest(team);
  manifest.sections.assign(kSectionsMax, section_of(SectionType::Form, 1));
  CHECK(decode_manifest(encode_manifest(manifest)).ok());
  manifest.sections.push_back(section_of(SectionType::Form, 1));
  CHECK(check_manifest(manifest).error().reason == kBundleTooLarge);
  CHECK_FALSE(decode_manifest(encode_manifest(manifest)).ok());

  manifest = plain_manifest(team);
  manifest.recipients.clear();
  for (std::uint8_t i = 1; i <= 64; ++i) manifest.recipients.push_back(Hash256{i});
  CHECK(decode_manifest(encode_manifest(manifest)).ok());
  manifest.recipients.push_back(Hash256{65});
  CHECK_FALSE(decode_manifest(encode_manifest(manifest)).ok());

  manifest = plain_manifest(team);
  manifest.sections = {section_of(SectionType::Blob, kBundleSizeMax - 84)};
  CHECK(check_manifest(manifest).ok());
  manifest.sections = {section_of(SectionType::Blob, kBundleSizeMax - 83)};
  CHECK(check_manifest(manifest).error().reason == kBundleTooLarge);

  manifest = full_manifest(team);
  manifest.segment->to = manifest.segment->from + 99999;
  CHECK(check_manifest(manifest).ok());
  ++manifest.segment->to;
  CHECK(check_manifest(manifest).error().reason == kBundleTooLarge);
  manifest = full_manifest(team);
  manifest.sections[0].raw_size = std::uint64_t{16} << 20;
  CHECK(check_manifest(manifest).ok());
  ++manifest.sections[0].raw_size;
  CHECK(check_manifest(manifest).error().reason == kBundleTooLarge);
}

TEST_CASE("hostile counts are refused before anything is reserved") {
  // A map that claims eleven fields and an array of 2^62 recipients, in 30 bytes.
  const BundleTeam team;
  const Bytes encoded = encode_manifest(plain_manifest(team));
  const Bytes huge = *from_hex("9b4000000000000000");
  for (std::size_t at = 0; at + huge.size() < encoded.size(); ++at) {
    Bytes hostile = encoded;
    std::copy(huge.begin(), huge.end(), hostile.begin() + static_cast<std::ptrdiff_t>(at));
    const Result<Manifest> decoded = decode_manifest(hostile);
    if (decoded.ok()) CHECK(encode_manifest(*decoded) == hostile);
  }
  CHECK(decode_manifest(Bytes(kManifestSizeMax + 1)).error().reason == kBundleTooLarge);
}
