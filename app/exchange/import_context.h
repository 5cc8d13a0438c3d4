// One file on its way in: where it comes from, what is asked, what came of it.
#pragma once

#include <functional>

#include "app/exchange/hq_keys.h"
#include "app/exchange/incoming.h"
#include "sync/bundle_reader.h"

namespace holdfast::exchange {

struct ImportContext {
  store::Vault& vault;
  const ImportRequest& request;
  Progress& progress;
  ImportOutcome& outcome;
};

// On HQ: a bundle of one of the team's devices. On a laptop: HQ's word to us. Both fill the outcome; an error of kind
// Refused, Limit or Newer means that nothing of the file was applied.
Result<void> take_from_device(ImportContext& context, const HqKeys& keys, sync::BundleReader& reader);
Result<void> take_from_hq(ImportContext& context, sync::BundleReader& reader);
// A file of exactly 1,000 bytes, on HQ.
Result<void> take_tip(ImportContext& context, const HqKeys& keys, ByteView file);

// What of a device's chain is missing: before, between and after nothing.
std::vector<sync::WantedRange> gaps_between(const std::vector<sync::HeldRange>& held);

}  // namespace holdfast::exchange
