#include "app/gui/settings.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "app/store/vault.h"
#include "crypto/base/bytes.h"

namespace holdfast::gui {
namespace {

constexpr std::string_view kWindowMeta = "window";
constexpr std::uint64_t kLookSizeMax = 4096;

template <typename Take>
void each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos) take(line.substr(0, equals), line.substr(equals + 1));
  }
}

int number_of(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? out : -1;
}

bool is_language_tag(std::string_view text) {
  const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
  return !text.empty() && text.size() <= 20 && std::all_of(text.begin(), text.end(), fine);
}

}  // namespace

std::string look_path(const std::string& vault_path) {
  std::string out = vault_path;
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out + ".look";
}

Settings read_look(Files& files, const std::string& vault_path) {
  Settings out;
  const Result<Bytes> bytes = read_file(files, look_path(vault_path), kLookSizeMax);
  if (!bytes.ok()) return out;
  each_line(as_text(*bytes), [&](std::string_view name, std::string_view value) {
    if (name == "language" && is_language_tag(value)) out.language = std::string(value);
    if (name == "theme") out.theme = value == "light" ? ui::Theme::Light : ui::Theme::Dark;
    const int size = number_of(value);
    const bool known = std::find(std::begin(kTextSizes), std::end(kTextSizes), size) != std::end(kTextSizes);
    if (name == "text" && known) out.text_size_percent = size;
  });
  return out;
}

Result<void> write_look(Files& files, const std::string& vault_path, const Settings& settings) {
  std::string text = "language=" + settings.language + "\n";
  text += settings.theme == ui::Theme::Light ? "theme=light\n" : "theme=dark\n";
  text += "text=" + std::to_string(settings.text_size_percent) + "\n";
  return write_file_atomically(files, look_path(vault_path), as_bytes(text));
}

Result<void> read_kept_settings(store::Vault& vault, Settings& settings) {
  const std::optional<Bytes> bytes = TRY(vault.meta(kWindowMeta));
  if (!bytes) return {};
  each_line(as_text(*bytes), [&](std::string_view name, std::string_view value) {
    const int number = number_of(value);
    if (name == "hints") settings.hints = number != 0;
    if (name == "lock" && number >= 1 && number <= 15) settings.lock_minutes = number;
  });
  return {};
}

Result<void> keep_settings(store::Vault& vault, const Settings& settings) {
  std::string text = settings.hints ? "hints=1\n" : "hints=0\n";
  text += "lock=" + std::to_string(settings.lock_minutes) + "\n";
  return vault.set_meta(kWindowMeta, as_bytes(text));
}

}  // namespace holdfast::gui
