// The screen "Records": a list of any length, search in every script, one record read at the side or whole.
// Draws state, emits commands.
#pragma once

#include "app/gui/records_facts.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct RecordsUi {
  draw::TextEdit words{draw::EditLimits{512, false}};
  std::uint64_t asked_revision = 0;  // of `words`, as last asked
  ui::TableState table;
  ui::PickerState form_picker, mark_picker;
  RecordsQuestion question;          // what the filters say
  bool reading = false;              // the open record fills the screen
  bool side = false;                 // in the narrow form: the side panel stands over the list
  ui::ScrollState side_scroll, read_scroll;
  ui::ScrollState history_scroll;
};

void draw_records(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out);
// Place::History.
void draw_history(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
