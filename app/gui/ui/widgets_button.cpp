// Buttons and key caps.
#include <algorithm>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

constexpr float kButtonPad = 18, kSmallPad = 14, kButtonGap = 10, kButtonIcon = 20;

struct ButtonInks {
  std::optional<Token> ground{}, edge{};
  Token words = Token::Text;
};

ButtonInks button_inks(const ButtonSpec& spec, bool hovered, bool held) {
  if (!spec.enabled) return {Token::Panel, Token::Line, Token::Text3};
  const Token card = hovered || held ? Token::Hover : Token::Card;
  switch (spec.kind) {
    case ButtonKind::Primary: {
      const Token ground = held ? Token::Chart2 : Token::Accent;
      return {ground, ground, Token::OnAccent};
    }
    case ButtonKind::Secondary: return {card, Token::Control, Token::Text};
    case ButtonKind::Quiet: {
      if (hovered || held) return {Token::Hover, std::nullopt, Token::Accent};
      return {std::nullopt, std::nullopt, Token::Accent};
    }
    case ButtonKind::Danger: return {card, Token::Stop, Token::Stop};
    case ButtonKind::DangerFilled: return {Token::Stop, Token::Stop, Token::Background};
  }
  return {};
}

TextKind button_type(const ButtonSpec& spec, float height) {
  if (spec.big) return TextKind::BodyBold;
  return height > 0 && height <= 40 ? TextKind::Label : TextKind::ControlBold;
}

float cap_width(Ui& ui, std::string_view key) { return ui.measure(key, TextKind::Least).w + 12; }

struct CapInks {
  std::optional<Token> ground{};
  Token edge = Token::Line, words = Token::Text2;
};

float draw_cap(Ui& ui, float x, float middle_y, std::string_view key, const CapInks& inks) {
  const float width = cap_width(ui, key);
  const float height = std::max(20.0F, ui.measure(key, TextKind::Least).h + 2);
  const Rect cap{x, middle_y - height / 2, width, height};
  if (inks.ground.has_value()) ui.fill(cap, *inks.ground, kRadiusChip);
  ui.edge(cap, inks.edge, kRadiusChip);
  centred_line(ui, cap, key, TextKind::Least, inks.words, Align::Center);
  return width;
}

// Icon, words and key cap as one row in the middle of the button. True where the words fit.
bool button_content(Ui& ui, Rect rect, const ButtonSpec& spec, Token ink, float pad) {
  const TextKind kind = button_type(spec, rect.h);
  const float icon = spec.icon.has_value() ? kButtonIcon + (spec.label.empty() ? 0 : kButtonGap) : 0;
  const float cap = spec.key.empty() ? 0 : cap_width(ui, spec.key) + kButtonGap;
  const float room = std::max(8.0F, rect.w - 2 * pad - icon - cap);
  const Size wanted = ui.measure(spec.label, kind);
  const float words = std::min(room, wanted.w);
  Rect row = rect;
  row.x += std::max(pad, (rect.w - icon - cap - words) / 2);
  const float middle = rect.y + rect.h / 2;
  const auto draw_symbol = [&](float x) { ui.icon(*spec.icon, x, middle - kButtonIcon / 2, kButtonIcon, ink); };
  if (spec.icon.has_value() && !spec.icon_after) {
    draw_symbol(row.x);
    row.x += icon;
  }
  row.w = std::max(words + 1, 1.0F);
  const bool fits = centred_text(ui, row, spec.label, kind, ink, Align::Center);
  row.x += words + kButtonGap;
  if (spec.icon.has_value() && spec.icon_after) {
    draw_symbol(row.x);
    row.x += icon;
  }
  if (!spec.key.empty()) {
    const bool filled = spec.enabled && (spec.kind == ButtonKind::Primary || spec.kind == ButtonKind::DangerFilled);
    draw_cap(ui, row.x, middle, spec.key, filled ? CapInks{std::nullopt, ink, ink} : CapInks{Token::Card});
  }
  return fits;
}

void draw_tooltip(Ui& ui, Rect rect, const std::string& name) {
  const Size words = ui.measure(name, TextKind::Least);
  const Rect screen = ui.screen();
  Rect tip{rect.x + rect.w / 2 - words.w / 2 - 8, rect.bottom() + 8, words.w + 16, words.h + 8};
  tip.x = std::clamp(tip.x, 4.0F, std::max(4.0F, screen.w - tip.w - 4));
  if (tip.bottom() > screen.h - 4) tip.y = rect.y - 8 - tip.h;
  ui.fill(tip, Token::Card, kRadiusChip);
  ui.edge(tip, Token::Control, kRadiusChip);
  centred_line(ui, tip, name, TextKind::Least, Token::Text, Align::Center);
}

// Half a second under the mouse, or the focus: then it says what it is.
void offer_tooltip(Ui& ui, Rect rect, std::string_view name, bool hovered) {
  Ui::Kept& kept = ui.kept();
  if (!hovered) return;
  const std::int64_t at = kept.hovered_since + kTooltipMs;
  if (ui.steady_ms() < at) {
    kept.due(at);
    return;
  }
  const Rect visible = rect.moved(0, -kept.shift);
  kept.overlays.push_back([&ui, visible, words = std::string(name)] { draw_tooltip(ui, visible, words); });
}

}  // namespace

float key_cap(Ui& ui, float x, float middle_y, std::string_view key) {
  return draw_cap(ui, x, middle_y, key, {Token::Card, Token::Line, Token::Text2});
}

float button_width(Ui& ui, const ButtonSpec& spec) {
  float width = ui.measure(spec.label, button_type(spec, 0)).w + 2 * kButtonPad;
  if (spec.icon.has_value()) width += kButtonIcon + (spec.label.empty() ? 0 : kButtonGap);
  if (!spec.key.empty()) width += cap_width(ui, spec.key) + kButtonGap;
  return width + 2;  // the edges
}

bool button(Ui& ui, std::string_view id, Rect rect, const ButtonSpec& spec) {
  const Touch touch = ui.touch(id, rect, spec.enabled);
  const ButtonInks inks = button_inks(spec, touch.hovered, touch.held);
  if (inks.ground.has_value()) ui.fill(rect, *inks.ground, kRadiusControl);
  if (inks.edge.has_value()) ui.edge(rect, *inks.edge, kRadiusControl);
  const float pad = rect.h <= 40 || rect.w < button_width(ui, spec) ? kSmallPad : kButtonPad;
  const bool fits = button_content(ui, rect, spec, inks.words, std::min(pad, rect.w / 8));
  if (touch.focused) focus_ring(ui, rect, kRadiusControl);
  note_says(ui, id, rect, {spec.label, false, spec.enabled, fits});
  return touch.activated;
}

bool icon_button(Ui& ui, std::string_view id, Rect rect, draw::Icon icon, std::string_view name, bool enabled) {
  const Touch touch = ui.touch(id, rect, enabled);
  const bool framed = rect.h >= 40;  // smaller ones stand inside something else
  const Token card = touch.hovered || touch.held ? Token::Hover : Token::Card;
  if (!enabled) {
    ui.fill(rect, Token::Panel, kRadiusControl);
    ui.edge(rect, Token::Line, kRadiusControl);
  } else if (framed) {
    ui.fill(rect, card, kRadiusControl);
    ui.edge(rect, Token::Control, kRadiusControl);
  } else if (touch.hovered || touch.held) {
    ui.fill(rect, Token::Hover, kRadiusChip);
  }
  const float size = 20;
  ui.icon(icon, rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2, size,
          enabled ? Token::Text2 : Token::Text3);
  if (touch.focused) focus_ring(ui, rect, kRadiusControl);
  offer_tooltip(ui, rect, name, touch.hovered);
  note_says(ui, id, rect, {name, false, enabled, true});
  return touch.activated;
}

}  // namespace holdfast::ui
