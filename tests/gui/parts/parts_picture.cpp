// Opens a real window, draws all widgets and writes what it shows as a picture:
//
//     xvfb-run -a -s "-screen 0 1280x960x24" parts_picture FILE.png [dark|light] [FOCUS] [PERCENT]
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "app/gui/backend_glfw.h"
#include "tests/gui/parts/parts_page.h"

namespace holdfast::test {
namespace {

int run(const std::string& file, ui::Theme theme, const std::string& focus, float scale) {
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
  const text::Messages messages;
  PartsPage page;
  ui::PassInput input;
  input.width_px = window.width_px();
  input.height_px = window.height_px();
  input.scale = scale;
  input.theme = theme;
  input.steady_ms = 400;  // past the silent moment of loading, the caret shows
  window.begin_frame();
  for (int pass = 0; pass < 4; ++pass) {
    window.restart();
    ui.begin_pass(input, messages, window.painter());
    draw_parts(ui, page);
    ui.focus(focus);
    ui.end_pass();
  }
  draw::Image picture;
  window.present(ui::color_of(theme, ui::Token::Background), &picture);
  const Result<Bytes> png = gui::png_of(fonts.value(), picture);
  if (!png.ok()) return 1;
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(png.value().data()), static_cast<std::streamsize>(png.value().size()));
  return out.good() ? 0 : 1;
}

}  // namespace
}  // namespace holdfast::test

int main(int count, char** words) {
  if (count < 2) return 2;
  const std::string theme = count > 2 ? words[2] : "dark";
  const std::string focus = count > 3 ? words[3] : "parts.exhibit";
  const float percent = count > 4 ? static_cast<float>(std::atof(words[4])) : 100;
  holdfast::crypto::start_crypto();
  return holdfast::test::run(words[1], theme == "light" ? holdfast::ui::Theme::Light : holdfast::ui::Theme::Dark, focus,
                             percent / 100);
}
