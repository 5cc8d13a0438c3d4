// The screen "Person": codes, consent as it stands, flags, status, topics and records by title; never an answer.
// Draws state, emits commands.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

enum class PersonDialog : std::uint8_t { None, Withdraw, AddFlag, LiftFlag };

struct PersonUi {
  draw::TextEdit code{draw::EditLimits{64, false}};
  ui::TableState people;
  ui::ScrollState scroll, side_scroll;
  float content_height = 0, side_height = 0;  // as drawn in the last pass
  bool names = false;                         // shown because somebody asked

  PersonDialog dialog = PersonDialog::None;
  std::string flag;                           // chosen in the dialog
  draw::TextEdit reason{draw::EditLimits{2000, false}};
  draw::TextEdit until{draw::EditLimits{40, false}};
  ui::ScrollState dialog_scroll;
  std::uint64_t acts_before = 0;              // RecordsFacts::acts when the dialog was sent
  bool sent = false;
};

void draw_person(const State& state, PersonUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
