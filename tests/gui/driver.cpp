#include "tests/gui/driver.h"

#include <chrono>
#include <thread>

namespace holdfast::test {

namespace {

constexpr std::int64_t kFrameMs = 16;
constexpr int kFramesMax = 200;  // of one act: a view that never comes to rest is an error by itself

struct NamedKey {
  const char* name;
  ui::Key key;
};
constexpr NamedKey kNamedKeys[] = {
    {"Enter", ui::Key::Enter}, {"Escape", ui::Key::Escape}, {"Tab", ui::Key::Tab},
    {"Backspace", ui::Key::Backspace}, {"Delete", ui::Key::Delete}, {"Left", ui::Key::Left},
    {"Right", ui::Key::Right}, {"Up", ui::Key::Up}, {"Down", ui::Key::Down},
    {"Home", ui::Key::Home}, {"End", ui::Key::End}, {"PageUp", ui::Key::PageUp},
    {"PageDown", ui::Key::PageDown}, {"Space", ui::Key::Space}, {"Insert", ui::Key::Insert},
    {"Plus", ui::Key::Plus}, {"Minus", ui::Key::Minus},
};

ui::Key key_after(ui::Key first, int steps) {
  return static_cast<ui::Key>(static_cast<std::uint8_t>(first) + static_cast<std::uint8_t>(steps));
}

ui::Key key_named(const std::string& name) {
  for (const NamedKey& named : kNamedKeys)
    if (name == named.name) return named.key;
  if (name.size() == 1 && name[0] >= '0' && name[0] <= '9') return key_after(ui::Key::Digit0, name[0] - '0');
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return key_after(ui::Key::A, name[0] - 'A');
  if (name.size() > 1 && name[0] == 'F') return key_after(ui::Key::F1, std::stoi(name.substr(1)) - 1);
  return ui::Key::None;
}

// The character that a keyboard sends beside the key, where it sends one.
char32_t character_of(ui::Key key, const ui::Modifiers& modifiers) {
  if (modifiers.control || modifiers.alt) return 0;
  const auto number = static_cast<int>(key);
  if (key == ui::Key::Space) return U' ';
  if (key >= ui::Key::Digit0 && key <= ui::Key::Digit9) {
    return static_cast<char32_t>('0' + number - static_cast<int>(ui::Key::Digit0));
  }
  if (key >= ui::Key::A && key <= ui::Key::Z) {
    return static_cast<char32_t>((modifiers.shift ? 'A' : 'a') + number - static_cast<int>(ui::Key::A));
  }
  return 0;
}

std::vector<ui::Event> events_of_text(const std::string& utf8) {
  std::vector<ui::Event> out;
  std::size_t at = 0;
  while (at < utf8.size()) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length && at + i < utf8.size(); ++i) {
      character = (character << 6) | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    }
    at += length;
    out.emplace_back(ui::TextTyped{character});
  }
  return out;
}

}  // namespace

Driver::Driver(CliWorld& world, Stage& stage) : world_(world), stage_(stage) {}

Driver::~Driver() { close(); }

void Driver::start(const std::string& vault_path) {
  engine_ = std::make_unique<draw::TextEngine>(stage_.fonts());
  ui_ = std::make_unique<ui::Ui>(*engine_, stage_.pictures());
  ui_->set_probe(&probe_);
  ui_->set_clipboard({[this] { return clipboard_; }, [this](const std::string& text, bool) { clipboard_ = text; }});
  gui::AppOptions options;
  options.vault_path = vault_path;
  options.password = {64U << 20, 3};
  app_ = std::make_unique<gui::App>(store::Seams{files_, world_.clock, random_, pool_}, options, *ui_);
  frame();
}

void Driver::close() {
  if (!app_) return;
  app_.reset();
  ui_.reset();
  engine_.reset();
}

void Driver::frame(std::vector<ui::Event> events) {
  for (int count = 0; count < kFramesMax; ++count) {
    ui::PassInput input;
    input.width_px = static_cast<float>(stage_.width());
    input.height_px = static_cast<float>(stage_.height());
    input.steady_ms = world_.clock.steady_ms();
    input.events = events;
    const bool again = app_->frame(input, stage_.painter(), [this] { stage_.restart(); });
    stage_.present();
    world_.clock.steady_now_ms += kFrameMs;
    events.clear();
    if (!again) return;
  }
}

void Driver::press(const std::string& spelled) {
  ui::KeyPressed pressed;
  std::string rest = spelled;
  for (std::size_t plus = rest.find('+'); plus != std::string::npos && plus > 0; plus = rest.find('+')) {
    const std::string modifier = rest.substr(0, plus);
    if (modifier == "Ctrl") pressed.modifiers.control = true;
    if (modifier == "Shift") pressed.modifiers.shift = true;
    if (modifier == "Alt") pressed.modifiers.alt = true;
    rest.erase(0, plus + 1);
  }
  pressed.key = key_named(rest);
  std::vector<ui::Event> events{pressed};
  if (const char32_t character = character_of(pressed.key, pressed.modifiers)) {
    events.emplace_back(ui::TextTyped{character});
  }
  frame(std::move(events));
}

void Driver::type(const std::string& utf8) { frame(events_of_text(utf8)); }

bool Driver::click(const std::string& id) {
  const ui::Seen* seen = probe_.find(id);
  if (seen == nullptr || !seen->enabled) return false;
  const float x = seen->rect.x + seen->rect.w / 2;
  const float y = seen->rect.y + seen->rect.h / 2;
  frame({ui::MouseMoved{x, y}, ui::MouseButton{true, false, x, y, 1, {}}});
  frame({ui::MouseButton{false, false, x, y, 1, {}}});
  return true;
}

void Driver::drop(const std::vector<std::string>& paths) { frame({ui::FilesDropped{paths}}); }

void Driver::advance(std::int64_t ms) {
  // In steps of at most a second, as a window that sleeps would wake up for its clocks.
  while (ms > 0) {
    const std::int64_t step = std::min<std::int64_t>(ms, 1000);
    world_.clock.steady_now_ms += step;
    world_.clock.now_ms += step;
    ms -= step;
    frame();
  }
}

bool Driver::wait_for(const std::string& id, const std::string& part) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < until) {
    frame();
    const ui::Seen* seen = probe_.find(id);
    if (seen != nullptr && seen->value.find(part) != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

std::string Driver::seen() const {
  std::string out;
  for (const ui::Seen& one : probe_.seen()) {
    out += "  " + one.id + (one.focused ? " [focus]" : "") + (one.enabled ? "" : " [off]") + ": " + one.value + "\n";
  }
  return out;
}

std::vector<std::string> Driver::cut_off() const {
  std::vector<std::string> out;
  for (const ui::Seen& one : probe_.seen())
    if (one.clipped) out.push_back(one.id + ": " + one.value);
  return out;
}

}  // namespace holdfast::test
