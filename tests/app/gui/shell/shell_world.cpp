#include "tests/app/gui/shell/shell_world.h"

#include <chrono>
#include <filesystem>
#include <thread>

#include "app/text/unicode.h"

namespace holdfast::test {

ShellWorld::ShellWorld() {
  crypto::start_crypto();
  const Id16 id = random.id();
  folder_ = (std::filesystem::temp_directory_path() / ("holdfast-shell-" + to_hex(id))).string();
  std::filesystem::create_directories(folder_);
  vault_path_ = folder_ + "/notes";
  fonts_ = std::make_unique<draw::Fonts>(draw::Fonts::open().value());
}

ShellWorld::~ShellWorld() {
  stop();
  std::filesystem::remove_all(folder_);
}

crypto::Passphrase ShellWorld::passphrase(std::string_view text) const {
  return {text::nfkc_passphrase(as_bytes(text)), std::nullopt};
}

void ShellWorld::make_vault() {
  store::Vault::Creation creation;
  creation.parameters = {crypto::kPasswordPassesMin, crypto::kPasswordMemoryMin};
  Result<store::Vault> vault = store::Vault::create(seams(), vault_path_, passphrase(), creation);
  REQUIRE(vault.ok());
  REQUIRE(vault->lock().ok());
}

void ShellWorld::start() {
  engine_ = std::make_unique<draw::TextEngine>(*fonts_);
  ui_ = std::make_unique<ui::Ui>(*engine_, pictures);
  ui_->set_probe(&probe);
  gui::AppOptions options;
  options.vault_path = vault_path_;
  options.password = {crypto::kPasswordPassesMin, crypto::kPasswordMemoryMin};
  app_ = std::make_unique<gui::App>(seams(), std::move(options), *ui_);
  frame();
}

void ShellWorld::stop() {
  app_.reset();
  ui_.reset();
  engine_.reset();
}

void ShellWorld::unlock() {
  type(kPassphrase);
  press(ui::Key::Enter);
  const auto open = [this] { return app_->state.stage == gui::Stage::Open && app_->state.home.known; };
  REQUIRE(until([&] { return open() && app_->lane().idle(); }));
  app_->apply(gui::ShellCommand(gui::CloseNotices{}));  // of a machine without locked memory
  frame();
}

void ShellWorld::frame(std::vector<ui::Event> events) {
  ui::PassInput input;
  input.steady_ms = clock.steady_ms();
  input.events = events;
  app_->frame(input, painter, [this] { painter.restart(); });
}

void ShellWorld::press(ui::Key key, ui::Modifiers modifiers) { frame({ui::KeyPressed{key, modifiers, false}}); }

void ShellWorld::type(std::string_view ascii) {
  std::vector<ui::Event> events;
  for (const char c : ascii) events.emplace_back(ui::TextTyped{static_cast<char32_t>(static_cast<unsigned char>(c))});
  frame(std::move(events));
}

void ShellWorld::click(std::string_view id) {
  const ui::Seen* seen = probe.find(id);
  INFO(id);
  REQUIRE(seen != nullptr);
  const float x = seen->rect.x + seen->rect.w / 2, y = seen->rect.y + seen->rect.h / 2;
  frame({ui::MouseMoved{x, y}});
  frame({ui::MouseButton{true, false, x, y, 1, {}}});
  frame({ui::MouseButton{false, false, x, y, 1, {}}});
}

bool ShellWorld::until(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

bool ShellWorld::shows(std::string_view words) const {
  for (const PaintedText& text : painter.texts) {
    if (text.words.find(words) != std::string::npos) return true;
  }
  return false;
}

std::string ShellWorld::said(std::string_view id) const {
  const ui::Seen* seen = probe.find(id);
  return seen == nullptr ? std::string("(not there)") : seen->value;
}

}  // namespace holdfast::test
