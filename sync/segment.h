// The contents of the sections of a bundle: entries, openings and the rest, packed and compressed
// (sync/FORMAT.md, "Sections"). Whatever is read re-encodes to the same raw bytes.
#pragma once

#include <vector>

#include "sync/entry.h"
#include "sync/manifest.h"
#include "sync/opening.h"

namespace holdfast::sync {

inline constexpr std::size_t kSegmentRawMax = std::size_t{16} << 20;
inline constexpr std::size_t kSegmentEntriesMax = 100000;

// A blob as an entry's opening describes it, with what only a reader with the opening may know.
struct BlobFact {
  BlobRef ref{};
  Hash256 sha256{};
  std::uint64_t size = 0;
  std::string media_type;
  friend bool operator==(const BlobFact&, const BlobFact&) = default;
};
// The value of the leaf @blob/<ref>: [sha256, size, type].
CborValue blob_leaf(const BlobFact& blob);
std::string blob_path(const BlobRef& ref);
Result<BlobFact> blob_from_leaf(std::string_view path, const CborValue& value);

struct EntryOpening {
  EntryHash entry{};
  Opening opening;
};

// zstd: one frame with content size, window <= 8 MiB, no dictionary. Stored as it is where that is smaller.
struct PackedSection {
  Bytes stored;
  std::uint64_t raw_size = 0;  // 0: not compressed
};
PackedSection pack_section(ByteView raw);
// Refuses any frame but the one described, and any raw size above `raw_max`, before allocating.
Result<Bytes> unpack_section(ByteView stored, std::uint64_t raw_size, std::uint64_t raw_max);

Bytes encode_entries(std::span<const SignedEntry> entries);
// Checks that they are one chain of one device, in order (kChainBroken).
Result<std::vector<SignedEntry>> decode_entries(ByteView raw);
Bytes encode_openings(std::span<const EntryOpening> openings);
Result<std::vector<EntryOpening>> decode_openings(ByteView raw);

// The segment that a list of chained entries forms. REQUIRES: not empty.
SegmentRange range_of(std::span<const SignedEntry> entries);
// Entries against the range a manifest claims: numbers, both heads, sender, team.
Result<void> check_segment(std::span<const SignedEntry> entries, const Manifest& manifest);

}  // namespace holdfast::sync
