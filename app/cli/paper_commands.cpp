// forms print: a form as a blank paper. Opens no vault and prints nothing but the form.
#include <nlohmann/json.hpp>

#include "app/cli/form_files.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/forms/paper.h"
#include "app/forms/reviewed.h"
#include "app/hq/office/builtin_forms.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

// The built-in form of this id, or what lies in a file or folder.
Result<forms::Form> form_for_paper(Invocation& invocation) {
  const std::string& what = invocation.argument("form");
  for (forms::Form& form : TRY(hq::builtin_forms())) {
    if (form.id == what) return std::move(form);
  }
  return form_at_path(invocation.context.seams.files, what);
}

Result<ExitStatus> run_forms_print(Invocation& invocation) {
  const forms::Form form = TRY(form_for_paper(invocation));
  forms::PaperOptions options;
  if (const auto wanted = invocation.option("language")) {
    const std::optional<std::string> column = forms::find_language(form, *wanted);
    if (!column) return Error{forms::kFormLanguage, *wanted};
    options.language = *column;
  }
  options.reviewed = TRY(hq::is_text_reviewed(form, options.language));
  const std::string paper = forms::paper_form(form, options);
  const Json document{{"id", form.id},
                      {"version", form.version},
                      {"language", forms::language_code(form, options.language)},
                      {"checked_by_native_speaker", options.reviewed},
                      {"paper", paper}};
  return answer(invocation, document.dump(), paper);
}

}  // namespace

std::vector<CommandSpec> paper_commands() {
  return {
      {"forms print",
       "forms",
       "Print a form as a blank paper, with boxes to tick and lines to write on.",
       Opens::Nothing,
       {{"form", "Id of a form of the program, an .xlsx, an XForm .xml, or a folder of CSV sheets."}},
       {{"language", "NAME", "Language of the questions: fr, or Français."}},
       run_forms_print},
  };
}

}  // namespace holdfast::cli
