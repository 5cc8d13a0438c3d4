// What went on the road: numbers and manifests are committed before the first byte is written, a number is never used
// twice; a file lost or unfinished is made again from the same manifest, or its number is listed as void.
#pragma once

#include "app/store/vault.h"
#include "sync/manifest.h"

namespace holdfast::store {

enum class OutState : std::uint8_t { Planned = 0, Written, Void };

struct OutBundle {
  std::uint64_t number = 0;
  Bytes manifest_bytes;
  Hash256 manifest_hash{};
  sync::BundleKind kind = sync::BundleKind::Changes;
  std::string name;           // on the road
  std::uint64_t from = 0;     // segment, 0 where none
  std::uint64_t to = 0;
  OutState state = OutState::Planned;
  std::int64_t planned_ms = 0;
  bool confirmed = false;     // a receipt names all of it as held
};

struct OutPosition {
  std::uint64_t next_number = 1;
  Hash256 previous_manifest{};
  std::vector<std::uint64_t> voided;  // not yet told
};
Result<OutPosition> out_position(Vault& vault);
// Durable when it returns.
Result<void> plan_bundle(Vault& vault, const OutBundle& bundle);
Result<void> mark_bundle(Vault& vault, std::uint64_t number, OutState state);
Result<std::vector<OutBundle>> list_out_bundles(Vault& vault);
// The first entry of ours that no planned or written bundle carries; and blobs not yet sent.
Result<std::uint64_t> first_unsent_seq(Vault& vault);
Result<std::vector<sync::BlobRef>> unsent_blobs(Vault& vault);
Result<void> mark_blob_sent(Vault& vault, const sync::BlobRef& ref, std::uint64_t number);
// From a receipt: wanted again.
Result<void> request_again(Vault& vault, std::uint64_t from, std::uint64_t to);
Result<std::vector<sync::SegmentRange>> requested_again(Vault& vault);

}  // namespace holdfast::store
