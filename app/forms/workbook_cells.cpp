#include "app/forms/workbook_cells.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "app/forms/table.h"
#include "app/forms/workbook.h"
#include "app/forms/xml_text.h"

namespace holdfast::forms {
namespace {

constexpr XmlLimits kSharedStringLimits{std::size_t{32} << 20, 2'000'000, 32};
constexpr XmlLimits kStyleLimits{std::size_t{8} << 20, 400'000, 32};
constexpr XmlLimits kRowLimits{std::size_t{4} << 20, 40'000, 16};

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code >> 6)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xE0 | (code >> 12)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

// "_x000D_" stands for a character that XML cannot carry. Halves of pairs and the zero stay as they are spelled.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::uint32_t code = 0;
    if (text.substr(i, 2) == "_x" && i + 7 <= text.size() && text[i + 6] == '_') {
      const char* const from = text.data() + i + 2;
      const auto read = std::from_chars(from, from + 4, code, 16);
      const bool fine = read.ec == std::errc() && read.ptr == from + 4 && code != 0 && (code < 0xD800 || code > 0xDFFF);
      if (fine) {
        append_utf8(out, code);
        i += 7;
        continue;
      }
    }
    out.push_back(text[i++]);
  }
  return out;
}

// <t> and <r><t>, never <rPh><t> (how an East Asian text is read aloud).
std::string string_item(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node part : item.children()) {
    const std::string_view name = local_xml_name(part.name());
    if (name == "t") out += part.text().get();
    if (name != "r") continue;
    for (const pugi::xml_node run : part.children()) {
      if (local_xml_name(run.name()) == "t") out += run.text().get();
    }
  }
  return unescaped(out);
}

// Formats without a code of their own in the file (ECMA-376 part 1, 18.8.30).
std::uint8_t builtin_date_parts(unsigned id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return kDatePart;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return kTimePart;
  return id == 22 ? kDatePart | kTimePart : 0;
}

// "AB12" -> 28; nothing where no letters stand in front.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 3) {
    column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A') + 1;
    ++letters;
  }
  if (letters == 0) return std::nullopt;
  return column;
}

class WorksheetReader {
 public:
  WorksheetReader(const WorksheetSource& source, std::string_view text) : source_(source), text_(text) {}

  // One row after the other, so that a million formatted blank rows are never built.
  Result<CellRows> read() {
    while (find_row()) {
      pugi::xml_document fragment;
      const ByteView bytes = as_bytes(text_.substr(from_, to_ - from_));
      const std::string where = source_.name + ", row " + std::to_string(number_ + 1);
      TRY(parse_xml(kFormWorkbook, where, bytes, kRowLimits, fragment));
      const pugi::xml_node row = fragment.document_element();
      const std::size_t number = std::max<std::size_t>(row.attribute("r").as_uint(), number_ + 1);
      TRY(take(row, number));
      if (number_ > last_filled_ + kBlankRunMax) break;
    }
    if (broken_) return Error{kFormWorkbook, source_.name + ": the sheet is cut off"};
    rows_.resize(last_filled_);
    return std::move(rows_);
  }

 private:
  Error cell_error(const Reason& reason, std::size_t column, std::string_view what) const {
    return {reason, source_.name + ", row " + std::to_string(number_) + ", column " + column_letters(column) + ": " +
                        std::string(what)};
  }

  // The next <row …> with its end; prefixes ("x:row") are allowed.
  bool find_row() {
    while (true) {
      const std::size_t open = text_.find('<', to_);
      if (open == std::string_view::npos) return false;
      const std::size_t name_end = text_.find_first_of(" \t\r\n/>", open + 1);
      if (name_end == std::string_view::npos) return false;
      const std::string_view name = text_.substr(open + 1, name_end - open - 1);
      const std::size_t close = text_.find('>', open);
      if (close == std::string_view::npos) return false;
      to_ = close + 1;
      if (local_xml_name(name) != "row") continue;
      from_ = open;
      if (text_[close - 1] == '/') return true;
      const std::string end = "</" + std::string(name) + ">";
      const std::size_t at = text_.find(end, close);
      broken_ = at == std::string_view::npos;
      if (broken_) return false;
      to_ = at + end.size();
      return true;
    }
  }

  Result<void> take(const pugi::xml_node& row, std::size_t number) {
    // Rows left out are blank ones; a number far away is not a reason to fill memory.
    if (number > last_filled_ + kBlankRunMax + 1) {
      number_ = number;
      return {};
    }
    number_ = number;
    std::vector<std::string> cells;
    std::size_t column = 0;
    bool filled = false;
    for (const pugi::xml_node cell : row.children()) {
      if (local_xml_name(cell.name()) != "c") continue;
      column = column_of(cell.attribute("r").value()).value_or(column + 1);
      std::string text = TRY(cell_text(cell, column));
      if (text.find_first_not_of(" \t\r\n") == std::string::npos) continue;
      if (++cells_ > kWorkbookCellsMax) return cell_error(kFormTooLarge, column, "too many cells");
      // Behind twenty blank headings nothing belongs to the form any more.
      if (last_filled_ > 0 && column > width_ + kBlankRunMax) continue;
      if (column > kSheetColumnsMax) return cell_error(kFormTooLarge, column, "too many columns");
      if (column > cells.size()) cells.resize(column);
      cells[column - 1] = std::move(text);
      filled = true;
    }
    if (!filled) return {};
    if (last_filled_ == 0) width_ = heading_width(cells);
    if (number > kSheetRowsMax) return cell_error(kFormTooLarge, 1, "too many rows");
    rows_.resize(number);
    rows_[number - 1] = std::move(cells);
    last_filled_ = number;
    return {};
  }

  // Up to the first run of twenty blank headings.
  static std::size_t heading_width(std::vector<std::string>& cells) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < cells.size() && i < width + kBlankRunMax; ++i) {
      if (!cells[i].empty()) width = i + 1;
    }
    cells.resize(width);
    return width;
  }

  Result<std::string> cell_text(const pugi::xml_node& cell, std::size_t column) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return string_item(xml_child(cell, "is"));
    const pugi::xml_node value = xml_child(cell, "v");
    const std::string_view text = value.text().get();
    if (type == "s") {
      std::size_t index = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
      if (text.empty()) return std::string();
      if (read.ec != std::errc() || source_.strings == nullptr || index >= source_.strings->size()) {
        return cell_error(kFormWorkbook, column, "the text of this cell is missing");
      }
      return (*source_.strings)[index];
    }
    if (type == "e") return cell_error(kFormCell, column, error_sentence(text));
    if (type == "b") return std::string(text == "1" || text == "true" ? "TRUE" : text.empty() ? "" : "FALSE");
    if (type == "str" || type == "d") return unescaped(text);
    return number_text_of(cell, text);
  }

  // Only errors that spreadsheets have are repeated.
  static std::string error_sentence(std::string_view text) {
    for (const std::string_view known : {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!",
                                         "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!"}) {
      if (text == known) {
        return "the cell holds the error " + std::string(known) + "; mend its formula or type the text itself";
      }
    }
    return "the cell holds an error; mend its formula or type the text itself";
  }

  std::string number_text_of(const pugi::xml_node& cell, std::string_view text) const {
    const std::size_t style = cell.attribute("s").as_uint();
    const bool styled = source_.styles != nullptr && style < source_.styles->date_parts.size();
    const std::uint8_t parts = styled ? source_.styles->date_parts[style] : std::uint8_t{0};
    double serial = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), serial);
    if (parts == 0 || text.empty() || read.ec != std::errc()) return plain_number(text);
    return date_cell_text(serial, parts, source_.styles->from_1904);
  }

  const WorksheetSource& source_;
  std::string_view text_;
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  CellRows rows_;
  std::size_t number_ = 0;       // of the row at hand
  std::size_t last_filled_ = 0;  // of the last row with a cell that is not blank
  std::size_t width_ = 0;        // columns up to the last heading
  std::size_t cells_ = 0;
  bool broken_ = false;
};

}  // namespace

Result<std::vector<std::string>> read_shared_strings(ByteView xml) {
  pugi::xml_document document;
  TRY(parse_xml(kFormWorkbook, "shared texts", xml, kSharedStringLimits, document));
  std::vector<std::string> out;
  for (const pugi::xml_node item : document.document_element().children()) {
    if (local_xml_name(item.name()) == "si") out.push_back(string_item(item));
  }
  return out;
}

Result<CellStyles> read_cell_styles(ByteView xml) {
  pugi::xml_document document;
  TRY(parse_xml(kFormWorkbook, "styles", xml, kStyleLimits, document));
  const pugi::xml_node root = document.document_element();
  std::map<unsigned, std::uint8_t> own;
  for (const pugi::xml_node format : xml_child(root, "numFmts").children()) {
    own[format.attribute("numFmtId").as_uint()] = date_parts_of(format.attribute("formatCode").value());
  }
  CellStyles out;
  for (const pugi::xml_node style : xml_child(root, "cellXfs").children()) {
    if (local_xml_name(style.name()) != "xf") continue;
    const unsigned id = style.attribute("numFmtId").as_uint();
    const auto at = own.find(id);
    out.date_parts.push_back(at == own.end() ? builtin_date_parts(id) : at->second);
  }
  return out;
}

Result<CellRows> read_worksheet(const WorksheetSource& source, ByteView xml) {
  if (!is_utf8(xml)) return Error{kFormWorkbook, source.name + ": not UTF-8 text"};
  return WorksheetReader(source, as_text(xml)).read();
}

}  // namespace holdfast::forms
