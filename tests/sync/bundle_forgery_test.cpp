// What a hostile recipient and a hostile sender can do: containers made with the right keys and the wrong contents.
#include "crypto/hash.h"
#include "sync/bundle_reader.h"
#include "sync/reasons.h"
#include "tests/sync/bundle_fixture.h"

using namespace holdfast;
using namespace holdfast::sync;
using holdfast::test::BundleTeam;
using holdfast::test::container_of;
using holdfast::test::ContainerParts;
using holdfast::test::read_whole;
using holdfast::test::seal_container;
using holdfast::test::seal_signed;
using holdfast::test::small_content;
using holdfast::test::verdict;
using holdfast::test::write_to_bytes;

namespace {

crypto::Envelope envelope_for(BundleTeam& team) {
  return std::move(*crypto::make_envelope(team.recipients(), crypto::Padding::Stanzas, team.random));
}

// The plaintext of a bundle, as a recipient gets it.
Bytes plaintext_of(ByteView file, BundleTeam& team) {
  const crypto::Identity* const identities[] = {&team.hq};
  const auto opened = crypto::open_age(file, identities, team.pool);
  REQUIRE(opened.ok());
  return to_bytes(opened->view());
}

Bytes joined_sections(const BundleContent& content) {
  MemorySink out;
  for (const SectionContent& section : content.sections) {
    const auto source = section.open();
    REQUIRE(source.ok());
    Bytes bytes(static_cast<std::size_t>(section.section.stored_size));
    REQUIRE(read_exactly(**source, bytes).ok());
    REQUIRE(out.write(bytes).ok());
  }
  return out.take();
}

// A file of a faithful sender with a manifest that was changed before signing.
Bytes signed_with(BundleTeam& team, const Manifest& manifest, const Bytes& sections, std::uint64_t floor = 0) {
  return seal_signed(envelope_for(team), encode_manifest(manifest), sections, team, floor);
}

}  // namespace

TEST_CASE("the hand-made container of these tests is what the writer makes") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  CHECK(verdict(signed_with(team, content.manifest, joined_sections(content)), team, 0) == "released");
}

TEST_CASE("a recipient cannot pass a bundle on as if it had been sent to another") {
  BundleTeam team;
  const Bytes plaintext = plaintext_of(write_to_bytes(small_content(team), team, 0), team);
  // Surreptitious forwarding: the same signed container in a fresh envelope to a third party, alone and together.
  const std::vector<std::vector<crypto::Recipient>> audiences = {
      {team.stranger.recipient()}, {team.hq.recipient(), team.stranger.recipient()}, team.recipients()};
  for (const auto& audience : audiences) {
    const Bytes forwarded =
        *crypto::seal_age(audience, crypto::Padding::Stanzas, plaintext, team.random, team.pool);
    for (const crypto::Identity* identity : {&team.stranger, &team.hq}) {
      const auto read = read_whole(forwarded, *identity, team.device.public_key(), 0, team.pool);
      REQUIRE_FALSE(read.ok());
      CHECK((read.error().reason == kBundleSignature || read.error().reason == crypto::kEnvelopeNotForUs));
    }
  }
}

TEST_CASE("a co-recipient who knows the file key cannot change content under the sender's signature") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const crypto::Envelope envelope = envelope_for(team);
  const Bytes sections = joined_sections(content);
  const Bytes file = seal_signed(envelope, content.manifest_bytes, sections, team, 0);
  REQUIRE(verdict(file, team, 0) == "released");
  // The same head and payload key: what the co-recipient has. Every byte of the plaintext, changed and sealed again.
  const Bytes plaintext = plaintext_of(file, team);
  for (std::size_t at = 0; at < plaintext.size(); ++at) {
    Bytes changed = plaintext;
    changed[at] ^= 0x01;
    const std::string code = verdict(seal_container(envelope, changed, team.pool), team, 0);
    INFO("byte " << at << ": " << code);
    CHECK(code.substr(0, 7) == "bundle.");
  }
}

TEST_CASE("a sender who names other keys than those of the envelope is refused") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  Manifest manifest = content.manifest;
  manifest.recipients = {crypto::recipient_hash(team.stranger.recipient())};
  CHECK(verdict(signed_with(team, manifest, joined_sections(content)), team, 0) == "bundle.recipients");
  // More stanzas than the named recipients need: somebody else could read along.
  const std::vector<crypto::Recipient> five = {
      team.hq.recipient(), team.recovery.recipient(), team.stranger.recipient(),
      crypto::Identity::generate(team.random).recipient(), crypto::Identity::generate(team.random).recipient()};
  const crypto::Envelope envelope =
      std::move(*crypto::make_envelope(five, crypto::Padding::Stanzas, team.random));
  CHECK(verdict(seal_signed(envelope, content.manifest_bytes, joined_sections(content), team, 0), team, 0) ==
        "bundle.recipients");
}

TEST_CASE("a manifest does not go with another bundle's sections or signature") {
  BundleTeam team;
  const BundleContent a = small_content(team);
  const BundleContent b = small_content(team);
  CHECK(verdict(signed_with(team, a.manifest, joined_sections(b)), team, 0) != "released");
  const crypto::Envelope envelope = envelope_for(team);
  ContainerParts parts;
  parts.manifest_bytes = a.manifest_bytes;
  parts.sender = team.sender();
  parts.sections = joined_sections(a);
  parts.signature = team.device.sign(kBundleLabel, bundle_signed_body(envelope.binding, parts.sender,
                                                                      b.manifest_bytes));
  CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, 0) == "bundle.signature");
  // Signed under another label.
  parts.signature = team.device.sign("holdfast/receipt/v1",
                                     bundle_signed_body(envelope.binding, parts.sender, a.manifest_bytes));
  CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, 0) == "bundle.signature");
}

TEST_CASE("the sender before the manifest must be the sender inside") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const crypto::Envelope envelope = envelope_for(team);
  ContainerParts parts;
  parts.manifest_bytes = content.manifest_bytes;
  parts.sender = team.random.id();
  parts.signature = team.device.sign(
      kBundleLabel, bundle_signed_body(envelope.binding, parts.sender, content.manifest_bytes));
  parts.sections = joined_sections(content);
  CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, 0) == "bundle.manifest");
}

TEST_CASE("padding is zeros of exactly the one allowed length") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const crypto::Envelope envelope = envelope_for(team);
  ContainerParts parts;
  parts.manifest_bytes = content.manifest_bytes;
  parts.sender = team.sender();
  parts.signature = team.device.sign(kBundleLabel, bundle_signed_body(envelope.binding, parts.sender,
                                                                      content.manifest_bytes));
  parts.sections = joined_sections(content);
  const std::uint64_t size = container_size(content.manifest, content.manifest_bytes.size());
  for (const std::uint64_t floor : {std::uint64_t{0}, std::uint64_t{4096}, kBundleFloorSmall}) {
    const auto right = static_cast<std::size_t>(padded_container_size(size, floor) - size);
    parts.padding = Bytes(right);
    CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, floor) == "released");
    parts.padding = Bytes(right + 1);
    CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, floor) == "bundle.padding");
    if (right == 0) continue;
    parts.padding = Bytes(right - 1);
    CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, floor) == "bundle.padding");
    parts.padding = {};
    CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, floor) == "bundle.padding");
    for (const std::size_t at : {std::size_t{0}, right / 2, right - 1}) {
      parts.padding = Bytes(right);
      parts.padding[at] = 1;
      CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, floor) == "bundle.padding");
    }
  }
  // Rightly padded to another floor than the team's.
  const Bytes other_floor = write_to_bytes(content, team, kBundleFloorSmall);
  CHECK(verdict(other_floor, team, kBundleFloor) == "bundle.padding");
}

TEST_CASE("a reader that takes either floor takes exactly their two lengths of zeros") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const crypto::Envelope envelope = envelope_for(team);
  ContainerParts parts;
  parts.manifest_bytes = content.manifest_bytes;
  parts.sender = team.sender();
  parts.signature = team.device.sign(kBundleLabel, bundle_signed_body(envelope.binding, parts.sender,
                                                                      content.manifest_bytes));
  parts.sections = joined_sections(content);
  const std::uint64_t size = container_size(content.manifest, content.manifest_bytes.size());
  const auto judged = [&] {
    return verdict(seal_container(envelope, container_of(parts), team.pool), team, test::kEitherFloor);
  };
  for (const std::uint64_t floor : {kBundleFloorSmall, kBundleFloor}) {
    const auto right = static_cast<std::size_t>(padded_container_size(size, floor) - size);
    parts.padding = Bytes(right);
    CHECK(judged() == "released");
    for (const std::size_t wrong : {right - 1, right + 1, right + 70'000}) {
      parts.padding = Bytes(wrong);
      CHECK(judged() == "bundle.padding");
    }
    for (const std::size_t at : {std::size_t{0}, right / 2, right - 1}) {
      parts.padding = Bytes(right);
      parts.padding[at] = 1;
      CHECK(judged() == "bundle.padding");
    }
  }
  // The first zero behind the shorter length is looked at too.
  const auto shorter = static_cast<std::size_t>(padded_container_size(size, kBundleFloorSmall) - size);
  parts.padding = Bytes(static_cast<std::size_t>(padded_container_size(size, kBundleFloor) - size));
  parts.padding[shorter] = 1;
  CHECK(judged() == "bundle.padding");
}

TEST_CASE("the end counts only where the stream itself says that it ended") {
  // One chunk holds the whole container; a co-recipient sealed another one behind it, and that one does not open.
  BundleTeam team;
  const BundleContent content = small_content(team);
  const crypto::Envelope envelope = envelope_for(team);
  Bytes plaintext = plaintext_of(
      seal_signed(envelope, content.manifest_bytes, joined_sections(content), team, kBundleFloorSmall), team);
  REQUIRE(plaintext.size() == crypto::kChunkSize);
  plaintext.resize(plaintext.size() + 100);
  Bytes file = seal_container(envelope, plaintext, team.pool);
  CHECK(verdict(file, team, kBundleFloorSmall) == "bundle.padding");
  file.back() ^= 1;
  CHECK(verdict(file, team, kBundleFloorSmall) != "released");
  file.resize(file.size() - 116);  // only the first chunk is left, sealed as one that is not the last
  CHECK(verdict(file, team, kBundleFloorSmall) == "bundle.truncated");
}

TEST_CASE("manifests that a faithful program would not write are refused though their signature is right") {
  BundleTeam team;
  const BundleContent content = small_content(team);
  const Bytes sections = joined_sections(content);
  Manifest manifest = content.manifest;
  std::swap(manifest.recipients[0], manifest.recipients[1]);
  CHECK(verdict(signed_with(team, manifest, sections), team, 0) == "bundle.manifest");
  manifest = content.manifest;
  manifest.sections.resize(kSectionsMax + 1, manifest.sections.back());
  CHECK(verdict(signed_with(team, manifest, sections), team, 0) == "bundle.manifest");
  manifest = content.manifest;
  manifest.sections.back().stored_size = kBundleSizeMax;
  manifest.sections.back().blob->total = kBundleSizeMax;
  CHECK(verdict(signed_with(team, manifest, sections), team, 0) == "bundle.too_large");
  manifest = content.manifest;
  manifest.sections.back().stored_size = 1000;  // more than there is
  manifest.sections.back().blob->total = 1000;
  const Bytes encoded = encode_manifest(manifest);
  const crypto::Envelope envelope = envelope_for(team);
  ContainerParts parts{encoded, team.sender(),
                       team.device.sign(kBundleLabel, bundle_signed_body(envelope.binding, team.sender(), encoded)),
                       sections,
                       {}};
  CHECK(verdict(seal_container(envelope, container_of(parts), team.pool), team, 0) == "bundle.section");
  // A key twice, by hand: the map of eleven fields becomes one of twelve.
  Bytes longer = content.manifest_bytes;
  longer[0] = 0xA0 | 12;
  longer.push_back(10);
  longer.push_back(0x80);
  CHECK(verdict(seal_signed(envelope_for(team), longer, sections, team, 0), team, 0) == "bundle.manifest");
}

TEST_CASE("an age file with something else in it is not a bundle") {
  BundleTeam team;
  const auto sealed = [&team](ByteView plaintext) {
    return *crypto::seal_age(team.recipients(), crypto::Padding::Stanzas, plaintext, team.random, team.pool);
  };
  CHECK(verdict(sealed({}), team, 0) == "bundle.not_bundle");
  CHECK(verdict(sealed(as_bytes("a letter to somebody else, quite long")), team, 0) == "bundle.not_bundle");
  CHECK(verdict(sealed(Bytes(1000)), team, 0) == "bundle.not_bundle");          // manifest of no bytes
  Bytes claims = *from_hex("00004000");                                          // 4 MiB, nothing there
  append(claims, Bytes(500));
  CHECK(verdict(sealed(claims), team, 0) == "bundle.not_bundle");
  claims = *from_hex("01004000");                                                // one byte over the limit
  append(claims, Bytes(500));
  CHECK(verdict(sealed(claims), team, 0) == "bundle.not_bundle");
  CHECK(verdict(as_bytes("not an age file at all, but long enough"), team, 0) == "envelope.not_age");
  CHECK(verdict({}, team, 0) == "bundle.truncated");
}
