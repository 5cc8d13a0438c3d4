// Makes a bundle file: manifest, signature, sections, padding, inside an age envelope (sync/FORMAT.md, "Bundle").
// Sees no SQL and no vault. The caller commits number and manifest before it calls write_bundle.
#pragma once

#include <functional>
#include <memory>

#include "crypto/base/progress.h"
#include "crypto/envelope.h"
#include "sync/manifest.h"
#include "sync/transport.h"

namespace holdfast::sync {

// One section's bytes. Large ones come from a source opened when their turn comes; a source that yields other bytes
// or another length than the manifest says stops the writing (kBundleSection): nothing of it may be listed.
struct SectionContent {
  Section section;
  std::function<Result<std::unique_ptr<Source>>()> open;
  // True where the bytes come out of authenticated storage and their hash is known from intake: not hashed again.
  bool hash_known = false;
};
// A small section from memory, hashed here.
SectionContent section_from_bytes(SectionType type, Bytes stored, std::uint64_t raw_size);

struct BundleContent {
  Manifest manifest;  // its sections are filled from `sections` by prepare_bundle
  Bytes manifest_bytes;
  std::vector<SectionContent> sections;
};

// Puts sections and recipient hashes into the manifest, encodes it and checks every limit.
Result<BundleContent> prepare_bundle(Manifest manifest, std::vector<SectionContent> sections,
                                     std::span<const crypto::Recipient> recipients);

struct BundleWriting {
  std::span<const crypto::Recipient> recipients;
  const crypto::SigningKey& sender;
  std::uint64_t floor = kBundleFloor;
  Random& random;
  Pool& pool;
  Progress& progress;
};
// The file on its way: made while it is written, in an envelope of its own; of the manifest the bytes stay the same.
class BundleFile final : public RoadContent {
 public:
  // Makes the envelope. `content` and all that `how` names must outlive it.
  static Result<BundleFile> make(const BundleContent& content, const BundleWriting& how);

  std::uint64_t size_bytes() const override;
  // REQUIRES: called once, since the envelope's key is for one stream.
  Result<void> write(Sink& out) override;
  // Opens every chunk with the envelope's key: a changed bit anywhere shows.
  Result<void> check(Source& copy) override;

 private:
  BundleFile(const BundleContent& content, const BundleWriting& how, crypto::Envelope envelope);
  const BundleContent* content_;
  BundleWriting how_;
  crypto::Envelope envelope_;
  std::uint64_t padded_size_;
};

// Such a file, written to `out`.
Result<void> write_bundle(const BundleContent& content, const BundleWriting& how, Sink& out);

// Label of the bundle's signature; over SHA-256(age head), sender, SHA-256(manifest).
inline constexpr std::string_view kBundleLabel = "holdfast/bundle/v1";
// What is signed under that label: both hashes and the sender between them, 80 bytes.
Bytes bundle_signed_body(const Hash256& envelope_binding, const DeviceId& sender, ByteView manifest_bytes);

}  // namespace holdfast::sync
