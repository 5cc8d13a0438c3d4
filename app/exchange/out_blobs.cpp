#include <algorithm>

#include "app/exchange/out_sections.h"
#include "app/store/blobs.h"
#include "crypto/hash.h"
#include "sync/reasons.h"
#include "sync/segment.h"

namespace holdfast::exchange {

namespace {

constexpr std::size_t kOutBlobBuffer = std::size_t{256} << 10;

// The first `size` bytes of a source.
class PieceSource final : public Source {
 public:
  PieceSource(std::unique_ptr<Source> inner, std::uint64_t size) : inner_(std::move(inner)), left_(size) {}

  Result<std::size_t> read(MutableByteView out) override {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), left_));
    const std::size_t got = TRY(inner_->read(out.first(size)));
    left_ -= got;
    return got;
  }

  Result<void> pass(std::uint64_t size, Sink& out) override {
    if (size > left_) return kEncodingTruncated;
    TRY(inner_->pass(size, out));
    left_ -= size;
    return {};
  }

 private:
  std::unique_ptr<Source> inner_;
  std::uint64_t left_;
};

Result<store::BlobRow> row_to_send(store::Vault& vault, const sync::BlobRef& ref) {
  const std::optional<store::BlobRow> row = TRY(store::find_blob(vault, ref));
  if (!row || !row->here) return store::kBlobMissing;
  return *row;
}

std::function<Result<std::unique_ptr<Source>>()> piece_opener(store::Vault& vault, const BlobPiece& piece,
                                                              bool sealed) {
  return [&vault, piece, sealed]() -> Result<std::unique_ptr<Source>> {
    std::unique_ptr<Source> rest = TRY(sealed ? store::open_stored_blob(vault, piece.ref, piece.offset)
                                              : store::open_blob(vault, piece.ref, piece.offset));
    return std::unique_ptr<Source>(std::make_unique<PieceSource>(std::move(rest), piece.size));
  };
}

Result<Hash256> hash_source(Source& source, std::uint64_t expected_size, Progress& progress) {
  crypto::Sha256 hash;
  Bytes buffer(kOutBlobBuffer);
  std::uint64_t total = 0;
  while (true) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(source.read(buffer));
    if (got == 0) break;
    hash.update(ByteView(buffer).first(got));
    total += got;
    progress.report(total, expected_size);
  }
  if (total != expected_size) return store::kBlobDamaged;
  return hash.finish();
}

}  // namespace

Result<std::uint64_t> blob_section_size(store::Vault& vault, const sync::BlobRef& ref) {
  const store::BlobRow row = TRY(row_to_send(vault, ref));
  return row.sealed ? row.stored_size : row.fact.size;
}

Result<sync::SectionContent> blob_section(store::Vault& vault, const BlobPiece& piece, Progress& progress) {
  const store::BlobRow row = TRY(row_to_send(vault, piece.ref));
  const std::uint64_t total = row.sealed ? row.stored_size : row.fact.size;
  if (piece.offset > total || piece.size > total - piece.offset) return sync::kBundleSection;
  sync::SectionContent out;
  out.section.type = row.sealed ? sync::SectionType::SealedBlob : sync::SectionType::Blob;
  out.section.stored_size = piece.size;
  out.section.blob = sync::BlobPart{piece.ref, row.entry, piece.offset, total};
  out.open = piece_opener(vault, piece, row.sealed);
  if (!row.sealed && piece.size == total) {
    // Known from intake, and every chunk is authenticated as it is read: not hashed again.
    out.section.sha256 = row.fact.sha256;
    out.hash_known = true;
    return out;
  }
  const std::unique_ptr<Source> source = TRY(out.open());
  out.section.sha256 = TRY(hash_source(*source, piece.size, progress));
  return out;
}

Result<std::vector<sync::SectionContent>> planned_sections(store::Vault& vault, const sync::Manifest& manifest,
                                                           Progress& progress) {
  std::vector<sync::SectionContent> candidates;
  if (manifest.segment) {
    const std::optional<store::StoredEntry> first =
        TRY(store::entry_at(vault, vault.device(), manifest.segment->from));
    if (!first) return sync::kBundleSection;
    const SegmentLimits whole{~std::uint64_t{0} >> 1, manifest.segment->to};
    SegmentContent content = TRY(segment_content(vault, manifest.segment->from, whole, {}));
    candidates = std::move(content.sections);
  }
  std::vector<sync::SectionContent> out;
  for (const sync::Section& section : manifest.sections) {
    if (section.blob) {
      out.push_back(TRY(blob_section(vault, {section.blob->ref, section.blob->offset, section.stored_size}, progress)));
      if (out.back().section != section) return sync::kBundleSection;
      continue;
    }
    const auto same = std::find_if(candidates.begin(), candidates.end(), [&section](const sync::SectionContent& have) {
      return have.section == section;
    });
    if (same == candidates.end()) return sync::kBundleSection;
    out.push_back(*same);
  }
  return out;
}

}  // namespace holdfast::exchange
