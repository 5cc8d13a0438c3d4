#include "sync/transport.h"

#include <algorithm>

#include "sync/reasons.h"

namespace holdfast::sync {

bool is_road_name(std::string_view name) {
  constexpr std::string_view kRoadEnding = ".age";
  constexpr std::size_t kUpDigits = 32;    // random
  constexpr std::size_t kDownDigits = 48;  // tag of the mailbox, random
  if (name.size() != kUpDigits + kRoadEnding.size() && name.size() != kDownDigits + kRoadEnding.size()) return false;
  const std::string_view digits = name.substr(0, name.size() - kRoadEnding.size());
  return name.substr(digits.size()) == kRoadEnding && std::all_of(digits.begin(), digits.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// In pieces, as larger content comes.
Result<void> RoadBytes::write(Sink& out) {
  MemorySource source(bytes_);
  return source.pass(bytes_.size(), out);
}

Result<void> RoadBytes::check(Source& copy) {
  Bytes theirs(bytes_.size() + 1);
  const std::size_t got = TRY(copy.read(theirs));
  if (got != bytes_.size() || !equal(ByteView(theirs).first(got), bytes_)) return kRoadReadBack;
  return {};
}

}  // namespace holdfast::sync
