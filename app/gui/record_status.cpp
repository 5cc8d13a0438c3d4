#include "app/gui/record_status.h"

#include <algorithm>

namespace holdfast::gui {

namespace {

constexpr float kAnswerGap = 12, kGroupGap = 20, kLabelGap = 2;

}  // namespace

ui::Status status_of_record(const RecordLine& line) {
  if (line.in_conflict) return ui::Status::TwoVersions;
  if (line.state == "held") return ui::Status::NeedsYou;
  switch (line.mark) {
    case RoadMark::Draft: return ui::Status::Draft;
    case RoadMark::NotSent: return ui::Status::NotSent;
    case RoadMark::OnTheRoad: return ui::Status::OnTheRoad;
    case RoadMark::Received: return ui::Status::NeedsYou;
    case RoadMark::Confirmed:
    case RoadMark::FromOthers: return ui::Status::Confirmed;
  }
  return ui::Status::NotSent;
}

std::string words_of_mark(ui::Ui& ui, RoadMark mark) {
  switch (mark) {
    case RoadMark::Draft: return ui.tr("Draft");
    case RoadMark::NotSent: return ui.tr("Not sent");
    case RoadMark::OnTheRoad: return ui.tr("On the road");
    case RoadMark::Received: return ui.tr("Headquarters asks");
    case RoadMark::Confirmed: return ui.tr("Confirmed");
    case RoadMark::FromOthers: return ui.tr("Taken in");
  }
  return {};
}

std::string status_words_of_record(ui::Ui& ui, const RecordLine& line) {
  if (line.in_conflict) return ui.tr("2 versions");
  if (line.state == "held") return ui.tr("Held back");
  return words_of_mark(ui, line.mark);
}

std::string record_state_words(ui::Ui& ui, const RecordLine& line) {
  if (line.state == "sealed") return ui.tr("Sealed: only headquarters can read it");
  if (line.state == "held") return ui.tr("Held back until somebody decides");
  if (line.state == "missing") return ui.tr("Its answers have not come yet");
  if (line.state == "dropped") return ui.tr("Headquarters keeps it; here it was dropped");
  if (line.state == "erased") return ui.tr("Erased");
  return {};
}

namespace {

// One answer, painted or only measured.
float answer_step(ui::Ui& ui, ui::Rect rect, const AnswerLine& line, bool paint) {
  float y = rect.y;
  if (!line.group.empty()) {
    y += kGroupGap - kAnswerGap;
    const float height = ui.measure(line.group, ui::TextKind::Label, rect.w).h;
    if (paint) ui.text({rect.x, y, rect.w, height}, line.group, ui::TextKind::Label, ui::Token::Text);
    y += height + kLabelGap + 4;
  }
  const float label = ui.measure(line.label, ui::TextKind::Least, rect.w).h;
  if (paint) ui.text({rect.x, y, rect.w, label}, line.label, ui::TextKind::Least, ui::Token::Text3);
  y += label + kLabelGap;
  const float value = ui.measure(line.value, ui::TextKind::Control, rect.w).h;
  if (paint) {
    ui::TextOptions options;
    options.by_own_direction = true;
    ui.text({rect.x, y, rect.w, value}, line.value, ui::TextKind::Control,
            line.caution ? ui::Token::Caution : ui::Token::Text, options);
  }
  return y + value + kAnswerGap - rect.y;
}

}  // namespace

void draw_answers(ui::Ui& ui, ui::Rect rect, const std::vector<AnswerLine>& answers) {
  for (const AnswerLine& line : answers) {
    const float used = answer_step(ui, rect, line, true);
    rect.take_top(std::min(used, rect.h));
  }
}

float answers_height(ui::Ui& ui, float width, const std::vector<AnswerLine>& answers) {
  float height = 0;
  for (const AnswerLine& line : answers) height += answer_step(ui, {0, 0, width, 0}, line, false);
  return height;
}

float draw_fact(ui::Ui& ui, ui::Rect rect, std::string_view label, std::string_view value) {
  const float first = ui.text({rect.x, rect.y, rect.w, 18}, label, ui::TextKind::Least, ui::Token::Text3);
  const float height = ui.measure(value, ui::TextKind::Control, rect.w).h;
  ui.text({rect.x, rect.y + first + 2, rect.w, height}, value, ui::TextKind::Control, ui::Token::Text);
  return first + 2 + height;
}

}  // namespace holdfast::gui
