#include "app/cli/form_files.h"

#include <algorithm>

#include "app/cli/reasons.h"
#include "app/forms/zip_archive.h"

namespace holdfast::cli {

namespace {

std::string without_slashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::string folder_around(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

bool is_sheet_name(const std::string& name) {
  for (const char* sheet : {"survey.csv", "choices.csv", "settings.csv", "entities.csv", "external_choices.csv"}) {
    if (name == sheet) return true;
  }
  return false;
}

// The lists that the form names, as far as they lie in this folder.
Result<void> read_lists_beside(Files& files, const std::string& folder, forms::FormFiles& out) {
  const forms::Form bare = TRY(forms::form_without_lists(out));
  const std::vector<FolderEntry> entries = TRY(files.list(folder));
  for (const std::string& named : bare.files_named) {
    for (const FolderEntry& entry : entries) {
      const bool same_list = forms::list_instance_name(entry.name) == forms::list_instance_name(named);
      if (entry.is_folder || !forms::is_list_file_name(entry.name) || !same_list) continue;
      // pulldata names a list without its ending: the .csv is only a guess.
      const bool exact = entry.name == named;
      const bool guessed = std::none_of(entries.begin(), entries.end(),
                                        [&](const FolderEntry& other) { return other.name == named; });
      if ((!exact && !guessed) || is_sheet_name(lower_case(entry.name))) continue;
      Bytes bytes = TRY(read_file(files, join_path(folder, entry.name), forms::kListFileSizeMax));
      out.beside.emplace(entry.name, std::move(bytes));
    }
  }
  return {};
}

}  // namespace

Result<forms::Form> form_at_path(Files& files, const std::string& path) {
  const std::string clean = without_slashes(path);
  forms::FormFiles source;
  const std::size_t slash = clean.find_last_of('/');
  source.name = slash == std::string::npos ? clean : clean.substr(slash + 1);
  std::string folder = folder_around(clean);
  const Result<std::vector<FolderEntry>> entries = files.list(clean);
  if (entries.ok()) {
    folder = clean;
    for (const FolderEntry& entry : *entries) {
      const std::string name = lower_case(entry.name);
      if (entry.is_folder || !is_sheet_name(name)) continue;
      Bytes bytes = TRY(read_file(files, join_path(clean, entry.name), forms::kSheetSizeMax));
      source.sheets.emplace(name, std::move(bytes));
    }
    if (source.sheets.empty()) return Error{forms::kFormSheet, "there is no survey.csv in this folder"};
  } else {
    source.bytes = TRY(read_file(files, clean, forms::kZipFileSizeMax));
  }
  TRY(read_lists_beside(files, folder, source));
  return forms::form_from_files(source);
}

}  // namespace holdfast::cli
