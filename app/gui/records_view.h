// The screen "Records": a list of any length, search in every script, one record read at the side or whole.
// Draws state, emits commands.
#pragma once

#include "app/gui/records_facts.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

// One answer being corrected.
struct CorrectionUi {
  bool open = false, sent = false;
  std::uint64_t acts_before = 0;       // RecordsFacts::acts when it was sent
  std::string path;                    // of the answer; empty: none is chosen yet
  std::vector<std::string> names;      // of a choice
  draw::TextEdit text{draw::EditLimits{16000, false}};
  draw::TextEdit reason{draw::EditLimits{2000, false}};
  ui::PickerState picker;
  ui::ScrollState scroll;
};

struct RecordsUi {
  CorrectionUi correction;
  draw::TextEdit words{draw::EditLimits{512, false}};
  ui::TableState table;
  ui::PickerState form_picker, mark_picker;
  RecordsQuestion question;          // what the filters say
  bool reading = false;              // the open record fills the screen
  bool entered = false;              // Enter was pressed in the search field in this pass
  ui::ScrollState side_scroll, read_scroll;
  ui::ScrollState history_scroll;
};

void draw_records(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out);
// Place::History.
void draw_history(const State& state, RecordsUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
