#include "app/gui/recording_view.h"

#include "app/gui/commands.h"
#include "app/gui/state.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

std::string minutes_and_seconds(std::int64_t ms) {
  const std::int64_t seconds = ms / 1000;
  std::string rest = std::to_string(seconds % 60);
  if (rest.size() < 2) rest.insert(0, "0");
  return std::to_string(seconds / 60) + ":" + rest;
}

std::string recording_words(ui::Ui& ui, const RecordingFacts& facts) {
  const std::string time = minutes_and_seconds(facts.heard_ms);
  if (facts.paused) return ui.tr("Recording paused at {1}", {time});
  return ui.tr("Recording, {1}", {time});
}

void draw_level(ui::Ui& ui, Rect rect, int percent) {
  ui.fill(rect, Token::Hover, ui::kRadiusChip);
  const float share = static_cast<float>(std::clamp(percent, 0, 100)) / 100;
  if (share > 0) ui.fill({rect.x, rect.y, rect.w * share, rect.h}, Token::Accent, ui::kRadiusChip);
  ui.note("recording.level", rect, std::to_string(percent));
}

void draw_running(const RecordingFacts& facts, ui::Ui& ui, Rect inner, Commands& out) {
  const Rect head = inner.take_top(24, 8);
  ui.icon(facts.paused ? draw::Icon::Pause : draw::Icon::Microphone, head.x, head.y + 2, 20,
          facts.paused ? Token::Text3 : Token::Stop);
  ui.text({head.x + 28, head.y, head.w - 28, 24}, recording_words(ui, facts), TextKind::BodyBold, Token::Text,
          {.probe_id = "recording.state"});
  draw_level(ui, inner.take_top(8, 12), facts.paused ? 0 : facts.level_percent);
  const std::string pause = facts.paused ? ui.tr("Go on") : ui.tr("Pause");
  if (ui::button(ui, "recording.pause", inner.take_top(40, 8), {.label = pause, .key = "F8"})) {
    out.push(PauseRecording{});
  }
  const std::string stop = ui.tr("Stop and keep");
  if (ui::button(ui, "recording.stop", inner.take_top(40), {.label = stop})) out.push(StopRecording{});
}

// Why no recording can begin; empty where one can.
std::string why_not(ui::Ui& ui, const State& state) {
  const FormTask& task = *state.form;
  if (!state.sound_possible) return ui.tr("This computer has no microphone that may be used.");
  if (!task.consent || !task.consent->may_record) return ui.tr("Only where the person agreed to sound recordings.");
  return {};
}

}  // namespace

float draw_recording_card(const State& state, ui::Ui& ui, Rect column, Commands& out) {
  if (!state.form || !state.form->may_hold_recording) return 0;
  const RecordingFacts& facts = state.recording;
  if (facts.on) {
    const float height = 24 + 8 + 8 + 12 + 40 + 8 + 40 + 28;
    const Rect card{column.x, column.y, column.w, height};
    ui::card(ui, card);
    draw_running(facts, ui, card.inset(16, 14), out);
    return height;
  }
  const std::string reason = facts.failed.empty() ? why_not(ui, state) : facts.failed;
  const float words = reason.empty() ? 0 : ui.measure(reason, TextKind::Small, column.w - 32).h + 8;
  const float height = 28 + 40 + words;
  const Rect card{column.x, column.y, column.w, height};
  ui::card(ui, card);
  Rect inner = card.inset(16, 14);
  const std::string label = ui.tr("Record sound");
  const bool may = why_not(ui, state).empty() && !facts.starting;
  if (ui::button(ui, "recording.start", inner.take_top(40, 8),
                 {.label = label, .icon = draw::Icon::Microphone, .enabled = may})) {
    out.push(StartRecording{});
  }
  if (!reason.empty()) {
    ui.text(inner, reason, TextKind::Small, facts.failed.empty() ? Token::Text3 : Token::Caution,
            {.probe_id = "recording.why_not"});
  }
  return height;
}

float draw_recording_line(const State& state, ui::Ui& ui, Rect rect) {
  if (!state.recording.on) return 0;
  const std::string words = recording_words(ui, state.recording) + ". " +
                            (state.recording.paused ? ui.tr("F8 goes on.") : ui.tr("F8 pauses it."));
  ui.icon(state.recording.paused ? draw::Icon::Pause : draw::Icon::Microphone, rect.x, rect.y, 20, Token::Text2);
  return ui.text({rect.x + 28, rect.y, rect.w - 28, rect.h}, words, TextKind::Small, Token::Text2,
                 {.probe_id = "recording.line"});
}

void draw_recording_question(const State& state, ui::Ui& ui, Commands& out) {
  if (!state.recording.asks) return;
  const std::string title = ui.tr("The recording has stopped. What shall become of it?");
  Rect body = ui::begin_dialog(ui, "recording.question", {.title = title, .width = 560, .body_height = 132});
  const std::string words = ui.tr(
      "The person took consent back. {1} are recorded. Ask the person: what was said until here can be kept, or all of "
      "it destroyed for ever.",
      {minutes_and_seconds(state.recording.heard_ms)});
  body.take_top(ui.text(body, words, TextKind::Body, Token::Text2, {.probe_id = "recording.question.words"}), 16);
  Rect row = body.take_top(ui::kButtonHeight);
  const float width = (row.w - 12) / 2;
  const std::string keep = ui.tr("Keep until here");
  const std::string destroy = ui.tr("Destroy it");
  if (ui::button(ui, "recording.keep", row.take_start(width, 12), {.label = keep})) out.push(StopRecording{});
  if (ui::button(ui, "recording.destroy", row.take_start(width), {.label = destroy})) out.push(DestroyRecording{});
  ui::end_dialog(ui);
}

}  // namespace holdfast::gui
