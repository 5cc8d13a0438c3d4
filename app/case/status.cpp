#include "app/case/status.h"

#include <algorithm>
#include <tuple>

namespace holdfast::cases {
namespace {

struct StatusName {
  Status status;
  std::string_view text;
};
constexpr StatusName kStatusNames[] = {
    {Status::Located, "located"},
    {Status::Out, "out"},
    {Status::Shelter, "shelter"},
    {Status::Hospital, "hospital"},
    {Status::PoliceCustody, "police_custody"},
    {Status::ImmigrationDetention, "immigration_detention"},
    {Status::Charged, "charged"},
    {Status::Free, "free"},
    {Status::Lost, "lost"},
    {Status::Retaken, "retaken"},
    {Status::Document, "document"},
    {Status::Departed, "departed"},
    {Status::Arrived, "arrived"},
    {Status::Third, "third"},
    {Status::FollowedUp, "followed_up"},
    {Status::Dead, "dead"},
};

constexpr std::string_view kPlaceNames[kPlaceCount] = {
    "shelter", "hospital", "police_custody", "immigration_detention", "charged", "free", "departed", "home",
    "elsewhere", "lost", "retaken", "dead", "not_recorded",
};

// The place an event puts a person in. Nothing for events that happen without moving anybody, and for "out", which
// says that a person came out but not to where.
std::optional<Place> place_of(Status status) {
  switch (status) {
    case Status::Shelter: return Place::Shelter;
    case Status::Hospital: return Place::Hospital;
    case Status::PoliceCustody: return Place::PoliceCustody;
    case Status::ImmigrationDetention: return Place::ImmigrationDetention;
    case Status::Charged: return Place::Charged;
    case Status::Free: return Place::Free;
    case Status::Departed: return Place::Departed;
    case Status::Arrived: return Place::Home;
    case Status::Third: return Place::Elsewhere;
    case Status::Lost: return Place::Lost;
    case Status::Retaken: return Place::Retaken;
    case Status::Dead: return Place::Dead;
    case Status::Located:
    case Status::Out:
    case Status::Document:
    case Status::FollowedUp: return std::nullopt;
  }
  return std::nullopt;
}

bool moves_nobody(Status status) {
  return status == Status::Located || status == Status::Document || status == Status::FollowedUp;
}

bool leads_home(Status status) {
  return status == Status::Departed || status == Status::Arrived || status == Status::Third;
}

// One dated step of a history; a registration is one, too.
struct Step {
  Status status = Status::Out;
  DateRange when;
  std::uint64_t accepted = 0;
  std::string country;
  std::optional<Hash256> source;

  auto order() const {
    return std::tie(when.latest, when.earliest, accepted, source, status, country);
  }
};

std::vector<Step> known_steps(const PersonHistory& person, std::uint64_t known_at, bool& undated_registration) {
  std::vector<Step> steps;
  for (const StatusEvent& event : person.events) {
    if (event.accepted > known_at) continue;
    steps.push_back(Step{event.status, event.when, event.accepted, event.country, event.entry});
  }
  undated_registration = false;
  const std::uint64_t registered_at = person.out_accepted.value_or(person.accepted);
  if (person.registered && registered_at <= known_at) {
    if (person.out_when) {
      const std::optional<Hash256> source =
          person.sources.empty() ? std::nullopt : std::optional<Hash256>(person.sources.front());
      steps.push_back(Step{Status::Out, *person.out_when, registered_at, person.out_country, source});
    } else {
      undated_registration = true;
    }
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.order() < b.order(); });
  return steps;
}

// Moves the standing by one step that happened for certain.
void take_step(Standing& standing, const Step& step) {
  if (moves_nobody(step.status)) return;
  if (step.status == Status::Out) {
    const bool again = standing.out && (standing.place == Place::Retaken || standing.place == Place::Lost);
    if (standing.out && !again) return;  // a late word of what was known already moves nobody
    standing.out = true;
    standing.place = Place::NotRecorded;
    standing.source = step.source;
    return;
  }
  if (!standing.out && !implies_out(step.status)) return;
  // Where a person died, the journey home is that of the remains.
  if (standing.out && standing.place == Place::Dead && leads_home(step.status)) return;
  standing.out = true;
  standing.place = *place_of(step.status);
  standing.source = step.source;
}

// Where they came out: as registered; else as the first event says that is not about home.
std::string country_of(const PersonHistory& person, const std::vector<Step>& counted) {
  if (!person.out_country.empty()) return person.out_country;
  for (const Step& step : counted) {
    if (step.status == Status::Out && !step.country.empty()) return step.country;
  }
  for (const Step& step : counted) {
    if (!leads_home(step.status) && !step.country.empty()) return step.country;
  }
  return {};
}

}  // namespace

std::optional<Status> status_from_text(std::string_view answer) {
  for (const StatusName& name : kStatusNames) {
    if (name.text == answer) return name.status;
  }
  return std::nullopt;
}

std::string_view to_string(Status status) { return kStatusNames[static_cast<std::size_t>(status)].text; }
std::string_view to_string(Place place) { return kPlaceNames[static_cast<std::size_t>(place)]; }

bool is_detained(Place place) {
  return place == Place::PoliceCustody || place == Place::ImmigrationDetention || place == Place::Charged;
}

bool implies_out(Status status) {
  return !moves_nobody(status) && status != Status::Lost && status != Status::Dead;
}

Standing standing_on(const PersonHistory& person, Day as_of, std::uint64_t known_at) {
  Standing standing;
  bool undated_registration = false;
  std::vector<Step> counted;
  for (Step& step : known_steps(person, known_at, undated_registration)) {
    switch (compare(step.when, as_of)) {
      case When::Before: counted.push_back(std::move(step)); break;
      case When::Straddles: standing.straddles = standing.straddles || !moves_nobody(step.status); break;
      case When::After: break;
    }
  }
  for (const Step& step : counted) take_step(standing, step);
  // Somebody was registered, nobody wrote when, and no dated event places it: it may be before this day or after.
  if (undated_registration && !standing.out) standing.straddles = true;
  standing.died_inside = !standing.out && std::any_of(counted.begin(), counted.end(), [](const Step& step) {
    return step.status == Status::Dead;
  });
  standing.country = country_of(person, counted);
  return standing;
}

}  // namespace holdfast::cases
