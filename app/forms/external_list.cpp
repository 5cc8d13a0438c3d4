#include "app/forms/external_list.h"

#include <algorithm>

#include "app/forms/table.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kListNameMax = 255;

bool ends_with_text(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// Semicolons where the heading has more of them than commas: what spreadsheets of half of Europe write.
char separator_of(std::string_view text) {
  const std::string_view heading = text.substr(0, text.find_first_of("\r\n"));
  const auto commas = std::count(heading.begin(), heading.end(), ',');
  return std::count(heading.begin(), heading.end(), ';') > commas ? ';' : ',';
}

}  // namespace

std::size_t ExternalList::column(std::string_view wanted) const {
  const auto at = std::find(columns.begin(), columns.end(), wanted);
  return at == columns.end() ? npos : static_cast<std::size_t>(at - columns.begin());
}

std::string_view ExternalList::cell(std::size_t row, std::string_view wanted) const {
  const std::size_t position = column(wanted);
  return position == npos ? std::string_view() : std::string_view(rows[row][position]);
}

// A list in a file of its own is named, never opened here; still, a name is a name and not a path.
bool is_list_file_name(std::string_view name) {
  if (name.empty() || name.size() > kListNameMax || name.front() == '.') return false;
  for (const char c : name) {
    const bool fine = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                      c == '-' || c == '.' || c == ' ';
    if (!fine) return false;
  }
  return ends_with_text(name, ".csv") || ends_with_text(name, ".xml") || ends_with_text(name, ".geojson");
}

std::string list_instance_name(std::string_view file_name) {
  return std::string(file_name.substr(0, file_name.find_last_of('.')));
}

Result<ExternalList> read_csv_list(std::string_view file_name, ByteView bytes) {
  Sheet sheet = TRY(parse_csv(file_name, bytes, separator_of(as_text(bytes))));
  const std::string what(file_name);
  if (sheet.columns.empty()) return Error{kFormExternal, what + ": no heading"};
  if (sheet.rows.size() > kListRowsMax) return Error{kFormTooLarge, what + ": too many rows"};
  ExternalList out;
  out.name = list_instance_name(file_name);
  // Columns without a heading hold nothing (parse_csv has seen to that) and are left out.
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (sheet.columns[i].empty()) continue;
    if (out.column(sheet.columns[i]) != ExternalList::npos) {
      return Error{kFormExternal, what + ", column " + std::to_string(i + 1) + ": the same heading once more"};
    }
    kept.push_back(i);
    out.columns.push_back(sheet.columns[i]);
  }
  for (std::vector<std::string>& row : sheet.rows) {
    std::vector<std::string> cells;
    cells.reserve(kept.size());
    for (const std::size_t position : kept) cells.push_back(std::move(row[position]));
    out.rows.push_back(std::move(cells));
  }
  out.row_numbers = std::move(sheet.row_numbers);
  return out;
}

Result<ExternalList> read_external_list(std::string_view file_name, ByteView bytes) {
  if (bytes.size() > kListFileSizeMax) return Error{kFormTooLarge, std::string(file_name)};
  if (ends_with_text(file_name, ".csv")) return read_csv_list(file_name, bytes);
  if (ends_with_text(file_name, ".geojson")) return read_geojson_list(file_name, bytes);
  if (ends_with_text(file_name, ".xml")) return read_xml_list(file_name, bytes);
  return Error{kFormExternal, std::string(file_name) + ": a list is .csv, .geojson or .xml"};
}

}  // namespace holdfast::forms
