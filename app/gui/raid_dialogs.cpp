// Two questions of a raid: how many heads the door counted, and whether it is over (declared in app/gui/raid_parts.h).
#include <charconv>

#include "app/gui/raid_parts.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr std::uint32_t kHeadsMax = 9999;

std::optional<std::uint32_t> heads_in(std::string_view text) {
  std::uint32_t out = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || stop != text.data() + text.size() || out > kHeadsMax) return std::nullopt;
  return out;
}

// The two buttons at the end of a dialog; the safe one first.
std::optional<bool> draw_answers(ui::Ui& ui, Rect body, const std::string& no, const std::string& yes, bool may) {
  const ui::ButtonSpec first{.label = no}, second{.label = yes, .kind = ui::ButtonKind::Primary, .enabled = may};
  Rect line = body.take_bottom(ui::kButtonHeight);
  const Rect yes_place = line.take_end(ui::button_width(ui, second), 12);
  const Rect no_place = line.take_end(ui::button_width(ui, first));
  if (ui::button(ui, "raid.dialog.no", no_place, first)) return false;
  if (ui::button(ui, "raid.dialog.yes", yes_place, second)) return true;
  return std::nullopt;
}

void draw_door(RaidUi& view, ui::Ui& ui, Commands& out) {
  const Rect body = ui::begin_dialog(ui, "raid.dialog", {.title = ui.tr("Heads at the door"), .body_height = 168});
  const std::string label = ui.tr("How many people came out?");
  const std::string guidance = ui.tr("Everybody whom the door team saw, registered or not.");
  const ui::FieldSpec field{.label = label, .guidance = guidance};
  const std::optional<std::uint32_t> heads = heads_in(view.number.text());
  const ui::FieldResult typed =
      ui::text_field(ui, "raid.door.heads", {body.x, body.y, body.w, 100}, view.number, field);
  std::optional<bool> answer = draw_answers(ui, body, ui.tr("Cancel"), ui.tr("Keep the count"), heads.has_value());
  if (typed.entered && heads) answer = true;
  if (ui.take_key(ui::Key::Escape)) answer = false;
  ui::end_dialog(ui);
  if (!answer) return;
  if (*answer && heads) out.push(CountAtDoor{*heads});
  view.dialog = RaidDialog::None;
}

void draw_finish(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out) {
  const Rect body = ui::begin_dialog(ui, "raid.dialog", {.title = ui.tr("Finish this raid?"), .body_height = 236});
  Rect rest = body;
  rest.take_top(ui.text(rest, raid_equation(ui, scene.sums), TextKind::Body, Token::Text), 12);
  if (scene.sums.unsaved > 0) {
    const std::string words = ui.trn("{n} line is not saved yet.", "{n} lines are not saved yet.", scene.sums.unsaved);
    rest.take_top(ui::note_block(ui, rest, ui::Tone::Stop, words, ui.tr("Wait, or try them again."),
                                 draw::Icon::Damaged), 12);
  } else if (scene.sums.not_yet != 0) {
    const std::string bold = ui.tr("The numbers do not meet.");
    rest.take_top(ui::note_block(ui, rest, ui::Tone::Caution, bold,
                                 ui.tr("Nobody should be left behind. Finish only where staying is dangerous."),
                                 draw::Icon::Warning), 12);
  }
  ui.text(rest, ui.tr("The log of the raid is submitted with a line for everybody. Afterwards it can be added to, not "
                      "changed."), TextKind::Small, Token::Text2);
  ui.focus_if_none("raid.dialog.no");
  std::optional<bool> answer =
      draw_answers(ui, body, ui.tr("Go on with the raid"), ui.tr("Finish"), scene.sums.unsaved == 0);
  if (ui.take_key(ui::Key::Escape)) answer = false;
  ui::end_dialog(ui);
  if (!answer) return;
  if (*answer) out.push(FinishRaid{});
  view.dialog = RaidDialog::None;
}

}  // namespace

void draw_raid_dialog(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out) {
  if (view.dialog == RaidDialog::Door) draw_door(view, ui, out);
  if (view.dialog == RaidDialog::Finish) draw_finish(scene, view, ui, out);
}

}  // namespace holdfast::gui
