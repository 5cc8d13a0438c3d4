#include "app/gui/enrolment_parts.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kStepsWidth = 960, kStepFoot = 72, kStepHead = 72;
constexpr std::size_t kPassphraseMin = 12, kPassphraseStrong = 20;
constexpr std::int64_t kStickLookMs = 3000;

// The way through set-up: what is done, where one stands, what comes.
void draw_step_marks(ui::Ui& ui, ui::Rect rect, int step) {
  const std::string names[] = {ui.tr("Make keys"), ui.tr("Compare words"), ui.tr("Receive approval")};
  float x = rect.end();
  for (int i = 2; i >= 0; --i) {
    const int number = i + 1;
    const bool now = number == step;
    const ui::Size size = ui.measure(names[i], ui::TextKind::Small);
    x -= size.w;
    ui.text({x, rect.y + (rect.h - size.h) / 2, size.w + 1, size.h}, names[i], ui::TextKind::Small,
            now ? ui::Token::Text : ui::Token::Text2, {.lines_max = 1});
    x -= 36;
    const ui::Rect ring{x, rect.y + rect.h / 2 - 13, 26, 26};
    if (now) ui.fill(ring, ui::Token::Accent, 13);
    else ui.edge(ring, number < step ? ui::Token::Accent : ui::Token::Control, 13, 2);
    if (number < step) {
      ui.icon(draw::Icon::Check, ring.x + 5, ring.y + 5, 16, ui::Token::Accent);
    } else {
      ui.text({ring.x, ring.y + 4, ring.w, 18}, std::to_string(number), ui::TextKind::LeastBold,
              now ? ui::Token::OnAccent : ui::Token::Text2, {.align = ui::Align::Center, .lines_max = 1});
    }
    if (i > 0) ui.line(x - 64, rect.y + rect.h / 2, x - 16, rect.y + rect.h / 2, ui::Token::Control, 1);
    x -= 80;
  }
}

}  // namespace

StepPlace begin_step(const State& state, ui::Ui& ui, Commands& out, const StepSpec& spec) {
  ScreenSpec screen_spec;
  screen_spec.task = true;
  screen_spec.foot_words = spec.foot_words;
  const Screen screen = begin_screen(state, ui, out, screen_spec);
  ui::Rect rest = screen.body;
  ui::Rect head = rest.take_top(kStepHead);
  ui::separator(ui, head.x, head.bottom(), head.w);
  head = head.inset(32, 0);
  const ui::Rect marks = spec.step > 0 && !ui.narrow() ? head.take_end(head.w * 0.66F) : ui::Rect{};
  ui.text({head.x, head.y + 24, head.w, 24}, spec.title, ui::TextKind::TaskTitle, ui::Token::Text,
          {.lines_max = 1, .probe_id = "enrolment.title"});
  if (marks.w > 0) draw_step_marks(ui, marks, spec.step);
  StepPlace place;
  place.foot = rest.take_bottom(kStepFoot);
  ui::separator(ui, place.foot.x, place.foot.y, place.foot.w);
  place.foot = place.foot.inset(32, 14);
  rest = rest.inset(32, 24);
  const float width = std::min(rest.w, kStepsWidth);
  place.body = {rest.x + (rest.w - width) / 2, rest.y, width, rest.h};
  return place;
}

std::optional<std::string> choose_stick(const State& state, EnrolmentUi& view, ui::Ui& ui, ui::Rect rect,
                                        std::string_view verb, float& used, Commands& out) {
  if (state.stage == Stage::Open && ui.steady_ms() - view.looked_steady_ms >= kStickLookMs) {
    view.looked_steady_ms = ui.steady_ms();
    out.push(LookForSticks{});
  }
  std::optional<std::string> chosen;
  const float top = rect.y;
  rect.h = 1e5F;
  for (const Stick& stick : state.road.sticks) {
    const std::string label = ui.tr("{1}: {2}", {verb, stick.name});
    const ui::ButtonSpec spec{.label = label, .icon = draw::Icon::Stick, .enabled = !stick.read_only};
    if (ui::button(ui, "enrolment.stick/" + stick.name, rect.take_top(ui::kButtonHeight, 8), spec)) {
      chosen = stick.path;
    }
  }
  if (state.road.sticks.empty()) {
    rect.take_top(ui.text(rect, ui.tr("Plug a stick in: it shows up here by itself."), ui::TextKind::Small,
                          ui::Token::Text2),
                  8);
  }
  const std::string label = ui.tr("Or a folder");
  const std::string hint = ui.tr("/path/of/the/folder");
  const ui::FieldResult field =
      ui::text_field(ui, "enrolment.path", rect, view.path, {.label = label, .placeholder = hint});
  rect.take_top(field.height, 8);
  const bool ready = !view.path.text().empty();
  const ui::ButtonSpec spec{.label = verb, .icon = draw::Icon::Folder, .enabled = ready};
  const bool pressed = ui::button(ui, "enrolment.folder", rect.take_top(ui::kButtonHeight), spec);
  if (ready && (pressed || field.entered)) chosen = std::string(view.path.text());
  used = rect.y - top;
  return chosen;
}

PassphrasePair draw_passphrase_pair(const State& state, EnrolmentUi& view, ui::Ui& ui, ui::Rect rect) {
  PassphrasePair out;
  const float top = rect.y;
  rect.h = 1e5F;
  const std::string layout =
      state.keyboard.layout.empty() ? std::string() : ui.tr("Keyboard: {1}", {state.keyboard.layout});
  const std::string caps = state.keyboard.caps_lock.value_or(false) ? ui.tr("Caps Lock is on") : std::string();
  const std::string first = ui.tr("Passphrase: four words or more");
  const std::string second = ui.tr("The same again");
  const std::size_t typed = view.passphrase.characters();
  rect.take_top(ui::passphrase_field(ui, "enrolment.passphrase", rect, view.passphrase,
                                     {.label = first, .layout_line = layout, .caps_line = caps})
                    .height,
                6);
  std::string strength;
  if (typed > 0 && typed < kPassphraseMin) {
    strength = ui.trn("Too short: {n} more character at least", "Too short: {n} more characters at least",
                      kPassphraseMin - typed);
  } else if (typed >= kPassphraseMin) {
    strength = typed < kPassphraseStrong ? ui.tr("Long enough. Another word makes it stronger.") : ui.tr("Strong.");
  }
  const bool weak = typed > 0 && typed < kPassphraseMin;
  rect.take_top(ui.text(rect, strength, ui::TextKind::Small, weak ? ui::Token::Caution : ui::Token::Text2,
                        {.probe_id = "enrolment.strength"}),
                10);
  const ui::PassphraseResult again =
      ui::passphrase_field(ui, "enrolment.again", rect, view.again, {.label = second});
  rect.take_top(again.height, 6);
  const bool same = view.passphrase.same_as(view.again);
  const bool differs = !view.again.empty() && !same && view.again.characters() >= typed;
  if (differs) {
    rect.take_top(ui.text(rect, ui.tr("These two differ."), ui::TextKind::Small, ui::Token::Caution), 6);
  }
  out.ready = typed >= kPassphraseMin && same;
  out.entered = again.entered;
  out.height = rect.y - top;
  return out;
}

}  // namespace holdfast::gui
