// From journal to files on a road: what was not sent yet, in segments, facts before media. Works in a vault in doubt.
// Number and manifest are committed before the first byte is written (app/store/outbox).
#pragma once

#include <string>
#include <vector>

#include "app/exchange/reasons.h"
#include "app/store/outbox.h"
#include "sync/transport.h"

namespace holdfast::exchange {

struct BundleRequest {
  std::uint64_t size_bytes_max = sync::kBundleSizeMax;  // --max-size: smaller segments and media parts
  bool facts_only = false;
};

struct WrittenBundle {
  std::uint64_t number = 0;
  sync::BundleKind kind = sync::BundleKind::Changes;
  std::string name;
  std::uint64_t size_bytes = 0;
  std::uint64_t from = 0;  // segment; 0 where none
  std::uint64_t to = 0;
  std::size_t records = 0;
  std::size_t files = 0;   // blobs
  bool again = false;      // made again: asked for by a receipt, or its file was lost
  bool tip = false;        // not a bundle but a tip that goes ahead of them all; it has no number
};

// Writes what goes ahead (a tip for each withdrawal that was not told yet, and tips that lay on no road), then every
// bundle that is due. Nothing due: an empty list. A planned bundle whose file is not on the road is made
// again from the same manifest with fresh keys. kNotEnrolled before enrolment.
Result<std::vector<WrittenBundle>> write_bundles(store::Vault& vault, sync::Transport& road,
                                                 const BundleRequest& request, Progress& progress);

}  // namespace holdfast::exchange
