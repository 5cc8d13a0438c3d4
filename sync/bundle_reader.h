// Reads a bundle file once, from the front, and hands out nothing before it was checked (sync/FORMAT.md, "Bundle").
//
// Order: envelope, manifest and signature (begin), who sent it (check_sender), then each section in turn into a sink
// (read_section), then padding and end (finish). A caller stages what sections bring and applies it only after
// finish() succeeded: any failure means the whole bundle is refused.
#pragma once

#include <memory>

#include "crypto/base/progress.h"
#include "crypto/envelope.h"
#include "sync/manifest.h"

namespace holdfast::sync {

class BundleReader {
 public:
  // `in` must outlive the reader. kBundleNotBundle, kEnvelopeNotForUs, kBundleManifest, kBundleNewer …
  static Result<BundleReader> begin(Source& in, std::span<const crypto::Identity* const> identities, Pool& pool);

  const Manifest& manifest() const;
  const Bytes& manifest_bytes() const;
  Hash256 manifest_hash() const;             // SHA-256 of manifest_bytes()
  const crypto::Signature& signature() const;
  const Hash256& envelope_binding() const;   // SHA-256 of the age head: kept for ever with the manifest

  // kBundleSignature where the sender named in the manifest did not sign this file for these recipients;
  // kBundleRecipients where none of our own keys is among those the sender meant.
  Result<void> check_sender(const crypto::VerifyKey& sender);

  // Streams section `index` into `out`. REQUIRES: check_sender succeeded; sections are read in order, each once.
  // The SHA-256 is known only at the section's end: what `out` took is not trusted before this returns.
  Result<void> read_section(std::size_t index, Sink& out, Progress& progress);
  // The same into memory, unpacked, for sections of at most `raw_max` bytes.
  Result<Bytes> read_section_bytes(std::size_t index, std::uint64_t raw_max, Progress& progress);
  // Zero padding of exactly the one allowed length, last chunk, nothing behind it.
  Result<void> finish(std::uint64_t floor);
  // The same where the sender's policy may be another one than ours: of the one allowed length under either floor.
  Result<void> finish_either_floor();

  BundleReader(BundleReader&&) noexcept;
  BundleReader& operator=(BundleReader&&) noexcept;
  ~BundleReader();

 private:
  struct State;
  explicit BundleReader(std::unique_ptr<State> state);
  Result<void> finish_at(std::uint64_t floor, std::uint64_t other_floor);
  std::unique_ptr<State> state_;
};

}  // namespace holdfast::sync
