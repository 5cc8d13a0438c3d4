// The dialog in which one answer of a record is corrected: a new version, under the name of whoever writes it.
#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/records_parts.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kCorrectionWidth = 560, kChoicesHeight = 220;

const AnswerLine* line_of_path(const RecordDetail& detail, const std::string& path) {
  for (const AnswerLine& line : detail.answers) {
    if (line.path == path && line.kind != AnswerKind::Fixed) return &line;
  }
  return nullptr;
}

// Which question: the answers that a person may correct, by their labels.
void pick_question(const RecordDetail& detail, CorrectionUi& view, ui::Ui& ui, ui::Rect rect) {
  std::vector<std::string> labels, paths;
  std::string shown = ui.tr("Which answer?");
  for (const AnswerLine& line : detail.answers) {
    if (line.kind == AnswerKind::Fixed) continue;
    labels.push_back(line.label);
    paths.push_back(line.path);
    if (line.path == view.path) shown = line.label;
  }
  const auto chosen = ui::picker(ui, "correct.question", rect, shown, labels, view.picker);
  if (!chosen) return;
  view.path = paths[*chosen];
  const AnswerLine* line = line_of_path(detail, view.path);
  view.names = line->names;
  view.text.set_text(line->names.empty() ? std::string() : line->names.front());
}

void choose_names(const AnswerLine& line, CorrectionUi& view, ui::Ui& ui, ui::Rect rect) {
  const bool many = line.kind == AnswerKind::Many;
  float height = 0;
  std::vector<float> heights;
  for (const FormChoice& choice : line.choices) {
    const ui::OptionSpec spec{.label = choice.title, .many = many};
    heights.push_back(ui::option_height(ui, rect.w - 16, spec));
    height += heights.back() + ui::kOptionGap;
  }
  ui::Rect inside = ui.begin_scroll("correct.choices", rect, height, view.scroll);
  inside.w -= 16;
  for (std::size_t i = 0; i < line.choices.size(); ++i) {
    const FormChoice& choice = line.choices[i];
    const auto at = std::find(view.names.begin(), view.names.end(), choice.id);
    const bool is_chosen = at != view.names.end();
    const ui::OptionSpec spec{.label = choice.title, .chosen = is_chosen, .many = many};
    if (!ui::option_row(ui, "correct.choice/" + choice.id, inside.take_top(heights[i], ui::kOptionGap), spec)) continue;
    if (!many) view.names.assign(1, choice.id);
    else if (is_chosen) view.names.erase(at);
    else view.names.push_back(choice.id);
  }
  ui.end_scroll();
}

std::vector<std::string> given_names(const AnswerLine& line, const CorrectionUi& view) {
  if (line.kind == AnswerKind::One || line.kind == AnswerKind::Many) return view.names;
  if (view.text.text().empty()) return {};
  return {std::string(view.text.text())};
}

void close_correction(CorrectionUi& view) { view = CorrectionUi{}; }

void send_correction(const State& state, const AnswerLine& line, CorrectionUi& view, Commands& out) {
  view.sent = true;
  out.push(CorrectAnswer{state.records.detail->line.id, view.path, line.kind, given_names(line, view),
                         std::string(view.reason.text())});
}

}  // namespace

void draw_correction(const State& state, CorrectionUi& view, ui::Ui& ui, Commands& out) {
  const RecordDetail& detail = *state.records.detail;
  if (state.records.acts > view.acts_before) return close_correction(view);  // it was written
  if (view.sent && !state.records.acting) view.sent = false;
  const AnswerLine* line = line_of_path(detail, view.path);
  const bool chooses = line != nullptr && (line->kind == AnswerKind::One || line->kind == AnswerKind::Many);
  ui::DialogSpec dialog;
  const std::string title = ui.tr("Correct an answer of {1}", {detail.line.name});
  dialog.title = title;
  dialog.width = kCorrectionWidth;
  dialog.body_height = 330 + (chooses ? kChoicesHeight - 80 : 0);
  ui::Rect rect = ui::begin_dialog(ui, "correct", dialog);
  const std::string promise = ui.tr("What was submitted stays. The correction is a new version with your name.");
  rect.take_top(ui.text(rect, promise, ui::TextKind::Small, ui::Token::Text2), 12);
  ui::Rect buttons = rect.take_bottom(ui::kButtonHeight);
  // The list opens over what stands below it: it is drawn last.
  const ui::Rect question = rect.take_top(ui::kFieldHeight, 12);
  if (line != nullptr && chooses) {
    choose_names(*line, view, ui, rect.take_top(kChoicesHeight, 12));
  } else if (line != nullptr) {
    const std::string label = ui.tr("Answer");
    ui::FieldSpec spec{.label = label, .sensitive = true};
    rect.take_top(ui::text_field(ui, "correct.text", rect, view.text, spec).height, 12);
  }
  const std::string why = ui.tr("Why (kept with the correction)");
  ui::text_field(ui, "correct.reason", rect, view.reason, {.label = why, .sensitive = true});
  const bool ready = line != nullptr && !view.sent && !state.records.acting &&
                     given_names(*line, view) != line->names;
  if (ui::button(ui, "correct.write", buttons.take_end(180, 8),
                 {.label = ui.tr("Write correction"), .kind = ui::ButtonKind::Primary, .enabled = ready})) {
    send_correction(state, *line, view, out);
  }
  const bool cancel = ui::button(ui, "correct.cancel", buttons.take_end(120), {.label = ui.tr("Cancel"), .key = "Esc"});
  pick_question(detail, view, ui, question);
  ui.focus_if_none("correct.question");
  ui::end_dialog(ui);
  if (cancel || ui.take_key(ui::Key::Escape)) close_correction(view);
}

}  // namespace holdfast::gui
