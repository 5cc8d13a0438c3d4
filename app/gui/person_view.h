// The screen "Person": codes, consent as it stands, flags, status, topics and records by title; never an answer.
// Draws state, emits commands.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct PersonUi {
  draw::TextEdit code{draw::EditLimits{64, false}};
  draw::TextEdit reason{draw::EditLimits{2000, false}};
  draw::TextEdit until{draw::EditLimits{40, false}};
  ui::TableState people, records;
  ui::ScrollState scroll, dialog_scroll;
  enum class Dialog : std::uint8_t { None, Withdraw, AddFlag, LiftFlag } dialog = Dialog::None;
  std::string flag;            // chosen in the dialog
  std::uint64_t acts_before = 0;  // RecordsFacts::acts when the dialog was sent
  bool sent = false;
};

void draw_person(const State& state, PersonUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
