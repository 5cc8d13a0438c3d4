// The screen "Settings": one row, one setting, kept at once. Draws state, emits commands.
#pragma once

#include "app/gui/ui/passphrase_field.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

struct SettingsUi {
  enum class Tab : std::uint8_t { Screen, Locking, Passphrase } tab = Tab::Screen;
  ui::PickerState language;
  ui::ScrollState scroll;
  float height = 0;
  ui::PassphraseEdit first, second;  // of a new passphrase
  bool differ = false;               // they were not the same
};

void draw_settings(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out);
// The rows of "Passphrase": typed twice. Returns the y below them.
float draw_new_passphrase(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out, ui::Rect column);

}  // namespace holdfast::gui
