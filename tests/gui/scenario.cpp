#include "tests/gui/scenario.h"

#include <algorithm>
#include <filesystem>

#include "crypto/base/reasons.h"

namespace holdfast::test {

namespace {

// One line's words; false where a quote does not end.
bool words_of_line(const std::string& line, std::vector<std::string>& words) {
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ') {
      ++at;
      continue;
    }
    std::string word;
    if (line[at] != '"') {
      while (at < line.size() && line[at] != ' ') word += line[at++];
      words.push_back(word);
      continue;
    }
    ++at;
    while (at < line.size() && line[at] != '"') {
      if (line[at] == '\\' && at + 1 < line.size()) {
        ++at;
        word += line[at] == 'n' ? '\n' : line[at];
      } else {
        word += line[at];
      }
      ++at;
    }
    if (at == line.size()) return false;
    ++at;
    words.push_back(word);
  }
  return true;
}

}  // namespace

Result<Scenario> read_scenario(const std::string& name, const std::string& text) {
  Scenario scenario{name, {}};
  std::size_t line_number = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    ++line_number;
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string> words;
    if (!words_of_line(line, words) || words.empty()) {
      return Error{kFileRead, name + ", line " + std::to_string(line_number) + ": a quote does not end"};
    }
    Step step{words.front(), {words.begin() + 1, words.end()}, line_number};
    scenario.steps.push_back(std::move(step));
  }
  return scenario;
}

std::vector<std::string> scenario_files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(HOLDFAST_SOURCE_DIR "/tests/gui/scenarios")) {
    if (entry.path().extension() == ".scenario") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace holdfast::test
