// One screen on a bench: State as a test made it, what was drawn, and the commands that came out of it.
#pragma once

#include "app/gui/commands.h"
#include "app/gui/state.h"
#include "tests/app/gui/ui/ui_bench.h"

namespace holdfast::test {

template <typename View>
struct ViewsBench {
  using Draw = void (*)(const gui::State&, View&, ui::Ui&, gui::Commands&);

  explicit ViewsBench(gui::State begun, Draw draw)
      : state(std::move(begun)), bench([this, draw](ui::Ui& ui) { draw(state, view, ui, out); }) {}

  // Commands of one kind since the last time somebody asked for any.
  template <typename Area, typename T>
  std::vector<T> asked() {
    std::vector<T> found;
    for (const gui::Command& command : out.take()) {
      const auto* area = std::get_if<Area>(&command);
      const T* one = area == nullptr ? nullptr : std::get_if<T>(area);
      if (one != nullptr) found.push_back(*one);
    }
    return found;
  }
  template <typename T>
  std::vector<T> records() {
    return asked<gui::RecordsCommand, T>();
  }
  template <typename T>
  std::vector<T> road() {
    return asked<gui::RoadCommand, T>();
  }
  template <typename T>
  std::vector<T> shell() {
    return asked<gui::ShellCommand, T>();
  }
  void forget() { static_cast<void>(out.take()); }

  gui::State state;
  View view;
  gui::Commands out;
  UiBench bench;
};

inline gui::State opened_state(gui::Place place) {
  gui::State state;
  state.stage = gui::Stage::Open;
  state.place = place;
  state.now_ms = 1'790'000'000'000;
  return state;
}

}  // namespace holdfast::test
