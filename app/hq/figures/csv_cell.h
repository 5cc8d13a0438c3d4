// One cell of a CSV file that somebody will open in a spreadsheet: quoted where needed, and never a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace holdfast::hq {

// A cell that begins with = + - @, a tab, a carriage return or the full-width forms of those signs gets an apostrophe
// in front: spreadsheets run such cells as formulas.
std::string csv_cell(std::string_view text);
// With the line end of RFC 4180.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace holdfast::hq
