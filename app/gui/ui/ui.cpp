#include "app/gui/ui/ui.h"

#include <cmath>
#include <iterator>

#include "app/gui/ui/kept.h"

namespace holdfast::ui {

namespace {

// Events hold what was typed, sometimes a passphrase.
void wipe_event(Event& event) {
  if (TextTyped* typed = std::get_if<TextTyped>(&event)) {
    volatile char32_t* character = &typed->character;
    *character = 0;
  }
}

void wipe_events(std::vector<Event>& events) {
  for (Event& event : events) wipe_event(event);
  events.clear();
}

const Point* place_of(const Event& event, Point& room) {
  if (const MouseMoved* moved = std::get_if<MouseMoved>(&event)) room = {moved->x, moved->y};
  else if (const MouseButton* button = std::get_if<MouseButton>(&event)) room = {button->x, button->y};
  else return nullptr;
  return &room;
}

bool always_works(Key key, Modifiers modifiers) {
  return key == Key::F12 || (key == Key::L && modifiers.control);
}

}  // namespace

Ui::Ui(draw::TextEngine& text, Pictures& pictures)
    : text_(text), pictures_(pictures), kept_(std::make_unique<Kept>()) {}

Ui::~Ui() { wipe_events(events_); }

void Ui::begin_pass(const PassInput& input, const text::Messages& messages, Painter& painter) {
  input_ = input;
  if (input_.scale <= 0) input_.scale = 1;
  messages_ = &messages;
  painter_ = &painter;
  wipe_events(events_);
  events_.assign(input.events.begin(), input.events.end());
  input_.events = {};
  Kept& kept = *kept_;
  kept.hits_before = std::move(kept.hits);
  kept.hits.clear();
  kept.order.clear();
  kept.group = 0;
  kept.dialogs_before = kept.dialogs;
  kept.dialogs = 0;
  kept.clips.clear();
  kept.scrolls.clear();
  kept.shift = 0;
  kept.overlays.clear();
  kept.again = false;
  kept.due_ms = kNeverDue;
  Point room;
  for (const Event& event : events_) {
    if (const Point* place = place_of(event, room)) kept.mouse = *place;
  }
  const std::string_view under = kept.target(kept.mouse.x, kept.mouse.y);
  if (under != kept.hovered) {
    kept.hovered = under;
    kept.hovered_since = input_.steady_ms;
  }
  if (kept.flashed_until > 0 && kept.flashed_until <= input_.steady_ms) {
    kept.flashed.clear();
    kept.flashed_until = 0;
  }
  if (kept.flashed_until > 0) kept.due(kept.flashed_until);
  enabled_ = kept.dialogs_before == 0;
  if (probe_ != nullptr) probe_->clear();
}

std::int64_t Ui::due_ms() const { return kept_->due_ms; }

void Ui::wipe() {
  wipe_events(events_);
  *kept_ = Kept{};
  text_.forget_all();
  pictures_.free_all();
  if (probe_ != nullptr) probe_->clear();
}

Rect Ui::screen() const { return {0, 0, input_.width_px / input_.scale, input_.height_px / input_.scale}; }

bool Ui::mirrored() const { return messages_ != nullptr && messages_->right_to_left(); }

// Asked by room, not by percent: at 130 % on a small laptop the wide rail no longer fits; on a wide screen it does.
bool Ui::narrow() const { return screen().w < 1000; }

std::string Ui::tr(std::string_view english, std::initializer_list<std::string_view> values) const {
  return messages_->say(english, values);
}

std::string Ui::trn(std::string_view one, std::string_view many, std::uint64_t count,
                    std::initializer_list<std::string_view> values) const {
  return messages_->say(one, many, count, values);
}

Rect Ui::physical(Rect rect) const {
  const float scale = input_.scale;
  const float top = rect.y - kept_->shift;
  const float start = rect.x * scale;
  const float end = (rect.x + rect.w) * scale;
  const float left = std::round(mirrored() ? input_.width_px - end : start);
  const float right = std::round(mirrored() ? input_.width_px - start : end);
  const float y0 = std::round(top * scale);
  const float y1 = std::round((top + rect.h) * scale);
  return {left, y0, right - left, y1 - y0};
}

bool Ui::mouse_in(Rect rect) const {
  return overlap(physical(rect), kept_->clip()).contains(kept_->mouse.x, kept_->mouse.y);
}

Point Ui::mouse() const {
  const float x = mirrored() ? input_.width_px - kept_->mouse.x : kept_->mouse.x;
  return {x / input_.scale, kept_->mouse.y / input_.scale};
}

void Ui::set_enabled(bool enabled) { enabled_ = enabled; }

bool Ui::take_key(Key key, Modifiers modifiers) {
  if (!enabled_ && !always_works(key, modifiers)) return false;
  for (auto it = events_.begin(); it != events_.end(); ++it) {
    const KeyPressed* pressed = std::get_if<KeyPressed>(&*it);
    if (pressed == nullptr || pressed->key != key || pressed->modifiers != modifiers) continue;
    if (takes_plain(*pressed, kept_->types, kept_->types_lines)) return false;
    // The character that the key types goes with it.
    const auto next = std::next(it);
    const bool typed = !modifiers.control && !modifiers.alt && next != events_.end() &&
                       std::holds_alternative<TextTyped>(*next) &&
                       (key == Key::Space || (key >= Key::Digit0 && key <= Key::Slash));
    events_.erase(it, typed ? std::next(next) : next);
    kept_->again = true;  // whoever took it changes something that may have been drawn already
    return true;
  }
  return false;
}

void Ui::note(std::string_view id, Rect rect, std::string_view value, bool chosen, bool enabled) {
  if (probe_ == nullptr) return;
  Seen seen;
  seen.id = id;
  seen.rect = physical(rect);
  seen.value = value;
  seen.focused = is_focused(id);
  seen.enabled = enabled && enabled_;
  seen.chosen = chosen;
  probe_->add(std::move(seen));
}

}  // namespace holdfast::ui
