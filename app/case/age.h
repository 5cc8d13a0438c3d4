// How old somebody may be, from what was said and how it was counted. Unknown or in doubt means minor (case-model.md):
// who may be under 18 is protected as a child until it is certain that they are not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case/dates.h"

namespace holdfast::cases {

// Completed: years since birth. Nominal: one at birth and one more at each New Year, or the year one is in, as in
// China, Vietnam, Myanmar and elsewhere; one or two years more than completed.
enum class AgeCounted : std::uint8_t { Completed, Nominal, Unknown };
// The answer to "is that the age as counted at home?": "yes" nominal, "no" completed, anything else unknown.
AgeCounted age_counted_from_text(std::string_view answer);

// What one record says about somebody's age.
struct AgeSaid {
  std::string band;                              // "under12", "12_17", "adult", "unknown" or empty
  std::optional<int> years;                      // as said
  AgeCounted counted = AgeCounted::Unknown;
  std::optional<Day> said_on;                    // when `years` and `band` were said
  std::optional<DateRange> born;
  bool in_doubt = false;                         // papers, words and looks do not agree
};

struct AgeReason {
  std::string code;      // "age_not_known", "age_in_doubt", "said_minor", "counted_otherwise", "born_too_late", …
  std::string sentence;  // for people
};

struct AgeJudgement {
  bool may_be_minor = true;
  std::vector<AgeReason> reasons;  // why; empty for somebody who is of age for certain
  std::optional<int> youngest;     // completed years, at the least and at the most; where anything says so
  std::optional<int> oldest;
};

inline constexpr int kOfAge = 18;
// Completed years from a birth to a day: at the least and at the most.
int youngest_on(const DateRange& born, Day on);
int oldest_on(const DateRange& born, Day on);
// Everything that several records say, taken together: one that leaves room for a child is enough. Records that say
// nothing about age weigh only where no other does.
AgeJudgement judge_age(const std::vector<AgeSaid>& said, Day on);
// The same for one record, as a form's gate asks it.
bool may_be_minor(const AgeSaid& said, Day on);

}  // namespace holdfast::cases
