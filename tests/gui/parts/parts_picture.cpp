// Opens a real window, draws all widgets and writes what it shows as a picture:
//
//     xvfb-run -a -s "-screen 0 1280x960x24" parts_picture FILE.png [dark|light] [FOCUS] [PERCENT] [live|ar]
//
// With "ar" everything is mirrored. With "live" it can be typed and clicked in until F10, and then writes the picture;
// it says how long a frame took.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "app/gui/backend_glfw.h"
#include "crypto/base/clock.h"
#include "tests/gui/parts/parts_page.h"

namespace holdfast::test {
namespace {

struct Wanted {
  std::string file, focus;
  ui::Theme theme = ui::Theme::Dark;
  float scale = 1;
  bool live = false, mirrored = false;
};

// Passes as the window makes them: one for each slice of what was done.
void draw_frame(gui::Window& window, ui::Ui& ui, PartsPage& page, const text::Messages& messages, ui::PassInput input,
                std::vector<ui::Event> events) {
  input.width_px = window.width_px();
  input.height_px = window.height_px();
  bool again = true;
  for (int settling = 0; (again && settling < 6) || !events.empty(); ++settling) {
    const std::size_t count = ui::first_slice(events);
    input.events = std::span<const ui::Event>(events).first(count);
    window.restart();
    ui.begin_pass(input, messages, window.painter());
    draw_parts(ui, page);
    again = ui.end_pass();
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
  }
}

bool asks_to_end(const std::vector<ui::Event>& events) {
  for (const ui::Event& event : events) {
    const ui::KeyPressed* key = std::get_if<ui::KeyPressed>(&event);
    if (key != nullptr && key->key == ui::Key::F10) return true;
  }
  return false;
}

void live(gui::Window& window, ui::Ui& ui, PartsPage& page, ui::PassInput input) {
  SystemClock clock;
  std::int64_t painted = 0;
  std::int64_t shown = 0;
  int frames = 0;
  ui.set_clipboard({[&] { return window.clipboard(); },
                    [&](const std::string& text, bool sensitive) { window.set_clipboard(text, sensitive); }});
  window.begin_frame();
  draw_frame(window, ui, page, {}, input, {});  // before anything can be clicked, it is there
  window.present(ui::color_of(input.theme, ui::Token::Background));
  for (bool ended = false; !ended && !window.close_asked();) {
    const std::int64_t now = clock.steady_ms();
    window.wait(ui.due_ms() > now + 1000 ? 1000 : std::max<std::int64_t>(1, ui.due_ms() - now));
    std::vector<ui::Event> events = window.take_events();
    ended = asks_to_end(events);
    input.steady_ms = clock.steady_ms();
    window.begin_frame();
    draw_frame(window, ui, page, {}, input, std::move(events));
    const std::int64_t between = clock.steady_ms();
    window.present(ui::color_of(input.theme, ui::Token::Background));
    painted += between - input.steady_ms;
    shown += clock.steady_ms() - between;
    ++frames;
  }
  const gui::KeyboardFacts keyboard = window.keyboard();
  std::cout << frames << " frames, painted in " << painted << " ms, shown in " << shown << " ms; keyboard "
            << keyboard.layout << (keyboard.caps_lock ? ", Caps Lock" : "") << "; exhibit \"" << page.exhibit.text()
            << "\"; wipe \"" << page.wipe.text() << "\"\n";
}

int run(const Wanted& wanted) {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) return 1;
  gui::WindowOptions options;
  options.height = 900;
  Result<std::unique_ptr<gui::Window>> opened = gui::Window::open(options, fonts.value());
  if (!opened.ok()) {
    std::cerr << "no window: " << opened.error().detail << "\n";
    return 1;
  }
  gui::Window& window = *opened.value();
  draw::TextEngine engine(fonts.value());
  ui::Ui ui(engine, window.pictures());
  PartsPage page;
  ui::PassInput input;
  input.scale = wanted.scale;
  input.theme = wanted.theme;
  input.steady_ms = 400;  // past the silent moment of loading, the caret shows
  ui.focus(wanted.focus);
  if (wanted.live) live(window, ui, page, input);
  text::Messages messages;
  if (wanted.mirrored) {
    Result<text::Messages> arabic = text::Messages::read("ar", "msgid \"\"\nmsgstr \"\"\n");
    if (arabic.ok()) messages = std::move(arabic).value();
  }
  window.begin_frame();
  draw_frame(window, ui, page, messages, input, {});
  draw::Image picture;
  window.present(ui::color_of(wanted.theme, ui::Token::Background), &picture);
  const Result<Bytes> png = gui::png_of(fonts.value(), picture);
  if (!png.ok()) return 1;
  std::ofstream out(wanted.file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(png.value().data()), static_cast<std::streamsize>(png.value().size()));
  return out.good() ? 0 : 1;
}

}  // namespace
}  // namespace holdfast::test

int main(int count, char** words) {
  if (count < 2) return 2;
  holdfast::test::Wanted wanted;
  wanted.file = words[1];
  wanted.theme = count > 2 && std::string(words[2]) == "light" ? holdfast::ui::Theme::Light : holdfast::ui::Theme::Dark;
  wanted.focus = count > 3 ? words[3] : "parts.exhibit";
  wanted.scale = count > 4 ? static_cast<float>(std::atof(words[4])) / 100 : 1;
  wanted.live = count > 5 && std::string(words[5]) == "live";
  wanted.mirrored = count > 5 && !wanted.live;
  holdfast::crypto::start_crypto();
  return holdfast::test::run(wanted);
}
