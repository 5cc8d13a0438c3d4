// Status as shape and word, chips, notes, progress.
#include <algorithm>

#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

struct Mark {
  draw::Icon icon = draw::Icon::Ring;
  Token ink = Token::Text3, words = Token::Text2;
};

Mark mark_of(Status status) {
  switch (status) {
    case Status::Draft: return {draw::Icon::DashedRing, Token::Text3, Token::Text2};
    case Status::NotSent: return {draw::Icon::Ring, Token::Text3, Token::Text2};
    case Status::InProgress: return {draw::Icon::HalfDisc, Token::Text3, Token::Text2};
    case Status::OnTheRoad: return {draw::Icon::OnTheRoad, Token::Text3, Token::Text2};
    case Status::Confirmed: return {draw::Icon::Confirmed, Token::Accent, Token::Text2};
    case Status::Sealed: return {draw::Icon::Seal, Token::Accent, Token::Text2};
    case Status::NeedsYou: return {draw::Icon::Warning, Token::Caution, Token::Text};
    case Status::Gap: return {draw::Icon::Gap, Token::Caution, Token::Text};
    case Status::TwoVersions: return {draw::Icon::Fork, Token::Caution, Token::Text};
    case Status::StaysHere: return {draw::Icon::Barred, Token::Text3, Token::Text2};
    case Status::Damaged: return {draw::Icon::Damaged, Token::Stop, Token::Text};
    case Status::SameAsBefore: return {draw::Icon::Equal, Token::Text3, Token::Text2};
  }
  return {};
}

struct ToneInks {
  Token ground = Token::Hover, edge = Token::Hover, words = Token::Text2, icon = Token::Text2;
};

ToneInks chip_inks(Tone tone) {
  switch (tone) {
    case Tone::Neutral: return {};
    case Tone::Selected: return {Token::Selected, Token::Selected, Token::Text, Token::Accent};
    case Tone::Caution: return {Token::CautionGround, Token::CautionGround, Token::Text, Token::Caution};
    case Tone::Stop: return {Token::StopGround, Token::StopGround, Token::Text, Token::Stop};
  }
  return {};
}

std::optional<draw::Icon> usual_icon(Tone tone) {
  switch (tone) {
    case Tone::Neutral: return std::nullopt;
    case Tone::Selected: return draw::Icon::Confirmed;
    case Tone::Caution: return draw::Icon::Warning;
    case Tone::Stop: return draw::Icon::Damaged;
  }
  return std::nullopt;
}

}  // namespace

void status_mark(Ui& ui, float x, float y, Status status, float size) {
  const Mark mark = mark_of(status);
  ui.icon(mark.icon, x, y, size, mark.ink);
}

float status_text(Ui& ui, float x, float middle_y, Status status, std::string_view words) {
  const Mark mark = mark_of(status);
  ui.icon(mark.icon, x, middle_y - 9, 18, mark.ink);
  const Size size = ui.measure(words, TextKind::Small);
  centred_line(ui, {x + 26, middle_y - size.h / 2, size.w + 1, size.h}, words, TextKind::Small, mark.words);
  return 26 + size.w;
}

float chip(Ui& ui, float x, float y, std::string_view words, Tone tone, std::optional<draw::Icon> icon) {
  const ToneInks inks = chip_inks(tone);
  const Size size = ui.measure(words, TextKind::Small);
  const float height = std::max(28.0F, size.h + 4);
  const float width = 20 + size.w + (icon.has_value() ? 22 : 0);
  const Rect rect{x, y, width, height};
  ui.fill(rect, inks.ground, kRadiusChip);
  // What opens something points down behind its word.
  const bool behind = icon == draw::Icon::Down;
  const float start = x + 10 + (icon.has_value() && !behind ? 22 : 0);
  if (icon.has_value()) ui.icon(*icon, behind ? start + size.w + 6 : x + 10, y + height / 2 - 8, 16, inks.icon);
  centred_line(ui, {start, y, size.w + 1, height}, words, TextKind::Small, inks.words);
  return width;
}

float note_block(Ui& ui, Rect rect, Tone tone, std::string_view bold, std::string_view words,
                 std::optional<draw::Icon> icon) {
  ToneInks inks = chip_inks(tone);
  if (tone == Tone::Neutral) inks = {Token::Panel, Token::Line, Token::Text, Token::Text2};
  if (!icon.has_value()) icon = usual_icon(tone);
  Rect inside = rect.inset(15, 13);
  if (icon.has_value()) inside.take_start(20, 12);
  const Ink first{TextKind::Label, Token::Text};
  const Ink second{TextKind::Small, Token::Text};
  const float height = 26 + two_inks_height(ui, inside.w, bold, first, words, second);
  rect.h = height;
  ui.fill(rect, inks.ground, kRadiusControl);
  if (tone == Tone::Neutral) ui.edge(rect, inks.edge, kRadiusControl);
  if (icon.has_value()) ui.icon(*icon, rect.x + 15, rect.y + 13, 20, inks.icon);
  inside.h = height - 26;
  two_inks(ui, inside, bold, first, words, second);
  return height;
}

void progress_bar(Ui& ui, Rect rect, double share) {
  const float part = static_cast<float>(std::clamp(share, 0.0, 1.0));
  ui.fill(rect, Token::Hover, kRadiusChip);
  if (part > 0) ui.fill({rect.x, rect.y, std::max(rect.h, rect.w * part), rect.h}, Token::Accent, kRadiusChip);
}

void card(Ui& ui, Rect rect) {
  ui.fill(rect, Token::Card, kRadiusCard);
  ui.edge(rect, Token::Line, kRadiusCard);
}

void separator(Ui& ui, float x, float y, float width) { ui.line(x, y, x + width, y, Token::Line); }

}  // namespace holdfast::ui
