#include "tests/support/tidy_includes.h"

#include <algorithm>
#include <array>
#include <optional>

namespace holdfast::test {

namespace {

using Views = std::vector<std::string_view>;

struct Include {
  std::size_t line = 0;
  std::string name;
  bool quoted = false;
};

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> out;
  if (!has_ending(file.path, ".cpp") && !has_ending(file.path, ".h")) return out;
  const std::vector<std::string> lines = split_lines(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (!line.starts_with("#include ")) continue;
    const std::size_t open = line.find_first_of("\"<");
    const std::size_t close = line.find_first_of("\">", open + 1);
    if (open == std::string::npos || close == std::string::npos) continue;
    out.push_back({i + 1, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return out;
}

// From left to right. A room may include itself and every room before it.
constexpr std::string_view kLine[] = {"crypto/base/", "crypto/",    "sync/",         "app/text/",  "app/case/",
                                      "app/forms/",   "app/store/", "app/exchange/", "app/field/", "app/hq/"};

std::optional<std::size_t> rank_of(std::string_view path) {
  for (std::size_t i = 0; i < std::size(kLine); ++i) {
    if (path.starts_with(kLine[i])) return i;
  }
  return std::nullopt;
}

// The roads see files and names, never a key, an entry or a vault.
const Views kRoads = {"sync/transport", "sync/folder", "sync/webdav", "sync/sftp",
                      "sync/s3",        "sync/neighbour", "sync/http"};
const Views kSeenByRoads = {"crypto/base/", "crypto/hash.h", "crypto/reasons.h",
                            "sync/reasons.h"};

bool may_include(std::string_view path, std::string_view target) {
  if (path.starts_with("tests/")) return true;
  if (target.starts_with("tests/")) return false;
  if (path.starts_with("assets/")) return target.starts_with("assets/");
  if (target.starts_with("assets/")) return path.starts_with("app/");
  if (starts_with_any(path, kRoads)) return starts_with_any(target, kRoads) || starts_with_any(target, kSeenByRoads);
  // The decoder meets hostile pictures: it is linked to nothing that knows a key.
  if (path.starts_with("app/decoder/")) return starts_with_any(target, {"app/decoder/", "crypto/base/"});
  // Beside the line: drawing knows texts and values, the use-cases and the two faces know drawing.
  if (path.starts_with("app/draw/")) {
    return starts_with_any(target, {"app/draw/", "crypto/", "sync/", "app/text/", "app/case/", "app/forms/"});
  }
  if (target.starts_with("app/draw/")) return starts_with_any(path, {"app/field/", "app/hq/", "app/cli/", "app/gui/"});
  if (target.starts_with("app/cli/")) return path.starts_with("app/cli/");
  if (target.starts_with("app/gui/")) return path.starts_with("app/gui/");
  if (target.starts_with("app/decoder/")) return false;
  const std::optional<std::size_t> to = rank_of(target);
  if (!to.has_value()) return false;  // not written from the root, or a room that no table names
  if (starts_with_any(path, {"app/cli/", "app/gui/"})) return true;
  const std::optional<std::size_t> from = rank_of(path);
  return from.has_value() && *to <= *from;
}

struct Library {
  Views headers;        // beginnings of the names
  Views folders;        // where a .cpp may see it
  Views headers_too{};  // where a .h may
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> kLibraries = {
      {{"sodium.h", "sodium/"}, {"crypto/"}},
      {{"openssl/"}, {"crypto/", "sync/http", "sync/s3_signature", "sync/neighbour"}},
      {{"zstd.h", "zstd_errors.h"}, {"sync/"}},
      {{"curl/"}, {"sync/http", "sync/webdav", "sync/sftp", "sync/s3"}},
      {{"unicode/"}, {"app/text/", "app/draw/"}},
      {{"hb.h", "hb-", "ft2build.h", "freetype/", "cairo"}, {"app/draw/"}},
      {{"phonenumbers/"}, {"app/case/"}},
      {{"zip.h"}, {"app/forms/"}},
      {{"sqlite3.h", "sqlcipher/"}, {"app/store/"}},
      {{"qrencode.h"}, {"app/field/"}},
      {{"xlsxwriter.h", "libpq-fe.h", "postgresql/"}, {"app/hq/"}},
      {{"turbojpeg.h", "libexif/", "stb", "seccomp.h"}, {"app/decoder/"}},
      {{"imgui"}, {"app/gui/"}, {"app/gui/"}},
      {{"GLFW/", "GL/"}, {"app/gui/backend"}},
      {{"portaudio.h", "opus", "systemd/"}, {"app/gui/"}},
      {{"CLI/"}, {"app/cli/"}},
      {{"nlohmann/json.hpp", "pugixml.hpp"},
       {"sync/transport", "sync/folder", "sync/webdav", "sync/sftp", "sync/s3", "sync/neighbour", "sync/http", "app/"}},
      // Names without definitions: what lets a header speak of JSON without carrying it.
      {{"nlohmann/json_fwd.hpp"}, {"app/"}, {"app/cli/"}},
  };
  return kLibraries;
}

// Only files that say so in their name ask which system they are on.
const Views kSystem = {"unistd.h", "fcntl.h",   "dirent.h", "termios.h", "pthread.h", "signal.h", "poll.h",
                       "sys/",     "arpa/",     "netinet/", "netdb.h",   "linux/",    "pwd.h",    "windows.h",
                       "io.h",     "winsock2.h"};

bool may_see_system(std::string_view path) {
  return has_ending(path, "_posix.cpp") || has_ending(path, "_windows.cpp") || has_ending(path, "_posix.h") ||
         starts_with_any(path, {"tests/", "app/decoder/", "app/gui/backend"});
}

}  // namespace

std::vector<Finding> wrong_includes(const SourceFile& file) {
  std::vector<Finding> out;
  for (const Include& include : includes_of(file)) {
    if (include.quoted && !may_include(file.path, include.name)) {
      out.push_back({file.path, include.line, "may not include \"" + include.name + "\""});
    }
  }
  return out;
}

std::vector<Finding> wrong_libraries(const SourceFile& file) {
  std::vector<Finding> out;
  if (file.path.starts_with("tests/")) return out;
  const bool is_header = has_ending(file.path, ".h");
  for (const Include& include : includes_of(file)) {
    if (include.quoted) continue;
    if (starts_with_any(include.name, kSystem) && !may_see_system(file.path)) {
      out.push_back({file.path, include.line, "asks for the system's <" + include.name + ">"});
    }
    for (const Library& library : libraries()) {
      if (!starts_with_any(include.name, library.headers)) continue;
      const Views& allowed = is_header ? library.headers_too : library.folders;
      if (!starts_with_any(file.path, allowed)) {
        out.push_back({file.path, include.line, "may not see the library behind <" + include.name + ">"});
      }
    }
  }
  return out;
}

}  // namespace holdfast::test
