#include "app/forms/workbook.h"

#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/headings.h"
#include "app/forms/workbook_cells.h"
#include "app/forms/xml_text.h"
#include "app/forms/zip_archive.h"

namespace holdfast::forms {
namespace {

constexpr XmlLimits kPartLimits{std::size_t{2} << 20, 50'000, 32};

struct SheetEntry {
  std::string name;  // lower case, blanks and underscores as underscores
  std::string part;  // of the zip
};

std::string sheet_key(std::string_view name) {
  std::string out = collapsed(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == ' ' || c == '-') c = '_';
  }
  return out;
}

// At most two letters added, left out or changed.
bool is_nearly(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()] <= 2;
}

// "/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml" and "../xl/…", seen from the folder of another part.
std::string part_name(std::string_view folder, std::string_view target) {
  if (!target.empty() && target.front() == '/') return std::string(target.substr(1));
  std::string out(folder);
  while (target.substr(0, 3) == "../") {
    target.remove_prefix(3);
    const std::size_t slash = out.empty() ? std::string::npos : out.find_last_of('/', out.size() - 2);
    out.resize(slash == std::string::npos ? 0 : slash + 1);
  }
  return out + std::string(target);
}

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.find_last_of('/');
  return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

class WorkbookReader {
 public:
  explicit WorkbookReader(ZipArchive& zip) : zip_(zip) {}

  Result<FormSheets> read() {
    TRY(find_parts());
    TRY(read_common_parts());
    FormSheets out;
    const bool single = sheets_.size() == 1;
    if (!single && find("survey") == nullptr) return Error{kFormSheet, missing_survey()};
    out.survey = TRY(read_sheet(single ? &sheets_.front() : find("survey"), "survey"));
    if (single) return out;
    out.choices = TRY(read_sheet(find("choices"), "choices"));
    out.settings = TRY(read_sheet(find("settings"), "settings"));
    out.entities = TRY(read_sheet(find("entities"), "entities"));
    out.external_choices = TRY(read_sheet(find("external_choices"), "external_choices"));
    return out;
  }

 private:
  Result<void> parse_part(const std::string& part, pugi::xml_document& out) {
    const Bytes bytes = TRY(zip_.read(part));
    return parse_xml(kFormWorkbook, "workbook", bytes, kPartLimits, out);
  }

  // Target of the first relationship whose type ends like this; "" where there is none.
  Result<std::string> related(const std::string& part, std::string_view type_ending) {
    const std::string folder = folder_of(part);
    const std::string relations = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!zip_.has(relations)) return std::string();
    pugi::xml_document document;
    TRY(parse_part(relations, document));
    for (const pugi::xml_node relation : document.document_element().children()) {
      const std::string_view type = relation.attribute("Type").value();
      if (type.size() < type_ending.size() || type.substr(type.size() - type_ending.size()) != type_ending) continue;
      return part_name(folder, relation.attribute("Target").value());
    }
    return std::string();
  }

  Result<void> find_parts() {
    book_ = TRY(related("", "/officeDocument"));
    if (book_.empty()) book_ = "xl/workbook.xml";
    if (!zip_.has(book_)) return Error{kFormWorkbook, "the file has no workbook in it"};
    pugi::xml_document relations;
    const std::string folder = folder_of(book_);
    TRY(parse_part(folder + "_rels/" + book_.substr(folder.size()) + ".rels", relations));
    std::map<std::string, std::string> targets;
    for (const pugi::xml_node relation : relations.document_element().children()) {
      targets[relation.attribute("Id").value()] = part_name(folder, relation.attribute("Target").value());
    }
    pugi::xml_document book;
    TRY(parse_part(book_, book));
    const std::string_view from = xml_child(book.document_element(), "workbookPr").attribute("date1904").value();
    from_1904_ = from == "1" || from == "true";
    for (const pugi::xml_node sheet : xml_child(book.document_element(), "sheets").children()) {
      if (local_xml_name(sheet.name()) != "sheet") continue;
      for (const pugi::xml_attribute attribute : sheet.attributes()) {
        const std::string_view name = attribute.name();
        if (name.find(':') == std::string_view::npos || local_xml_name(name) != "id") continue;
        const auto target = targets.find(attribute.value());
        if (target != targets.end()) sheets_.push_back({sheet_key(sheet.attribute("name").value()), target->second});
      }
    }
    if (sheets_.empty()) return Error{kFormWorkbook, "the workbook has no sheet"};
    return {};
  }

  Result<void> read_common_parts() {
    const std::string strings = TRY(related(book_, "/sharedStrings"));
    if (!strings.empty() && zip_.has(strings)) {
      const Bytes xml = TRY(zip_.read(strings));
      strings_ = TRY(read_shared_strings(xml));
    }
    const std::string styles = TRY(related(book_, "/styles"));
    if (!styles.empty() && zip_.has(styles)) {
      const Bytes xml = TRY(zip_.read(styles));
      styles_ = TRY(read_cell_styles(xml));
    }
    styles_.from_1904 = from_1904_;
    return {};
  }

  const SheetEntry* find(std::string_view name) const {
    for (const SheetEntry& sheet : sheets_) {
      if (sheet.name == name) return &sheet;
    }
    return nullptr;
  }

  // A name that differs in a letter or two is a slip.
  std::string missing_survey() const {
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      if (!is_nearly(sheets_[i].name, "survey")) continue;
      return "no sheet is named survey; sheet " + std::to_string(i + 1) + " nearly is: give it this name";
    }
    return "no sheet is named survey: give this name to the sheet with the questions";
  }

  Result<Bytes> read_sheet(const SheetEntry* sheet, const std::string& name) {
    if (sheet == nullptr) return Bytes();
    const Bytes xml = TRY(zip_.read(sheet->part));
    const CellRows rows = TRY(read_worksheet({name, &strings_, &styles_}, xml));
    return csv_of(rows, name);
  }

  // Cells below no heading are the author's remarks.
  static Result<Bytes> csv_of(const CellRows& rows, const std::string& name) {
    std::string out;
    const std::vector<std::string>* heading = nullptr;
    for (const std::vector<std::string>& row : rows) {
      if (heading == nullptr && !row.empty()) heading = &row;
      for (std::size_t i = 0; heading != nullptr && i < std::min(row.size(), heading->size()); ++i) {
        if (i > 0) out.push_back(',');
        if (!row[i].empty() && !is_blank((*heading)[i])) out += csv_cell(row[i]);
      }
      out.push_back('\n');
      if (out.size() > kSheetSizeMax) return Error{kFormTooLarge, name};
    }
    return to_bytes(as_bytes(out));
  }

  static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

  ZipArchive& zip_;
  std::string book_;
  std::vector<SheetEntry> sheets_;
  std::vector<std::string> strings_;
  CellStyles styles_;
  bool from_1904_ = false;
};

}  // namespace

Result<FormSheets> read_workbook(ByteView bytes) {
  ZipArchive zip = TRY(ZipArchive::open(bytes));
  return WorkbookReader(zip).read();
}

}  // namespace holdfast::forms
