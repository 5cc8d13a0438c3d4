// A raid: people counted at the door, one line a person. Each line with a person is a record of its own (form
// "register"), durable before it is called saved; the raid itself is the draft of a site log until it is finished.
//
// Plain values and pure functions on them (raid_rows.cpp, raid_sums.cpp); nothing here knows a vault or a screen.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::text {
class CodeSearch;
}

namespace holdfast::gui {

// What became of a person, as the site log asks.
enum class Went : std::uint8_t { Registered, Refused, Left, Taken };

struct RaidGoing {
  Went went = Went::Registered;
  std::string vehicle{};  // empty: still here
  friend bool operator==(const RaidGoing&, const RaidGoing&) = default;
};

// The answers of one line. Nothing: not answered yet.
struct RaidAnswers {
  std::optional<std::string> nationality{};          // two letters; empty: unknown
  std::optional<std::string> seems{};                // choice of "ageband"
  std::optional<std::vector<std::string>> needs{};   // choices of "flag"; empty: none urgent
  std::optional<RaidGoing> going{};
  bool complete() const { return nationality && seems && needs && going; }
  friend bool operator==(const RaidAnswers&, const RaidAnswers&) = default;
};
// Unknown age is treated as a child.
inline bool is_child(const RaidAnswers& answers) { return answers.seems.value_or("unknown") != "adult"; }

enum class RaidLineState : std::uint8_t {
  Saving,
  Saved,
  Failed,  // stays in sight and is tried again
};

struct RaidLine {
  std::uint32_t number = 0;
  RaidAnswers answers{};
  RaidLineState state = RaidLineState::Saving;
  std::string code{}, record{};   // of the person, once saved; record in hex
  std::int64_t written_at_ms = 0;
  std::string failure{};          // why it is not saved, and what to do
  std::int64_t retry_at_steady_ms = 0;
  bool changing = false;          // a later word about it (vehicle, taken back) is on its way
  bool taken_back = false;        // counted nowhere; the record stays
  bool chosen = false;            // for a vehicle, many at once
};

// What is said once, when the raid begins.
struct RaidPlan {
  std::string operation{}, site{}, country{}, kind = "compound";
  std::vector<std::string> vehicles{};       // keys 1 to 5
  std::vector<std::string> nationalities{};  // keys 1 to 6, two letters each
  std::int64_t began_ms = 0;
  std::int32_t utc_offset_minutes = 0;       // of this place, when it began
  friend bool operator==(const RaidPlan&, const RaidPlan&) = default;
};
inline constexpr std::size_t kRaidVehiclesMax = 5, kRaidNationalitiesMax = 6;

enum class RaidRow : std::uint8_t { Nationality, Seems, Needs, Going };
inline constexpr std::size_t kRaidRows = 4;

enum class RaidStage : std::uint8_t {
  Unknown,    // not looked for yet
  None,       // no raid is under way
  Running,
  Finishing,
};

struct RaidTask {
  RaidStage stage = RaidStage::Unknown;
  RaidPlan plan{};
  std::string draft{};                  // hex
  std::optional<std::uint32_t> at_door{};  // heads counted by the door team
  std::vector<RaidLine> lines{};        // by number
  RaidAnswers entry{};
  RaidRow row = RaidRow::Nationality;
  std::string hint{};                   // what stands in the way of saving; msgid
  std::string found_code{};             // typed or scanned: its line is shown
  std::string last_code{};              // to be written on the last person's wristband
  std::shared_ptr<const text::CodeSearch> countries{};
  std::vector<std::pair<std::string, std::string>> country_names{};  // by name
};

// --- rows (raid_rows.cpp) ---
struct RaidOption {
  char key = '0';
  std::string label{};
  bool translate = true;  // false: typed by somebody, or a code
};
std::vector<RaidOption> raid_options(const RaidTask& task, RaidRow row);
inline constexpr int kRaidOtherCountry = 7;
// Whether the answer of that key stands in the entry.
bool is_chosen(const RaidTask& task, RaidRow row, char key);
// A number key: answers the lit row and lights the next. False where the key means nothing there. REQUIRES: not "Other"
// of nationality, which asks for the country.
bool pick_answer(RaidTask& task, int digit);
// The mouse: takes an answer of any row, or takes one of several back.
void toggle_answer(RaidTask& task, RaidRow row, int digit);
void pick_country(RaidTask& task, const std::string& code);
void go_back(RaidTask& task);
// Enter: keeps what is filled in and lights the next row. True where the line is complete: it is to be saved.
bool accept_row(RaidTask& task);
// Takes the entry as a new line and begins the next, with what stays the same filled in.
RaidLine& take_line(RaidTask& task, std::int64_t now_ms);
// The last line that may be taken back; null where there is none.
RaidLine* last_line(RaidTask& task);
RaidLine* line_of(RaidTask& task, std::uint32_t number);

// --- sums (raid_sums.cpp): lines that were taken back count nowhere ---
struct RaidCount {
  std::string name;
  std::size_t people = 0;
};
struct RaidSums {
  std::size_t registered = 0, refused = 0, left = 0, taken = 0;
  std::int64_t not_yet = 0;                // below 0: more lines than heads at the door
  bool door_known = false;
  std::size_t found = 0;                   // at the door; without a count, all lines
  std::vector<RaidCount> places{};         // vehicles in their order, then "" for still here
  std::vector<RaidCount> nationalities{};  // most first; "" unknown
  std::size_t children = 0, medical = 0;
  std::size_t unsaved = 0;                 // on their way, or failed
};
RaidSums raid_sums(const RaidTask& task);

}  // namespace holdfast::gui
