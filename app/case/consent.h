// Consent as it stands on a day: a pure function of the acts (given, changed, withdrawn, refused). Where dates leave it
// open, no is the answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case/dates.h"

namespace holdfast::cases {

enum class ConsentKind : std::uint8_t { Given, Changed, Withdrawn, Refused };
std::optional<ConsentKind> consent_kind_from_text(std::string_view answer);

// One purpose, one recipient: what they may receive, and until when.
struct ConsentScope {
  std::string purpose;
  std::string recipient;
  std::vector<std::string> media;
  std::optional<DateRange> until;
  friend bool operator==(const ConsentScope&, const ConsentScope&) = default;
};

struct ConsentAct {
  ConsentKind kind = ConsentKind::Given;
  std::optional<DateRange> when;         // nothing: unreadable, so it may have been on any day
  std::vector<ConsentScope> scopes;
  std::vector<std::string> never;        // recipients that must never receive anything
  std::vector<std::string> withdrawn_from;  // of a withdrawal: only from these; empty: from everyone
};

enum class ConsentState : std::uint8_t { None, Given, Withdrawn, Refused };
std::string_view to_string(ConsentState state);  // "none", "given", "withdrawn", "refused"

struct ConsentStanding {
  ConsentState state = ConsentState::None;
  std::vector<ConsentScope> scopes;       // what may be done on that day; empty unless given
  std::vector<std::string> never;
  std::vector<std::size_t> acts;          // indices of the acts it rests on
};

// `acts` in the order they were recorded. The last by date counts; only a consent given for certain after a withdrawal
// or a refusal takes its place. What was given adds up; `changed` replaces everything before it.
ConsentStanding consent_on(const std::vector<ConsentAct>& acts, Day on);

// Whether one thing may go to one recipient for one purpose. `why_not` is a sentence for people; empty where it may.
struct ConsentAnswer {
  bool allowed = false;
  std::string why_not;
};
ConsentAnswer may_share(const ConsentStanding& standing, std::string_view purpose, std::string_view recipient,
                        std::string_view medium);

}  // namespace holdfast::cases
