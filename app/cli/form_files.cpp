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

bool is_named(const forms::Form& bare, const std::string& name) {
  return std::find(bare.files_named.begin(), bare.files_named.end(), name) != bare.files_named.end();
}

// pulldata names a list without its ending: the .csv is only a guess.
bool is_nearly_named(const forms::Form& bare, const std::vector<FolderEntry>& entries, const std::string& name) {
  const std::string as_csv = forms::list_instance_name(name) + ".csv";
  return forms::is_list_file_name(name) && is_named(bare, as_csv) &&
         std::none_of(entries.begin(), entries.end(), [&](const FolderEntry& other) { return other.name == as_csv; });
}

// The lists, pictures and sounds that the form names, as far as they lie in this folder.
Result<void> read_files_in(Files& files, const std::string& folder, const forms::Form& bare, forms::FormFiles& out) {
  const std::vector<FolderEntry> entries = TRY(files.list(folder));
  for (const FolderEntry& entry : entries) {
    const bool list = forms::is_list_file_name(entry.name) && !is_sheet_name(lower_case(entry.name));
    const bool media = !forms::media_type_of(entry.name).empty();
    if (entry.is_folder || (!list && !media) || out.beside.count(entry.name) != 0) continue;
    if (!is_named(bare, entry.name) && !is_nearly_named(bare, entries, entry.name)) continue;
    const std::size_t most = list ? forms::kListFileSizeMax : forms::kMediaFileSizeMax;
    Bytes bytes = TRY(read_file(files, join_path(folder, entry.name), most));
    out.beside.emplace(entry.name, std::move(bytes));
  }
  return {};
}

// Beside the form, and where ODK keeps such files: in the folder that is called as the form, with "-media".
Result<void> read_files_beside(Files& files, const std::string& folder, const std::string& form_path,
                               forms::FormFiles& out) {
  const forms::Form bare = TRY(forms::form_without_lists(out));
  TRY(read_files_in(files, folder, bare, out));
  const std::size_t slash = form_path.find_last_of('/');
  const std::size_t dot = form_path.find_last_of('.');
  const bool ending = dot != std::string::npos && (slash == std::string::npos || dot > slash + 1);
  const std::string stem = ending && out.sheets.empty() ? form_path.substr(0, dot) : form_path;
  for (const std::string& media : {stem + "-media", join_path(folder, "media")}) {
    if (files.list(media).ok()) TRY(read_files_in(files, media, bare, out));
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
  TRY(read_files_beside(files, folder, clean, source));
  return forms::form_from_files(source);
}

}  // namespace holdfast::cli
