// Beside the questions: consent as it stands, why this is asked, how long the talk has gone on.
#include <algorithm>

#include "app/gui/form_parts.h"
#include "app/gui/recording_view.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr std::int64_t kBreakMinutes = 45;

struct ConsentWords {
  std::string words;
  draw::Icon icon = draw::Icon::Ring;
  Token token = Token::Text3;
};

ConsentWords consent_words(ui::Ui& ui, const FormTask& task) {
  const bool none = !task.consent || task.consent->state == "none";
  if (none) return {ui.tr("Not recorded yet"), draw::Icon::Ring, Token::Caution};
  if (task.consent->state == "given") return {ui.tr("Given"), draw::Icon::Confirmed, Token::Accent};
  if (task.consent->state == "withdrawn") return {ui.tr("Withdrawn"), draw::Icon::Barred, Token::Stop};
  return {ui.tr("Refused"), draw::Icon::Barred, Token::Stop};
}

void draw_consent_line(ui::Ui& ui, Rect& inner, const std::string& words, bool yes) {
  const float height = std::max(20.0F, ui.measure(words, TextKind::Small, inner.w - 26).h);
  const Rect line = inner.take_top(height, 8);
  ui.icon(yes ? draw::Icon::Check : draw::Icon::Barred, line.x, line.y + 1, 18, yes ? Token::Accent : Token::Text3);
  ui.text({line.x + 26, line.y, line.w - 26, height}, words, TextKind::Small, Token::Text2, {.by_own_direction = true});
}

float consent_height(ui::Ui& ui, const FormTask& task, float width) {
  float height = 14 + 24 + 10 + 40 + 8 + 40 + 14;
  if (!task.consent) return height;
  for (const std::string& line : task.consent->yes) {
    height += std::max(20.0F, ui.measure(line, TextKind::Small, width - 26).h) + 8;
  }
  for (const std::string& line : task.consent->no) {
    height += std::max(20.0F, ui.measure(line, TextKind::Small, width - 26).h) + 8;
  }
  return height + 28;
}

void draw_consent(FormDraw& draw, Rect& column) {
  ui::Ui& ui = draw.ui;
  const FormTask& task = draw.task;
  const Rect card = column.take_top(consent_height(ui, task, column.w - 32), 12);
  ui::card(ui, card);
  Rect inner = card.inset(16, 14);
  const Rect head = inner.take_top(24, 10);
  const ConsentWords state = consent_words(ui, task);
  ui.text({head.x, head.y, head.w, 24}, ui.tr("Consent"), TextKind::BodyBold, Token::Text, {.lines_max = 1});
  const float width = ui.measure(state.words, TextKind::Small).w + 2;
  ui.icon(state.icon, head.end() - width - 26, head.y + 3, 18, state.token);
  ui.text({head.end() - width, head.y + 2, width, 20}, state.words, TextKind::Small, Token::Text,
          {.align = ui::Align::End, .lines_max = 1, .probe_id = "form.consent"});
  if (task.consent) {
    for (const std::string& line : task.consent->yes) draw_consent_line(ui, inner, line, true);
    draw_consent_line(ui, inner, task.consent->may_record ? ui.tr("Sound recording") : ui.tr("No sound recording"),
                      task.consent->may_record);
    for (const std::string& line : task.consent->no) draw_consent_line(ui, inner, ui.tr("Never: {1}", {line}), false);
  }
  const bool somebody = !task.person_id.empty();
  const std::string change = ui.tr("Record or change");
  if (ui::button(ui, "form.consent.change", inner.take_top(40, 8), {.label = change, .enabled = somebody})) {
    draw.out.push(ChangeConsent{});
  }
  const std::string withdraw = ui.tr("Withdraw");
  const std::string key = ui.tr("Ctrl W");
  const ui::ButtonSpec spec{.label = withdraw, .key = key, .enabled = somebody};
  if (ui::button(ui, "form.consent.withdraw", inner.take_top(40), spec)) {
    draw.out.push(WithdrawConsent{});
  }
}

std::string why_words(FormDraw& draw) {
  for (const FormItemFacts& item : draw.task.items) {
    if (item.path == draw.view.focused_path) return item.guidance.empty() ? item.hint : item.guidance;
  }
  return {};
}

void draw_why(FormDraw& draw, Rect& column) {
  ui::Ui& ui = draw.ui;
  const std::string why = why_words(draw);
  if (why.empty()) return;
  const std::string language = code_of_column(draw.task, draw.task.language);
  const float words = ui.measure(why, TextKind::Small, column.w - 32, language).h;
  const Rect card = column.take_top(std::min(column.h, words + 58), 12);
  ui::card(ui, card);
  Rect inner = card.inset(16, 14);
  ui.text(inner.take_top(24, 6), ui.tr("Why do we ask?"), TextKind::BodyBold, Token::Text, {.lines_max = 1});
  ui.text(inner, why, TextKind::Small, Token::Text2,
          {.language = language, .by_own_direction = true, .probe_id = "form.why"});
}

void draw_clock(FormDraw& draw, Rect& column) {
  ui::Ui& ui = draw.ui;
  const std::int64_t minutes = draw.task.minutes;
  const std::string so_far = ui.trn("One minute so far.", "{n} minutes so far.", static_cast<std::uint64_t>(minutes));
  const bool due = minutes >= kBreakMinutes;
  const std::string then = due ? ui.tr("A break is suggested now.")
                               : ui.tr("A break is suggested at {1}.", {std::to_string(kBreakMinutes)});
  const ui::Tone tone = due ? ui::Tone::Caution : ui::Tone::Neutral;
  const float height = ui::note_block(ui, {column.x, column.y, column.w, 70}, tone, so_far, then, draw::Icon::Clock);
  ui.note("form.clock", {column.x, column.y, column.w, height}, so_far + " " + then);
  column.take_top(height, 12);
}

}  // namespace

void draw_form_side(FormDraw& draw, Rect rect) {
  Rect column = rect.inset(16, 16);
  draw_consent(draw, column);
  const float recording = draw_recording_card(draw.state, draw.ui, column, draw.out);
  if (recording > 0) column.take_top(recording, 12);
  draw_why(draw, column);
  draw_clock(draw, column);
  ui::Ui& ui = draw.ui;
  if (column.h < 60) return;
  ui.text({column.x + 4, column.y, column.w - 8, column.h},
          ui.tr("The person may skip any question or stop. Help does not depend on answers."), TextKind::Small,
          Token::Text3);
}

}  // namespace holdfast::gui
