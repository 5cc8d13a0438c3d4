// The signed table of contents of a bundle (sync/FORMAT.md, "Manifest").
#pragma once

#include <optional>
#include <vector>

#include "sync/types.h"

namespace holdfast::sync {

enum class BundleKind : std::uint8_t { Changes = 1, Media, Receipt, Team, Share, Backup, Order };
enum class SectionType : std::uint8_t {
  Entries = 1, Openings, Sealed, Blob, SealedBlob, Form, Receipt = 8, Roster, Orders  // 7 is never written
};

inline constexpr std::size_t kManifestSizeMax = std::size_t{4} << 20;
inline constexpr std::size_t kSectionsMax = 4096;
inline constexpr std::size_t kVoidedMax = 65536;
inline constexpr std::uint64_t kBlobSizeMax = std::uint64_t{64} << 30;
inline constexpr std::uint64_t kBundleSizeMax = std::uint64_t{1900} << 20;  // of the container before padding
inline constexpr std::uint64_t kBundleFloor = std::uint64_t{256} << 10;
inline constexpr std::uint64_t kBundleFloorSmall = std::uint64_t{64} << 10;

// What a blob section carries of its blob: parts of a large file name their place.
struct BlobPart {
  BlobRef ref{};
  EntryHash entry{};          // the entry that names the blob
  std::uint64_t offset = 0;   // of the plaintext (Blob) or of the stored file (SealedBlob)
  std::uint64_t total = 0;
  friend bool operator==(const BlobPart&, const BlobPart&) = default;
};

struct Section {
  SectionType type = SectionType::Entries;
  std::uint64_t stored_size = 0;
  std::uint64_t raw_size = 0;  // of a zstd-compressed section; 0 = stored as it is
  Hash256 sha256{};            // of the stored bytes
  std::optional<BlobPart> blob;      // for Blob and SealedBlob
  std::optional<EntryHash> subject;  // for Sealed: the entry whose sealed opening this is
  friend bool operator==(const Section&, const Section&) = default;
};

struct SegmentRange {
  std::uint64_t from = 0;  // first and last seq
  std::uint64_t to = 0;
  EntryHash head_before{};  // hash of entry from-1; zeros for from == 1
  EntryHash head_after{};   // hash of entry to
  friend bool operator==(const SegmentRange&, const SegmentRange&) = default;
};

struct Manifest {
  TeamId team{};
  DeviceId sender{};
  std::uint64_t number = 0;        // of this sender; rises, never used twice
  Hash256 previous{};              // SHA-256 of the sender's previous manifest; zeros for the first
  std::vector<std::uint64_t> voided;  // numbers that will never come, ascending
  BundleKind kind = BundleKind::Changes;
  std::optional<SegmentRange> segment;
  std::vector<Hash256> recipients;    // recipient hashes, ascending
  std::uint64_t last_receipt = 0;     // number of the last receipt seen
  std::vector<Section> sections;
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

Bytes encode_manifest(const Manifest& manifest);
// kBundleNewer for a later version, kBundleManifest or the encoding's own reason otherwise.
Result<Manifest> decode_manifest(ByteView bytes);
// Every rule that a manifest must keep beyond its encoding: counts, orders, sizes, what belongs to which type.
// kBundleTooLarge for what only a limit forbids, kBundleManifest otherwise. decode_manifest includes it.
Result<void> check_manifest(const Manifest& manifest);
// Length of the inner container before and after padding.
std::uint64_t container_size(const Manifest& manifest, std::size_t manifest_size);
std::uint64_t padded_container_size(std::uint64_t container, std::uint64_t floor);

}  // namespace holdfast::sync
