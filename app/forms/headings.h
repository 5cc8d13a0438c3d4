// The headings of XLSForm sheets in all the spellings that real forms use, each mapped to one name of ours.
// Reads cells only; what a column means is for the callers.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/forms/table.h"

namespace holdfast::forms {

enum class SheetKind : std::uint8_t { Survey, Choices, Settings, Entities };

// A sheet whose columns are known by our names: "label", "hint", "relevant", "holdfast:class", …
class HeadedSheet {
 public:
  // kFormColumn where two columns mean the same, or one that we need is missing.
  static Result<HeadedSheet> read(SheetKind kind, std::string_view name, ByteView csv);

  std::size_t size() const { return sheet_.rows.size(); }
  std::size_t row_number(std::size_t row) const { return sheet_.row_numbers[row]; }
  // The cell, blanks collapsed; empty where there is no such column.
  std::string cell(std::size_t row, std::string_view column) const;
  // The cell with its line ends and blanks as they are.
  std::string raw_cell(std::size_t row, std::string_view column) const;
  // Language -> text, of a column that may be given in several languages; "" is the plain column.
  std::map<std::string, std::string> texts(std::size_t row, std::string_view column) const;
  bool has(std::string_view column) const { return columns_.count(std::string(column)) != 0; }
  // Headings we do not know: said, never a reason to refuse.
  const std::vector<std::string>& unknown() const { return unknown_; }
  // Columns that carry what the author chose: "bind::odk:length" and the like; of choices, what filters name.
  const std::vector<std::pair<std::string, std::size_t>>& extensions() const { return extensions_; }
  std::string extension_cell(std::size_t row, std::size_t position) const;
  // Languages of all columns, each once, in their order.
  std::vector<std::string> languages() const;
  // The error for one row of this sheet; and for one cell, its column called as the author called it.
  Error error(const Reason& reason, std::size_t row, std::string_view what) const;
  Error error(const Reason& reason, std::size_t row, std::string_view column, std::string_view what) const;

 private:
  std::string name_;
  Sheet sheet_;
  std::map<std::string, std::map<std::string, std::size_t>> columns_;  // name -> language -> position
  std::vector<std::string> unknown_;
  std::vector<std::pair<std::string, std::size_t>> extensions_;
};

// Blanks trimmed and collapsed, no-break spaces included.
std::string collapsed(std::string_view text);
// "yes", "true", "true()", "1" … in any case.
bool is_yes(std::string_view cell);
bool is_no(std::string_view cell);
// Typographic quotes, which spreadsheets put into expressions, as plain ones.
std::string plain_quotes(std::string_view expression);
// [A-Za-z_][A-Za-z0-9._-]*
bool is_question_name(std::string_view name);

}  // namespace holdfast::forms
