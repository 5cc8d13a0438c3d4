// header.a and header.b as files: reading both, overwriting one at a time. Knows no key. Internal to crypto/.
#pragma once

#include "crypto/vault_header_layout.h"

namespace holdfast::crypto {

inline constexpr std::size_t kHeaderCopies = 2;

// "header.a" or "header.b" in `folder`.
std::string header_path(const std::string& folder, std::size_t copy);

struct HeaderCopy {
  Bytes bytes;  // empty if there is none
  bool exists = false;
  bool intact = false;  // readable, SHA-256 and fields in order; later also: MAC in order
  std::optional<Error> reason;  // why it is not intact
  std::optional<HeaderPreamble> preamble;

  std::uint64_t generation() const { return preamble ? preamble->generation : 0; }
};

struct HeaderCopies {
  std::array<HeaderCopy, kHeaderCopies> copies;

  // Intact copies, the one with the higher generation first.
  std::vector<std::size_t> best_first() const;
  // Why nothing could be opened: parameters out of range if only these were wrong, else damaged.
  Error failure() const;
};

// kHeaderMissing (no file at all), kHeaderNewer (either copy), or what the disk said if no copy could be read.
Result<HeaderCopies> read_header_copies(Files& files, const std::string& folder);

// In place, synced, read back and compared. Makes the file where it is missing.
Result<void> overwrite_header_copy(Files& files, const std::string& folder, std::size_t copy, ByteView bytes);

}  // namespace holdfast::crypto
