// The page of a form: whose language stands where, the questions of one group, back and next.
#include <algorithm>

#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kItemGap = 18;
// What lies this far outside of the view is drawn too, so that Tab finds it.
constexpr float kDrawnAround = 900;

float gap_before(const FormItemFacts& item, bool first) {
  if (first) return 0;
  return item.field == FormField::RepeatAdd ? 12.0F : kItemGap;
}

// Measured only where something changed: what a page of two hundred questions costs.
void measure_page(FormDraw& draw, float width) {
  FormHeights& heights = draw.view.heights;
  const FormTask& task = draw.task;
  std::string of = std::to_string(task.revision) + "/" + std::to_string(task.turn) + "/" + task.language + "/" +
                   task.person_language + "/" + draw.ui.messages().language();
  if (task.search) of += "/" + task.search->path + "/" + std::to_string(task.search->found.size()) + task.search->typed;
  if (heights.of == of && heights.width == width && heights.tops.size() == task.items.size() + 1) return;
  heights.of = std::move(of);
  heights.width = width;
  heights.tops.clear();
  float y = 0;
  for (std::size_t i = 0; i < task.items.size(); ++i) {
    y += gap_before(task.items[i], i == 0);
    heights.tops.push_back(y);
    y += lay_form_item(draw, task.items[i], {0, 0, width, 1e5F}, false);
  }
  heights.tops.push_back(y);
}

// Tab leaves a question as a whole; the arrows move inside.
void take_tab(FormDraw& draw) {
  const std::vector<FormItemFacts>& items = draw.task.items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool rows = items[i].field == FormField::Options || items[i].field == FormField::Several;
    if (!rows || !is_form_item_focused(draw, items[i])) continue;
    for (std::size_t next = i + 1; next < items.size(); ++next) {
      const std::string id = form_first_id(items[next]);
      if (id.empty()) continue;
      if (draw.ui.take_key(ui::Key::Tab)) draw.ui.focus(id);
      return;
    }
  }
}

void take_focus(FormDraw& draw) {
  if (draw.task.focus_path.empty()) return;
  const std::string once = std::to_string(draw.task.turn) + "/" + draw.task.focus_path;
  if (draw.view.focus_taken == once) return;
  draw.view.focus_taken = once;
  const std::vector<FormItemFacts>& items = draw.task.items;
  const auto is_wanted = [&](const FormItemFacts& item) { return item.path == draw.task.focus_path; };
  auto at = std::find_if(items.begin(), items.end(), is_wanted);
  while (at != items.end() && form_first_id(*at).empty()) ++at;
  if (at != items.end()) draw.ui.focus(form_first_id(*at));
}

void draw_items(FormDraw& draw, Rect body) {
  const FormTask& task = draw.task;
  take_focus(draw);
  take_tab(draw);
  // Twice: the bar at the side takes width where the page is long.
  measure_page(draw, draw.view.heights.width > 0 ? draw.view.heights.width : body.w);
  const float before = draw.view.heights.tops.back() + 40;
  const Rect content = draw.ui.begin_scroll("form.page", body, before, draw.view.scroll);
  // Without a bar the same margin at both sides.
  const float width = std::min(content.w, body.w - 12);
  measure_page(draw, width);
  const float from = draw.view.scroll.offset - kDrawnAround;
  const float to = draw.view.scroll.offset + body.h + kDrawnAround;
  for (std::size_t i = 0; i < task.items.size(); ++i) {
    const float top = draw.view.heights.tops[i];
    const float bottom = draw.view.heights.tops[i + 1];
    const bool focused = is_form_item_focused(draw, task.items[i]);
    const bool wanted = task.items[i].path == task.focus_path;
    if (!focused && !wanted && (bottom < from || top > to)) continue;
    const float taken = lay_form_item(draw, task.items[i], {content.x, content.y + top, width, 1e5F}, true);
    draw.ui.note("form.item/" + task.items[i].path, {content.x, content.y + top, content.w, taken}, {});
    if (focused) draw.view.focused_path = task.items[i].path;
  }
  draw.ui.end_scroll();
}

std::vector<std::string> language_labels(FormDraw& draw) {
  std::vector<std::string> out;
  for (const FormLanguage& language : draw.task.languages) {
    out.push_back(language.reviewed ? language.name
                                    : draw.ui.tr("{1}, not read by a speaker yet", {language.name}));
  }
  return out;
}

void draw_language(FormDraw& draw, Rect rect, const std::string& column, bool of_person) {
  ui::Ui& ui = draw.ui;
  const std::string name = name_of_form_language(draw.task, column);
  const std::string whom = !of_person                        ? ui.tr("for you")
                           : draw.task.person_code.empty() ? ui.tr("for the person")
                                                           : ui.tr("for {1}", {draw.task.person_code});
  const std::string shown = ui.tr("{1}  {2}", {name, whom});
  ui::PickerState& state = of_person ? draw.view.person_language : draw.view.own_language;
  const std::vector<std::string> labels = language_labels(draw);
  const std::string id = of_person ? "form.language/person" : "form.language/own";
  if (const auto chosen = ui::picker(ui, id, rect, shown, labels, state)) {
    draw.out.push(SpeakLanguage{draw.task.languages[*chosen].column, of_person});
  }
}

void draw_languages(FormDraw& draw, Rect strip) {
  draw.ui.line(strip.x, strip.bottom() - 0.5F, strip.end(), strip.bottom() - 0.5F, Token::Line);
  Rect row = strip.inset(24, 4);
  const float half = (row.w - 24) / 2;
  draw_language(draw, row.take_start(half, 24), draw.task.language, false);
  draw_language(draw, row, draw.task.person_language, true);
}

void draw_next(FormDraw& draw, Rect row) {
  ui::Ui& ui = draw.ui;
  const FormTask& task = draw.task;
  const bool last = task.page + 1 >= task.pages.size();
  const std::string next = last ? ui.tr("Look through and finish")
                                : ui.tr("Next: {1}", {task.pages[task.page + 1].title});
  ui::ButtonSpec spec{.label = next, .kind = ui::ButtonKind::Primary, .icon = draw::Icon::Arrow, .icon_after = true};
  const float width = std::min(row.w * 0.55F, ui::button_width(ui, spec));
  const Rect place = row.take_end(width, 12);
  if (ui::button(ui, "form.next", {place.x, place.y, place.w, ui::kButtonHeight}, spec)) {
    if (last) draw.out.push(ReviewForm{});
    else draw.out.push(TurnToPage{task.page + 1});
  }
  const std::string words =
      ui.narrow() ? ui.tr("{1} of {2} answered", {std::to_string(task.pages[task.page].answered),
                                                  std::to_string(task.pages[task.page].shown)})
                  : ui.tr("Page {1} of {2}", {std::to_string(task.page + 1), std::to_string(task.pages.size())});
  if (task.page > 0) {
    const std::string back = task.pages[task.page - 1].title;
    const ui::ButtonSpec look{.label = back, .icon = draw::Icon::Back};
    const Rect start = row.take_start(std::min(row.w * 0.5F, ui::button_width(ui, look)), 12);
    if (ui::button(ui, "form.back", {start.x, start.y, start.w, ui::kButtonHeight}, look)) {
      draw.out.push(TurnToPage{task.page - 1});
    }
  }
  ui.text({row.x, row.y + 12, row.w, 20}, words, TextKind::Small, Token::Text3,
          {.align = ui::Align::End, .lines_max = 1, .probe_id = "form.page_number"});
}

}  // namespace

std::string code_of_column(const FormTask& task, const std::string& column) {
  for (const FormLanguage& language : task.languages) {
    if (language.column == column) return language.code;
  }
  return {};
}

std::string name_of_form_language(const FormTask& task, const std::string& column) {
  for (const FormLanguage& language : task.languages) {
    if (language.column == column && !language.name.empty()) return language.name;
  }
  return column;
}

void draw_form_page(FormDraw& draw, Rect rect) {
  ui::Ui& ui = draw.ui;
  draw_languages(draw, rect.take_top(40));
  Rect act = rect.take_bottom(68);
  ui.line(act.x, act.y + 0.5F, act.end(), act.y + 0.5F, Token::Line);
  Rect body{rect.x + 24, rect.y + 12, rect.w - 36, rect.h - 12};
  if (!draw.task.save_problem.empty()) {
    const std::string bold = ui.tr("Not saved yet. Everything is still on the screen.");
    const float height = ui::note_block(ui, {body.x, body.y, body.w - 12, 80}, ui::Tone::Stop, bold,
                                        draw.task.save_problem, draw::Icon::Damaged);
    body.take_top(height, 12);
    ui.note("form.save_problem", body, draw.task.save_problem);
  }
  if (draw.task.pages.empty()) {
    ui.text(body, ui.tr("This form asks nothing."), TextKind::Body, Token::Text2);
    return;
  }
  draw_items(draw, body);
  draw_next(draw, act.inset(24, 12));
}

}  // namespace holdfast::gui
