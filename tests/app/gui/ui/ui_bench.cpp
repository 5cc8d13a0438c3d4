#include "tests/app/gui/ui/ui_bench.h"

#include <catch2/catch_test_macros.hpp>

namespace holdfast::test {

namespace {

draw::Fonts opened_fonts() {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  return std::move(fonts).value();
}

}  // namespace

UiBench::UiBench(View drawn) : fonts(opened_fonts()), engine(fonts), ui(engine, pictures), view(std::move(drawn)) {
  ui.set_probe(&probe);
  input.steady_ms = 1000;
  frame();
}

bool UiBench::pass(std::span<const ui::Event> events) {
  ui::PassInput slice = input;
  slice.events = events;
  painter.restart();
  ui.begin_pass(slice, messages, painter);
  view(ui);
  const bool again = ui.end_pass();
  REQUIRE(painter.clip_depth == 0);
  return again;
}

int UiBench::frame(std::vector<ui::Event> events) {
  int passes = 0;
  bool again = true;
  while (again || !events.empty()) {
    const std::size_t count = ui::first_slice(events);
    again = pass(std::span(events).first(count));
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
    ++passes;
    REQUIRE(passes < 100);  // it must come to rest
  }
  return passes;
}

int UiBench::press(ui::Key which, ui::Modifiers modifiers) { return frame({key(which, modifiers)}); }

int UiBench::type(std::u32string_view characters) { return frame(typed(characters)); }

int UiBench::click(std::string_view id, int clicks, ui::Modifiers modifiers) {
  const ui::Rect rect = seen(id).rect;
  return click_at(rect.x + rect.w / 2, rect.y + rect.h / 2, clicks, modifiers);
}

int UiBench::click_at(float x, float y, int clicks, ui::Modifiers modifiers) {
  return frame({ui::MouseMoved{x, y}, ui::MouseButton{true, false, x, y, clicks, modifiers},
                ui::MouseButton{false, false, x, y, clicks, modifiers}});
}

std::string UiBench::focused() const {
  for (const ui::Seen& seen : probe.seen()) {
    if (seen.focused) return seen.id;
  }
  return {};
}

const ui::Seen& UiBench::seen(std::string_view id) const {
  const ui::Seen* found = probe.find(id);
  INFO("looking for " << id);
  REQUIRE(found != nullptr);
  return *found;
}

void UiBench::speak(std::string_view language) {
  Result<text::Messages> read = text::Messages::read(language, "msgid \"\"\nmsgstr \"\"\n");
  REQUIRE(read.ok());
  messages = std::move(read).value();
  frame();
}

ui::KeyPressed key(ui::Key which, ui::Modifiers modifiers) { return {which, modifiers, false}; }

std::vector<ui::Event> typed(std::u32string_view characters) {
  std::vector<ui::Event> events;
  for (const char32_t character : characters) {
    if (character == U' ') events.push_back(key(ui::Key::Space));
    if (character >= U'0' && character <= U'9') {
      const int digit = static_cast<int>(character - U'0');
      events.push_back(key(static_cast<ui::Key>(static_cast<int>(ui::Key::Digit0) + digit)));
    }
    if (character >= U'a' && character <= U'z') {
      events.push_back(key(static_cast<ui::Key>(static_cast<int>(ui::Key::A) + static_cast<int>(character - U'a'))));
    }
    events.push_back(ui::TextTyped{character});
  }
  return events;
}

}  // namespace holdfast::test
