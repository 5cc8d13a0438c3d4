#include "sync/manifest.h"

#include <algorithm>

#include "crypto/envelope.h"
#include "crypto/padding.h"
#include "sync/reasons.h"

namespace holdfast::sync {

namespace {

constexpr std::uint64_t kManifestVersion = 1;
constexpr std::size_t kManifestFields = 11;
constexpr std::size_t kManifestFieldsMax = 64;  // what a later version may have before it can say that it is one
constexpr std::uint64_t kSegmentLengthMax = 100000;
constexpr std::uint64_t kSectionRawMax = std::uint64_t{16} << 20;
constexpr std::size_t kContainerFixedSize = 4 + 16 + 64;  // manifest length, sender, signature

bool manifest_hash_is_zero(const Hash256& hash) { return hash == Hash256{}; }

template <typename T>
bool manifest_list_ascends(const std::vector<T>& values) {
  return std::adjacent_find(values.begin(), values.end(), [](const T& a, const T& b) { return !(a < b); }) ==
         values.end();
}

// Only what is made of records is compressed. Media and sealed files are random or already small; compressing them
// would tell something of their content by the length.
// sync/FORMAT.md, "Manifest": the table of sections.
constexpr auto kUnusedSectionType = static_cast<SectionType>(7);

bool section_may_be_compressed(SectionType type) {
  return type != SectionType::Blob && type != SectionType::SealedBlob && type != SectionType::Sealed;
}

Result<void> check_section_blob(const Section& section) {
  const BlobPart& part = *section.blob;
  // A stored file is longer than its plaintext by tags and padding, never by more than an eighth.
  const std::uint64_t total_max =
      section.type == SectionType::Blob ? kBlobSizeMax : kBlobSizeMax + kBlobSizeMax / 8;
  if (part.total > total_max) return kBundleManifest;
  if (section.stored_size > part.total || part.offset > part.total - section.stored_size) return kBundleManifest;
  if (section.stored_size == 0 && part.total != 0) return kBundleManifest;
  return {};
}

Result<void> check_section_line(const Section& section) {
  if (section.type == kUnusedSectionType) return kBundleManifest;
  if (section.stored_size > kBundleSizeMax) return kBundleTooLarge;
  if (section.raw_size != 0) {
    if (!section_may_be_compressed(section.type)) return kBundleManifest;
    if (section.raw_size > kSectionRawMax) return kBundleTooLarge;
    // What does not get smaller is stored as it is.
    if (section.stored_size == 0 || section.stored_size >= section.raw_size) return kBundleManifest;
  }
  const bool is_blob = section.type == SectionType::Blob || section.type == SectionType::SealedBlob;
  if (section.blob.has_value() != is_blob) return kBundleManifest;
  if (section.subject.has_value() != (section.type == SectionType::Sealed)) return kBundleManifest;
  if (is_blob) TRY(check_section_blob(section));
  return {};
}

Result<void> check_manifest_segment(const Manifest& manifest) {
  const auto entries = std::count_if(manifest.sections.begin(), manifest.sections.end(),
                                     [](const Section& section) { return section.type == SectionType::Entries; });
  // The segment is what the signature covers at both ends: entries of the sender's own never travel without it.
  if (manifest.kind == BundleKind::Changes && entries > 0 && !manifest.segment) return kBundleManifest;
  if (!manifest.segment) return {};
  if (entries != 1) return kBundleManifest;
  const SegmentRange& segment = *manifest.segment;
  if (segment.from == 0 || segment.to < segment.from) return kBundleManifest;
  if (segment.to - segment.from >= kSegmentLengthMax) return kBundleTooLarge;
  if ((segment.from == 1) != manifest_hash_is_zero(segment.head_before)) return kBundleManifest;
  if (manifest_hash_is_zero(segment.head_after)) return kBundleManifest;
  return {};
}

void write_section_line(CborWriter& out, const Section& section) {
  out.array(5);
  out.uint(static_cast<std::uint64_t>(section.type)).uint(section.stored_size).uint(section.raw_size);
  out.bytes(section.sha256);
  if (section.blob) {
    out.array(4).bytes(section.blob->ref).bytes(section.blob->entry);
    out.uint(section.blob->offset).uint(section.blob->total);
  } else if (section.subject) {
    out.bytes(*section.subject);
  } else {
    out.null();
  }
}

Result<Section> read_section_line(CborReader& in) {
  TRY(in.array_of(5));
  Section out;
  const std::uint64_t type = TRY(in.uint_max(static_cast<std::uint64_t>(SectionType::Orders)));
  if (type == 0) return kBundleManifest;
  out.type = static_cast<SectionType>(type);
  out.stored_size = TRY(in.uint());
  out.raw_size = TRY(in.uint());
  out.sha256 = TRY(in.byte_array<32>());
  if (out.type == SectionType::Blob || out.type == SectionType::SealedBlob) {
    TRY(in.array_of(4));
    BlobPart part;
    part.ref = TRY(in.byte_array<16>());
    part.entry = TRY(in.byte_array<32>());
    part.offset = TRY(in.uint());
    part.total = TRY(in.uint());
    out.blob = part;
  } else if (out.type == SectionType::Sealed) {
    out.subject = TRY(in.byte_array<32>());
  } else {
    TRY(in.null());
  }
  return out;
}

void write_segment_range(CborWriter& out, const std::optional<SegmentRange>& segment) {
  if (!segment) {
    out.null();
    return;
  }
  out.array(4).uint(segment->from).uint(segment->to).bytes(segment->head_before).bytes(segment->head_after);
}

Result<std::optional<SegmentRange>> read_segment_range(CborReader& in) {
  const CborReader::Type type = TRY(in.peek());
  if (type == CborReader::Type::Null) {
    TRY(in.null());
    return std::optional<SegmentRange>{};
  }
  TRY(in.array_of(4));
  SegmentRange out;
  out.from = TRY(in.uint());
  out.to = TRY(in.uint());
  out.head_before = TRY(in.byte_array<32>());
  out.head_after = TRY(in.byte_array<32>());
  return std::optional<SegmentRange>(out);
}

Result<void> read_manifest_front(CborReader& in, Manifest& out) {
  TRY(in.key(1));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.sender = TRY(in.byte_array<16>());
  TRY(in.key(3));
  out.number = TRY(in.uint());
  TRY(in.key(4));
  out.previous = TRY(in.byte_array<32>());
  TRY(in.key(5));
  const std::size_t voided = TRY(in.array(kVoidedMax));
  out.voided.reserve(voided);
  for (std::size_t i = 0; i < voided; ++i) out.voided.push_back(TRY(in.uint()));
  TRY(in.key(6));
  const std::uint64_t kind = TRY(in.uint_max(static_cast<std::uint64_t>(BundleKind::Order)));
  if (kind == 0) return kBundleManifest;
  out.kind = static_cast<BundleKind>(kind);
  return {};
}

Result<void> read_manifest_rest(CborReader& in, Manifest& out) {
  TRY(in.key(7));
  out.segment = TRY(read_segment_range(in));
  TRY(in.key(8));
  const std::size_t recipients = TRY(in.array(crypto::kStanzasMax));
  for (std::size_t i = 0; i < recipients; ++i) out.recipients.push_back(TRY(in.byte_array<32>()));
  TRY(in.key(9));
  out.last_receipt = TRY(in.uint());
  TRY(in.key(10));
  const std::size_t sections = TRY(in.array(kSectionsMax));
  out.sections.reserve(sections);
  for (std::size_t i = 0; i < sections; ++i) out.sections.push_back(TRY(read_section_line(in)));
  return {};
}

}  // namespace

Bytes encode_manifest(const Manifest& manifest) {
  CborWriter out;
  out.map(kManifestFields);
  out.uint(0).uint(kManifestVersion);
  out.uint(1).bytes(manifest.team);
  out.uint(2).bytes(manifest.sender);
  out.uint(3).uint(manifest.number);
  out.uint(4).bytes(manifest.previous);
  out.uint(5).array(manifest.voided.size());
  for (const std::uint64_t number : manifest.voided) out.uint(number);
  out.uint(6).uint(static_cast<std::uint64_t>(manifest.kind));
  out.uint(7);
  write_segment_range(out, manifest.segment);
  out.uint(8).array(manifest.recipients.size());
  for (const Hash256& recipient : manifest.recipients) out.bytes(recipient);
  out.uint(9).uint(manifest.last_receipt);
  out.uint(10).array(manifest.sections.size());
  for (const Section& section : manifest.sections) write_section_line(out, section);
  return out.take();
}

Result<Manifest> decode_manifest(ByteView bytes) {
  if (bytes.size() > kManifestSizeMax) return kBundleTooLarge;
  CborReader in(bytes);
  const std::size_t fields = TRY(in.map(kManifestFieldsMax));
  TRY(in.key(0));
  const std::uint64_t version = TRY(in.uint());
  if (version > kManifestVersion) return kBundleNewer;
  if (version != kManifestVersion || fields != kManifestFields) return kBundleManifest;
  Manifest out;
  TRY(read_manifest_front(in, out));
  TRY(read_manifest_rest(in, out));
  TRY(in.end());
  TRY(check_manifest(out));
  return out;
}

Result<void> check_manifest(const Manifest& manifest) {
  if (manifest.number == 0) return kBundleManifest;
  if (manifest.voided.size() > kVoidedMax) return kBundleTooLarge;
  if (!manifest_list_ascends(manifest.voided)) return kBundleManifest;
  if (!manifest.voided.empty() && (manifest.voided.front() == 0 || manifest.voided.back() >= manifest.number)) {
    return kBundleManifest;  // only an earlier number can be known never to come
  }
  const auto kind = static_cast<std::uint8_t>(manifest.kind);
  if (kind < static_cast<std::uint8_t>(BundleKind::Changes) || kind > static_cast<std::uint8_t>(BundleKind::Order)) {
    return kBundleManifest;
  }
  if (manifest.recipients.empty() || manifest.recipients.size() > crypto::kStanzasMax) return kBundleManifest;
  if (!manifest_list_ascends(manifest.recipients)) return kBundleManifest;
  if (manifest.sections.size() > kSectionsMax) return kBundleTooLarge;
  for (const Section& section : manifest.sections) TRY(check_section_line(section));
  TRY(check_manifest_segment(manifest));
  // At most 4,096 lengths of less than 2^31: the sum cannot overflow.
  if (container_size(manifest, 0) > kBundleSizeMax) return kBundleTooLarge;
  return {};
}

std::uint64_t container_size(const Manifest& manifest, std::size_t manifest_size) {
  std::uint64_t out = kContainerFixedSize + manifest_size;
  for (const Section& section : manifest.sections) out += section.stored_size;
  return out;
}

std::uint64_t padded_container_size(std::uint64_t container, std::uint64_t floor) {
  return crypto::padme(container, floor);
}

}  // namespace holdfast::sync
