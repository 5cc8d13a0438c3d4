// The window in this process without a display: events in, passes, the probe out. The vault, its lane and its files are
// real; the clock is the test's.
#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "app/gui/app.h"
#include "tests/app/cli/cli_world.h"
#include "tests/support/blank_painter.h"

namespace holdfast::test {

class RaidWindow {
 public:
  RaidWindow(CliWorld& world, draw::Fonts& fonts) : world_(world), engine_(fonts), ui_(engine_, pictures_) {
    ui_.set_probe(&probe_);
    gui::AppOptions options;
    options.vault_path = world.path("laptop");
    app_ = std::make_unique<gui::App>(store::Seams{files_, world.clock, random_, pool_}, options, ui_);
    frame();
  }

  gui::App& app() { return *app_; }
  const ui::Probe& probe() const { return probe_; }

  // Draws until nothing is due any more.
  void frame(std::vector<ui::Event> events = {}) {
    for (int count = 0; count < 100; ++count) {
      ui::PassInput input;
      input.steady_ms = world_.clock.steady_ms();
      input.events = events;
      const auto restart = [this] {
        painter_.restart();
        probe_.clear();
      };
      const bool again = app_->frame(input, painter_, restart);
      events.clear();
      world_.clock.steady_now_ms += 16;
      if (!again) return;
    }
  }
  void key(ui::Key key, ui::Modifiers modifiers = {}) { frame({ui::KeyPressed{key, modifiers}}); }
  // As a keyboard sends it: the key, and the character behind it.
  void digit(int digit) {
    frame({ui::KeyPressed{static_cast<ui::Key>(static_cast<int>(ui::Key::Digit0) + digit)},
           ui::TextTyped{static_cast<char32_t>('0' + digit)}});
  }
  void type(std::string_view ascii) {
    std::vector<ui::Event> events;
    for (const char c : ascii) events.emplace_back(ui::TextTyped{static_cast<char32_t>(c)});
    frame(std::move(events));
  }
  bool click(std::string_view id) {
    const ui::Seen* seen = probe_.find(id);
    if (seen == nullptr) return false;
    const float x = seen->rect.x + seen->rect.w / 2, y = seen->rect.y + seen->rect.h / 2;
    frame({ui::MouseMoved{x, y}});
    frame({ui::MouseButton{true, false, x, y}});
    frame({ui::MouseButton{false, false, x, y}});
    return true;
  }
  // Frames until it is so; false after 30 s of real time.
  template <typename Is>
  bool until(Is is) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
      frame();
      if (is()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }

 private:
  CliWorld& world_;
  BlankPainter painter_;
  BlankPictures pictures_;
  draw::TextEngine engine_;
  ui::Ui ui_;
  ui::Probe probe_;
  SystemFiles files_;
  SystemRandom random_;
  Pool pool_{2};
  std::unique_ptr<gui::App> app_;
};

}  // namespace holdfast::test
