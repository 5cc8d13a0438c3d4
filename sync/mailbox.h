// File names on a store: random going up; going down, a tag that only HQ and the device can compute and that changes
// every month (sync/FORMAT.md, "Names on a store").
#pragma once

#include <string>

#include "sync/types.h"

namespace holdfast::sync {

// 32 random hex digits + ".age".
std::string upload_name(Random& random);

// 16 hex digits. `month` counts from 1970-01 (month_of). Both sides compute the same from their own private half.
Result<std::string> mailbox_tag(const crypto::Identity& ours, const crypto::Recipient& theirs, std::uint32_t month);
std::uint32_t month_of(std::int64_t wall_ms);
// The tag, 32 random hex digits, ".age".
std::string download_name(const std::string& tag, Random& random);

}  // namespace holdfast::sync
