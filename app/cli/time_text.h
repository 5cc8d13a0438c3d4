// Times as a person types them at the command line.
#pragma once

#include <cstdint>
#include <string>

#include "app/cli/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::cli {

// "2026-11-24T10:15" or "2026-11-24", in this computer's own zone. Milliseconds since 1970.
Result<std::int64_t> parse_local_time(const std::string& text);

}  // namespace holdfast::cli
