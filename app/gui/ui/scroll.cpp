// Views that are longer than their place: wheel, bar, page keys, and keeping what has the focus in sight.
#include <algorithm>
#include <cmath>

#include "app/gui/ui/kept.h"

namespace holdfast::ui {

namespace {

constexpr float kBarWidth = 10, kBarMargin = 4;
constexpr float kWheelStep = 60;

float offset_max(const Rect& view, double content_height) {
  return static_cast<float>(std::max(0.0, content_height - static_cast<double>(view.h)));
}

void take_wheel(Ui& ui, const Rect& view, float furthest, ScrollState& state) {
  if (!ui.enabled() || !ui.mouse_in(view)) return;
  std::vector<Event>& events = ui.events();
  for (auto it = events.begin(); it != events.end();) {
    const Wheel* wheel = std::get_if<Wheel>(&*it);
    const float to = wheel == nullptr ? state.offset
                                      : std::clamp(state.offset - wheel->lines * kWheelStep, 0.0F, furthest);
    // At its end it leaves the wheel to what surrounds it.
    if (wheel == nullptr || to == state.offset) {
      ++it;
      continue;
    }
    state.offset = to;
    ui.kept().again = true;
    it = events.erase(it);
  }
}

void take_page_keys(Ui& ui, const ScrollFrame& frame, float furthest) {
  if (!ui.enabled() || !(frame.has_focus || ui.mouse_in(frame.view))) return;
  const float before = frame.state->offset;
  const float page = frame.view.h * 0.9F;
  if (ui.take_key(Key::PageDown)) frame.state->offset = std::min(furthest, frame.state->offset + page);
  if (ui.take_key(Key::PageUp)) frame.state->offset = std::max(0.0F, frame.state->offset - page);
  if (frame.state->offset != before) ui.kept().again = true;
}

void reveal_focus(Ui& ui, const ScrollFrame& frame, float furthest) {
  if (!frame.reveal.has_value() || !frame.state->follow_focus) return;
  const Rect& rect = *frame.reveal;
  const float margin = 12;
  const float top = rect.y - frame.view.y - margin;
  const float bottom = rect.bottom() - frame.view.y + margin - frame.view.h;
  float to = frame.state->offset;
  if (to < bottom) to = bottom;
  if (to > top) to = top;  // the top matters more where it is higher than the view
  to = std::clamp(to, 0.0F, furthest);
  if (to == frame.state->offset) return;
  frame.state->offset = to;
  ui.kept().again = true;
}

}  // namespace

void scroll_bar(Ui& ui, std::string_view id, Rect view, double content_height, ScrollState& state) {
  const float furthest = offset_max(view, content_height);
  take_wheel(ui, view, furthest, state);
  if (furthest <= 0) return;
  Ui::Kept& kept = ui.kept();
  const std::string bar_id = std::string(id) + "/bar";
  const Rect track{view.end() - kBarWidth - kBarMargin, view.y, kBarWidth, view.h};
  const float share = static_cast<float>(static_cast<double>(view.h) / content_height);
  const float length = std::min(view.h, std::max(32.0F, view.h * share));
  const float travel = view.h - length;
  float top = travel * (state.offset / furthest);
  const Rect seen = overlap(ui.physical(track), kept.clip());
  if (!is_empty(seen)) kept.hits.push_back({bar_id, seen});
  const float mouse_y = ui.mouse().y + kept.shift - view.y;
  if (ui.enabled() && take_press(ui, bar_id).has_value()) {
    // Held where it was met; beside the thumb, the thumb jumps under the mouse.
    kept.grabbed = mouse_y >= top && mouse_y < top + length ? mouse_y - top : length / 2;
  }
  if (kept.pressed == bar_id && travel > 0) {
    const float before = state.offset;
    state.offset = std::clamp((mouse_y - kept.grabbed) / travel, 0.0F, 1.0F) * furthest;
    top = travel * (state.offset / furthest);
    take_release(ui, bar_id);
    if (state.offset != before) kept.again = true;
  }
  ui.fill(track, Token::Hover, kBarWidth / 2);
  ui.fill({track.x, track.y + top, track.w, length}, Token::Control, kBarWidth / 2);
}

Rect Ui::begin_scroll(std::string_view id, Rect view, float content_height, ScrollState& state) {
  state.offset = std::clamp(state.offset, 0.0F, offset_max(view, static_cast<double>(content_height)));
  // Rings of the focus stand a little outside of what they surround.
  push_clip({view.x - 5, view.y, view.w + 10, view.h});
  kept_->scrolls.push_back({std::string(id), view, content_height, &state, std::nullopt, false});
  kept_->shift += state.offset;
  Rect content = view;
  content.h = std::max(view.h, content_height);
  if (content_height > view.h + 0.5F) content.w -= kBarWidth + 2 * kBarMargin;
  return content;
}

void Ui::end_scroll() {
  Kept& kept = *kept_;
  if (kept.scrolls.empty()) return;
  ScrollFrame frame = std::move(kept.scrolls.back());
  kept.scrolls.pop_back();
  // What was begun inside may have changed the offset; what was drawn used the one from before.
  pop_clip();
  float shift = 0;
  for (const ScrollFrame& outer : kept.scrolls) shift += outer.state->offset;
  const float moved_by = kept.shift - shift;
  kept.shift = shift;
  const float furthest = offset_max(frame.view, static_cast<double>(frame.content_height));
  reveal_focus(*this, frame, furthest);
  take_page_keys(*this, frame, furthest);
  scroll_bar(*this, frame.id, frame.view, static_cast<double>(frame.content_height), *frame.state);
  if (kept.scrolls.empty()) return;
  ScrollFrame& outer = kept.scrolls.back();
  outer.has_focus = outer.has_focus || frame.has_focus;
  if (frame.reveal.has_value()) outer.reveal = frame.reveal->moved(0, -moved_by);
}

}  // namespace holdfast::ui
