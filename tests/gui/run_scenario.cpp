// The steps of a scenario, one function each.
#include <cstdlib>
#include <map>

#include "tests/gui/driver.h"
#include "tests/gui/goldens.h"

namespace holdfast::test {

namespace {

// What a step may need; `wrong` is the answer.
struct Run {
  const Scenario& scenario;
  CliWorld& world;
  Stage& stage;
  std::unique_ptr<Driver> driver{};
  std::string wrong{};

  const std::string& word(const Step& step, std::size_t index) const {
    static const std::string kNone;
    return index < step.words.size() ? step.words[index] : kNone;
  }
};

void do_team(Run& run, const Step&) { run.world.make_team(); }

void do_start(Run& run, const Step& step) {
  run.driver = std::make_unique<Driver>(run.world, run.stage);
  const std::string& name = run.word(step, 0);
  run.driver->start(run.world.path(name == "-" ? "notes" : name));
}

void do_close(Run& run, const Step&) { run.driver.reset(); }

void do_type(Run& run, const Step& step) { run.driver->type(run.word(step, 0)); }

void do_key(Run& run, const Step& step) {
  for (const std::string& key : step.words) run.driver->press(key);
}

// Types the passphrase of the scenario's vaults, wherever the window asks for it.
void do_unlock(Run& run, const Step&) {
  std::string words = run.world.read("passphrase");
  while (words.ends_with('\n')) words.pop_back();
  run.driver->type(words);
  run.driver->press("Enter");
  // What this machine did not do for our secrets is said once; a machine for tests does little.
  if (run.driver->wait_for("rail.home", "") && run.driver->probe().find("notices.close") != nullptr) {
    run.driver->click("notices.close");
  }
}

void do_click(Run& run, const Step& step) {
  if (!run.driver->click(run.word(step, 0))) run.wrong = "nothing there to click";
}

void do_drop(Run& run, const Step& step) {
  std::vector<std::string> paths;
  for (const std::string& name : step.words) paths.push_back(run.world.path(name));
  run.driver->drop(paths);
}

void do_wait(Run& run, const Step& step) {
  if (!run.driver->wait_for(run.word(step, 0), run.word(step, 1))) run.wrong = "did not come within 20 s";
}

void do_see(Run& run, const Step& step) {
  const ui::Seen* seen = run.driver->probe().find(run.word(step, 0));
  if (seen == nullptr) {
    run.wrong = "does not stand there";
  } else if (seen->value.find(run.word(step, 1)) == std::string::npos) {
    run.wrong = "says: " + seen->value;
  }
}

void do_not(Run& run, const Step& step) {
  if (run.driver->probe().find(run.word(step, 0)) != nullptr) run.wrong = "stands there";
}

void do_focus(Run& run, const Step& step) {
  const ui::Seen* seen = run.driver->probe().find(run.word(step, 0));
  if (seen == nullptr || !seen->focused) run.wrong = "has not the focus";
}

void do_advance(Run& run, const Step& step) { run.driver->advance(std::stoll(run.word(step, 0)) * 1000); }

void do_frames(Run& run, const Step& step) {
  for (int count = std::stoi(run.word(step, 0)); count > 0; --count) run.driver->frame();
}

void do_file(Run& run, const Step& step) { run.world.write(run.word(step, 0), run.word(step, 1)); }

void do_run(Run& run, const Step& step) {
  std::vector<std::string> words;
  std::string one;
  for (const char c : run.word(step, 0) + " ") {
    if (c != ' ') {
      one += c;
    } else if (!one.empty()) {
      words.push_back(one == "laptop" || one == "hq" || one == "stick" ? run.world.path(one) : one);
      one.clear();
    }
  }
  const CommandRun answer = run.world.with_passphrase(words);
  if (answer.status != cli::ExitStatus::Done) {
    run.wrong = "exit status " + std::to_string(static_cast<int>(answer.status)) + ": " + answer.err;
  } else if (answer.out.find(run.word(step, 1)) == std::string::npos) {
    run.wrong = "printed: " + answer.out;
  }
}

void do_shot(Run& run, const Step& step) {
  for (const std::string& cut : run.driver->cut_off()) run.wrong += "cut off: " + cut + "\n";
  const std::optional<draw::Image> pixels = run.stage.pixels();
  if (pixels) run.wrong += compare_with_golden(run.stage.fonts(), run.scenario.name + "-" + run.word(step, 0), *pixels);
}

const std::map<std::string, void (*)(Run&, const Step&)>& verbs() {
  static const std::map<std::string, void (*)(Run&, const Step&)> kVerbs{
      {"team", do_team},   {"start", do_start}, {"close", do_close},     {"type", do_type},     {"key", do_key},
      {"click", do_click}, {"drop", do_drop},   {"wait", do_wait},       {"see", do_see},       {"not", do_not},
      {"focus", do_focus}, {"file", do_file},   {"advance", do_advance}, {"frames", do_frames}, {"run", do_run},
      {"shot", do_shot},   {"unlock", do_unlock},
  };
  return kVerbs;
}

}  // namespace

std::string run_scenario(const Scenario& scenario, CliWorld& world, Stage& stage) {
  Run run{scenario, world, stage};
  for (const Step& step : scenario.steps) {
    const auto verb = verbs().find(step.verb);
    if (verb == verbs().end()) {
      run.wrong = "no such step";
    } else {
      verb->second(run, step);
    }
    if (run.wrong.empty()) continue;
    std::string said = scenario.name + ", line " + std::to_string(step.line) + ": " + step.verb;
    for (const std::string& word : step.words) said += " " + word;
    said += "\n" + run.wrong + "\n";
    if (run.driver) said += "On the screen:\n" + run.driver->seen();
    return said;
  }
  return {};
}

}  // namespace holdfast::test
