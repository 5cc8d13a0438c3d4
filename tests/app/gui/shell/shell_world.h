// The whole window without a display: a real vault in a folder of its own, the clock of the test, and what was painted.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "app/gui/app.h"
#include "tests/support/blank_painter.h"

namespace holdfast::test {

// Asked from the window's thread and the lane's.
class StillClock final : public Clock {
 public:
  std::int64_t wall_ms() override { return wall.load(); }
  std::int64_t steady_ms() override { return steady.load(); }
  void advance(std::int64_t ms) {
    wall += ms;
    steady += ms;
  }
  std::atomic<std::int64_t> wall{1'790'000'000'000}, steady{1000};  // in September 2026
};

class ShellWorld {
 public:
  static constexpr const char* kPassphrase = "seven small lamps";

  ShellWorld();
  ~ShellWorld();
  ShellWorld(const ShellWorld&) = delete;
  ShellWorld& operator=(const ShellWorld&) = delete;

  void make_vault();
  void start();
  void stop();
  void unlock();  // types the passphrase and waits until the vault is open

  void frame(std::vector<ui::Event> events = {});
  void press(ui::Key key, ui::Modifiers modifiers = {});
  void type(std::string_view ascii);
  void click(std::string_view id);
  // Frames until it holds; false after 20 s.
  bool until(const std::function<bool()>& holds);
  bool shows(std::string_view words) const;  // painted in the last pass, as part of a text
  std::string said(std::string_view id) const;

  gui::App& app() { return *app_; }
  store::Seams seams() { return {files, clock, random, pool}; }
  const std::string& vault_path() const { return vault_path_; }
  crypto::Passphrase passphrase(std::string_view text = kPassphrase) const;

  SystemFiles files;
  StillClock clock;
  SystemRandom random;
  Pool pool{2};
  BlankPainter painter;
  BlankPictures pictures;
  ui::Probe probe;

 private:
  std::string folder_, vault_path_;
  std::unique_ptr<draw::Fonts> fonts_;
  std::unique_ptr<draw::TextEngine> engine_;
  std::unique_ptr<ui::Ui> ui_;
  std::unique_ptr<gui::App> app_;
};

}  // namespace holdfast::test
