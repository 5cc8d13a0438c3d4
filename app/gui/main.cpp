// The window's program: wires the real seams, opens the window, and draws a frame when something happened. The one
// catch-all of the program is here: whatever a library throws locks the vault by the destructors on the way.
//
//   holdfast-gui [--vault DIR]      else HOLDFAST_VAULT, else "notes" in the person's own folder
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "app/gui/app.h"
#include "app/gui/backend_glfw.h"
#include "app/gui/machine.h"
#include "app/gui/session.h"
#include "app/gui/window_loop.h"
#include "app/store/wiping.h"
#include "app/text/catalogue.h"
#include "app/text/time_zone.h"
#include "crypto/secret.h"

namespace holdfast::gui {
namespace {

volatile std::sig_atomic_t ended = 0;

extern "C" void on_end(int) { ended = 1; }

// The folder that was asked for; empty where the words are none that we know.
std::string vault_path_of(int count, char** words) {
  if (count == 3 && std::string_view(words[1]) == "--vault") return words[2];
  if (count != 1) return {};
  const char* named = std::getenv("HOLDFAST_VAULT");
  return named != nullptr && *named != '\0' ? std::string(named) : usual_vault_path();
}

int say_error(const Error& error) {
  const Result<text::Catalogue> catalogue = text::Catalogue::embedded("en");
  const text::Sentence* sentence = catalogue.ok() ? catalogue->find(error.reason.code()) : nullptr;
  if (sentence == nullptr) std::cerr << error.reason.code() << "\n";
  else std::cerr << sentence->happened << " " << sentence->safe << " " << sentence->do_next << "\n";
  return 1;
}

int run(const std::string& vault_path) {
  SystemFiles files;
  SystemClock clock;
  SystemRandom random;
  Pool pool;
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) return say_error(fonts.error());
  Result<std::unique_ptr<Window>> opened = Window::open({}, *fonts);
  if (!opened.ok()) return say_error(opened.error());
  Window& window = **opened;
  draw::TextEngine engine(*fonts);
  ui::Ui ui(engine, window.pictures());
  ui.set_clipboard({[&window] { return window.clipboard(); },
                    [&window](const std::string& text, bool sensitive) { window.set_clipboard(text, sensitive); }});
  AppOptions options;
  options.vault_path = vault_path;
  options.wake = [] { Window::wake(); };
  options.password = crypto::first_password_guess(memory_of_machine());
  sound::SystemSound sound;
  options.sound = &sound;
  options.forget_pictures = [&window] { window.forget_pictures(); };
  const std::optional<text::TimeZone> zone = text::TimeZone::named(text::time_zone_of_this_machine());
  if (zone) options.utc_offset_minutes = zone->offset_minutes(clock.wall_ms());
  store::Seams seams{files, clock, random, pool};
  seams.time_zone = text::time_zone_of_this_machine();  // what "today" is in a form
  App app(seams, std::move(options), ui);
  const std::unique_ptr<Session> session = session_of_system([] { Window::wake(); });
  run_window(app, window, *session, [] { return ended != 0; });
  return 0;
}

}  // namespace
}  // namespace holdfast::gui

int main(int count, char** words) {
  std::setlocale(LC_TIME, "C");
  std::signal(SIGINT, holdfast::gui::on_end);
  std::signal(SIGTERM, holdfast::gui::on_end);
  std::signal(SIGHUP, holdfast::gui::on_end);
  std::signal(SIGPIPE, SIG_IGN);
  holdfast::crypto::start_crypto();
  holdfast::store::install_wiping_allocators();
  const std::string vault_path = holdfast::gui::vault_path_of(count, words);
  if (vault_path.empty()) {
    std::cerr << "holdfast-gui [--vault DIR]\n";
    return 2;
  }
  try {
    return holdfast::gui::run(vault_path);
  } catch (const std::exception&) {
    std::cerr << "Something inside the program failed. What was shown as saved is safe. Please run holdfast verify.\n";
    return 1;
  }
}
