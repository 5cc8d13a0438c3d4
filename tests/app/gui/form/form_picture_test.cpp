// Pictures of forms, where HOLDFAST_PICTURES names a folder for them: to be looked at, not compared by themselves.
#include "tests/app/gui/form/form_picture.h"

#include <cstdlib>
#include <fstream>

#include "tests/app/gui/form/form_world.h"

namespace holdfast::test {
namespace {

void take_picture(FormWindow& window, const std::string& folder, const std::string& name, float scale = 1) {
  PicturePainter painter(window.fonts, 1280, 720);
  for (int turn = 0; turn < 3; ++turn) {
    ui::PassInput input;
    input.steady_ms = window.team.clock.steady_ms();
    input.scale = scale;
    window.app->frame(input, painter, [&] { painter.restart(); });
  }
  const Bytes png = need(painter.png());
  std::ofstream(folder + "/" + name + ".png", std::ios::binary)
      .write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
}

void speak(FormWindow& window, const std::string& code) {
  for (const gui::FormLanguage& language : window.task().languages) {
    if (language.code == code) window.app->apply(gui::FormCommand(gui::SpeakLanguage{language.column, true}));
  }
}

TEST_CASE("pictures of a form, for whoever looks", "[.pictures]") {
  const char* folder = std::getenv("HOLDFAST_PICTURES");
  if (folder == nullptr) SKIP("HOLDFAST_PICTURES names no folder");
  FormWindow window;
  window.app->apply(gui::FormCommand(gui::ChooseForm{}));
  window.settle();
  take_picture(window, folder, "shelf");
  window.app->apply(gui::FormCommand(gui::StartForm{"screening", {}, {}}));
  window.settle();
  speak(window, "km");
  window.settle();
  window.press(ui::Key::Digit1);
  window.press(ui::Key::Tab);
  window.press(ui::Key::Digit1);
  take_picture(window, folder, "screening-first");
  window.press(ui::Key::Enter, kControl);
  window.press(ui::Key::Enter, kControl);
  take_picture(window, folder, "screening-khmer");
  take_picture(window, folder, "screening-large", 1.5F);
  window.settle();
  window.press(ui::Key::F9);
  take_picture(window, folder, "show");
  window.press(ui::Key::Escape);
  window.app->apply(gui::FormCommand(gui::ReviewForm{}));
  window.settle();
  take_picture(window, folder, "review");
  window.app->apply(gui::FormCommand(gui::LeaveReview{}));
  window.press(ui::Key::P, kControl);
  take_picture(window, folder, "pause");
}

}  // namespace
}  // namespace holdfast::test
