#include "sync/segment.h"

#include <algorithm>

#include "sync/reasons.h"

namespace holdfast::sync {

namespace {

constexpr std::string_view kBlobPathPrefix = "@blob/";
constexpr std::size_t kMediaTypeMax = 127;

bool is_media_type(std::string_view text) {
  return text.size() <= kMediaTypeMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

std::string blob_path(const BlobRef& ref) { return std::string(kBlobPathPrefix) + to_hex(ref); }

CborValue blob_leaf(const BlobFact& blob) {
  HOLDFAST_ASSERT(blob.size <= kBlobSizeMax && is_media_type(blob.media_type));
  return CborValue::Array{CborValue(to_bytes(blob.sha256)), CborValue(static_cast<std::int64_t>(blob.size)),
                          CborValue(blob.media_type)};
}

Result<BlobFact> blob_from_leaf(std::string_view path, const CborValue& value) {
  if (path.substr(0, kBlobPathPrefix.size()) != kBlobPathPrefix) return kOpeningMalformed;
  const Result<Id16> ref = array_from_hex<16>(path.substr(kBlobPathPrefix.size()));
  const CborValue::Array* fields = value.array();
  if (!ref.ok() || fields == nullptr || fields->size() != 3) return kOpeningMalformed;
  const Bytes* hash = (*fields)[0].bytes();
  const std::int64_t* size = (*fields)[1].integer();
  const std::string* type = (*fields)[2].text();
  if (hash == nullptr || size == nullptr || type == nullptr) return kOpeningMalformed;
  if (hash->size() != 32 || *size < 0 || static_cast<std::uint64_t>(*size) > kBlobSizeMax || !is_media_type(*type)) {
    return kOpeningMalformed;
  }
  return BlobFact{*ref, to_array<32>(*hash), static_cast<std::uint64_t>(*size), *type};
}

Bytes encode_entries(std::span<const SignedEntry> entries) {
  CborWriter out;
  out.array(entries.size());
  for (const SignedEntry& entry : entries) out.array(2).bytes(entry.encoded).bytes(entry.signature);
  return out.take();
}

Result<std::vector<SignedEntry>> decode_entries(ByteView raw) {
  if (raw.size() > kSegmentRawMax) return kBundleTooLarge;
  CborReader in(raw);
  const std::size_t count = TRY(in.array(kSegmentEntriesMax));
  std::vector<SignedEntry> out;
  for (std::size_t i = 0; i < count; ++i) {
    TRY(in.array_of(2));
    const ByteView encoded = TRY(in.bytes(kEntrySizeMax));
    const crypto::Signature signature = TRY(in.byte_array<64>());
    out.push_back(TRY(read_entry(encoded, signature)));
    if (i > 0 && !follows(out[i - 1], out[i])) return kChainBroken;
  }
  TRY(in.end());
  return out;
}

Bytes encode_openings(std::span<const EntryOpening> openings) {
  // In the order of the entries' hashes: the order in which a caller happened to collect them tells nothing.
  std::vector<const EntryOpening*> sorted;
  sorted.reserve(openings.size());
  for (const EntryOpening& opening : openings) sorted.push_back(&opening);
  std::sort(sorted.begin(), sorted.end(),
            [](const EntryOpening* a, const EntryOpening* b) { return a->entry < b->entry; });
  CborWriter out;
  out.array(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    HOLDFAST_ASSERT(i == 0 || sorted[i - 1]->entry < sorted[i]->entry);  // each entry once
    out.array(2).bytes(sorted[i]->entry).bytes(encode_opening(sorted[i]->opening));
  }
  return out.take();
}

Result<std::vector<EntryOpening>> decode_openings(ByteView raw) {
  if (raw.size() > kSegmentRawMax) return kBundleTooLarge;
  CborReader in(raw);
  const std::size_t count = TRY(in.array(kSegmentEntriesMax));
  std::vector<EntryOpening> out;
  for (std::size_t i = 0; i < count; ++i) {
    TRY(in.array_of(2));
    EntryOpening item;
    item.entry = TRY(in.byte_array<32>());
    const ByteView encoded = TRY(in.bytes(kOpeningSizeMax));
    item.opening = TRY(decode_opening(encoded));
    if (i > 0 && !(out.back().entry < item.entry)) return kEncodingNotCanonical;
    out.push_back(std::move(item));
  }
  TRY(in.end());
  return out;
}

SegmentRange range_of(std::span<const SignedEntry> entries) {
  HOLDFAST_ASSERT(!entries.empty());
  const SignedEntry& first = entries.front();
  const SignedEntry& last = entries.back();
  return {first.entry.seq, last.entry.seq, first.entry.prev, last.hash};
}

Result<void> check_segment(std::span<const SignedEntry> entries, const Manifest& manifest) {
  if (entries.empty() || !manifest.segment) return kChainBroken;
  if (range_of(entries) != *manifest.segment) return kChainBroken;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].entry.team != manifest.team) return kBundleWrongTeam;
    if (entries[i].entry.device != manifest.sender) return kChainBroken;
    if (i > 0 && !follows(entries[i - 1], entries[i])) return kChainBroken;
  }
  return {};
}

}  // namespace holdfast::sync
