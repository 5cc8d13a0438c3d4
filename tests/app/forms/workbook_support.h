// Workbooks for tests, written part by part with libzip, so that any part can be wrong.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::test {

// A zip of these parts. `deflated`: as a spreadsheet program writes it; else stored as they are.
Bytes zip_of(const std::vector<std::pair<std::string, std::string>>& parts, bool deflated = true);

struct TestSheet {
  std::string name;
  std::string rows;  // <row>…</row> elements
};
// A workbook with these sheets; `strings`: <si> elements; `styles`: the content of styleSheet.
Bytes workbook_of(const std::vector<TestSheet>& sheets, const std::string& strings = {}, const std::string& styles = {},
                  const std::string& book_properties = {});
// A row of texts as inline strings, from column A on; "" is no cell.
std::string text_row(std::size_t number, const std::vector<std::string>& cells);

}  // namespace holdfast::test
