// Inside of app/forms: the cells of one worksheet as text.
#pragma once

#include <string>
#include <vector>

#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"

namespace holdfast::forms {

struct CellStyles {
  std::vector<std::uint8_t> date_parts;  // by style: kDatePart and kTimePart
  bool from_1904 = false;                // days are counted from 1904
};
inline constexpr std::uint8_t kDatePart = 1;
inline constexpr std::uint8_t kTimePart = 2;

// xl/sharedStrings.xml: rich text joined, readings (phonetic runs) left out.
Result<std::vector<std::string>> read_shared_strings(ByteView xml);
Result<CellStyles> read_cell_styles(ByteView xml);

using CellRows = std::vector<std::vector<std::string>>;  // from row 1 on, blank ones included
struct WorksheetSource {
  std::string name;  // for messages
  const std::vector<std::string>* strings = nullptr;
  const CellStyles* styles = nullptr;
};
Result<CellRows> read_worksheet(const WorksheetSource& source, ByteView xml);

// "1.0" -> "1", "0.10000000000000001" -> "0.1"; the text itself where it is no number.
std::string plain_number(std::string_view text);
// A day count of the spreadsheet as ISO text: a date, a time, or both with a T.
std::string date_cell_text(double serial, std::uint8_t parts, bool from_1904);
// What a number format shows: kDatePart, kTimePart, both or 0.
std::uint8_t date_parts_of(std::string_view format_code);
// 1 -> "A", 28 -> "AB".
std::string column_letters(std::size_t column);

}  // namespace holdfast::forms
