// The screen "Sync": the title is the answer. Sticks, progress, four dots a record, and at headquarters what came in.
// Draws state, emits commands.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct SyncUi {
  ui::TableState table;
  draw::TextEdit path{draw::EditLimits{1000, false}};
  ui::ScrollState outcome_scroll;
  float outcome_height = 0;       // as drawn in the last pass
  bool outcomes = false;          // what the last run did stands in place of the records
  bool was_running = false;
  std::int64_t looked_steady_ms = 0;
};

void draw_sync(const State& state, SyncUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
