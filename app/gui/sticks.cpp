#include "app/gui/sticks.h"

#include <algorithm>

namespace holdfast::gui {

namespace {

constexpr std::size_t kMountsSizeMax = std::size_t{1} << 20;

// Blanks in a mount point stand as \040.
std::string mount_point_text(std::string_view escaped) {
  std::string out;
  const auto is_octal = [](char c) { return c >= '0' && c <= '7'; };
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    const bool code = escaped[i] == '\\' && i + 3 < escaped.size() && is_octal(escaped[i + 1]) &&
                      is_octal(escaped[i + 2]) && is_octal(escaped[i + 3]);
    if (!code) {
      out.push_back(escaped[i]);
      continue;
    }
    const int value = (escaped[i + 1] - '0') * 64 + (escaped[i + 2] - '0') * 8 + (escaped[i + 3] - '0');
    out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    i += 3;
  }
  return out;
}

// The next word of a line, taken off it.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

bool is_removable_place(std::string_view path) {
  return path.starts_with("/media/") || path.starts_with("/run/media/");
}

bool has_option(std::string_view options, std::string_view wanted) {
  while (!options.empty()) {
    const std::size_t end = std::min(options.find(','), options.size());
    if (options.substr(0, end) == wanted) return true;
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  return false;
}

// Files of /proc tell no size: read until nothing more comes.
std::string whole_text(Files& files, const std::string& path) {
  const Result<std::unique_ptr<File>> file = files.open(path, OpenMode::Read);
  if (!file.ok()) return {};
  std::string out;
  Bytes piece(4096);
  while (out.size() < kMountsSizeMax) {
    const Result<std::size_t> got = (*file)->read_at(out.size(), piece);
    if (!got.ok() || *got == 0) break;
    out.append(as_text(ByteView(piece).first(*got)));
  }
  return out;
}

}  // namespace

std::vector<Stick> sticks_in_mounts(std::string_view mounts) {
  std::vector<Stick> out;
  while (!mounts.empty()) {
    const std::size_t end = std::min(mounts.find('\n'), mounts.size());
    std::string_view line = mounts.substr(0, end);
    mounts.remove_prefix(std::min(end + 1, mounts.size()));
    take_word(line);  // the device
    const std::string path = mount_point_text(take_word(line));
    take_word(line);  // the file system
    if (!is_removable_place(path)) continue;
    Stick stick;
    stick.path = path;
    stick.name = path.substr(path.find_last_of('/') + 1);
    stick.read_only = has_option(take_word(line), "ro");
    out.push_back(std::move(stick));
  }
  std::sort(out.begin(), out.end(), [](const Stick& a, const Stick& b) { return a.name < b.name; });
  return out;
}

std::vector<Stick> mounted_sticks(Files& files) {
  std::vector<Stick> out = sticks_in_mounts(whole_text(files, kMountsFile));
  for (Stick& stick : out) {
    const Result<std::uint64_t> free = files.free_space_bytes(stick.path);
    if (free.ok()) stick.free_bytes = *free;
  }
  return out;
}

}  // namespace holdfast::gui
