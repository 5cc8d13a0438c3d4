// The screen "Unlock": says nothing of what is inside. Draws state, emits commands.
#pragma once

#include "app/gui/ui/passphrase_field.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct UnlockUi {
  ui::PassphraseEdit passphrase;
  draw::TextEdit day_time{draw::EditLimits{40, false}};  // where the clock is in doubt
  bool day_time_wrong = false;
  draw::TextEdit path{draw::EditLimits{1000, false}};    // of another notebook
  enum class Dialog : std::uint8_t { None, OtherNotebook, NoWayIn } dialog = Dialog::None;
  ui::PickerState language;
};

void draw_unlock(const State& state, UnlockUi& view, ui::Ui& ui, Commands& out);
// What stands over it: another notebook, what to do where nothing opens it.
void draw_unlock_dialog(UnlockUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
