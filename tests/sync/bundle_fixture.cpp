#include "tests/sync/bundle_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/hash.h"

namespace holdfast::test {

namespace {

crypto::SigningKey started_signing_key(Random& random) {
  crypto::start_crypto();
  return crypto::SigningKey::generate(random);
}

}  // namespace

BundleTeam::BundleTeam()
    : team(random.id()),
      device(started_signing_key(random)),
      hq(crypto::Identity::generate(random)),
      recovery(crypto::Identity::generate(random)),
      stranger(crypto::Identity::generate(random)) {}

EntryChain make_chain(BundleTeam& team, std::size_t count, std::uint64_t first_seq) {
  EntryChain out;
  sync::EntryHash prev{};
  if (first_seq > 1) prev = crypto::sha256(as_bytes("the entry before"));
  for (std::size_t i = 0; i < count; ++i) {
    sync::Values values;
    values["story/place"] = CborValue("an invented village");
    values["person/age"] = CborValue(static_cast<std::int64_t>(20 + i % 40));
    values["@actor"] = CborValue("staff-7");
    sync::Opening opening =
        sync::make_opening(values, {{"person/age", sync::FieldClass::Identity}}, team.random);
    sync::Entry entry;
    entry.team = team.team;
    entry.device = team.sender();
    entry.seq = first_seq + i;
    entry.prev = prev;
    entry.hlc.value = (std::uint64_t{1'790'000'000'000} + i) << 16;
    entry.wall_ms = 1'790'000'000'000 + static_cast<std::int64_t>(i);
    entry.object = team.random.id();
    entry.form = crypto::sha256(as_bytes("a form"));
    entry.root = *sync::opening_root(opening);
    out.entries.push_back(sync::sign_entry(entry, team.device));
    prev = out.entries.back().hash;
    out.openings.push_back({prev, std::move(opening)});
  }
  return out;
}

sync::Manifest plain_manifest(const BundleTeam& team) {
  sync::Manifest out;
  out.team = team.team;
  out.sender = team.sender();
  out.number = 3;
  out.previous = crypto::sha256(as_bytes("the manifest before"));
  out.voided = {1};
  out.kind = sync::BundleKind::Media;
  for (const crypto::Recipient& recipient : team.recipients()) {
    out.recipients.push_back(crypto::recipient_hash(recipient));
  }
  std::sort(out.recipients.begin(), out.recipients.end());
  out.last_receipt = 2;
  return out;
}

Bytes pattern_bytes(std::size_t size, std::uint64_t seed) {
  Bytes out(size);
  FakeRandom random(seed);
  random.fill(out);
  return out;
}

sync::SectionContent blob_section(Bytes bytes, std::uint64_t offset, std::uint64_t total) {
  sync::BlobPart part;
  part.ref = ByteArray<16>{1, 2, 3};
  part.entry = crypto::sha256(as_bytes("the entry that names it"));
  part.offset = offset;
  part.total = total == 0 ? bytes.size() : total;
  sync::SectionContent out = sync::section_from_bytes(sync::SectionType::Blob, std::move(bytes), 0);
  out.section.blob = part;
  return out;
}

sync::BundleContent small_content(BundleTeam& team) {
  const EntryChain chain = make_chain(team, 2);
  sync::PackedSection entries = sync::pack_section(sync::encode_entries(chain.entries));
  sync::PackedSection openings = sync::pack_section(sync::encode_openings(chain.openings));
  std::vector<sync::SectionContent> sections;
  sections.push_back(
      sync::section_from_bytes(sync::SectionType::Entries, std::move(entries.stored), entries.raw_size));
  sections.push_back(
      sync::section_from_bytes(sync::SectionType::Openings, std::move(openings.stored), openings.raw_size));
  sections.push_back(blob_section(pattern_bytes(100)));
  sync::Manifest manifest = plain_manifest(team);
  manifest.kind = sync::BundleKind::Changes;
  manifest.segment = sync::range_of(chain.entries);
  Result<sync::BundleContent> out =
      sync::prepare_bundle(std::move(manifest), std::move(sections), team.recipients());
  REQUIRE(out.ok());
  return std::move(*out);
}

Bytes write_to_bytes(const sync::BundleContent& content, BundleTeam& team, std::uint64_t floor) {
  const std::vector<crypto::Recipient> recipients = team.recipients();
  NoProgress progress;
  MemorySink out;
  const Result<void> written = sync::write_bundle(
      content, {recipients, team.device, floor, team.random, team.pool, progress}, out);
  REQUIRE(written.ok());
  return out.take();
}

Result<ReadBundle> read_whole(ByteView file, const crypto::Identity& identity, const crypto::VerifyKey& sender,
                              std::uint64_t floor, Pool& pool) {
  MemorySource in(file);
  const crypto::Identity* const identities[] = {&identity};
  sync::BundleReader reader = TRY(sync::BundleReader::begin(in, identities, pool));
  TRY(reader.check_sender(sender));
  ReadBundle out;
  out.manifest = reader.manifest();
  NoProgress progress;
  for (std::size_t i = 0; i < out.manifest.sections.size(); ++i) {
    MemorySink section;
    TRY(reader.read_section(i, section, progress));
    out.sections.push_back(section.take());
  }
  if (floor == kEitherFloor) TRY(reader.finish_either_floor());
  else TRY(reader.finish(floor));
  return out;
}

std::string verdict(ByteView file, BundleTeam& team, std::uint64_t floor) {
  const auto read = read_whole(file, team.hq, team.device.public_key(), floor, team.pool);
  return read.ok() ? "released" : std::string(read.error().reason.code());
}

Bytes container_of(const ContainerParts& parts) {
  Writer out;
  out.u32(static_cast<std::uint32_t>(parts.manifest_bytes.size())).bytes(parts.sender).bytes(parts.manifest_bytes);
  out.bytes(parts.signature).bytes(parts.sections).bytes(parts.padding);
  return out.take();
}

Bytes seal_container(const crypto::Envelope& envelope, ByteView container, Pool& pool) {
  MemorySink out;
  REQUIRE(out.write(envelope.head).ok());
  crypto::StreamSealer sealer(envelope.payload_key.view(), out, pool);
  REQUIRE(sealer.write(container).ok());
  REQUIRE(sealer.finish().ok());
  return out.take();
}

Bytes seal_signed(const crypto::Envelope& envelope, Bytes manifest_bytes, Bytes sections, BundleTeam& team,
                  std::uint64_t floor) {
  ContainerParts parts;
  parts.sender = team.sender();
  parts.signature = team.device.sign(
      sync::kBundleLabel, sync::bundle_signed_body(envelope.binding, parts.sender, manifest_bytes));
  const std::uint64_t size = 84 + manifest_bytes.size() + sections.size();
  parts.padding = Bytes(static_cast<std::size_t>(sync::padded_container_size(size, floor) - size));
  parts.manifest_bytes = std::move(manifest_bytes);
  parts.sections = std::move(sections);
  return seal_container(envelope, container_of(parts), team.pool);
}

}  // namespace holdfast::test
