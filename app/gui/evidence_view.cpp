#include "app/gui/evidence_view.h"

#include <algorithm>

#include "app/gui/evidence_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;

constexpr float kListWidth = 344;

void take_dropped(ui::Ui& ui, Commands& out) {
  std::erase_if(ui.events(), [&out](const ui::Event& event) {
    const auto* dropped = std::get_if<ui::FilesDropped>(&event);
    if (dropped == nullptr) return false;
    out.push(FindFiles{dropped->paths});
    return true;
  });
}

void move_choice(const EvidenceFacts& facts, int by, Commands& out) {
  const auto chosen = std::find_if(facts.rows.begin(), facts.rows.end(),
                                   [&](const ExhibitRow& row) { return row.id == facts.chosen; });
  const auto at = static_cast<int>(chosen - facts.rows.begin()) + by;
  if (at < 0 || at >= static_cast<int>(facts.rows.size())) return;
  out.push(ChooseExhibit{facts.rows[static_cast<std::size_t>(at)].id});
}

void open_hand_over(const State& state, EvidenceUi& view, ui::Ui& ui) {
  view.dialog = EvidenceDialog::HandOver;
  view.handed_over = state.evidence.handed_over;
  view.staff = state.evidence.staff.empty() ? std::string() : state.evidence.staff.front();
  view.bag_seal.set_text(state.evidence.exhibit ? state.evidence.exhibit->seal : std::string());
  ui.focus("evidence.taker");
}

void take_evidence_keys(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out) {
  if (!ui.enabled() || view.dialog != EvidenceDialog::None || state.evidence.found || state.evidence.viewed) return;
  take_dropped(ui, out);
  if (ui.take_key(ui::Key::O, {.control = true})) {
    view.dialog = EvidenceDialog::Path;
    ui.focus("evidence.path");
  }
  if (ui.take_key(ui::Key::Up)) move_choice(state.evidence, -1, out);
  if (ui.take_key(ui::Key::Down)) move_choice(state.evidence, 1, out);
  if (state.evidence.exhibit && ui.take_key(ui::Key::H)) open_hand_over(state, view, ui);
}

ScreenSpec evidence_spec(const State& state, ui::Ui& ui) {
  const EvidenceFacts& facts = state.evidence;
  ScreenSpec spec;
  spec.title = ui.tr("Evidence");
  spec.line = ui.trn("{n} exhibit. Original files are never changed.",
                     "{n} exhibits. Original files are never changed.", facts.rows.size());
  spec.buttons = {{.id = "evidence.hand_over", .label = ui.tr("Hand over"), .icon = draw::Icon::Hands,
                   .enabled = facts.exhibit.has_value()},
                  {.id = "evidence.new", .label = ui.tr("New exhibit"), .icon = draw::Icon::Plus,
                   .kind = ui::ButtonKind::Primary}};
  spec.keys = {{ui.tr("↑ ↓"), ui.tr("Exhibit")}, {"H", ui.tr("Hand over")}};
  if (facts.taking) spec.foot_words = ui.tr("Taking in {1}", {facts.taking->name});
  return spec;
}

// What was taken in still lies where it came from, and anybody can read it there.
float draw_left(const LeftBehind& left, ui::Ui& ui, Commands& out, Rect place) {
  Rect line = place;
  const std::string close = ui.tr("Understood");
  const ui::ButtonSpec spec{.label = close};
  const Rect button = line.take_end(ui::button_width(ui, spec), 12);
  const std::string bold = ui.trn("{n} file still lies outside.", "{n} files still lie outside.", left.files);
  const std::string words =
      ui.tr("They are safe here, and unprotected in {1}. Remove them there when nobody needs them.", {left.folder});
  const float height = ui::note_block(ui, line, ui::Tone::Caution, bold, words, draw::Icon::Warning);
  if (ui::button(ui, "evidence.left", {button.x, button.y, button.w, ui::kButtonHeight}, spec)) out.push(ForgetLeft{});
  ui.note("evidence.left_words", line, bold);
  return std::max(height, ui::kButtonHeight);
}

}  // namespace

void draw_evidence(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out) {
  const EvidenceFacts& facts = state.evidence;
  if (!view.asked) {
    view.asked = true;
    out.push(LookAtExhibits{});
  }
  take_evidence_keys(state, view, ui, out);
  const Screen screen = begin_screen(state, ui, out, evidence_spec(state, ui));
  if (screen.pressed == 0U) open_hand_over(state, view, ui);
  if (screen.pressed == 1U) out.push(NewExhibit{});
  Rect body = screen.body;
  if (facts.viewed) return draw_viewed_file(state, view, ui, out, body);
  if (!facts.known) return ui::loading_state(ui, body.inset(ui::kBodyInset), ui.steady_ms());
  if (facts.left) {
    const float height = draw_left(*facts.left, ui, out, {body.x + 24, body.y + 16, body.w - 48, 90});
    body.take_top(height + 24);
  }
  const Rect list = body.take_start(kListWidth);
  ui.line(list.end() - 0.5F, list.y, list.end() - 0.5F, list.bottom(), ui::Token::Line);
  draw_evidence_rows(state, view, ui, out, list);
  if (facts.rows.empty()) {
    const std::string bold = ui.tr("No exhibit yet"), words = ui.tr("Drop photos and files, or write down an item.");
    ui::empty_state(ui, "evidence.empty", body, {.icon = draw::Icon::Box, .bold = bold, .words = words});
  } else {
    draw_evidence_detail(state, view, ui, out, body);
  }
  draw_evidence_dialog(state, view, ui, out);
}

}  // namespace holdfast::gui
