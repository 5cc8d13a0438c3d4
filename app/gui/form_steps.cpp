// The pages of a form as steps: what is done, half done and still open; how far the whole is; the pause.
#include <algorithm>

#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kStepHeight = 44;

void draw_step_mark(FormDraw& draw, float x, float middle, const FormPageFacts& page, bool here) {
  const float y = middle - 9;
  if (page.has_doubt) draw.ui.icon(draw::Icon::Warning, x, y, 18, Token::Caution);
  else if (page.shown == 0 || page.answered >= page.shown) draw.ui.icon(draw::Icon::Confirmed, x, y, 18, Token::Accent);
  else if (page.answered > 0) draw.ui.icon(draw::Icon::HalfDisc, x, y, 18, here ? Token::Accent : Token::Text3);
  else draw.ui.icon(draw::Icon::Ring, x, y, 18, here ? Token::Accent : Token::Text3);
}

void draw_step(FormDraw& draw, Rect rect, std::size_t number) {
  ui::Ui& ui = draw.ui;
  const FormPageFacts& page = draw.task.pages[number];
  const std::string id = "form.step/" + page.key;
  const bool here = number == draw.task.page;
  const ui::Touch touch = ui.touch(id, rect);
  if (here) {
    ui.fill(rect, Token::Selected, ui::kRadiusControl);
    ui.fill({rect.x, rect.y + 8, 3, rect.h - 16}, Token::Accent, 1.5F);
  } else if (touch.hovered || touch.held) {
    ui.fill(rect, Token::Hover, ui::kRadiusControl);
  }
  if (touch.focused) ui.edge(rect, Token::Accent, ui::kRadiusControl, 2);
  draw_step_mark(draw, rect.x + 12, rect.y + rect.h / 2, page, here);
  const std::string count = ui.tr("{1} of {2}", {std::to_string(page.answered), std::to_string(page.shown)});
  const float count_width = page.shown == 0 ? 0 : ui.measure(count, TextKind::Least).w + 2;
  const std::string language = code_of_column(draw.task, draw.task.language);
  const TextKind kind = here ? TextKind::ControlBold : TextKind::Control;
  const float width = rect.w - 42 - 20 - count_width;
  const float high = std::min(rect.h, ui.measure(page.title, kind, width, language).h);
  ui.text({rect.x + 42, rect.y + (rect.h - high) / 2, width, high}, page.title, kind,
          here ? Token::Text : Token::Text2, {.lines_max = 2, .language = language});
  if (page.shown > 0) {
    ui.text({rect.end() - 12 - count_width, rect.y + 13, count_width, 18}, count, TextKind::Least, Token::Text3,
            {.align = ui::Align::End, .lines_max = 1});
  }
  ui.note(id, rect, page.title + " " + count, here);
  if (touch.activated) draw.out.push(TurnToPage{number});
}

float draw_steps_head(FormDraw& draw, Rect rect) {
  ui::Ui& ui = draw.ui;
  ui.icon(draw::Icon::Interview, rect.x + 12, rect.y + 6, 20, Token::Accent);
  const std::string language = code_of_column(draw.task, draw.task.language);
  ui.text({rect.x + 40, rect.y + 4, rect.w - 52, 24}, draw.task.form_title, TextKind::BodyBold, Token::Text,
          {.lines_max = 1, .language = language, .probe_id = "form.title"});
  std::string line = draw.task.person_code;
  if (!draw.task.session_number.empty()) {
    const std::string session = ui.tr("session {1}", {draw.task.session_number});
    line = line.empty() ? session : ui.tr("{1}, {2}", {line, session});
  }
  if (line.empty()) line = ui.tr("Nobody chosen yet");
  ui.text({rect.x + 12, rect.y + 30, rect.w - 24, 20}, line, TextKind::Small, Token::Text2,
          {.lines_max = 1, .probe_id = "form.about"});
  const std::string count = ui.tr("{1} of {2}", {std::to_string(draw.task.answered), std::to_string(draw.task.shown)});
  const float width = ui.measure(count, TextKind::Least).w + 2;
  const double share = draw.task.shown == 0 ? 0 : static_cast<double>(draw.task.answered) /
                                                      static_cast<double>(draw.task.shown);
  ui::progress_bar(ui, {rect.x + 12, rect.y + 65, rect.w - 36 - width, 8}, share);
  ui.text({rect.end() - 12 - width, rect.y + 60, width, 18}, count, TextKind::Least, Token::Text2,
          {.align = ui::Align::End, .lines_max = 1, .probe_id = "form.count"});
  return 90;
}

}  // namespace

void draw_form_steps(FormDraw& draw, Rect rect) {
  ui::Ui& ui = draw.ui;
  ui.begin_group("steps");
  ui.fill(rect, Token::Panel);
  ui.line(rect.end() - 0.5F, rect.y, rect.end() - 0.5F, rect.bottom(), Token::Line);
  Rect inner = rect.inset(8, 12);
  draw_steps_head(draw, inner.take_top(90));
  Rect low = inner.take_bottom(44 + 8 + 44, 8);
  const std::string leave = ui.tr("Close, keep as draft");
  if (ui::button(ui, "form.leave", low.take_top(44, 8).inset(4, 0),
                 {.label = leave, .kind = ui::ButtonKind::Quiet})) {
    draw.out.push(LeaveForm{});
  }
  const std::string pause = ui.tr("Pause");
  const std::string key = ui.tr("Ctrl P");
  if (!ui.narrow() && ui::button(ui, "form.pause", low.take_top(44).inset(4, 0),
                                 {.label = pause, .icon = draw::Icon::Pause, .key = key})) {
    draw.out.push(PauseForm{});
  }
  const float height = static_cast<float>(draw.task.pages.size()) * kStepHeight;
  Rect list = ui.begin_scroll("form.steps", inner, height, draw.view.steps_scroll);
  for (std::size_t i = 0; i < draw.task.pages.size(); ++i) draw_step(draw, list.take_top(kStepHeight), i);
  ui.end_scroll();
}

}  // namespace holdfast::gui
