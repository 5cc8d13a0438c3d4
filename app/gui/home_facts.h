// What Home knows: drafts, what headquarters confirmed, this laptop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct DraftFacts {
  std::string id;         // hex
  std::string form_id;    // "interview"
  std::string title;      // of the form
  std::string about;      // reference of the person or thing, never a name; may be empty
  std::int64_t updated_ms = 0;
  std::size_t answered = 0, shown = 0;
  std::int64_t paused_at_ms = 0;  // 0: not paused
  std::string pause_reason;
};

struct LaptopFacts {
  std::string name;                               // of the device in the team; empty before enrolment
  std::optional<std::uint64_t> free_bytes;
  std::optional<int> battery_percent;
  bool charging = false;
};

enum class ClockSays : std::uint8_t { Unknown, AgreesWithHq, InDoubt };

struct HomeFacts {
  bool known = false;                             // the first answer has come
  std::int64_t asked_at_steady_ms = 0;
  std::vector<DraftFacts> drafts;                 // the last one first
  std::size_t records = 0, confirmed = 0, on_the_road = 0, not_sent = 0;
  std::size_t conflicts = 0;                      // at headquarters: answers of one record that differ
  std::int64_t hq_answered_ms = 0;                // 0: not yet
  bool enrolled = false, is_hq = false;
  LaptopFacts laptop;
  ClockSays clock = ClockSays::Unknown;
};

}  // namespace holdfast::gui
