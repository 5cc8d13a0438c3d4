// A sheet of cells, whatever file it came from. CSV per RFC 4180 (UTF-8, optional byte order mark, quoted cells).
#pragma once

#include <string>
#include <vector>

#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"

namespace holdfast::forms {

inline constexpr std::size_t kSheetSizeMax = std::size_t{8} << 20;
inline constexpr std::size_t kSheetRowsMax = 60000;
inline constexpr std::size_t kSheetColumnsMax = 256;
inline constexpr std::size_t kCellSizeMax = 32768;

struct Sheet {
  std::vector<std::string> columns;             // first row, trimmed
  std::vector<std::vector<std::string>> rows;   // the others; as long as `columns`, short rows filled
  std::vector<std::size_t> row_numbers;         // of the source, counted from 1, for messages
  // Index of a column, or npos.
  std::size_t column(std::string_view name) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

// Errors name sheet, row and column in their detail.
Result<Sheet> parse_csv(std::string_view sheet_name, ByteView bytes, char separator = ',');
// One cell as CSV writes it.
std::string csv_cell(std::string_view text);

}  // namespace holdfast::forms
