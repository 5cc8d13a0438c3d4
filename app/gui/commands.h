// What a person asked for, as values. Views append them, apply() runs them after the pass; menus, keys and scenarios go
// the same way. Each area's own commands stand in its header and are applied in its room.
#pragma once

#include <variant>
#include <vector>

#include "app/gui/evidence_commands.h"
#include "app/gui/form_commands.h"
#include "app/gui/raid_commands.h"
#include "app/gui/recording_commands.h"
#include "app/gui/records_commands.h"
#include "app/gui/road_commands.h"
#include "app/gui/shell_commands.h"

namespace holdfast::gui {

using Command = std::variant<ShellCommand, FormCommand, RecordingCommand, RaidCommand, EvidenceCommand, RecordsCommand,
                             RoadCommand>;

class Commands {
 public:
  template <typename T>
  void push(T command) {
    list_.emplace_back(wrap(std::move(command)));
  }
  std::vector<Command> take() { return std::exchange(list_, {}); }
  bool empty() const { return list_.empty(); }
  const std::vector<Command>& list() const { return list_; }

 private:
  template <typename T>
  static Command wrap(T command) {
    if constexpr (std::is_constructible_v<ShellCommand, T>) return ShellCommand(std::move(command));
    else if constexpr (std::is_constructible_v<FormCommand, T>) return FormCommand(std::move(command));
    else if constexpr (std::is_constructible_v<RecordingCommand, T>) return RecordingCommand(std::move(command));
    else if constexpr (std::is_constructible_v<RaidCommand, T>) return RaidCommand(std::move(command));
    else if constexpr (std::is_constructible_v<EvidenceCommand, T>) return EvidenceCommand(std::move(command));
    else if constexpr (std::is_constructible_v<RecordsCommand, T>) return RecordsCommand(std::move(command));
    else return RoadCommand(std::move(command));
  }
  std::vector<Command> list_;
};

}  // namespace holdfast::gui
