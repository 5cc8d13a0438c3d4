#include "app/forms/table.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/fake_seams.h"

using namespace holdfast;
using namespace holdfast::forms;

namespace {

Sheet sheet_of(std::string_view text) {
  auto sheet = parse_csv("survey", as_bytes(text));
  INFO(text);
  REQUIRE(sheet.ok());
  return *std::move(sheet);
}

Error refusal_of(std::string_view text) {
  const auto sheet = parse_csv("survey", as_bytes(text));
  REQUIRE(!sheet.ok());
  return sheet.error();
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

TEST_CASE("A sheet is read with quotes, line ends and short rows as spreadsheets write them") {
  const Sheet sheet = sheet_of(
      "\xEF\xBB\xBFtype, name ,label\r\ntext,a,\"He said \"\"no\"\",\nthen left\"\r\n\r\ntext,b\r\n");
  REQUIRE(sheet.columns == std::vector<std::string>{"type", "name", "label"});
  REQUIRE(sheet.rows.size() == 2);
  CHECK(sheet.rows[0][2] == "He said \"no\",\nthen left");
  CHECK(sheet.rows[1] == std::vector<std::string>{"text", "b", ""});
  CHECK(sheet.row_numbers == std::vector<std::size_t>{2, 4});
  CHECK(sheet.column("name") == 1);
  CHECK(sheet.column("nothing") == Sheet::npos);
}

TEST_CASE("All three line ends are read, and an empty sheet has no columns") {
  CHECK(sheet_of("a\nb").rows.size() == 1);
  CHECK(sheet_of("a\rb\r").rows.size() == 1);
  CHECK(sheet_of("a\r\nb\r\n").rows.size() == 1);
  CHECK(sheet_of("").columns.empty());
  CHECK(sheet_of("\n , \n").columns.empty());
  CHECK(sheet_of("\n\na,b\n1,2").row_numbers == std::vector<std::size_t>{4});
}

TEST_CASE("What is wrong with a sheet is said with sheet, row and column") {
  CHECK(refusal_of("a,b\n1,\"2\n").detail == "survey, row 2, column 2: a quote is never closed");
  CHECK(refusal_of("a,b\n1,2\"3").detail == "survey, row 2, column 2: a quote inside an unquoted cell");
  CHECK(refusal_of("a,b\n\"1\"x,2").detail == "survey, row 2, column 1: text behind a closing quote");
  CHECK(refusal_of("a,b\n1,2,3").detail == "survey, row 2, column 3: a cell in a column without a heading");
  CHECK(refusal_of("a,,b\n1,2,3").reason == kFormCell);
  CHECK(refusal_of(std::string_view("a,b\n1,\0", 7)).reason == kFormCell);
  CHECK(refusal_of("a,\xFF\n").reason == kFormCell);
  CHECK(sheet_of("a,b,,\n1,2,,\n").columns.size() == 4);
}

TEST_CASE("Sheets just within the limits are read, and just above refused") {
  const auto columns = [](std::size_t count) { return std::string(count - 1, ',') + "x"; };
  CHECK(sheet_of(columns(kSheetColumnsMax)).columns.size() == kSheetColumnsMax);
  CHECK(refusal_of(columns(kSheetColumnsMax + 1)).reason == kFormTooLarge);
  CHECK(refusal_of(columns(300)).reason == kFormTooLarge);
  CHECK(refusal_of("a\n" + columns(300)).reason == kFormTooLarge);
  CHECK(sheet_of("a\n" + std::string(kCellSizeMax, 'x')).rows.size() == 1);
  CHECK(refusal_of("a\n" + std::string(kCellSizeMax + 1, 'x')).reason == kFormTooLarge);
  CHECK(refusal_of("a\n\"" + std::string(kCellSizeMax + 1, 'x') + "\"").reason == kFormTooLarge);
  std::string rows = "a\n";
  for (std::size_t i = 0; i < kSheetRowsMax; ++i) rows += "x\n";
  CHECK(sheet_of(rows).rows.size() == kSheetRowsMax);
  CHECK(refusal_of(rows + "x\n").reason == kFormTooLarge);
  std::string full = "a\n";
  while (full.size() < kSheetSizeMax) {
    full += std::string(std::min<std::size_t>(kSheetSizeMax - full.size(), 200) - 1, 'x') + "\n";
  }
  REQUIRE(full.size() == kSheetSizeMax);
  CHECK(sheet_of(full).rows.size() > 40'000);
  CHECK(refusal_of(full + "\n").reason == kFormTooLarge);
  // Blank rows are skipped, but a file of nothing else is not worked through for minutes.
  CHECK(refusal_of(std::string(kSheetSizeMax, '\n')).reason == kFormTooLarge);
}

TEST_CASE("A sheet cut anywhere is read or refused, and so is one with any byte changed") {
  const std::string whole = "type,name,label\n\"select_one yn\",a,\"x, \"\"y\"\"\"\n,\xE1\x9E\x80,\r\nnote,b,c\n";
  std::size_t refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    if (!parse_csv("survey", as_bytes(std::string_view(whole).substr(0, size))).ok()) ++refused;
  }
  CHECK(refused > 0);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = whole;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto sheet = parse_csv("survey", as_bytes(changed));
      if (!sheet.ok()) continue;
      for (const auto& row : sheet->rows) REQUIRE(row.size() == sheet->columns.size());
      REQUIRE(sheet->rows.size() == sheet->row_numbers.size());
    }
  }
}

TEST_CASE("Real CSV files of other projects are read") {
  const std::filesystem::path folder = std::filesystem::path(HOLDFAST_SHARED_DIR) / "data/xlsform";
  if (!std::filesystem::exists(folder)) SKIP("the shared test data is not here");
  std::size_t read = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() != ".csv") continue;
    const auto sheet = parse_csv("external", as_bytes(file_text(file.path())));
    INFO(file.path() << (sheet.ok() ? "" : ": " + sheet.error().detail));
    CHECK(sheet.ok());
    if (sheet.ok()) CHECK(!sheet->rows.empty());
    ++read;
  }
  CHECK(read >= 10);
}
