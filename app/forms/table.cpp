#include "app/forms/table.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

// Rows of the source, blank ones included.
constexpr std::size_t kRecordsMax = 4 * kSheetRowsMax;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error table_error(const Reason& reason, std::string_view sheet, std::size_t row, std::size_t column,
                  std::string_view what) {
  std::string detail(sheet);
  detail += ", row " + std::to_string(row);
  if (column != 0) detail += ", column " + std::to_string(column);
  detail += ": ";
  detail += what;
  return {reason, detail};
}

std::string trimmed_cell(std::string_view text) {
  const char* blanks = " \t\r\n";
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(blanks) - from + 1));
}

bool is_blank_row(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trimmed_cell(cell).empty(); });
}

// Takes records off the front of a text, one call each.
class CsvReader {
 public:
  CsvReader(std::string_view sheet, std::string_view text, char separator)
      : sheet_(sheet), rest_(text), separator_(separator) {}
  bool done() const { return rest_.empty(); }
  std::size_t row() const { return row_; }

  // One record up to and with its line end.
  Result<std::vector<std::string>> record() {
    ++row_;
    std::vector<std::string> cells;
    while (true) {
      if (cells.size() == kSheetColumnsMax) {
        return table_error(kFormTooLarge, sheet_, row_, cells.size() + 1, "too many columns");
      }
      std::string cell = TRY(quoted() ? quoted_cell(cells.size() + 1) : plain_cell(cells.size() + 1));
      cells.push_back(std::move(cell));
      if (rest_.empty()) return cells;
      const char next = rest_.front();
      rest_.remove_prefix(1);
      if (next == separator_) continue;
      if (next == '\r' && !rest_.empty() && rest_.front() == '\n') rest_.remove_prefix(1);
      return cells;
    }
  }

 private:
  bool quoted() const { return !rest_.empty() && rest_.front() == '"'; }
  bool ends_cell(char c) const { return c == separator_ || c == '\r' || c == '\n'; }

  Result<std::string> plain_cell(std::size_t column) {
    std::size_t size = 0;
    while (size < rest_.size() && !ends_cell(rest_[size])) {
      if (rest_[size] == '"') return table_error(kFormCell, sheet_, row_, column, "a quote inside an unquoted cell");
      ++size;
    }
    if (size > kCellSizeMax) return table_error(kFormTooLarge, sheet_, row_, column, "the cell is too long");
    std::string cell(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return cell;
  }

  Result<std::string> quoted_cell(std::size_t column) {
    rest_.remove_prefix(1);
    std::string cell;
    while (true) {
      const std::size_t quote = rest_.find('"');
      if (quote == std::string_view::npos) {
        return table_error(kFormCell, sheet_, row_, column, "a quote is never closed");
      }
      cell.append(rest_.substr(0, quote));
      if (cell.size() > kCellSizeMax) return table_error(kFormTooLarge, sheet_, row_, column, "the cell is too long");
      rest_.remove_prefix(quote + 1);
      if (!quoted()) break;  // two quotes stand for one
      cell.push_back('"');
      rest_.remove_prefix(1);
    }
    if (!rest_.empty() && !ends_cell(rest_.front())) {
      return table_error(kFormCell, sheet_, row_, column, "text behind a closing quote");
    }
    return cell;
  }

  std::string_view sheet_;
  std::string_view rest_;
  char separator_;
  std::size_t row_ = 0;
};

Result<void> add_row(Sheet& sheet, std::string_view name, std::vector<std::string> cells, std::size_t row) {
  if (is_blank_row(cells)) return {};
  if (sheet.rows.size() == kSheetRowsMax) return table_error(kFormTooLarge, name, row, 0, "too many rows");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool has_column = i < sheet.columns.size() && !sheet.columns[i].empty();
    if (!has_column && !trimmed_cell(cells[i]).empty()) {
      return table_error(kFormCell, name, row, i + 1, "a cell in a column without a heading");
    }
  }
  cells.resize(sheet.columns.size());
  sheet.rows.push_back(std::move(cells));
  sheet.row_numbers.push_back(row);
  return {};
}

}  // namespace

std::size_t Sheet::column(std::string_view name) const {
  const auto at = std::find(columns.begin(), columns.end(), name);
  return at == columns.end() ? npos : static_cast<std::size_t>(at - columns.begin());
}

std::string csv_cell(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

Result<Sheet> parse_csv(std::string_view sheet_name, ByteView bytes, char separator) {
  if (bytes.size() > kSheetSizeMax) return Error{kFormTooLarge, std::string(sheet_name)};
  if (!is_utf8(bytes)) return Error{kFormCell, std::string(sheet_name) + ": not UTF-8"};
  std::string_view text = as_text(bytes);
  if (text.find('\0') != std::string_view::npos) {
    return Error{kFormCell, std::string(sheet_name) + ": a zero byte"};
  }
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  Sheet sheet;
  CsvReader reader(sheet_name, text, separator);
  while (!reader.done()) {
    if (reader.row() == kRecordsMax) return table_error(kFormTooLarge, sheet_name, kRecordsMax, 0, "too many rows");
    auto cells = TRY(reader.record());
    if (!sheet.columns.empty()) {
      TRY(add_row(sheet, sheet_name, std::move(cells), reader.row()));
      continue;
    }
    if (is_blank_row(cells)) continue;
    for (const std::string& cell : cells) sheet.columns.push_back(trimmed_cell(cell));
  }
  return sheet;
}

}  // namespace holdfast::forms
