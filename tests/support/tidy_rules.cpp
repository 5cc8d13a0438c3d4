#include "tests/support/tidy_rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

namespace holdfast::test {

namespace {

bool is_header(const SourceFile& file) { return has_ending(file.path, ".h"); }
bool is_cpp(const SourceFile& file) { return has_ending(file.path, ".cpp") || is_header(file); }

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

// Calls `check(line, number)` for each line of code, without comments and strings.
template <typename Check>
void for_code_lines(const SourceFile& file, const Check& check) {
  if (!is_cpp(file)) return;
  const std::vector<std::string> lines = split_lines(strip_comments_and_strings(file.text));
  for (std::size_t i = 0; i < lines.size(); ++i) check(lines[i], i + 1);
}

// Words, paths and file names in a text, without punctuation.
std::vector<std::string> tokens_of(const std::string& text) {
  std::vector<std::string> out;
  std::string token;
  for (const char c : text + "\n") {
    const bool part = std::string_view("_./-").find(c) != std::string_view::npos;
    if (part || std::isalnum(static_cast<unsigned char>(c)) != 0) {
      token.push_back(c);
    } else if (!token.empty()) {
      out.push_back(std::move(token));
      token.clear();
    }
  }
  return out;
}

// The text between `begin` and the next `end`; empty if there is none.
std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  const std::size_t to = text.find(end, from + begin.size());
  return to == std::string::npos ? "" : text.substr(from + begin.size(), to - from - begin.size());
}

}  // namespace

std::vector<Finding> too_long(const SourceFile& file) {
  std::vector<Finding> out;
  const std::vector<std::string> lines = split_lines(file.text);
  if (is_cpp(file) && lines.size() > kFileLinesMax) {
    out.push_back({file.path, 0, std::to_string(lines.size()) + " lines; a second noun should move out"});
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (count_characters(lines[i]) > kLineCharactersMax) out.push_back({file.path, i + 1, "line over 120 columns"});
  }
  if (!is_cpp(file)) return out;
  for (const FunctionSpan& function : function_spans(strip_comments_and_strings(file.text))) {
    const std::size_t length = function.last_line - function.first_line + 1;
    if (length <= kFunctionLinesMax) continue;
    out.push_back({file.path, function.first_line, "a function of " + std::to_string(length) + " lines"});
  }
  return out;
}

std::vector<Finding> unfinished(const SourceFile& file) {
  // Spelled in two halves, so that this file does not accuse itself.
  static const std::string kWords[] = {std::string("TO") + "DO", std::string("FIX") + "ME", std::string("XX") + "X",
                                       std::string("HA") + "CK"};
  std::vector<Finding> out;
  const std::vector<std::string> lines = split_lines(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const std::string& word : kWords) {
      if (has_word(lines[i], word)) out.push_back({file.path, i + 1, "puts work off: " + word});
    }
  }
  return out;
}

std::vector<Finding> banned_words(const SourceFile& file) {
  struct Banned {
    std::string_view word;
    char next;  // what must follow, '\0' for anything
    std::string_view instead;
  };
  constexpr Banned kBanned[] = {
      {"throw", '\0', "failures are a Result"},     {"assert", '(', "HOLDFAST_ASSERT stays in release builds"},
      {"goto", '\0', "no jumps"},                   {"strcpy", '(', "no unbounded copies"},
      {"strcat", '(', "no unbounded copies"},       {"sprintf", '(', "no unbounded copies"},
      {"vsprintf", '(', "no unbounded copies"},     {"gets", '(', "no unbounded copies"},
      {"strtok", '(', "keeps hidden state"},        {"rand", '(', "randomness comes through the Random seam"},
      {"srand", '(', "randomness comes through the Random seam"},
      {"random_device", '\0', "randomness comes through the Random seam"},
      {"mt19937", '\0', "randomness comes through the Random seam"},
      {"tmpnam", '(', "races"},                     {"system", '(', "no shell"},
      {"popen", '(', "no shell"},                   {"alloca", '(', "no unbounded stack"},
      {"source_location", '\0', "clang 14 lacks it"},
  };
  std::vector<Finding> out;
  const bool is_seam = starts_with_any(file.path, {"crypto/base/clock", "tests/"});
  for_code_lines(file, [&](const std::string& line, std::size_t number) {
    for (const Banned& banned : kBanned) {
      if (!has_word(line, banned.word, banned.next)) continue;
      if (banned.instead == "no shell" && file.path.starts_with("tests/")) continue;  // tests run other programs
      out.push_back({file.path, number, std::string(banned.word) + ": " + std::string(banned.instead)});
    }
    for (const std::string_view lacking : {"std::format", "std::views"}) {
      if (line.find(lacking) == std::string::npos) continue;
      out.push_back({file.path, number, std::string(lacking) + ": one of our compilers lacks it"});
    }
    // Test programs are no unity builds; the literals and calendar of std::chrono are read better without their prefix.
    const bool harmless = file.path.starts_with("tests/") || line.find("std::chrono") != std::string::npos;
    if (!harmless && has_word(line, "using") && has_word(line, "namespace")) {
      out.push_back({file.path, number, "using namespace: names collide in unity builds"});
    }
    if (!is_seam && (has_word(line, "system_clock") || has_word(line, "steady_clock"))) {
      out.push_back({file.path, number, "time comes through the Clock seam"});
    }
  });
  return out;
}

std::vector<Finding> insecure_calls(const SourceFile& file) {
  std::vector<Finding> out;
  if (!file.path.starts_with("crypto/")) return out;
  for_code_lines(file, [&](const std::string& line, std::size_t number) {
    for (const std::string_view call : {"memcmp", "strcmp", "strncmp"}) {
      if (has_word(line, call, '(')) out.push_back({file.path, number, std::string(call) + " is not constant-time"});
    }
    if (has_word(line, "memset", '(')) out.push_back({file.path, number, "a memset that wipes may be optimised away"});
    if (has_word(line, "getenv", '(')) out.push_back({file.path, number, "keys do not depend on the environment"});
    const std::size_t text = line.find("std::string ");
    if (text == std::string::npos) return;
    for (const std::string_view secret : {"passphrase", "password", "secret", "seed", "private_key"}) {
      if (line.find(secret, text) != std::string::npos) {
        out.push_back({file.path, number, "a std::string is never wiped; secrets live in Secret"});
      }
    }
  });
  return out;
}

std::vector<Finding> hidden_state(const SourceFile& file) {
  std::vector<Finding> out;
  if (!is_cpp(file) || file.path.starts_with("tests/")) return out;
  for (const FunctionSpan& function : function_spans(strip_comments_and_strings(file.text))) {
    const std::vector<std::string> lines = split_lines(function.body);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& line = lines[i];
      if (!has_word(line, "static") || has_word(line, "const") || has_word(line, "constexpr")) continue;
      // A flag about the process itself (a signal came, a secret could not be locked) has no other home.
      if (line.find("std::atomic<bool>") != std::string::npos && !file.path.starts_with("app/gui/")) continue;
      out.push_back({file.path, function.first_line + i, "a static local outlives its function"});
    }
  }
  return out;
}

std::vector<Finding> headless_headers(const SourceFile& file) {
  std::vector<Finding> out;
  if (!is_header(file)) return out;
  if (!file.text.starts_with("// ")) out.push_back({file.path, 1, "begins without saying what it is for"});
  if (file.text.find("\n#pragma once\n") == std::string::npos) out.push_back({file.path, 1, "lacks #pragma once"});
  return out;
}

std::vector<Finding> missing_from_cmake(const std::vector<SourceFile>& files) {
  std::set<std::string> named;
  for (const SourceFile& list : files) {
    if (!has_ending(list.path, "CMakeLists.txt")) continue;
    const std::filesystem::path folder = folder_of(list.path);
    for (const std::string& token : tokens_of(list.text)) {
      if (has_ending(token, ".cpp")) named.insert((folder / token).lexically_normal().generic_string());
    }
  }
  std::vector<Finding> out;
  for (const SourceFile& file : files) {
    if (!has_ending(file.path, ".cpp") || named.contains(file.path)) continue;
    out.push_back({file.path, 0, "no CMakeLists.txt names it"});
  }
  return out;
}

std::vector<Finding> missing_from_map(const std::vector<SourceFile>& files, const std::string& readme) {
  std::set<std::string> folders;  // with code or with folders that have some
  for (const SourceFile& file : files) {
    for (std::string at = folder_of(file.path); !at.empty(); at = folder_of(at)) folders.insert(at + "/");
  }
  std::set<std::string> named;
  for (const std::string& line : split_lines(between(readme, "## The map", "\n## "))) {
    // A row of the table: | `folder/` | what lives there |
    const std::string name = between(line, "| `", "` |");
    if (!name.empty()) named.insert(name);
  }
  std::vector<Finding> out;
  for (const std::string& folder : folders) {
    // A room's own sub-folders are its business, and tests mirror the tree.
    const auto depth = std::count(folder.begin(), folder.end(), '/');
    const bool wanted = starts_with_any(folder, {"app/", "crypto/"}) ? depth <= 2 && folder != "app/" : depth <= 1;
    if (wanted && !named.contains(folder)) out.push_back({"README.md", 0, "the map lacks " + folder});
  }
  for (const std::string& name : named) {
    if (!folders.contains(name)) out.push_back({"README.md", 0, "the map names " + name + ", which is not there"});
  }
  return out;
}

std::vector<Finding> commands_without_use_case(const std::string& path, const std::string& header,
                                               const std::string& command_table) {
  std::vector<Finding> out;
  const std::string code = strip_comments_and_strings(header);
  const std::string alternatives = between(code, "Command =", ";");
  if (alternatives.empty()) return {{path, 0, "no `using ...Command = std::variant<...>`"}};
  for (const std::string& name : tokens_of(between(alternatives, "std::variant<", ">"))) {
    const std::string body = between(header, "struct " + name + " {", "\n};");
    const std::string use_case = between(body, "kUseCase = \"", "\"");
    if (use_case.empty()) {
      out.push_back({path, 0, name + " names no use-case"});
    } else if (use_case != "window" && command_table.find('"' + use_case + '"') == std::string::npos) {
      out.push_back({path, 0, name + " names " + use_case + ", which no command of the command line is called"});
    }
  }
  return out;
}

}  // namespace holdfast::test
