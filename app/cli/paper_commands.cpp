// forms print: a form as a blank paper. Opens no vault and prints nothing but the form.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/forms/paper.h"
#include "app/forms/reviewed.h"
#include "app/hq/office/builtin_forms.h"
#include "app/text/unicode.h"
#include "assets/assets.h"

namespace holdfast::cli {

namespace {

// The built-in form of this id, or a folder of CSV sheets.
Result<forms::Form> form_for_paper(Invocation& invocation) {
  const std::string& what = invocation.argument("form");
  for (forms::Form& form : TRY(hq::builtin_forms())) {
    if (form.id == what) return std::move(form);
  }
  Files& files = invocation.context.seams.files;
  forms::FormSheets sheets;
  sheets.survey = TRY(read_file(files, join_path(what, "survey.csv"), forms::kSheetSizeMax));
  for (const auto& [name, sheet] :
       {std::pair{"choices.csv", &sheets.choices}, std::pair{"settings.csv", &sheets.settings}}) {
    const std::string path = join_path(what, name);
    if (TRY(files.exists(path))) *sheet = TRY(read_file(files, path, forms::kSheetSizeMax));
  }
  sheets.fallback_id = "form";
  return forms::load_form(sheets);
}

// The language we wrote is read by us; every other one only where somebody signed for it.
Result<bool> is_reviewed(const forms::Form& form, const std::string& column) {
  const std::string code = forms::language_code(form, column);
  if (column.empty() || column == form.default_language) return true;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name != "forms/REVIEWED.csv") continue;
    const auto table = TRY(forms::ReviewedTexts::read(as_bytes(asset.content)));
    return table.contains(form.id, code);
  }
  return false;
}

Result<ExitStatus> run_forms_print(Invocation& invocation) {
  const forms::Form form = TRY(form_for_paper(invocation));
  forms::PaperOptions options;
  if (const auto wanted = invocation.option("language")) {
    const std::optional<std::string> column = forms::find_language(form, *wanted);
    if (!column) return Error{forms::kFormLanguage, *wanted};
    options.language = *column;
  }
  options.reviewed = TRY(is_reviewed(form, options.language));
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
       {{"form", "Id of a form of the program, or a folder of CSV sheets."}},
       {{"language", "NAME", "Language of the questions: fr, or Français."}},
       run_forms_print},
  };
}

}  // namespace holdfast::cli
