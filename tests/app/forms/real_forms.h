// The forms of other projects in the shared folder: where they are and how they are read.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "app/forms/form_source.h"

namespace holdfast::test {

inline std::filesystem::path shared_data() { return std::filesystem::path(HOLDFAST_SHARED_DIR) / "data"; }

inline Bytes file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return to_bytes(as_bytes(text));
}

// All .xlsx and all .xml that are forms (an answer beside a form is none), sorted, as paths below data/.
inline std::vector<std::string> real_form_paths() {
  std::vector<std::string> out;
  for (const char* folder : {"xlsform", "htcds"}) {
    if (!std::filesystem::exists(shared_data() / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_data() / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".xlsx" && ending != ".xml") continue;
      if (ending == ".xml") {
        const Bytes bytes = file_bytes(entry.path());
        if (as_text(bytes).find("<h:html") == std::string_view::npos) continue;
      }
      out.push_back(std::filesystem::relative(entry.path(), shared_data()).string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline forms::FormFiles real_form_files(const std::string& path) {
  forms::FormFiles files;
  files.name = std::filesystem::path(path).filename().string();
  files.bytes = file_bytes(shared_data() / path);
  return files;
}

inline Result<forms::Form> real_form(const std::string& path) {
  return forms::form_from_files(real_form_files(path));
}

}  // namespace holdfast::test
