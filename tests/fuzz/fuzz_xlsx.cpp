#include "app/forms/workbook.h"
#include "app/forms/workbook_cells.h"
#include "app/forms/zip_archive.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

// A whole workbook; or, since a zip's checksums let few changes through, the XML of one sheet.
int fuzz_xlsx(const std::uint8_t* data, std::size_t size) {
  const ByteView in(data, size);
  if (!forms::is_zip(in)) {
    const std::vector<std::string> strings = {"type", "name", "text", "q"};
    forms::CellStyles styles;
    styles.date_parts = {0, forms::kDatePart, forms::kTimePart};
    const auto rows = forms::read_worksheet({"survey", &strings, &styles}, in);
    if (!rows.ok()) return 0;
    HOLDFAST_ASSERT(rows->empty() || !rows->back().empty());
    return rows->empty() ? 0 : 1;
  }
  auto sheets = forms::read_workbook(in);
  if (!sheets.ok()) return 0;
  sheets->fallback_id = "f";
  const auto form = forms::load_form(*sheets);
  if (!form.ok()) return 0;
  const auto again = forms::read_form(form->canonical);
  HOLDFAST_ASSERT(again.ok() && again->hash == form->hash);
  return 1;
}

}  // namespace holdfast::fuzz
