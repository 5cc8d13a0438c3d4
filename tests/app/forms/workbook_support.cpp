#include "tests/app/forms/workbook_support.h"

#include <zip.h>

#include "app/forms/workbook_cells.h"

namespace holdfast::test {

Bytes zip_of(const std::vector<std::pair<std::string, std::string>>& parts, bool deflated) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* file = zip_source_buffer_create(nullptr, 0, 0, &error);
  HOLDFAST_ASSERT(file != nullptr);
  zip_source_keep(file);
  zip_t* zip = zip_open_from_source(file, ZIP_TRUNCATE, &error);
  HOLDFAST_ASSERT(zip != nullptr);
  for (const auto& [name, text] : parts) {
    zip_source_t* part = zip_source_buffer(zip, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(zip, name.c_str(), part, ZIP_FL_ENC_UTF_8);
    HOLDFAST_ASSERT(index >= 0);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 9);
    zip_file_set_mtime(zip, static_cast<zip_uint64_t>(index), 1'700'000'000, 0);
  }
  HOLDFAST_ASSERT(zip_close(zip) == 0);
  HOLDFAST_ASSERT(zip_source_open(file) == 0);
  HOLDFAST_ASSERT(zip_source_seek(file, 0, SEEK_END) == 0);
  Bytes out(static_cast<std::size_t>(zip_source_tell(file)));
  HOLDFAST_ASSERT(zip_source_seek(file, 0, SEEK_SET) == 0);
  HOLDFAST_ASSERT(zip_source_read(file, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(file);
  zip_source_free(file);
  zip_error_fini(&error);
  return out;
}

std::string text_row(std::size_t number, const std::vector<std::string>& cells) {
  const std::string row = std::to_string(number);
  std::string out = "<row r=\"" + row + "\">";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    out += "<c r=\"" + forms::column_letters(i + 1) + row + "\" t=\"inlineStr\"><is><t>" + cells[i] + "</t></is></c>";
  }
  return out + "</row>";
}

Bytes workbook_of(const std::vector<TestSheet>& sheets, const std::string& strings, const std::string& styles,
                  const std::string& book_properties) {
  const std::string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  std::string book = head + "<workbook " + main + " xmlns:r=\"" + office + "\">" + book_properties + "<sheets>";
  std::string relations = head + "<Relationships " + package + ">";
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    book += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    // Every second target is absolute, as some programs write them.
    relations += "<Relationship Id=\"rId" + number + "\" Type=\"" + office + "/worksheet\" Target=\"" +
                 (i % 2 == 0 ? "worksheets/" : "/xl/worksheets/") + "sheet" + number + ".xml\"/>";
    parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       head + "<worksheet " + main + "><sheetData>" + sheets[i].rows + "</sheetData></worksheet>");
  }
  relations += "<Relationship Id=\"rIdS\" Type=\"" + office + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
  relations += "<Relationship Id=\"rIdF\" Type=\"" + office + "/styles\" Target=\"styles.xml\"/></Relationships>";
  book += "</sheets></workbook>";
  parts.insert(parts.begin(), {"[Content_Types].xml", head + "<Types/>"});
  parts.emplace_back("_rels/.rels", head + "<Relationships " + package + "><Relationship Id=\"r1\" Type=\"" + office +
                                        "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  parts.emplace_back("xl/workbook.xml", book);
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations);
  parts.emplace_back("xl/sharedStrings.xml", head + "<sst " + main + ">" + strings + "</sst>");
  parts.emplace_back("xl/styles.xml", head + "<styleSheet " + main + ">" + styles + "</styleSheet>");
  return zip_of(parts);
}

}  // namespace holdfast::test
