// What must be known about somebody before anything else: flags, from when, until when, lifted by whom.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case/dates.h"

namespace holdfast::cases {

// One record's word on one flag.
struct FlagWord {
  std::string flag;                    // "urgent_medical", "maybe_minor", …
  std::optional<DateRange> since;
  std::optional<DateRange> until;
  bool lifted = false;                 // takes the flag away
  Day written = 0;                     // the day of the record, where no other was said
};

// Indices into `words` of the flags that stand on a day, the most dangerous first. `words` in the order they were
// written. A flag counts from the first day it may mean, a lift from the last; one whose latest day is past is over.
std::vector<std::size_t> standing_flags(const std::vector<FlagWord>& words, Day on);

// How urgent: 0 comes first in every list.
int flag_rank(std::string_view flag);

}  // namespace holdfast::cases
