#include "app/gui/window_loop.h"

#include <algorithm>

namespace holdfast::gui {
namespace {

// Signals come without an event: looked for that often.
constexpr std::int64_t kLookMs = 1000;
// After something happened a few frames are drawn at once: textures and heights settle.
constexpr int kSettlingFrames = 2;

std::int64_t wait_ms(App& app) {
  const std::int64_t left = app.next_due_ms() - app.clock().steady_ms();
  return std::clamp<std::int64_t>(left, 0, kLookMs);
}

void draw_frame(App& app, Window& window, const std::vector<ui::Event>& events) {
  const KeyboardFacts keyboard = window.keyboard();
  app.state.keyboard = {keyboard.layout, keyboard.caps_lock};
  ui::PassInput input;
  input.width_px = window.width_px();
  input.height_px = window.height_px();
  input.scale = window.content_scale();
  input.events = events;
  window.begin_frame();
  app.frame(input, window.painter(), [&window] { window.restart(); });
  window.present(ui::color_of(app.state.settings.theme, ui::Token::Background));
}

}  // namespace

void run_window(App& app, Window& window, Session& session, const std::function<bool()>& ended) {
  int settling = kSettlingFrames;
  bool told = false;
  for (;;) {
    if (ended() || app.wants_to_quit()) break;
    if (window.close_asked()) {
      app.lock_now();
      app.lane().wait_until_done();
      app.lane().drain(app);
      // What could not be saved is said before the window goes; closing it once more ends it.
      if (told || !app.state.error) break;
      told = true;
      window.refuse_close();
      settling = kSettlingFrames;
    }
    if (session.take_lock()) app.lock_now();
    if (app.state.stage != Stage::Open && app.state.stage != Stage::Locking) session.locked();
    std::vector<ui::Event> events = window.take_events();
    const bool due = app.clock().steady_ms() >= app.next_due_ms();
    if (!events.empty() || window.take_damage() || due || app.lane_has_news()) settling = kSettlingFrames;
    if (settling > 0) {
      draw_frame(app, window, events);
      --settling;
      continue;
    }
    window.wait(wait_ms(app));
  }
  app.lock_now();
  app.lane().wait_until_done();
}

}  // namespace holdfast::gui
