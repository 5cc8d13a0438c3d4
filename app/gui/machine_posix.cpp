#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/gui/machine.h"

namespace holdfast::gui {
namespace {

std::string first_line(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

}  // namespace

std::optional<Battery> read_battery(const std::string& folder) {
  std::error_code error;
  std::filesystem::directory_iterator it(folder, error);
  for (; !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    if (first_line(it->path() / "type") != "Battery") continue;
    const std::string text = first_line(it->path() / "capacity");
    Battery out;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out.percent);
    if (failed != std::errc() || end != text.data() + text.size() || out.percent < 0 || out.percent > 100) continue;
    const std::string status = first_line(it->path() / "status");
    out.charging = status == "Charging" || status == "Full";
    return out;
  }
  return std::nullopt;
}

std::uint64_t memory_of_machine() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long page_size = ::sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page_size <= 0) return 0;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_size);
}

std::string usual_vault_path() {
  const char* home = std::getenv("HOME");
  return (home == nullptr || *home == '\0' ? std::string(".") : std::string(home)) + "/notes";
}

}  // namespace holdfast::gui
