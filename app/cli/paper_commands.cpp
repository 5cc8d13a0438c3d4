// forms print: a form as a blank paper. Prints nothing but the form.
#include <nlohmann/json.hpp>

#include "app/cli/form_named.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/draw/paper_pdf.h"
#include "app/forms/paper.h"
#include "app/forms/reviewed.h"
#include "app/hq/office/builtin_forms.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Result<Bytes> paper_as_pdf(Invocation& invocation, const forms::Form& form, forms::PaperOptions options) {
  draw::Fonts fonts = TRY(draw::Fonts::open());
  for (const std::string& script : fonts.missing_scripts()) {
    note(invocation, "This machine has no font for " + script + ": its letters become boxes on the paper.");
  }
  draw::TextEngine engine(fonts);
  options.width = 0;  // the printer breaks lines by their real width
  draw::PaperPdf paper;
  paper.title = form.title;
  paper.language = forms::language_code(form, options.language);
  paper.footer = form.id + " " + form.version;
  return draw::paper_pdf(engine, forms::paper_form(form, options), paper);
}

Result<ExitStatus> run_forms_print(Invocation& invocation) {
  const forms::Form form = TRY(form_of_words(invocation, invocation.argument_list("form")));
  forms::PaperOptions options;
  if (const auto wanted = invocation.option("language")) {
    const std::optional<std::string> column = forms::find_language(form, *wanted);
    if (!column) return Error{forms::kFormLanguage, *wanted};
    options.language = *column;
  }
  options.reviewed = TRY(hq::is_text_reviewed(form, options.language));
  // The paper's own words in the same language, where the program speaks it.
  Result<text::Messages> words = text::Messages::embedded(forms::language_code(form, options.language));
  if (words.ok()) options.words = std::move(*words);
  const std::string format = invocation.option("format").value_or("text");
  const auto out = invocation.option("out");
  if (format != "text" && format != "pdf") return Error{kCommandUsage, "--format text or pdf"};
  if (format == "pdf" && !out) return Error{kCommandUsage, "--format pdf --out FILE"};
  const std::string paper = forms::paper_form(form, options);
  if (out) {
    const Bytes file = format == "pdf" ? TRY(paper_as_pdf(invocation, form, options)) : to_bytes(as_bytes(paper));
    TRY(write_output(invocation, *out, file, format == "pdf"));
    // What went to standard output is the answer.
    if (!invocation.json() || *out == "-") return ExitStatus::Done;
  }
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
       Opens::FormOrVault,
       {{"form", kFormWordsHelp, false, true, kFormWords}},
       {{"language", "NAME", "Language of the questions: fr, or Français."},
        {"format", "text|pdf", "Plain text, or pages of A4."},
        {"out", "FILE", "Write it there; needed for pdf."},
        {"force", nullptr, "Replace a file that is there."}},
       run_forms_print},
  };
}

}  // namespace holdfast::cli
