#include "app/gui/form_view.h"

#include "app/gui/form_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {
namespace {

constexpr ui::Modifiers kFormControl{true, false, false};

// Another form or another page: what was kept of the one before goes.
void begin_anew(const FormTask& task, FormUi& view) {
  const std::string form = to_hex(task.draft);
  if (view.form != form) {
    view = FormUi{};
    view.form = form;
  }
  if (view.turn != task.turn) {
    view.turn = task.turn;
    view.scroll = {};
    view.edits.clear();
    view.pages_open = false;
  }
}

void take_form_keys(FormDraw& draw) {
  const FormTask& task = draw.task;
  if (draw.ui.take_key(ui::Key::P, kFormControl)) draw.out.push(PauseForm{});
  if (draw.ui.take_key(ui::Key::W, kFormControl)) draw.out.push(WithdrawConsent{});
  if (draw.ui.take_key(ui::Key::F9) && !draw.view.focused_path.empty()) {
    draw.out.push(ShowQuestion{draw.view.focused_path});
  }
  const bool next = draw.ui.take_key(ui::Key::Enter, kFormControl);
  if (next && task.page + 1 < task.pages.size()) draw.out.push(TurnToPage{task.page + 1});
  else if (next) draw.out.push(ReviewForm{});
  if (draw.ui.take_key(ui::Key::PageDown, kFormControl) && task.page + 1 < task.pages.size()) {
    draw.out.push(TurnToPage{task.page + 1});
  }
  if (draw.ui.take_key(ui::Key::PageUp, kFormControl) && task.page > 0) draw.out.push(TurnToPage{task.page - 1});
}

ScreenSpec form_screen(FormDraw& draw) {
  ScreenSpec spec;
  spec.task = true;
  spec.side_width = kFormSideWidth;
  spec.keys = {{draw.ui.tr("Tab"), draw.ui.tr("Next question")},
               {draw.ui.tr("Ctrl Enter"), draw.ui.tr("Next page")},
               {"F9", draw.ui.tr("Show")}};
  if (!draw.task.save_problem.empty()) spec.foot_words = draw.ui.tr("Not saved. It is tried again.");
  return spec;
}

// Large text: no rail and no side; both open from the head (look/19-large-text).
void draw_narrow_head(FormDraw& draw, ui::Rect head) {
  ui::Ui& ui = draw.ui;
  ui.begin_group("head");
  ui.fill(head, ui::Token::Panel);
  ui.line(head.x, head.bottom() - 0.5F, head.end(), head.bottom() - 0.5F, ui::Token::Line);
  ui::Rect row = head.inset(16, 5);
  const std::string pages_label = ui.tr("Pages");
  const float pages_width = ui::button_width(ui, {.label = pages_label, .icon = draw::Icon::Filter});
  const ui::Rect pages_rect = row.take_start(pages_width, 12);
  if (ui::button(ui, "form.pages", pages_rect, {.label = pages_label, .icon = draw::Icon::Filter})) {
    draw.view.pages_open = !draw.view.pages_open;
    draw.view.side_open = false;
  }
  const std::string pause_label = ui.tr("Pause");
  const ui::Rect pause_rect = row.take_end(ui::button_width(ui, {.label = pause_label, .icon = draw::Icon::Pause}), 8);
  if (ui::button(ui, "form.pause", pause_rect, {.label = pause_label, .icon = draw::Icon::Pause})) {
    draw.out.push(PauseForm{});
  }
  const bool given = draw.task.consent && draw.task.consent->state == "given";
  const std::string side_label = given ? ui.tr("Consent given") : ui.tr("Consent");
  const draw::Icon side_icon = given ? draw::Icon::Confirmed : draw::Icon::Ring;
  const ui::Rect side_rect = row.take_end(ui::button_width(ui, {.label = side_label, .icon = side_icon}), 12);
  if (ui::button(ui, "form.side", side_rect, {.label = side_label, .icon = side_icon})) {
    draw.view.side_open = !draw.view.side_open;
    draw.view.pages_open = false;
  }
  const std::string page = draw.task.page < draw.task.pages.size() ? draw.task.pages[draw.task.page].title : "";
  ui.text({row.x, row.y - 1, row.w, 22}, page, ui::TextKind::BodyBold, ui::Token::Text, {.lines_max = 1});
  const std::string line = ui.tr("page {1} of {2}", {std::to_string(draw.task.page + 1),
                                                     std::to_string(draw.task.pages.size())});
  const std::string about = draw.task.person_code.empty() ? line : draw.task.person_code + ", " + line;
  ui.text({row.x, row.y + 21, row.w, 20}, about, ui::TextKind::Least, ui::Token::Text2, {.lines_max = 1});
}

void draw_filling(FormDraw& draw) {
  take_form_keys(draw);
  Screen screen = begin_screen(draw.state, draw.ui, draw.out, form_screen(draw));
  ui::Rect body = screen.body;
  if (screen.side_hidden) {
    draw_narrow_head(draw, body.take_top(52));
    draw.ui.begin_group("page");
    if (draw.view.pages_open) draw_form_steps(draw, body);
    else if (draw.view.side_open) draw_form_side(draw, body);
    else draw_form_page(draw, body);
    return;
  }
  draw_form_steps(draw, body.take_start(kFormStepsWidth));
  draw.ui.begin_group("page");
  draw_form_page(draw, body);
  draw.ui.begin_group("side");
  draw_form_side(draw, screen.side);
}

}  // namespace

void draw_form(const State& state, FormUi& view, ui::Ui& ui, Commands& out) {
  if (!state.form) {
    draw_form_shelf(state, view, ui, out);
    return;
  }
  begin_anew(*state.form, view);
  FormDraw draw{state, *state.form, view, ui, out};
  if (!state.form->showing.empty()) {
    ScreenSpec spec;
    spec.task = true;
    spec.foot_words = " ";  // nothing of ours: the person reads this screen
    const Screen screen = begin_screen(state, ui, out, spec);
    draw_form_show(draw, screen.body);
    return;
  }
  switch (state.form->step) {
    case FormStep::Filling: draw_filling(draw); break;
    case FormStep::Paused: {
      ScreenSpec spec;
      spec.task = true;
      const Screen screen = begin_screen(state, ui, out, spec);
      draw_form_pause(draw, screen.body);
      break;
    }
    case FormStep::Stopped:
      draw_filling(draw);
      draw_form_stopped(draw);
      break;
    case FormStep::Reviewing:
    case FormStep::Submitting: {
      ScreenSpec spec;
      spec.task = true;
      const Screen screen = begin_screen(state, ui, out, spec);
      draw_form_review(draw, screen.body);
      break;
    }
  }
}

}  // namespace holdfast::gui
