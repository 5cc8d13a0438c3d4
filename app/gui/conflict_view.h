// The screen "Conflicts": the history of a record as a fork, and the answers that differ side by side. No answer is
// chosen before a person chooses it. Draws state, emits commands.
#pragma once

#include <map>

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct ConflictUi {
  std::size_t at = 0;                          // which of the records in conflict
  std::string record;                          // whose choices these are
  std::map<std::string, std::size_t> choices;  // path -> value
  draw::TextEdit reason{draw::EditLimits{2000, false}};
  ui::ScrollState scroll, history_scroll;
};

void draw_conflicts(const State& state, ConflictUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
