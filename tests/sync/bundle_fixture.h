// What the tests of manifests, sections and bundles share: a small invented team, its entries, its bundles.
#pragma once

#include "crypto/base/pool.h"
#include "sync/bundle_reader.h"
#include "sync/bundle_writer.h"
#include "sync/reasons.h"
#include "sync/segment.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

struct BundleTeam {
  BundleTeam();
  FakeRandom random{7};
  Pool pool{1};
  sync::TeamId team{};
  crypto::SigningKey device;
  crypto::Identity hq;
  crypto::Identity recovery;
  crypto::Identity stranger;
  std::vector<crypto::Recipient> recipients() const { return {hq.recipient(), recovery.recipient()}; }
  sync::DeviceId sender() const { return sync::device_id(device.public_key()); }
};

// `count` chained entries of the team's device, numbered from `first_seq` on, with the openings of their values.
struct EntryChain {
  std::vector<sync::SignedEntry> entries;
  std::vector<sync::EntryOpening> openings;
};
EntryChain make_chain(BundleTeam& team, std::size_t count, std::uint64_t first_seq = 1);

// A manifest without sections, as this team's device would send it as number 3.
sync::Manifest plain_manifest(const BundleTeam& team);

// The bytes of a section that have no meaning but their length.
Bytes pattern_bytes(std::size_t size, std::uint64_t seed = 5);
sync::SectionContent blob_section(Bytes bytes, std::uint64_t offset = 0, std::uint64_t total = 0);

// A bundle with entries, openings and a small blob.
sync::BundleContent small_content(BundleTeam& team);
Bytes write_to_bytes(const sync::BundleContent& content, BundleTeam& team, std::uint64_t floor);

struct ReadBundle {
  sync::Manifest manifest;
  std::vector<Bytes> sections;  // stored bytes
};
// A floor that asks read_whole for finish_either_floor().
inline constexpr std::uint64_t kEitherFloor = ~std::uint64_t{0};
// Does all that an importer does with the container: nothing comes back unless finish() succeeded.
Result<ReadBundle> read_whole(ByteView file, const crypto::Identity& identity, const crypto::VerifyKey& sender,
                              std::uint64_t floor, Pool& pool);

// How reading the whole file as HQ ends: the code of the error, or "released".
std::string verdict(ByteView file, BundleTeam& team, std::uint64_t floor);

// A container as `write_bundle` lays it out, from parts that need not fit together.
struct ContainerParts {
  Bytes manifest_bytes;
  sync::DeviceId sender{};
  crypto::Signature signature{};
  Bytes sections;
  Bytes padding;
};
Bytes container_of(const ContainerParts& parts);
Bytes seal_container(const crypto::Envelope& envelope, ByteView container, Pool& pool);
// Signs for this envelope, pads correctly to `floor` and seals: a faithful sender with a manifest of any kind.
Bytes seal_signed(const crypto::Envelope& envelope, Bytes manifest_bytes, Bytes sections, BundleTeam& team,
                  std::uint64_t floor);

}  // namespace holdfast::test
