#include "app/forms/workbook.h"

#include <catch2/catch_test_macros.hpp>

#include "app/forms/workbook_cells.h"
#include "app/forms/zip_archive.h"
#include "tests/app/forms/real_forms.h"
#include "tests/app/forms/workbook_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

const std::string kHeading = text_row(1, {"type", "name", "label"});

std::string survey_text(const Bytes& workbook) {
  const auto sheets = read_workbook(workbook);
  if (!sheets.ok()) FAIL(sheets.error().detail);
  return std::string(as_text(sheets->survey));
}

Error refusal_of(ByteView workbook) {
  const auto sheets = read_workbook(workbook);
  REQUIRE(!sheets.ok());
  return sheets.error();
}

// One more cell in row 2, column D, below the heading "default".
Bytes with_cell(const std::string& cell, const std::string& strings = {}, const std::string& styles = {},
                const std::string& properties = {}) {
  const std::string heading = text_row(1, {"type", "name", "label", "default"});
  return workbook_of({{"survey", heading + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>text</t></is></c>" + cell +
                                     "</row>"}},
                     strings, styles, properties);
}

std::string cell_of(const std::string& cell, const std::string& strings = {}, const std::string& styles = {},
                    const std::string& properties = {}) {
  const std::string text = survey_text(with_cell(cell, strings, styles, properties));
  const std::string row = text.substr(text.find('\n') + 1);
  return row.substr(row.find(",,,") + 3);
}

}  // namespace

TEST_CASE("Sheets of a workbook are found by name in any case, hidden or not, whatever else is there") {
  const Bytes book = workbook_of({{"\xF0\x9F\x91\x8B Start here", text_row(1, {"read me"})},
                                  {"CHOICES ", text_row(1, {"list_name", "name", "label"}) +
                                                   text_row(2, {"yn", "yes", "Yes"})},
                                  {"Survey", kHeading + text_row(2, {"select_one yn", "q", "Well?"})},
                                  {"settings\" state=\"hidden", text_row(1, {"form_id"}) + text_row(2, {"f1"})}});
  const auto form = form_from_files({"x.xlsx", book, {}, {}});
  REQUIRE(form.ok());
  CHECK(form->id == "f1");
  CHECK(form->questions.size() == 1);
  CHECK(form->choices.at("yn").front().labels.at("") == "Yes");
}

TEST_CASE("A workbook with one sheet is a survey, and one with others but no survey says what is nearly called so") {
  CHECK(form_from_files({"my form.xlsx", workbook_of({{"Sheet1", kHeading + text_row(2, {"text", "q", "Q"})}}), {}, {}})
            ->id == "my form");
  const Error none = refusal_of(workbook_of({{"Sheet1", kHeading}, {"Sheet2", kHeading}}));
  CHECK(none.reason == kFormSheet);
  CHECK(none.detail == "no sheet is named survey: give this name to the sheet with the questions");
  CHECK(refusal_of(workbook_of({{"choices", kHeading}, {"Survery", kHeading}})).detail ==
        "no sheet is named survey; sheet 2 nearly is: give it this name");
}

TEST_CASE("Cells are read as the spreadsheet showed them") {
  CHECK(cell_of("<c r=\"D2\"><v>1</v></c>") == "\"1\"\n");
  CHECK(cell_of("<c r=\"D2\"><v>1.0</v></c>") == "\"1\"\n");
  CHECK(cell_of("<c r=\"D2\"><v>0.10000000000000001</v></c>") == "\"0.1\"\n");
  CHECK(cell_of("<c r=\"D2\"><v>12345678901234</v></c>") == "\"12345678901234\"\n");
  CHECK(cell_of("<c r=\"D2\" t=\"b\"><v>1</v></c>") == "\"TRUE\"\n");
  CHECK(cell_of("<c r=\"D2\" t=\"b\"><v>0</v></c>") == "\"FALSE\"\n");
  CHECK(cell_of("<c r=\"D2\" t=\"str\"><f>A1&amp;\"x\"</f><v>made</v></c>") == "\"made\"\n");
  CHECK(cell_of("<c r=\"D2\" t=\"inlineStr\"><is><t>in </t><r><t>line</t></r></is></c>") == "\"in line\"\n");
  CHECK(cell_of("<c r=\"D2\" t=\"s\"><v>1</v></c>",
                "<si><t>no</t></si><si><r><t xml:space=\"preserve\">Rich </t></r><r><rPr/><t>text</t></r>"
                "<rPh sb=\"0\" eb=\"2\"><t>reading</t></rPh></si>") == "\"Rich text\"\n");
  CHECK(cell_of("<c r=\"D2\" t=\"s\"><v>0</v></c>", "<si><t>a_x000D__x0041__x005F_x0041_</t></si>") ==
        "\"a\rA_x0041_\"\n");
}

TEST_CASE("Days and times are read by their style as ISO text") {
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"166\" formatCode=\"0.00&quot;days&quot;\"/>"
      "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
      "<xf numFmtId=\"166\"/></cellXfs>";
  const auto styled = [&styles](const std::string& style, const std::string& value, const std::string& book = {}) {
    return cell_of("<c r=\"D2\" s=\"" + style + "\"><v>" + value + "</v></c>", {}, styles, book);
  };
  CHECK(styled("0", "44606") == "\"44606\"\n");
  CHECK(styled("1", "44606") == "\"2022-02-14\"\n");
  CHECK(styled("2", "44606.604166666664") == "\"2022-02-14T14:30:00\"\n");
  CHECK(styled("3", "0.60416666666666663") == "\"14:30:00\"\n");
  CHECK(styled("4", "44606") == "\"44606\"\n");
  CHECK(styled("1", "1") == "\"1900-01-01\"\n");
  CHECK(styled("1", "61") == "\"1900-03-01\"\n");
  CHECK(styled("1", "43144", "<workbookPr date1904=\"1\"/>") == "\"2022-02-14\"\n");
}

TEST_CASE("A cell that holds an error is refused with sheet, row, column and what to do") {
  for (const char* error : {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!"}) {
    const Error refused = refusal_of(with_cell("<c r=\"D2\" t=\"e\"><v>" + std::string(error) + "</v></c>"));
    CHECK(refused.reason == kFormCell);
    CHECK(refused.detail == "survey, row 2, column D: the cell holds the error " + std::string(error) +
                                "; mend its formula or type the text itself");
  }
  // Never the words of a stranger.
  CHECK(refusal_of(with_cell("<c r=\"D2\" t=\"e\"><v>call 0800</v></c>")).detail ==
        "survey, row 2, column D: the cell holds an error; mend its formula or type the text itself");
  // An error on a sheet that is none of the form's is nobody's business.
  CHECK(read_workbook(workbook_of({{"survey", kHeading + text_row(2, {"text", "q", "Q"})},
                                   {"sums", "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c></row>"}}))
            .ok());
  CHECK(refusal_of(with_cell("<c r=\"D2\" t=\"s\"><v>7</v></c>")).detail ==
        "survey, row 2, column D: the text of this cell is missing");
}

TEST_CASE("Formatted blank rows and columns end a sheet after twenty, and rows keep their numbers") {
  std::string rows = kHeading + text_row(2, {"text", "q", "Q"}) + text_row(4, {"text", "r", "R"});
  const auto form = form_from_files({"x.xlsx", workbook_of({{"survey", rows}}), {}, {}});
  REQUIRE(form.ok());
  CHECK(form->questions[1].row == 4);
  std::string blank = rows;
  for (std::size_t row = 5; row < 200'000; ++row) blank += "<row r=\"" + std::to_string(row) + "\" s=\"3\"/>";
  blank += text_row(200'000, {"nonsense", "z", "Z"});
  CHECK(form_from_files({"x.xlsx", workbook_of({{"survey", blank}}), {}, {}})->questions.size() == 2);
  const std::string far = text_row(1'048'576, {"nonsense", "z", "Z"});
  CHECK(form_from_files({"x.xlsx", workbook_of({{"survey", rows + far}}), {}, {}})->questions.size() == 2);
  // A remark far to the right, and one below no heading.
  std::vector<std::string> wide(60);
  wide[0] = "text";
  wide[1] = "w";
  wide[2] = "W";
  wide[4] = "a remark";
  wide[59] = "another";
  const Bytes with_remarks = workbook_of({{"survey", rows + text_row(5, wide)}});
  CHECK(form_from_files({"x.xlsx", with_remarks, {}, {}})->questions.size() == 3);
}

TEST_CASE("Files that are no workbook say what they are") {
  Bytes old = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
  old.resize(4096, 0x20);
  CHECK(refusal_of(old).reason == kFormOldWorkbook);
  CHECK(form_from_files({"form.xlsx", old, {}, {}}).error().reason == kFormOldWorkbook);
  Bytes locked = old;
  for (const char c : std::string_view("EncryptedPackage")) {
    locked.push_back(static_cast<std::uint8_t>(c));
    locked.push_back(0);
  }
  CHECK(refusal_of(locked).reason == kFormEncrypted);
  CHECK(refusal_of(as_bytes("type,name,label\n")).reason == kFormWorkbook);
  CHECK(form_from_files({"form.xlsx", to_bytes(as_bytes("type,name")), {}, {}}).error().reason == kFormWorkbook);
  CHECK(form_from_files({"form.txt", to_bytes(as_bytes("type,name")), {}, {}}).error().reason == kFormNotForm);
  CHECK(refusal_of(zip_of({{"hello.txt", "hello"}})).detail == "the file has no workbook in it");
  CHECK(refusal_of({}).reason == kFormWorkbook);
}

TEST_CASE("A workbook made to burst is refused before it is unpacked") {
  const std::string much(std::size_t{40} << 20, ' ');
  std::vector<std::pair<std::string, std::string>> parts = {
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships/>"},
      {"xl/workbook.xml", "<workbook>" + much + "</workbook>"}};
  const Bytes bomb = zip_of(parts);
  CHECK(bomb.size() < 200'000);
  const Error refused = refusal_of(bomb);
  CHECK(refused.reason == kFormTooLarge);
  CHECK(refused.detail == "a part of the workbook becomes too large when it is unpacked");
  std::vector<std::pair<std::string, std::string>> many;
  for (std::size_t i = 0; i <= kZipEntriesMax; ++i) many.emplace_back(std::to_string(i), "x");
  CHECK(refusal_of(zip_of(many, false)).detail == "the workbook has too many parts");
  CHECK(refusal_of(Bytes(kZipFileSizeMax + 1)).reason == kFormTooLarge);
}

TEST_CASE("A cell far away and a sheet of too many columns do not fill memory") {
  const Error wide = refusal_of(
      workbook_of({{"survey", kHeading.substr(0, kHeading.size() - 6) +
                                  "<c r=\"XFD1\" t=\"inlineStr\"><is><t>far</t></is></c></row>"}}));
  CHECK(wide.reason == kFormTooLarge);
  CHECK(wide.detail == "survey, row 1, column XFD: too many columns");
}

TEST_CASE("A workbook cut off anywhere is refused, and one with a changed byte is refused or read") {
  const Bytes whole = workbook_of({{"survey", kHeading + text_row(2, {"text", "q", "Q"})},
                                   {"choices", text_row(1, {"list_name", "name"})}});
  REQUIRE(read_workbook(whole).ok());
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    CHECK(!read_workbook(ByteView(whole).first(size)).ok());
  }
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Bytes changed = whole;
    changed[i] ^= 0x10;
    static_cast<void>(read_workbook(changed).ok());
  }
}

TEST_CASE("A real workbook cut off at every 97th byte is refused") {
  const std::filesystem::path path = shared_data() / "xlsform/pyxform/flat_xlsform_test.xlsx";
  if (!std::filesystem::exists(path)) SKIP("the shared forms are not here");
  const Bytes whole = file_bytes(path);
  REQUIRE(read_workbook(whole).ok());
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    CHECK(!read_workbook(ByteView(whole).first(size)).ok());
  }
}

TEST_CASE("Part names of a zip that lead elsewhere lead nowhere") {
  const std::string relations =
      "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"../../../etc/passwd\"/>"
      "</Relationships>";
  CHECK(refusal_of(zip_of({{"_rels/.rels", relations}})).detail == "the file has no workbook in it");
}
