// Where a person stands: a dated history of events, and from it, for any day, exactly one place.
// case-model.md, "Status is a dated event".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/case/dates.h"
#include "sync/types.h"

namespace holdfast::cases {

// Values of the status form, as they stand in answers.
enum class Status : std::uint8_t {
  Located, Out, Shelter, Hospital, PoliceCustody, ImmigrationDetention, Charged, Free, Lost, Retaken, Document,
  Departed, Arrived, Third, FollowedUp, Dead
};
std::optional<Status> status_from_text(std::string_view answer);
std::string_view to_string(Status status);

// Where somebody who came out is at a moment; the places sum to the people by construction.
enum class Place : std::uint8_t {
  Shelter, Hospital, PoliceCustody, ImmigrationDetention, Charged, Free, Departed, Home, Elsewhere, Lost, Retaken, Dead,
  NotRecorded
};
inline constexpr std::size_t kPlaceCount = 13;
std::string_view to_string(Place place);       // stable key: "shelter", "home", "not_recorded", …
bool is_detained(Place place);
// True for events that can only happen to somebody who came out. Contact may be lost, and people die, inside.
bool implies_out(Status status);

struct StatusEvent {
  Status status = Status::Out;
  DateRange when;
  std::string country;       // where, ISO 3166 alpha-2; may be empty
  Hash256 entry{};           // the source
  std::uint64_t accepted = 0;  // position in the journal's order of acceptance: for `known at`
};

// How the person came out, from registration or a status event.
struct PersonHistory {
  sync::ObjectId person{};
  std::string code;
  std::vector<std::string> nationalities;  // in order of weight: a document's before one said; several = in conflict
  bool registered = false;                  // came out (raid, escape, payment, …); false: only reported missing
  std::optional<DateRange> out_when;
  std::string out_country;
  std::string exit_mode;
  bool missing = false;                     // somebody reports this person as missing
  std::optional<DateRange> missing_when;
  std::vector<Hash256> sources;             // entries behind it
  std::uint64_t accepted = 0;               // of the first of them
  // Where they differ from `accepted`: a person reported missing first, found later.
  std::optional<std::uint64_t> out_accepted;      // of the registration
  std::optional<std::uint64_t> missing_accepted;  // of the missing report
  std::vector<StatusEvent> events;
};

struct Standing {
  bool out = false;          // came out on or before the day
  Place place = Place::NotRecorded;
  std::string country;       // where they came out: what tables group by
  bool straddles = false;    // an event's range contains the day: printed as a line of its own
  bool died_inside = false;  // died without having come out: in no place, and no longer unaccounted for
  std::optional<Hash256> source;
};
// `known_at`: only events accepted up to this position count. Events are taken by their latest day, then the earliest,
// then in order of acceptance. One whose range contains the day does not count. `out` begins with the registration or
// the first event that implies it (an arrival before any registration: came home first). A registration without a date
// counts from the first dated event that implies it; until then the person straddles every day.
Standing standing_on(const PersonHistory& person, Day as_of, std::uint64_t known_at);

}  // namespace holdfast::cases
