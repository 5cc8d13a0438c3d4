#include "app/case/consent.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace holdfast::cases {

namespace {

constexpr Day kAnyEarliest = std::numeric_limits<Day>::min();
constexpr Day kAnyLatest = std::numeric_limits<Day>::max();

bool names_one(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void add_once(std::vector<std::string>& list, const std::string& name) {
  if (!names_one(list, name)) list.push_back(name);
}

DateRange days_of_act(const ConsentAct& act) {
  return act.when.value_or(DateRange{kAnyEarliest, kAnyLatest, false, false});
}

bool opens(const ConsentAct& act) { return act.kind == ConsentKind::Given || act.kind == ConsentKind::Changed; }

// Walks along the acts by date and keeps what stands.
class ConsentWalk {
 public:
  void take(const ConsentAct& act, std::size_t index) {
    const DateRange days = days_of_act(act);
    if (opens(act)) {
      // It may have been before the no: then the no stands.
      if (is_closed() && days.earliest <= closed_until_) return;
      open(act, index, days);
    } else if (act.kind == ConsentKind::Withdrawn && !act.withdrawn_from.empty() &&
               out_.state == ConsentState::Given) {
      close_for(act, index, days);
    } else {
      close(act, index, days);
    }
  }

  ConsentStanding standing(Day on) && {
    std::erase_if(out_.scopes, [this, on](const ConsentScope& scope) {
      return (scope.until && scope.until->latest < on) || names_one(out_.never, scope.recipient);
    });
    return std::move(out_);
  }

 private:
  struct Closed {
    std::string recipient;
    Day until;
  };

  bool is_closed() const { return out_.state == ConsentState::Withdrawn || out_.state == ConsentState::Refused; }

  bool is_closed_for(const std::string& recipient, Day earliest) const {
    return std::any_of(closed_for_.begin(), closed_for_.end(), [&](const Closed& closed) {
      return closed.recipient == recipient && earliest <= closed.until;
    });
  }

  void open(const ConsentAct& act, std::size_t index, const DateRange& days) {
    if (act.kind == ConsentKind::Changed || is_closed()) {
      out_.scopes.clear();
      out_.acts.clear();
    }
    // "Never" outlives a no; only a change of mind, said as one, takes it back.
    if (act.kind == ConsentKind::Changed) out_.never.clear();
    out_.state = ConsentState::Given;
    out_.acts.push_back(index);
    for (const ConsentScope& scope : act.scopes) {
      if (!is_closed_for(scope.recipient, days.earliest)) out_.scopes.push_back(scope);
    }
    for (const std::string& recipient : act.never) add_once(out_.never, recipient);
  }

  void close_for(const ConsentAct& act, std::size_t index, const DateRange& days) {
    out_.acts.push_back(index);
    for (const std::string& recipient : act.withdrawn_from) {
      closed_for_.push_back({recipient, days.latest});
      std::erase_if(out_.scopes, [&recipient](const ConsentScope& scope) { return scope.recipient == recipient; });
    }
  }

  void close(const ConsentAct& act, std::size_t index, const DateRange& days) {
    closed_until_ = std::max(closed_until_, days.latest);
    out_.state = act.kind == ConsentKind::Refused ? ConsentState::Refused : ConsentState::Withdrawn;
    out_.scopes.clear();
    out_.acts = {index};
    for (const std::string& recipient : act.never) add_once(out_.never, recipient);
  }

  ConsentStanding out_;
  Day closed_until_ = kAnyEarliest;
  std::vector<Closed> closed_for_;
};

}  // namespace

std::optional<ConsentKind> consent_kind_from_text(std::string_view answer) {
  if (answer == "given") return ConsentKind::Given;
  if (answer == "changed") return ConsentKind::Changed;
  if (answer == "withdrawn") return ConsentKind::Withdrawn;
  if (answer == "refused") return ConsentKind::Refused;
  return std::nullopt;
}

std::string_view to_string(ConsentState state) {
  switch (state) {
    case ConsentState::None: return "none";
    case ConsentState::Given: return "given";
    case ConsentState::Withdrawn: return "withdrawn";
    case ConsentState::Refused: return "refused";
  }
  return "none";
}

ConsentStanding consent_on(const std::vector<ConsentAct>& acts, Day on) {
  std::vector<std::size_t> order(acts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&acts](std::size_t a, std::size_t b) {
    return days_of_act(acts[a]).latest < days_of_act(acts[b]).latest;
  });
  ConsentWalk walk;
  for (const std::size_t index : order) {
    const DateRange days = days_of_act(acts[index]);
    // A yes counts once it was said for certain, a no as soon as it may have been.
    const bool has_come = opens(acts[index]) && acts[index].when ? days.latest <= on : days.earliest <= on;
    if (has_come) walk.take(acts[index], index);
  }
  return std::move(walk).standing(on);
}

ConsentAnswer may_share(const ConsentStanding& standing, std::string_view purpose, std::string_view recipient,
                        std::string_view medium) {
  switch (standing.state) {
    case ConsentState::None: return {false, "Nobody has asked this person for consent."};
    case ConsentState::Withdrawn: return {false, "This person has taken consent back."};
    case ConsentState::Refused: return {false, "This person has refused."};
    case ConsentState::Given: break;
  }
  if (names_one(standing.never, recipient)) return {false, "This person said: never to this recipient."};
  bool purpose_named = false;
  for (const ConsentScope& scope : standing.scopes) {
    if (scope.recipient != recipient) continue;
    if (scope.purpose == purpose && names_one(scope.media, medium)) return {true, {}};
    purpose_named = purpose_named || scope.purpose == purpose;
  }
  return {false, purpose_named ? "The consent for this recipient does not cover this."
                               : "No consent that stands names this recipient and this purpose."};
}

}  // namespace holdfast::cases
