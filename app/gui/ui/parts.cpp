#include "app/gui/ui/parts.h"

#include <algorithm>
#include <cmath>

namespace holdfast::ui {

namespace {

// Where the second text of two inks stands: beside the last line of the first, the rest below.
struct InkPlaces {
  float first_height = 0;
  float last_line_y = 0, last_line_end = 0;  // of the first text, from its top and start
  std::size_t beside = 0;                    // bytes of the second that stand beside it
  float beside_height = 0;
  float rest_y = 0, rest_height = 0;
};

InkPlaces places_of(Ui& ui, float width, std::string_view first, Ink first_ink, std::string_view second,
                    Ink second_ink) {
  const float scale = ui.scale();
  const std::string& language = ui.messages().language();
  const draw::LayoutOptions options = options_of(second, {}, ui.mirrored());
  InkPlaces out;
  const draw::TextLayout one =
      ui.text_engine().layout(first, style_of(first_ink.kind, scale, language), width * scale,
                              options_of(first, {}, ui.mirrored()));
  out.first_height = one.height() / scale;
  if (one.lines().empty()) return out;
  const draw::TextLine& last = one.lines().back();
  out.last_line_y = last.top / scale;
  out.last_line_end = last.width / scale + type_of(first_ink.kind).size_px * 0.26F;  // a blank
  out.rest_y = out.first_height;
  if (second.empty()) return out;
  const draw::TextStyle style = style_of(second_ink.kind, scale, language);
  const float room = width - out.last_line_end;
  if (room > 24) {
    const draw::TextLayout& beside = ui.text_engine().layout(second, style, room * scale, options);
    const draw::TextLine& line = beside.lines().front();
    // A word that is wider than the room would be broken anywhere.
    if (line.width <= room * scale + 1 && !(beside.lines().size() > 1 && second.find(' ') >= line.end)) {
      out.beside = beside.lines().size() == 1 ? second.size() : beside.lines()[1].start;
      out.beside_height = line.height / scale;
      out.rest_y = std::max(out.first_height, out.last_line_y + out.beside_height);
    }
  }
  if (out.beside < second.size()) {
    const draw::TextLayout& rest =
        ui.text_engine().layout(second.substr(out.beside), style, width * scale, options);
    out.rest_height = rest.height() / scale;
  }
  return out;
}

// What scrolls may lie outside; everything else must be seen whole.
bool leaves_window(Ui& ui, const Rect& at) {
  if (!ui.kept().clips.empty() || is_empty(at)) return false;
  const Rect window = ui.physical(ui.screen());
  return at.x < window.x - 1 || at.y < window.y - 1 || at.end() > window.end() + 1 || at.bottom() > window.bottom() + 1;
}

bool line_in_middle(Ui& ui, Rect rect, std::string_view words, Ink ink, const TextOptions& options) {
  const Size size = ui.measure(words, ink.kind, options.lines_max == 1 ? 1e6F : rect.w, options.language);
  Rect at = rect;
  // One line is placed as if it were Latin; Ui::text puts other scripts on its baseline.
  const float height = options.lines_max == 1 ? std::min(size.h, type_of(ink.kind).line_px) : size.h;
  at.y += (rect.h - height) / 2;
  at.h = size.h;
  ui.text(at, words, ink.kind, ink.token, options);
  return size.w <= rect.w + 0.5F && size.h <= rect.h + 0.5F;
}

}  // namespace

void focus_ring(Ui& ui, Rect rect, float radius) {
  ui.edge({rect.x - 4, rect.y - 4, rect.w + 8, rect.h + 8}, Token::Accent, radius + 4, 2);
}

void focus_ring_inside(Ui& ui, Rect rect, float radius) { ui.edge(rect.inset(2), Token::Accent, radius, 2); }

bool centred_line(Ui& ui, Rect rect, std::string_view words, TextKind kind, Token token, Align align,
                  std::string_view language) {
  TextOptions options;
  options.align = align;
  options.lines_max = 1;
  options.language = language;
  return line_in_middle(ui, rect, words, {kind, token}, options);
}

bool centred_text(Ui& ui, Rect rect, std::string_view words, TextKind kind, Token token, Align align,
                  std::string_view language) {
  TextOptions options;
  options.align = align;
  options.language = language;
  return line_in_middle(ui, rect, words, {kind, token}, options);
}

float two_inks(Ui& ui, Rect rect, std::string_view first, Ink first_ink, std::string_view second, Ink second_ink) {
  if (first.empty()) return second.empty() ? 0 : ui.text(rect, second, second_ink.kind, second_ink.token);
  const InkPlaces places = places_of(ui, rect.w, first, first_ink, second, second_ink);
  ui.text(rect, first, first_ink.kind, first_ink.token);
  if (places.beside > 0) {
    Rect beside = rect.moved(places.last_line_end, places.last_line_y);
    beside.w = rect.w - places.last_line_end;
    beside.h = places.beside_height;
    ui.text(beside, second.substr(0, places.beside), second_ink.kind, second_ink.token);
  }
  if (places.rest_height > 0) {
    ui.text(rect.moved(0, places.rest_y), second.substr(places.beside), second_ink.kind, second_ink.token);
  }
  return std::max(places.first_height, places.rest_y + places.rest_height);
}

float two_inks_height(Ui& ui, float width, std::string_view first, Ink first_ink, std::string_view second,
                      Ink second_ink) {
  if (first.empty()) return second.empty() ? 0 : ui.measure(second, second_ink.kind, width).h;
  const InkPlaces places = places_of(ui, width, first, first_ink, second, second_ink);
  return std::max(places.first_height, places.rest_y + places.rest_height);
}

void note_says(Ui& ui, std::string_view id, Rect rect, const Says& says) {
  Probe* probe = ui.probe();
  if (probe == nullptr || id.empty()) return;
  Seen seen;
  seen.id = id;
  seen.rect = ui.physical(rect);
  seen.value = says.value;
  seen.focused = ui.is_focused(id);
  seen.enabled = says.enabled && ui.enabled();
  seen.chosen = says.chosen;
  seen.clipped = !says.fits || leaves_window(ui, seen.rect);
  probe->add(std::move(seen));
}

}  // namespace holdfast::ui
