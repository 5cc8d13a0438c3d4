// Commands of a raid.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/gui/raid_task.h"

namespace holdfast::gui {

struct LookForRaid {  // is one under way on this laptop?
  static constexpr std::string_view kUseCase = "window";
};
struct BeginRaid {
  static constexpr std::string_view kUseCase = "window";
  RaidPlan plan;
};
struct PickRaidAnswer {  // a number key, on the row that is lit
  static constexpr std::string_view kUseCase = "window";
  int digit = 0;
};
struct ToggleRaidAnswer {  // the mouse, on any row
  static constexpr std::string_view kUseCase = "window";
  RaidRow row = RaidRow::Nationality;
  int digit = 0;
};
struct PickRaidCountry {
  static constexpr std::string_view kUseCase = "window";
  std::string code;
};
struct LightRaidRow {
  static constexpr std::string_view kUseCase = "window";
  RaidRow row = RaidRow::Nationality;
};
struct RaidBack {  // one answer back
  static constexpr std::string_view kUseCase = "window";
};
struct AcceptRaid {  // Enter: the row as it is; the line where all is said
  static constexpr std::string_view kUseCase = "person register";
};
struct UndoRaidLine {
  static constexpr std::string_view kUseCase = "record edit";
};
struct RetryRaidLines {
  static constexpr std::string_view kUseCase = "person register";
};
struct CountAtDoor {
  static constexpr std::string_view kUseCase = "window";
  std::uint32_t heads = 0;
};
struct FindRaidCode {  // of a wristband, typed or scanned: that line is chosen
  static constexpr std::string_view kUseCase = "window";
  std::string code;
};
struct ChooseRaidLine {
  static constexpr std::string_view kUseCase = "window";
  std::uint32_t number = 0;
  bool chosen = true;
};
struct ChooseAllStillHere {
  static constexpr std::string_view kUseCase = "window";
};
struct MoveRaidLines {  // those that are chosen
  static constexpr std::string_view kUseCase = "record edit";
  std::string vehicle;
};
struct PauseRaid {
  static constexpr std::string_view kUseCase = "window";
};
struct FinishRaid {
  static constexpr std::string_view kUseCase = "submit";
};

using RaidCommand =
    std::variant<LookForRaid, BeginRaid, PickRaidAnswer, ToggleRaidAnswer, PickRaidCountry, LightRaidRow, RaidBack,
                 AcceptRaid, UndoRaidLine, RetryRaidLines, CountAtDoor, FindRaidCode, ChooseRaidLine,
                 ChooseAllStillHere, MoveRaidLines, PauseRaid, FinishRaid>;

}  // namespace holdfast::gui
