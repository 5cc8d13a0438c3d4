#include "app/forms/external_list.h"
#include "app/forms/lint.h"
#include "app/forms/xlsform.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

// The same bytes as a survey and as a list beside a form, in each of its three ways.
int fuzz_csv(const std::uint8_t* data, std::size_t size) {
  const ByteView in(data, size);
  int accepted = 0;
  for (const char* name : {"l.csv", "l.geojson", "l.xml"}) {
    const auto list = forms::read_external_list(name, in);
    if (!list.ok()) continue;
    for (const auto& row : list->rows) HOLDFAST_ASSERT(row.size() == list->columns.size());
    HOLDFAST_ASSERT(list->rows.size() == list->row_numbers.size());
    accepted = 1;
  }
  forms::FormSheets sheets;
  sheets.survey = to_bytes(in);
  sheets.choices = to_bytes(as_bytes("list_name,name,label\nyn,yes,Yes\nyn,no,No\n"));
  sheets.fallback_id = "f";
  const auto form = forms::load_form(sheets);
  if (!form.ok()) return accepted;
  const auto again = forms::read_form(form->canonical);
  HOLDFAST_ASSERT(again.ok() && again->hash == form->hash);
  static_cast<void>(forms::lint_form(*form));
  return 1;
}

}  // namespace holdfast::fuzz
