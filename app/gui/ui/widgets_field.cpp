// The edit field: label, box with text, caret and selection, guidance, doubt.
#include <algorithm>
#include <cmath>

#include "app/gui/ui/field_editor.h"
#include "app/gui/ui/parts.h"

namespace holdfast::ui {

namespace {

constexpr float kFieldPad = 13, kFieldPadDown = 9;

float label_height(Ui& ui, float width, const FieldSpec& spec) {
  return spec.label.empty() ? 0 : ui.measure(spec.label, TextKind::Label, width).h + 6;
}

float draw_label(Ui& ui, Rect rect, const FieldSpec& spec) {
  if (spec.label.empty()) return 0;
  if (spec.required_word.empty()) return ui.text(rect, spec.label, TextKind::Label, Token::Text) + 6;
  return two_inks(ui, rect, spec.label, {TextKind::Label, Token::Text}, spec.required_word,
                  {TextKind::Small, Token::Text3}) + 6;
}

constexpr Ink kDoubtInk{TextKind::Small, Token::Text};
constexpr Ink kGuidanceInk{TextKind::Small, Token::Text2};

std::string_view doubt_of(const FieldSpec& spec) {
  return spec.doubt == Doubt::None ? std::string_view() : spec.doubt_sentence;
}

// A sentence about what was typed stands nearer than guidance.
float below_gap(std::string_view doubt) { return doubt.empty() ? 8 : 6; }

float below_height(Ui& ui, float width, const FieldSpec& spec) {
  const float height = two_inks_height(ui, width, doubt_of(spec), kDoubtInk, spec.guidance, kGuidanceInk);
  return height > 0 ? height + below_gap(doubt_of(spec)) : 0;
}

float draw_below(Ui& ui, std::string_view id, Rect rest, const FieldSpec& spec) {
  const bool refused = !id.empty() && ui.kept().refused == id;
  const std::string too_long = refused ? ui.tr("That is too long for this field. Nothing was put in.") : std::string();
  const std::string_view doubt = refused ? std::string_view(too_long) : doubt_of(spec);
  if (doubt.empty() && spec.guidance.empty()) return 0;
  rest.take_top(below_gap(doubt));
  const float height = two_inks(ui, rest, doubt, kDoubtInk, spec.guidance, kGuidanceInk);
  if (!doubt.empty()) note_says(ui, std::string(id) + "/doubt", {rest.x, rest.y, rest.w, height}, {doubt});
  return height + below_gap(doubt);
}

void draw_frame(Ui& ui, Rect box, const FieldSpec& spec, bool focused) {
  ui.fill(box, spec.read_only ? Token::Panel : Token::Card, kRadiusControl);
  Token edge = spec.read_only ? Token::Line : Token::Control;
  float thickness = 1;
  if (focused) {
    edge = Token::Accent;
    thickness = 2;
  }
  if (spec.doubt == Doubt::Caution && !focused) edge = Token::Caution;
  if (spec.doubt == Doubt::Error) {
    edge = Token::Stop;
    thickness = 2;
  }
  ui.edge(box, edge, kRadiusControl, thickness);
  if (focused) focus_ring(ui, box, kRadiusControl);
}

FieldShape shape_of(Ui& ui, Rect inside, const FieldSpec& spec, bool empty) {
  FieldShape shape;
  shape.style = style_of(TextKind::Body, ui.scale(), spec.language);
  // A field follows its first strong letter. Without one, a phone number reads from left to right in any language.
  shape.options.direction = ui.mirrored() && empty ? draw::Direction::AutoRtl : draw::Direction::Auto;
  shape.options.wrap = spec.multi_line;
  shape.options.ellipsis = false;
  shape.width = spec.multi_line ? std::max(1.0F, ui.physical(inside).w - 2) : 0;
  return shape;
}

// Where the text's box begins, in physical px, so that its caret is seen.
Point origin_of(Ui& ui, const Rect& at, const draw::TextLayout& layout, std::size_t caret, const FieldSpec& spec,
                FieldScroll& scroll, bool focused) {
  const draw::Rect bar = draw::caret_rect(layout, caret, 2);
  if (spec.multi_line) {
    const float furthest = std::max(0.0F, layout.height() - at.h);
    if (focused && ui.kept().caret_since == ui.steady_ms()) {
      scroll.y = std::min(scroll.y, bar.y);
      scroll.y = std::max(scroll.y, bar.y + bar.height - at.h);
    }
    scroll.y = std::clamp(scroll.y, 0.0F, furthest);
    return {at.x, at.y - scroll.y};
  }
  const float y = at.y + std::round((at.h - layout.height()) / 2);
  const float base = layout.rtl() ? at.end() - 2 - layout.width() : at.x;
  if (!focused) scroll.x = 0;
  if (layout.width() <= at.w - 2) scroll.x = 0;
  const float caret_x = base + scroll.x + bar.x;
  if (focused && caret_x < at.x) scroll.x += at.x - caret_x;
  if (focused && caret_x > at.end() - 2) scroll.x -= caret_x - (at.end() - 2);
  return {base + scroll.x, y};
}

void paint_text(Ui& ui, Point origin, const draw::TextLayout& layout, const draw::TextEdit& edit, bool focused,
                bool read_only) {
  Painter& painter = ui.painter();
  if (focused && edit.has_selection()) {
    const draw::TextRange range = edit.selection();
    for (const draw::Rect& rect : draw::selection_rects(layout, range.from, range.to)) {
      painter.fill(origin.x + rect.x, origin.y + rect.y, rect.width, rect.height, 0, ui.ink(Token::Selected));
    }
  }
  painter.text(layout, origin.x, origin.y, ui.ink(Token::Text));
  if (!focused || read_only) return;
  Ui::Kept& kept = ui.kept();
  const std::int64_t since = std::max<std::int64_t>(0, ui.steady_ms() - kept.caret_since);
  kept.due(ui.steady_ms() + kCaretBlinkMs - since % kCaretBlinkMs);
  if (since / kCaretBlinkMs % 2 != 0) return;
  const draw::Rect caret = draw::caret_rect(layout, edit.caret(), 2);
  painter.fill(std::round(origin.x + caret.x), origin.y + caret.y, 2, caret.height, 0, ui.ink(Token::Accent));
}

struct FieldPlace {
  Rect box, inside;
};

// Icon at the start, sign of doubt at the end; what is left is for the text.
FieldPlace draw_box(Ui& ui, Rect box, const FieldSpec& spec, bool focused) {
  draw_frame(ui, box, spec, focused);
  Rect inside = box.inset(kFieldPad, spec.multi_line ? kFieldPadDown : 2);
  if (spec.multi_line) inside.take_end(6);  // the bar's room
  const float middle = spec.multi_line ? box.y + 22 : box.y + box.h / 2;
  if (spec.icon.has_value()) ui.icon(*spec.icon, inside.take_start(20, 10).x, middle - 10, 20, Token::Text2);
  if (spec.doubt != Doubt::None) {
    const bool error = spec.doubt == Doubt::Error;
    ui.icon(error ? draw::Icon::Damaged : draw::Icon::Warning, inside.take_end(20, 10).x, middle - 10, 20,
            error ? Token::Stop : Token::Caution);
  }
  return {box, inside};
}

// Mouse on the text: a click sets the caret, holding selects.
void take_mouse(Ui& ui, std::string_view id, FieldEditor& editor, Point origin) {
  if (const std::optional<MouseButton> press = take_press(ui, id)) {
    focus_now(ui, id);
    editor.click(*press, origin);
  } else if (ui.kept().pressed == id) {
    for (const Event& event : ui.events()) {
      if (const MouseMoved* moved = std::get_if<MouseMoved>(&event)) editor.drag({moved->x, moved->y}, origin);
    }
  }
  take_release(ui, id);
}

void scroll_lines(Ui& ui, std::string_view id, Rect box, float height, FieldScroll& scroll) {
  ScrollState state{scroll.y / ui.scale(), false};
  const Rect view = box.inset(1, kFieldPadDown);
  scroll_bar(ui, id, view, static_cast<double>(height / ui.scale()), state);
  scroll.y = state.offset * ui.scale();
}

}  // namespace

FieldScroll& Ui::Kept::field_scroll(std::string_view id) {
  for (FieldScroll& scroll : field_scrolls) {
    if (scroll.id == id) return scroll;
  }
  if (field_scrolls.size() >= 64) field_scrolls.erase(field_scrolls.begin());
  field_scrolls.push_back({std::string(id), 0, 0});
  return field_scrolls.back();
}

float field_height(Ui& ui, float width, const FieldSpec& spec) {
  return label_height(ui, width, spec) + spec.box_height + below_height(ui, width, spec);
}

FieldResult text_field(Ui& ui, std::string_view id, Rect rect, draw::TextEdit& edit, const FieldSpec& spec) {
  FieldResult result;
  const std::uint64_t before = edit.revision();
  Rect rest{rect.x, rect.y, rect.w, 1e5F};
  rest.take_top(draw_label(ui, rest, spec));
  const Rect box = rest.take_top(spec.box_height);
  const Met met = meet(ui, id, box, true, true, spec.multi_line);
  const FieldPlace place = draw_box(ui, box, spec, met.focused);
  const FieldShape shape = shape_of(ui, place.inside, spec, edit.text().empty());
  FieldEditor editor(ui, id, edit, spec, shape);
  if (met.enabled && met.focused) result.entered = editor.take_keys();
  FieldScroll& scroll = ui.kept().field_scroll(id);
  const Rect at = ui.physical(place.inside);
  Point origin = origin_of(ui, at, editor.layout(), edit.caret(), spec, scroll, met.focused);
  if (met.enabled) take_mouse(ui, id, editor, origin);
  const bool focused = met.enabled && ui.is_focused(id);
  const draw::TextLayout& layout = editor.layout();
  if (spec.multi_line) scroll_lines(ui, id, box, layout.height(), scroll);
  origin = origin_of(ui, at, layout, edit.caret(), spec, scroll, focused);
  ui.push_clip({place.inside.x - 2, place.inside.y, place.inside.w + 4, place.inside.h});
  if (edit.text().empty() && !spec.placeholder.empty()) {
    Rect hint = place.inside;
    if (spec.multi_line) ui.text(hint, spec.placeholder, TextKind::Body, Token::Text3);
    else centred_line(ui, hint, spec.placeholder, TextKind::Body, Token::Text3);
  }
  paint_text(ui, origin, layout, edit, focused, spec.read_only);
  ui.pop_clip();
  note_says(ui, id, box, {edit.text(), false, !spec.read_only, true});
  rest.take_top(draw_below(ui, id, rest, spec));
  std::string& held_by = ui.kept().field_with_focus;
  if (focused) {
    held_by = id;
  } else if (held_by == id) {
    held_by.clear();
    result.left = true;
  }
  result.changed = edit.revision() != before;
  result.height = rest.y - rect.y;
  return result;
}

}  // namespace holdfast::ui
