// The list of exhibits, and the place where files are dropped (declared in app/gui/evidence_parts.h).
#include <algorithm>
#include <cstdio>

#include "app/gui/evidence_parts.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kExhibitRow = 72, kDropHeight = 92;

void draw_dashed(ui::Ui& ui, Rect rect, Token token) {
  constexpr float kDash = 6, kStep = 11;
  for (float x = rect.x + 4; x < rect.end() - 8; x += kStep) {
    const float end = std::min(x + kDash, rect.end() - 4);
    ui.line(x, rect.y + 1, end, rect.y + 1, token, 2);
    ui.line(x, rect.bottom() - 1, end, rect.bottom() - 1, token, 2);
  }
  for (float y = rect.y + 4; y < rect.bottom() - 8; y += kStep) {
    const float end = std::min(y + kDash, rect.bottom() - 4);
    ui.line(rect.x + 1, y, rect.x + 1, end, token, 2);
    ui.line(rect.end() - 1, y, rect.end() - 1, end, token, 2);
  }
}

void draw_drop(EvidenceUi& view, ui::Ui& ui, Rect place) {
  const ui::Touch touch = ui.touch("evidence.drop", place);
  if (touch.hovered) ui.fill(place, Token::Hover, ui::kRadiusCard);
  draw_dashed(ui, place, touch.focused ? Token::Accent : Token::Control);
  const float start = place.x + 44;
  ui.icon(draw::Icon::Folder, start, place.y + 34, 24, Token::Text2);
  ui.text({start + 38, place.y + 23, place.end() - start - 46, 20}, ui.tr("Drop photos and files here"),
          TextKind::Label, Token::Text, {.lines_max = 1});
  float x = start + 38;
  const std::string before = ui.tr("or press");
  ui.text({x, place.y + 47, 100, 20}, before, TextKind::Small, Token::Text2, {.lines_max = 1});
  x += ui.measure(before, TextKind::Small).w + 5;
  x += ui::key_cap(ui, x, place.y + 57, ui.tr("Ctrl O")) + 5;
  ui.text({x, place.y + 47, place.end() - x - 8, 20}, ui.tr("to choose"), TextKind::Small, Token::Text2,
          {.lines_max = 1});
  ui.note("evidence.drop", place, before);
  if (!touch.activated) return;
  view.dialog = EvidenceDialog::Path;
  ui.focus("evidence.path");
}

draw::Icon icon_of_kind(const std::string& kind) {
  if (kind == "MobileDevice" || kind == "SIM") return draw::Icon::Phone;
  if (kind == "Multimedia") return draw::Icon::Image;
  if (kind == "Computer" || kind == "Network") return draw::Icon::Laptop;
  return draw::Icon::File;
}

void draw_thumbnail(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, const ExhibitRow& row,
                    Rect place) {
  ui.fill(place, Token::Hover, ui::kRadiusChip);
  if (!row.picture.empty()) return draw_evidence_picture(state, view, ui, out, row.picture, place, true);
  ui.icon(icon_of_kind(row.kind), place.x + (place.w - 24) / 2, place.y + (place.h - 24) / 2, 24, Token::Text3);
}

void draw_exhibit_row(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, const ExhibitRow& row,
                      Rect place) {
  const std::string id = "evidence.row/" + row.id;
  const ui::Touch touch = ui.touch(id, place);
  const bool chosen = state.evidence.chosen == row.id;
  if (chosen) {
    ui.fill(place, Token::Selected);
    ui.fill({place.x, place.y, 3, place.h}, Token::Accent);
  } else if (touch.hovered) {
    ui.fill(place, Token::Hover);
  }
  if (touch.focused) ui.edge(place.inset(2), Token::Accent, 0, 2);
  if (touch.activated) out.push(ChooseExhibit{row.id});
  Rect inside = place.inset(16, 10);
  draw_thumbnail(state, view, ui, out, row, inside.take_start(72, 12));
  const ui::Status status = row.gaps > 0 ? ui::Status::Gap : row.seal.empty() ? ui::Status::Draft : ui::Status::Sealed;
  const std::string words = row.gaps > 0 ? ui.tr("Gap") : row.seal.empty() ? ui.tr("No seal") : ui.tr("Sealed");
  const Rect mark = inside.take_end(ui.measure(words, TextKind::Control).w + 28, 8);
  ui::status_text(ui, mark.x, place.y + place.h / 2, status, words);
  ui.text({inside.x, inside.y + 2, inside.w, 24}, row.code, TextKind::BodyBold, Token::Text, {.lines_max = 1});
  const std::string what = row.sealed ? ui.tr("Only headquarters can read it") : row.what;
  ui.text({inside.x, inside.y + 27, inside.w, 20}, what, TextKind::Small, Token::Text2, {.lines_max = 1});
  ui.line(place.x, place.y + 0.5F, place.end(), place.y + 0.5F, Token::Line);
  ui.note(id, place, row.code + " " + words, chosen);
}

void draw_taking(const State& state, ui::Ui& ui, Rect place) {
  const TakingIn& taking = *state.evidence.taking;
  ui.line(place.x, place.y + 0.5F, place.end(), place.y + 0.5F, Token::Line);
  const Rect inside = place.inset(16, 12);
  ui.text({inside.x, inside.y, inside.w, 20}, ui.tr("Taking in {1}", {taking.name}), TextKind::Label, Token::Text,
          {.lines_max = 1, .probe_id = "evidence.taking"});
  ui.text({inside.x, inside.y + 22, inside.w, 20}, ui.tr("Each file is hashed first, then encrypted."),
          TextKind::Small, Token::Text2, {.lines_max = 1});
}

}  // namespace

std::string file_size_words(ui::Ui& ui, std::uint64_t bytes) {
  char text[32];
  if (bytes < 1000) return ui.tr("{1} bytes", {std::to_string(bytes)});
  const double size = static_cast<double>(bytes);
  if (bytes < 1'000'000) {
    std::snprintf(text, sizeof text, "%.0f", size / 1e3);
    return ui.tr("{1} kB", {text});
  }
  std::snprintf(text, sizeof text, bytes < 10'000'000 ? "%.1f" : "%.0f", size / 1e6);
  return ui.tr("{1} MB", {text});
}

void draw_evidence_rows(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, Rect place) {
  const EvidenceFacts& facts = state.evidence;
  Rect rest = place;
  draw_drop(view, ui, rest.take_top(kDropHeight + 32).inset(16));
  if (facts.taking) draw_taking(state, ui, rest.take_top(kExhibitRow));
  const float height = static_cast<float>(facts.rows.size()) * kExhibitRow + 1;
  const Rect inside = ui.begin_scroll("evidence.rows", rest, height, view.rows);
  for (std::size_t i = 0; i < facts.rows.size(); ++i) {
    const float top = static_cast<float>(i) * kExhibitRow;
    if (top + 2 * kExhibitRow < view.rows.offset || top > view.rows.offset + rest.h + kExhibitRow) continue;
    draw_exhibit_row(state, view, ui, out, facts.rows[i], {inside.x, inside.y + top, inside.w, kExhibitRow});
  }
  if (!facts.rows.empty()) ui.line(inside.x, inside.y + height, inside.end(), inside.y + height, Token::Line);
  ui.end_scroll();
}

}  // namespace holdfast::gui
