// Forms on the screen for tests: a task made from text, and the whole window on a laptop of an invented team.
#pragma once

#include "app/gui/app.h"
#include "app/gui/form_pages.h"
#include "app/gui/form_view.h"
#include "app/gui/state.h"
#include "tests/app/forms/session_support.h"
#include "tests/app/gui/ui/ui_bench.h"
#include "tests/app/team_world.h"

namespace holdfast::test {

// A task on a form, as form_open.cpp makes it, without a vault.
struct FormOnScreen {
  explicit FormOnScreen(const forms::Form& form);
  FormOnScreen(std::string_view survey, std::string_view choices = {}, std::string_view settings = {});

  gui::FormTask& task() { return *state.form; }
  void refresh() { gui::refresh_form(task(), text::Messages()); }
  void set(const std::string& path, const std::string& text);
  const gui::FormItemFacts& item(const std::string& path);
  std::vector<std::string> titles() const;
  // Draws into a bench; what was asked for since the last call.
  std::vector<gui::FormCommand> commands();

  FakeRandom random{5};
  std::int64_t now_ms = 1'790'000'000'000;
  gui::State state;
  gui::FormUi view;
  gui::Commands out;
};

// The window of R7, opened, without a display.
class FormWindow {
 public:
  FormWindow();
  ~FormWindow();

  // Frames and jobs until nothing waits.
  void settle(std::vector<ui::Event> events = {});
  void press(ui::Key which, ui::Modifiers modifiers = {}) { settle({key(which, modifiers)}); }
  void type(std::u32string_view characters) { settle(typed(characters)); }
  void click(std::string_view id);
  const ui::Seen& seen(std::string_view id) const;
  bool has(std::string_view id) const { return probe.find(id) != nullptr; }
  std::string focused() const;
  gui::FormTask& task();
  void lock();
  void unlock();

  TeamWorld team;
  draw::Fonts fonts;
  draw::TextEngine engine;
  BlankPictures pictures;
  BlankPainter painter;
  ui::Ui ui;
  ui::Probe probe;
  std::unique_ptr<gui::App> app;
};

}  // namespace holdfast::test
