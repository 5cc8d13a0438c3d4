#include "app/cli/time_text.h"

#include <ctime>

namespace holdfast::cli {

Result<std::int64_t> parse_local_time(const std::string& text) {
  for (const char* form : {"%Y-%m-%dT%H:%M", "%Y-%m-%d"}) {
    std::tm parts{};
    parts.tm_isdst = -1;
    const char* end = ::strptime(text.c_str(), form, &parts);
    if (end == nullptr || *end != '\0') continue;
    const std::time_t seconds = std::mktime(&parts);
    if (seconds != -1) return static_cast<std::int64_t>(seconds) * 1000;
  }
  return Error{kCommandUsage, "a time looks like 2026-11-24T10:15"};
}

}  // namespace holdfast::cli
