// Commands of a raid.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/gui/raid_task.h"

namespace holdfast::gui {

struct LookForRaid {};  // is one under way on this laptop?
struct BeginRaid {
  RaidPlan plan;
};
struct PickRaidAnswer {  // a number key, on the row that is lit
  int digit = 0;
};
struct ToggleRaidAnswer {  // the mouse, on any row
  RaidRow row = RaidRow::Nationality;
  int digit = 0;
};
struct PickRaidCountry {
  std::string code;
};
struct LightRaidRow {
  RaidRow row = RaidRow::Nationality;
};
struct RaidBack {};    // one answer back
struct AcceptRaid {};  // Enter: the row as it is; the line where all is said
struct UndoRaidLine {};
struct RetryRaidLines {};
struct CountAtDoor {
  std::uint32_t heads = 0;
};
struct FindRaidCode {  // of a wristband, typed or scanned: that line is chosen
  std::string code;
};
struct ChooseRaidLine {
  std::uint32_t number = 0;
  bool chosen = true;
};
struct ChooseAllStillHere {};
struct MoveRaidLines {  // those that are chosen
  std::string vehicle;
};
struct PauseRaid {};
struct FinishRaid {};

using RaidCommand =
    std::variant<LookForRaid, BeginRaid, PickRaidAnswer, ToggleRaidAnswer, PickRaidCountry, LightRaidRow, RaidBack,
                 AcceptRaid, UndoRaidLine, RetryRaidLines, CountAtDoor, FindRaidCode, ChooseRaidLine,
                 ChooseAllStillHere, MoveRaidLines, PauseRaid, FinishRaid>;

}  // namespace holdfast::gui
