#include "app/forms/form_source.h"
#include "app/forms/lint.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_xform(const std::uint8_t* data, std::size_t size) {
  forms::FormSheets sheets;
  sheets.xform.assign(data, data + size);
  if (sheets.xform.empty()) return 0;
  const auto form = forms::load_form(sheets);
  if (!form.ok()) return 0;
  const auto again = forms::read_form(form->canonical);
  HOLDFAST_ASSERT(again.ok() && again->questions.size() == form->questions.size());
  // Each stands behind what is around it, under a path of its own.
  for (std::size_t i = 0; i < form->questions.size(); ++i) {
    const std::size_t parent = form->questions[i].parent;
    HOLDFAST_ASSERT(parent == forms::Question::kNoParent || parent < i);
  }
  static_cast<void>(forms::lint_form(*form));
  return 1;
}

}  // namespace holdfast::fuzz
