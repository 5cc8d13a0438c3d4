// forms lint: what the author of a form should look at.
#include <nlohmann/json.hpp>

#include "app/cli/form_languages.h"
#include "app/cli/form_named.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/forms/lint.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Result<ExitStatus> run_forms_lint(Invocation& invocation) {
  const forms::Form form = TRY(form_of_words(invocation, invocation.argument_list("form")));
  Json list = Json::array();
  std::string text;
  std::size_t problems = 0;
  for (const forms::LintFinding& finding : forms::lint_form(form)) {
    const bool problem = finding.weight == forms::LintFinding::Weight::Problem;
    problems += problem ? 1 : 0;
    list.push_back({{"problem", problem},
                    {"code", finding.code},
                    {"row", finding.row},
                    {"path", finding.path},
                    {"sentence", finding.sentence}});
    std::string where = finding.row == 0 ? "form" : (form.is_xform ? "line " : "row ") + std::to_string(finding.row);
    if (!finding.path.empty()) where += " (" + text::printable(finding.path) + ")";
    text += (problem ? "problem  " : "advice   ") + where + ": " + text::printable(finding.sentence) + "\n";
  }
  if (list.empty()) text = "Nothing was found in form " + text::printable(form.id) + ".\n";
  text += TRY(form_languages_text(form));
  const Json document{{"id", form.id},
                      {"version", form.version},
                      {"problems", problems},
                      {"findings", list},
                      {"languages", TRY(form_languages_json(form))}};
  return answer(invocation, document.dump(), text);
}

}  // namespace

std::vector<CommandSpec> form_lint_commands() {
  return {{"forms lint",
           "forms",
           "Say what the author of a form should look at: lost translations, questions never asked, lists not there.",
           Opens::FormOrVault,
           {{"form", kFormWordsHelp, false, true, kFormWords}},
           {},
           run_forms_lint}};
}

}  // namespace holdfast::cli
