#include "sync/bundle_writer.h"

#include <algorithm>

#include "crypto/hash.h"
#include "sync/reasons.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kWriteBufferSize = std::size_t{256} << 10;

// A section that lies in memory, shared so that a bundle can be written again.
class SharedBytesSource final : public Source {
 public:
  explicit SharedBytesSource(std::shared_ptr<const Bytes> bytes) : bytes_(std::move(bytes)), source_(*bytes_) {}
  Result<std::size_t> read(MutableByteView out) override { return source_.read(out); }

 private:
  std::shared_ptr<const Bytes> bytes_;
  MemorySource source_;
};

std::vector<Hash256> recipient_hashes(std::span<const crypto::Recipient> recipients) {
  std::vector<Hash256> out;
  for (const crypto::Recipient& recipient : recipients) out.push_back(crypto::recipient_hash(recipient));
  std::sort(out.begin(), out.end());
  return out;
}

// Writes the container's parts in order and counts them, so that the padding comes out exact.
class ContainerWriter {
 public:
  ContainerWriter(crypto::StreamSealer& sealer, std::uint64_t padded_size, Progress& progress)
      : sealer_(sealer), padded_size_(padded_size), progress_(progress) {}

  Result<void> write(ByteView bytes) {
    TRY(check_cancelled(progress_));
    TRY(sealer_.write(bytes));
    written_ += bytes.size();
    progress_.report(written_, padded_size_);
    return {};
  }

  Result<void> write_section(const SectionContent& content) {
    const std::unique_ptr<Source> source = TRY(content.open());
    crypto::Sha256 hash;
    std::uint64_t left = content.section.stored_size;
    while (left > 0) {
      const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer_.size()));
      const MutableByteView piece = MutableByteView(buffer_).first(wanted);
      const std::size_t got = TRY(source->read(piece));
      if (got != wanted) return Error{kBundleSection, "a section ended early"};
      if (!content.hash_known) hash.update(piece);
      TRY(write(piece));
      left -= got;
    }
    std::uint8_t beyond = 0;
    const std::size_t more = TRY(source->read({&beyond, 1}));
    if (more != 0) return Error{kBundleSection, "a section is longer than planned"};
    if (!content.hash_known && hash.finish() != content.section.sha256) {
      return Error{kBundleSection, "a section has other bytes than planned"};
    }
    return {};
  }

  Result<void> write_padding() {
    HOLDFAST_ASSERT(written_ <= padded_size_);
    std::fill(buffer_.begin(), buffer_.end(), std::uint8_t{0});
    while (written_ < padded_size_) {
      TRY(write(ByteView(buffer_).first(
          static_cast<std::size_t>(std::min<std::uint64_t>(padded_size_ - written_, buffer_.size())))));
    }
    return {};
  }

 private:
  crypto::StreamSealer& sealer_;
  std::uint64_t padded_size_;
  Progress& progress_;
  std::uint64_t written_ = 0;
  Bytes buffer_ = Bytes(kWriteBufferSize);
};

}  // namespace

SectionContent section_from_bytes(SectionType type, Bytes stored, std::uint64_t raw_size) {
  const auto shared = std::make_shared<const Bytes>(std::move(stored));
  SectionContent out;
  out.section.type = type;
  out.section.stored_size = shared->size();
  out.section.raw_size = raw_size;
  out.section.sha256 = crypto::sha256(*shared);
  out.open = [shared]() -> Result<std::unique_ptr<Source>> {
    return std::unique_ptr<Source>(std::make_unique<SharedBytesSource>(shared));
  };
  out.hash_known = true;  // computed just now, over bytes that nobody can change any more
  return out;
}

Result<BundleContent> prepare_bundle(Manifest manifest, std::vector<SectionContent> sections,
                                     std::span<const crypto::Recipient> recipients) {
  manifest.recipients = recipient_hashes(recipients);
  manifest.sections.clear();
  for (const SectionContent& content : sections) manifest.sections.push_back(content.section);
  TRY(check_manifest(manifest));
  Bytes encoded = encode_manifest(manifest);
  if (encoded.size() > kManifestSizeMax) return kBundleTooLarge;
  if (container_size(manifest, encoded.size()) > kBundleSizeMax) return kBundleTooLarge;
  return BundleContent{std::move(manifest), std::move(encoded), std::move(sections)};
}

Bytes bundle_signed_body(const Hash256& envelope_binding, const DeviceId& sender, ByteView manifest_bytes) {
  Writer out;
  out.bytes(envelope_binding).bytes(sender).bytes(crypto::sha256(manifest_bytes));
  return out.take();
}

Result<void> write_bundle(const BundleContent& content, const BundleWriting& how, Sink& out) {
  const Manifest& manifest = content.manifest;
  HOLDFAST_ASSERT(manifest.sections.size() == content.sections.size());
  // The manifest names the keys that were meant; no other may be able to read.
  if (recipient_hashes(how.recipients) != manifest.recipients) return kBundleRecipients;
  if (device_id(how.sender.public_key()) != manifest.sender) return kBundleSignature;
  const crypto::Envelope envelope =
      TRY(crypto::make_envelope(how.recipients, crypto::Padding::Stanzas, how.random));
  TRY(out.write(envelope.head));
  crypto::StreamSealer sealer(envelope.payload_key.view(), out, how.pool);
  const std::uint64_t container = container_size(manifest, content.manifest_bytes.size());
  ContainerWriter writer(sealer, padded_container_size(container, how.floor), how.progress);
  const crypto::Signature signature = how.sender.sign(
      kBundleLabel, bundle_signed_body(envelope.binding, manifest.sender, content.manifest_bytes));
  Writer head;
  head.u32(static_cast<std::uint32_t>(content.manifest_bytes.size())).bytes(manifest.sender);
  TRY(writer.write(head.view()));
  TRY(writer.write(content.manifest_bytes));
  TRY(writer.write(signature));
  for (const SectionContent& section : content.sections) TRY(writer.write_section(section));
  TRY(writer.write_padding());
  return sealer.finish();
}

}  // namespace holdfast::sync
