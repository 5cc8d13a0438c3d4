// Drives the window in this process: events in, passes, and the probe and pixels out. The clock is the test's; the
// vault, its lane and its files are real.
#pragma once

#include <memory>
#include <string>

#include "app/gui/app.h"
#include "tests/app/cli/cli_world.h"
#include "tests/gui/scenario.h"
#include "tests/gui/stage.h"

namespace holdfast::test {

class Driver {
 public:
  // `stage` shows the frames and outlives the driver.
  Driver(CliWorld& world, Stage& stage);
  ~Driver();

  void start(const std::string& vault_path);
  void close();

  // Each gives the events and draws frames until nothing is due.
  void press(const std::string& key);  // "Ctrl+Shift+A", "Enter", "3"
  void type(const std::string& utf8);
  bool click(const std::string& id);
  void drop(const std::vector<std::string>& paths);
  void advance(std::int64_t ms);
  void frame(std::vector<ui::Event> events = {});
  // Frames until `id` stands there and says `part`; false after 20 s of real time.
  bool wait_for(const std::string& id, const std::string& part);

  gui::App& app() { return *app_; }
  const ui::Probe& probe() const { return probe_; }
  bool running() const { return app_ != nullptr; }
  // Everything that stands on the screen, a line each: for a message of what was there instead.
  std::string seen() const;
  // Ids whose text does not fit.
  std::vector<std::string> cut_off() const;

 private:
  CliWorld& world_;
  Stage& stage_;
  ui::Probe probe_;
  std::string clipboard_;
  std::unique_ptr<draw::TextEngine> engine_;
  std::unique_ptr<ui::Ui> ui_;
  std::unique_ptr<gui::App> app_;
  SystemFiles files_;
  SystemRandom random_;
  Pool pool_{2};
};

// Runs all steps; empty where everything was as it should be, else what was not, with the line.
std::string run_scenario(const Scenario& scenario, CliWorld& world, Stage& stage);

}  // namespace holdfast::test
