#include "app/hq/figures/csv_cell.h"

#include <algorithm>

namespace holdfast::hq {

namespace {

// ASCII, then U+FF1D, U+FF0B, U+FF0D, U+FF20, and the minus sign U+2212.
constexpr std::string_view kFormulaStarts[] = {
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\xEF\xBC\x9D",
    "\xEF\xBC\x8B",
    "\xEF\xBC\x8D",
    "\xEF\xBC\xA0",
    "\xE2\x88\x92",
};

}  // namespace

std::string csv_cell(std::string_view text) {
  const bool runs = std::any_of(std::begin(kFormulaStarts), std::end(kFormulaStarts),
                                [text](std::string_view start) { return text.starts_with(start); });
  std::string inner = runs ? "'" : "";
  for (const char c : text) {
    if (c == '"') inner.push_back('"');
    inner.push_back(c);
  }
  const bool quoted = inner.find_first_of(",\"\r\n\t") != std::string::npos;
  return quoted ? "\"" + inner + "\"" : inner;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  return out + "\r\n";
}

}  // namespace holdfast::hq
