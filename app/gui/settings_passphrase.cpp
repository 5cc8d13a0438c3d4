#include "app/gui/commands.h"
#include "app/gui/settings_view.h"
#include "app/gui/state.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kFieldsWidth = 400;

}  // namespace

float draw_new_passphrase(const State& state, SettingsUi& view, ui::Ui& ui, Commands& out, Rect column) {
  const float width = std::min(kFieldsWidth, column.w);
  const std::string words = ui.tr(
      "Several words that you say to yourself easily and that stand nowhere. Only your own way in changes; what others "
      "use to open this laptop stays.");
  float y = column.y + 8;
  y += ui.text({column.x, y, column.w, 200}, words, TextKind::Body, Token::Text2) + 20;
  const std::string first = ui.tr("New passphrase"), second = ui.tr("Once more");
  const Rect first_place{column.x, y, width, 78};
  y += ui::passphrase_field(ui, "settings.passphrase", first_place, view.first, {.label = first}).height + 16;
  const bool caps = state.keyboard.caps_lock.value_or(false);
  const std::string caps_line = caps ? ui.tr("Caps Lock is on") : std::string();
  const std::string differ = view.differ ? ui.tr("These two are not the same.") : std::string();
  const std::string nothing = view.differ ? ui.tr("Nothing was changed.") : std::string();
  const ui::PassphraseResult again = ui::passphrase_field(ui, "settings.passphrase_again", {column.x, y, width, 78},
                                                          view.second, {.label = second,
                                                                        .caps_line = caps_line,
                                                                        .failed = differ,
                                                                        .failed_more = nothing});
  y += again.height + 16;
  const std::string label = ui.tr("Change passphrase");
  const bool ready = !view.first.empty() && !view.second.empty();
  const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::Primary, .enabled = ready};
  const Rect place{column.x, y, ui::button_width(ui, spec), ui::kButtonHeight};
  const bool pressed = ui::button(ui, "settings.change_passphrase", place, spec);
  if ((pressed || again.entered) && ready) {
    view.differ = !view.first.same_as(view.second);
    view.second.wipe();
    if (!view.differ) out.push(ChangePassphrase{view.first.take()});
  }
  return place.bottom();
}

}  // namespace holdfast::gui
