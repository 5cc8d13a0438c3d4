#include "sync/bundle_writer.h"

#include <algorithm>

#include "crypto/hash.h"
#include "sync/reasons.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kWritePaddingSize = std::size_t{256} << 10;

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

// Takes bytes that were only to be checked on their way.
class NoSink final : public Sink {
 public:
  Result<void> write(ByteView) override { return {}; }
};

// Writes the container's parts in order and counts them, so that the padding comes out exact.
class ContainerWriter final : public Sink {
 public:
  ContainerWriter(crypto::StreamSealer& sealer, std::uint64_t padded_size, Progress& progress)
      : sealer_(sealer), padded_size_(padded_size), progress_(progress) {}

  Result<void> write(ByteView bytes) override {
    TRY(check_cancelled(progress_));
    if (hash_) hash_->update(bytes);
    TRY(sealer_.write(bytes));
    written_ += bytes.size();
    progress_.report(written_, padded_size_);
    return {};
  }

  Result<void> write_section(const SectionContent& content) {
    const std::unique_ptr<Source> source = TRY(content.open());
    if (!content.hash_known) hash_.emplace();
    const Result<void> passed = source->pass(content.section.stored_size, *this);
    if (!passed.ok()) {
      const bool ended = passed.error().reason == kEncodingTruncated;
      return ended ? Error{kBundleSection, "a section ended early"} : passed.error();
    }
    std::uint8_t beyond = 0;
    const std::size_t more = TRY(source->read({&beyond, 1}));
    if (more != 0) return Error{kBundleSection, "a section is longer than planned"};
    const bool as_planned = !hash_ || hash_->finish() == content.section.sha256;
    hash_.reset();
    if (!as_planned) return Error{kBundleSection, "a section has other bytes than planned"};
    return {};
  }

  Result<void> write_padding() {
    HOLDFAST_ASSERT(written_ <= padded_size_);
    const Bytes zeros(kWritePaddingSize);
    while (written_ < padded_size_) {
      const std::uint64_t left = padded_size_ - written_;
      TRY(write(ByteView(zeros).first(static_cast<std::size_t>(std::min<std::uint64_t>(left, zeros.size())))));
    }
    return {};
  }

 private:
  crypto::StreamSealer& sealer_;
  std::uint64_t padded_size_;
  Progress& progress_;
  std::uint64_t written_ = 0;
  std::optional<crypto::Sha256> hash_;  // of the section being written, where it is not known
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

BundleFile::BundleFile(const BundleContent& content, const BundleWriting& how, crypto::Envelope envelope)
    : content_(&content), how_(how), envelope_(std::move(envelope)) {
  const std::uint64_t container = container_size(content.manifest, content.manifest_bytes.size());
  padded_size_ = padded_container_size(container, how.floor);
}

Result<BundleFile> BundleFile::make(const BundleContent& content, const BundleWriting& how) {
  const Manifest& manifest = content.manifest;
  HOLDFAST_ASSERT(manifest.sections.size() == content.sections.size());
  // The manifest names the keys that were meant; no other may be able to read.
  if (recipient_hashes(how.recipients) != manifest.recipients) return kBundleRecipients;
  if (device_id(how.sender.public_key()) != manifest.sender) return kBundleSignature;
  crypto::Envelope envelope = TRY(crypto::make_envelope(how.recipients, crypto::Padding::Stanzas, how.random));
  return BundleFile(content, how, std::move(envelope));
}

std::uint64_t BundleFile::size_bytes() const { return envelope_.head.size() + crypto::sealed_size(padded_size_); }

Result<void> BundleFile::write(Sink& out) {
  const Bytes& manifest_bytes = content_->manifest_bytes;
  const DeviceId& sender = content_->manifest.sender;
  TRY(out.write(envelope_.head));
  crypto::StreamSealer sealer(envelope_.payload_key.view(), out, how_.pool);
  ContainerWriter writer(sealer, padded_size_, how_.progress);
  const crypto::Signature signature =
      how_.sender.sign(kBundleLabel, bundle_signed_body(envelope_.binding, sender, manifest_bytes));
  Writer head;
  head.u32(static_cast<std::uint32_t>(manifest_bytes.size())).bytes(sender);
  TRY(writer.write(head.view()));
  TRY(writer.write(manifest_bytes));
  TRY(writer.write(signature));
  for (const SectionContent& section : content_->sections) TRY(writer.write_section(section));
  TRY(writer.write_padding());
  return sealer.finish();
}

Result<void> BundleFile::check(Source& copy) {
  Bytes head(envelope_.head.size());
  const std::size_t got = TRY(copy.read(head));
  if (got != head.size() || head != envelope_.head) return kRoadReadBack;
  crypto::StreamOpener opener(envelope_.payload_key.view(), copy, how_.pool);
  NoSink nowhere;
  Result<void> opened = opener.pass(padded_size_, nowhere);
  if (opened.ok()) {
    std::uint8_t beyond = 0;
    const Result<std::size_t> more = opener.read({&beyond, 1});
    if (more.ok() && *more == 0) return {};
    opened = more.ok() ? Error{kRoadReadBack, {}} : more.error();
  }
  // A medium that cannot be read says so itself; all else is other bytes than were written.
  const Kind kind = opened.error().kind();
  return kind == Kind::Io || kind == Kind::Cancelled ? opened.error() : Error{kRoadReadBack, {}};
}

Result<void> write_bundle(const BundleContent& content, const BundleWriting& how, Sink& out) {
  BundleFile file = TRY(BundleFile::make(content, how));
  return file.write(out);
}

}  // namespace holdfast::sync
