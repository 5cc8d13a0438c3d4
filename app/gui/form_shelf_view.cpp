// What can be filled in here: drafts that wait, the forms of the program, the forms of this team.
#include "app/gui/form_parts.h"
#include "app/gui/shell_frame.h"
#include "app/gui/words_of_time.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kShelfRow = 60;

struct ShelfDraw {
  const State& state;
  FormUi& view;
  ui::Ui& ui;
  Commands& out;
};

bool draw_shelf_row(ShelfDraw& draw, const std::string& id, Rect rect, draw::Icon icon, const std::string& title,
                    const std::string& line) {
  ui::Ui& ui = draw.ui;
  const ui::Touch touch = ui.touch(id, rect);
  ui.fill(rect, touch.hovered || touch.held ? Token::Hover : Token::Card, ui::kRadiusControl);
  ui.edge(rect, touch.focused ? Token::Accent : Token::Line, ui::kRadiusControl, touch.focused ? 2.0F : 1.0F);
  ui.icon(icon, rect.x + 16, rect.y + 20, 20, Token::Accent);
  ui.text({rect.x + 52, rect.y + (line.empty() ? 18.0F : 8.0F), rect.w - 64, 24}, title, TextKind::Body, Token::Text,
          {.lines_max = 1, .by_own_direction = true});
  if (!line.empty()) {
    ui.text({rect.x + 52, rect.y + 32, rect.w - 64, 20}, line, TextKind::Small, Token::Text2, {.lines_max = 1});
  }
  ui.note(id, rect, title);
  return touch.activated;
}

void draw_draft_row(ShelfDraw& draw, Rect rect, const FormShelf::DraftRow& draft) {
  ui::Ui& ui = draw.ui;
  const std::string hex = to_hex(draft.id);
  const std::string title = draft.person_code.empty() ? draft.form_title
                                                      : ui.tr("{1}, {2}", {draft.form_title, draft.person_code});
  const std::string age = age_words(ui, draft.saved_ms, draw.state.now_ms, draw.state.utc_offset_minutes);
  const std::string line = draft.shown == 0 ? age
                                            : ui.tr("{1} of {2} answered, {3}", {std::to_string(draft.answered),
                                                                                 std::to_string(draft.shown), age});
  const bool sure = draw.view.discarding == hex;
  const std::string words = sure ? ui.tr("Yes, throw away") : ui.tr("Throw away");
  const ui::ButtonSpec spec{.label = words, .kind = sure ? ui::ButtonKind::Danger : ui::ButtonKind::Quiet};
  const Rect button = rect.take_end(ui::button_width(ui, spec), 12);
  if (draw_shelf_row(draw, "form.draft/" + hex, rect, draw::Icon::DashedRing, title, line)) {
    draw.out.push(OpenDraft{draft.id});
  }
  if (!ui::button(ui, "form.discard/" + hex, {button.x, button.y + 8, button.w, 44}, spec)) return;
  if (sure) draw.out.push(DiscardDraft{draft.id});
  draw.view.discarding = sure ? std::string() : hex;
}

void draw_shelf_list(ShelfDraw& draw, Rect body) {
  ui::Ui& ui = draw.ui;
  const FormShelf& shelf = draw.state.form_shelf;
  const float rows = static_cast<float>(shelf.forms.size() + shelf.drafts.size());
  const float height = rows * (kShelfRow + 8) + 120;
  Rect list = ui.begin_scroll("form.shelf", body, height, draw.view.shelf_scroll);
  const auto heading = [&](const std::string& words) {
    ui.text(list.take_top(24, 8), words, TextKind::Heading, Token::Text, {.lines_max = 1});
  };
  if (!shelf.drafts.empty()) heading(ui.tr("Not finished"));
  for (const FormShelf::DraftRow& draft : shelf.drafts) draw_draft_row(draw, list.take_top(kShelfRow, 8), draft);
  if (!shelf.drafts.empty()) list.take_top(12);
  bool of_team = false;
  if (!shelf.forms.empty()) heading(ui.tr("Begin"));
  for (const FormShelf::Row& form : shelf.forms) {
    if (!form.built_in && !of_team) {
      of_team = true;
      list.take_top(12);
      heading(ui.tr("Of this team"));
    }
    if (draw_shelf_row(draw, "form.start/" + form.id, list.take_top(kShelfRow, 8), draw::Icon::Interview, form.title,
                       {})) {
      draw.out.push(StartForm{form.id});
    }
  }
  ui.end_scroll();
}

}  // namespace

void draw_form_shelf(const State& state, FormUi& view, ui::Ui& ui, Commands& out) {
  ScreenSpec spec;
  spec.title = ui.tr("Interview");
  spec.line = ui.tr("Choose what to fill in. Everything typed is kept on this laptop at once.");
  spec.keys = {{ui.tr("Enter"), ui.tr("Open")}};
  const Screen screen = begin_screen(state, ui, out, spec);
  const Rect body = screen.body.inset(ui::kBodyInset, ui::kBodyInset);
  const FormShelf& shelf = state.form_shelf;
  if (!shelf.known) {
    ui::loading_state(ui, body, shelf.asked_steady_ms);
    return;
  }
  if (shelf.forms.empty()) {
    const std::string bold = ui.tr("No form is here yet");
    const std::string words = ui.tr("Forms come from headquarters, with the first stick.");
    ui::empty_state(ui, "form.shelf.empty", body, {.icon = draw::Icon::File, .bold = bold, .words = words});
    return;
  }
  ShelfDraw draw{state, view, ui, out};
  Rect list = body;
  list.w = std::min(list.w, 760.0F);
  draw_shelf_list(draw, list);
}

}  // namespace holdfast::gui
