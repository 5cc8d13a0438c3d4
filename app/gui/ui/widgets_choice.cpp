// Boxes, circles, whole rows that are chosen, segments, number keys.
#include <algorithm>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

constexpr float kBox = 22;
constexpr float kOptionPad = 12;

void draw_box(Ui& ui, float x, float middle_y, bool chosen, bool enabled) {
  const Rect box{x, middle_y - kBox / 2, kBox, kBox};
  if (!chosen) {
    ui.edge(box, enabled ? Token::Control : Token::Line, kRadiusChip, 2);
    return;
  }
  ui.fill(box, enabled ? Token::Accent : Token::Line, kRadiusChip);
  ui.icon(draw::Icon::Check, box.x + 3, box.y + 3, 16, enabled ? Token::OnAccent : Token::Text3);
}

void draw_circle(Ui& ui, float x, float middle_y, bool chosen, bool enabled) {
  const Rect circle{x, middle_y - kBox / 2, kBox, kBox};
  const Token ink = !enabled ? Token::Line : chosen ? Token::Accent : Token::Control;
  ui.edge(circle, ink, kBox / 2, 2);
  if (chosen) ui.fill(circle.inset(6), ink, 5);
}

struct Choice {
  std::string_view label;
  bool chosen = false, enabled = true, many = true;
};

bool one_choice(Ui& ui, std::string_view id, Rect rect, const Choice& choice) {
  const Touch touch = ui.touch(id, rect, choice.enabled);
  const float middle = rect.y + rect.h / 2;
  if (choice.many) draw_box(ui, rect.x, middle, choice.chosen, choice.enabled);
  else draw_circle(ui, rect.x, middle, choice.chosen, choice.enabled);
  const Rect words{rect.x + kBox + 8, rect.y, std::max(1.0F, rect.w - kBox - 8), rect.h};
  const bool fits = centred_text(ui, words, choice.label, TextKind::Body, choice.enabled ? Token::Text : Token::Text3);
  if (touch.focused) focus_ring(ui, rect, kRadiusChip);
  note_says(ui, id, rect, {choice.label, choice.chosen, choice.enabled, fits});
  return touch.activated;
}

// Where the two languages of an option stand.
struct OptionPlaces {
  Rect first, second;
  float number_x = 0;
};

OptionPlaces option_places(Ui& ui, Rect rect, const OptionSpec& spec) {
  OptionPlaces out;
  const float words_x = rect.x + kOptionPad + kBox + 12;
  const float number = spec.number.empty() ? 0 : ui.measure(spec.number, TextKind::Least).w + 12 + 12;
  out.number_x = rect.end() - number;
  const float end = rect.end() - kOptionPad - number;
  if (spec.second.empty()) {
    out.first = {words_x, rect.y, std::max(1.0F, end - words_x), rect.h};
    return out;
  }
  const float second_x = rect.x + (spec.second_x > 0 ? spec.second_x : rect.w / 2 + 12);
  out.first = {words_x, rect.y, std::max(1.0F, second_x - 12 - words_x), rect.h};
  out.second = {second_x, rect.y, std::max(1.0F, end - second_x), rect.h};
  return out;
}

}  // namespace

bool checkbox(Ui& ui, std::string_view id, Rect rect, std::string_view label, bool chosen, bool enabled) {
  return one_choice(ui, id, rect, {label, chosen, enabled, true});
}

bool radio(Ui& ui, std::string_view id, Rect rect, std::string_view label, bool chosen, bool enabled) {
  return one_choice(ui, id, rect, {label, chosen, enabled, false});
}

float option_height(Ui& ui, float width, const OptionSpec& spec) {
  const OptionPlaces places = option_places(ui, {0, 0, width, 0}, spec);
  float height = ui.measure(spec.label, TextKind::Body, places.first.w).h;
  if (!spec.second.empty()) {
    height = std::max(height, ui.measure(spec.second, TextKind::Body, places.second.w, spec.second_language).h);
  }
  return std::max(kRowHeight, height + 10);
}

bool option_row(Ui& ui, std::string_view id, Rect rect, const OptionSpec& spec) {
  const Touch touch = ui.touch(id, rect, spec.enabled);
  const bool lit = touch.hovered || touch.held;
  ui.fill(rect, spec.chosen ? Token::Selected : lit ? Token::Hover : Token::Card, kRadiusControl);
  ui.edge(rect, spec.chosen ? Token::Accent : Token::Line, kRadiusControl);
  const float middle = rect.y + rect.h / 2;
  if (spec.many) draw_box(ui, rect.x + kOptionPad, middle, spec.chosen, spec.enabled);
  else draw_circle(ui, rect.x + kOptionPad, middle, spec.chosen, spec.enabled);
  const OptionPlaces places = option_places(ui, rect, spec);
  const Token ink = spec.enabled ? Token::Text : Token::Text3;
  bool fits = centred_text(ui, places.first, spec.label, TextKind::Body, ink);
  if (!spec.second.empty()) {
    const bool second =
        centred_text(ui, places.second, spec.second, TextKind::Body, ink, Align::Start, spec.second_language);
    fits = fits && second;
  }
  if (!spec.number.empty()) key_cap(ui, places.number_x, middle, spec.number);
  if (touch.focused) focus_ring(ui, rect, kRadiusControl);
  note_says(ui, id, rect, {spec.label, spec.chosen, spec.enabled, fits});
  return touch.activated;
}

std::optional<std::size_t> segments(Ui& ui, std::string_view id, Rect rect, std::span<const std::string> labels,
                                    std::size_t chosen) {
  std::optional<std::size_t> pressed;
  if (labels.empty()) return pressed;
  std::vector<float> widths;
  float all = 2;
  for (const std::string& label : labels) {
    widths.push_back(ui.measure(label, TextKind::ControlBold).w + 30);
    all += widths.back();
  }
  // Wider than their place: they share it.
  const float share = all > rect.w ? rect.w / all : 1;
  const Rect whole{rect.x, rect.y, std::min(rect.w, all), rect.h};
  ui.fill(whole, Token::Background, kRadiusControl);
  Rect rest = whole;
  std::optional<Rect> ring;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool last = i + 1 == labels.size();
    const Rect piece = rest.take_start(last ? rest.w : widths[i] * share);
    const std::string piece_id = std::string(id) + "/" + std::to_string(i);
    const Touch touch = ui.touch(piece_id, piece);
    const bool on = i == chosen;
    if (on || touch.hovered) ui.fill(piece.inset(1), on ? Token::Selected : Token::Hover, kRadiusChip);
    if (i > 0) ui.fill({piece.x, piece.y + 1, 1, piece.h - 2}, Token::Line);
    const bool fits = centred_text(ui, piece.inset(4, 0), labels[i], on ? TextKind::ControlBold : TextKind::Control,
                                   on ? Token::Text : Token::Text2, Align::Center);
    if (touch.focused) ring = piece;
    if (touch.activated) pressed = i;
    note_says(ui, piece_id, piece, {labels[i], on, true, fits});
  }
  ui.edge(whole, Token::Control, kRadiusControl);
  if (ring.has_value()) focus_ring(ui, *ring, kRadiusControl);
  return pressed;
}

float number_choice_width(Ui& ui, const NumberChoiceSpec& spec) {
  const float key = std::max(26.0F, ui.measure(spec.number, TextKind::BodyBold).w + 12);
  return 9 + key + 10 + (spec.icon.has_value() ? 30 : 0) + ui.measure(spec.label, TextKind::BodyBold).w + 13;
}

bool number_choice(Ui& ui, std::string_view id, Rect rect, const NumberChoiceSpec& spec) {
  const Touch touch = ui.touch(id, rect);
  const bool quiet = !spec.lit && !spec.chosen;
  ui.fill(rect, spec.chosen ? Token::Selected : touch.hovered || touch.held ? Token::Hover : Token::Card,
          kRadiusControl);
  ui.edge(rect, spec.chosen ? Token::Accent : quiet ? Token::Line : Token::Control, kRadiusControl);
  Rect inside{rect.x + 9, rect.y, rect.w - 22, rect.h};
  const float key_w = std::max(26.0F, ui.measure(spec.number, TextKind::BodyBold).w + 12);
  Rect key = inside.take_start(key_w, 10);
  key = {key.x, key.y + (key.h - 30) / 2, key.w, 30};
  ui.fill(key, spec.chosen ? Token::Accent : Token::Hover, kRadiusChip);
  centred_line(ui, key, spec.number, TextKind::BodyBold,
               spec.chosen ? Token::OnAccent : quiet ? Token::Text3 : Token::Text2, Align::Center);
  const Token ink = quiet ? Token::Text3 : Token::Text;
  if (spec.icon.has_value()) {
    const Rect at = inside.take_start(20, 10);
    ui.icon(*spec.icon, at.x, rect.y + rect.h / 2 - 10, 20, ink);
  }
  inside.w += 4;
  const bool fits =
      centred_text(ui, inside, spec.label, spec.chosen ? TextKind::BodyBold : TextKind::Body, ink);
  if (touch.focused) focus_ring(ui, rect, kRadiusControl);
  note_says(ui, id, rect, {spec.label, spec.chosen, true, fits});
  return touch.activated;
}

}  // namespace holdfast::ui
