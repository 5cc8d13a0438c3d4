#include <algorithm>

#include "sync/bundle_reader.h"
#include "sync/bundle_writer.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/fake_seams.h"

namespace holdfast::fuzz {

namespace {

constexpr std::size_t kManifestAt = 20;

// Signs the container's manifest for this envelope where it has room for a signature: a hostile device of our own
// team can do that, too.
void sign_container(Bytes& container, const crypto::Envelope& envelope, const crypto::SigningKey& key) {
  if (container.size() < kManifestAt) return;
  Reader in(container);
  const Result<std::uint32_t> size = in.u32();
  if (container.size() - kManifestAt < std::size_t{*size} + 64) return;
  const ByteView manifest = ByteView(container).subspan(kManifestAt, *size);
  const sync::DeviceId sender = to_array<16>(ByteView(container).subspan(4, 16));
  const crypto::Signature signature =
      key.sign(sync::kBundleLabel, sync::bundle_signed_body(envelope.binding, sender, manifest));
  std::copy(signature.begin(), signature.end(), container.begin() + static_cast<std::ptrdiff_t>(kManifestAt + *size));
}

}  // namespace

int fuzz_bundle(const std::uint8_t* data, std::size_t size) {
  crypto::start_crypto();
  const crypto::Identity identity = fuzz_identity();
  const crypto::SigningKey key = fuzz_signing_key();
  const crypto::Recipient recipient = identity.recipient();
  test::FakeRandom random(1);
  Pool pool(1);
  const Result<crypto::Envelope> envelope =
      crypto::make_envelope({&recipient, 1}, crypto::Padding::Stanzas, random);
  HOLDFAST_ASSERT(envelope.ok());
  Bytes container(data, data + size);
  sign_container(container, *envelope, key);
  MemorySink file;
  HOLDFAST_ASSERT(file.write(envelope->head).ok());
  crypto::StreamSealer sealer(envelope->payload_key.view(), file, pool);
  HOLDFAST_ASSERT(sealer.write(container).ok() && sealer.finish().ok());

  MemorySource in(file.view());
  const crypto::Identity* const identities[] = {&identity};
  Result<sync::BundleReader> reader = sync::BundleReader::begin(in, identities, pool);
  if (!reader.ok() || !reader->check_sender(key.public_key()).ok()) return 0;
  NoProgress progress;
  MemorySink again;
  for (std::size_t i = 0; i < reader->manifest().sections.size(); ++i) {
    if (!reader->read_section(i, again, progress).ok()) return 0;
  }
  if (!reader->finish(0).ok()) return 0;
  // Accepted: then these very bytes are what the writer would lay out.
  Writer expected;
  const Bytes manifest = sync::encode_manifest(reader->manifest());
  expected.u32(static_cast<std::uint32_t>(manifest.size())).bytes(reader->manifest().sender).bytes(manifest);
  expected.bytes(reader->signature()).bytes(again.view());
  const std::uint64_t padded = sync::padded_container_size(expected.size(), 0);
  expected.zeros(static_cast<std::size_t>(padded) - expected.size());
  HOLDFAST_ASSERT(expected.view() == container);
  return 1;
}

}  // namespace holdfast::fuzz
