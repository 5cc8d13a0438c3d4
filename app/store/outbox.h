// What went on the road: numbers and manifests are committed before the first byte is written, a number is never used
// twice; a file lost or unfinished is made again from the same manifest, or its number is listed as void.
#pragma once

#include "app/store/vault.h"
#include "sync/manifest.h"
#include "sync/receipt.h"

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
// `previous_manifest` is that of the newest number that is not void.
Result<OutPosition> out_position(Vault& vault);
// Durable when it returns. Its manifest tells the void numbers it lists; what it carries is no longer wanted again.
// REQUIRES: the number is above every one ever planned.
Result<void> plan_bundle(Vault& vault, const OutBundle& bundle);
// States only go to the right: a void number stays void, a confirmed bundle cannot become void (kOutboxState).
// What a void bundle carried is unsent again.
Result<void> mark_bundle(Vault& vault, std::uint64_t number, OutState state);
Result<std::vector<OutBundle>> list_out_bundles(Vault& vault);
// The first entry of ours that no planned or written bundle carries; and blobs not yet sent.
Result<std::uint64_t> first_unsent_seq(Vault& vault);
Result<std::vector<sync::BlobRef>> unsent_blobs(Vault& vault);
Result<void> mark_blob_sent(Vault& vault, const sync::BlobRef& ref, std::uint64_t number);
// From a receipt: wanted again.
Result<void> request_again(Vault& vault, std::uint64_t from, std::uint64_t to);
// From a receipt: the media of our entry `seq` is wanted again, whatever carried it.
Result<void> request_media_again(Vault& vault, std::uint64_t seq);
// From a receipt of HQ to us: bundles all of whose entries (media: the entries of all their blobs, none of them with
// media wanted) are held are confirmed. Called by keep_receipt.
Result<void> confirm_bundles(Vault& vault, const sync::Receipt& receipt);
// Ascending, without overlap; only what is here, with the heads a manifest needs.
Result<std::vector<sync::SegmentRange>> requested_again(Vault& vault);

}  // namespace holdfast::store
