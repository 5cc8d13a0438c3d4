#include "app/forms/lint.h"

#include <algorithm>

#include "app/forms/form_logic.h"
#include "app/forms/xml_text.h"

namespace holdfast::forms {
namespace {

using Weight = LintFinding::Weight;

constexpr std::string_view kKnownAppearances[] = {
    // text, numbers
    "multiline", "numbers", "thousands-sep", "url", "masked", "printer", "counter", "bearing", "no-ticks", "vertical",
    "picker", "rating", "distress",
    // selects
    "minimal", "compact", "quick", "quickcompact", "search", "autocomplete", "autocomplete_chars", "columns",
    "columns-pack", "columns-flex", "no-buttons", "horizontal", "horizontal-compact", "label", "list-nolabel", "list",
    "likert", "image-map", "map", "randomized", "one-by-one",
    // groups
    "field-list", "table-list", "summary", "accordion", "intent", "other",
    // media
    "new", "new-front", "new-rear", "selfie", "draw", "annotate", "signature", "voice-only", "low", "normal", "web",
    "front", "hidden-answer",
    // dates
    "no-calendar", "month-year", "year", "ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian",
    "buddhist",
    // places
    "maps", "placement-map", "hide-input", "streets", "terrain", "satellite",
    // this program's own
    "x-date", "x-code", "x-person", "x-site", "x-exhibit", "x-phone", "x-wallet", "x-account", "x-name",
};

bool is_counted(std::string_view word, std::string_view beginning) {
  if (word.size() <= beginning.size() || word.substr(0, beginning.size()) != beginning) return false;
  const std::string_view rest = word.substr(beginning.size());
  return rest.size() <= 2 && std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void lint_appearances(const Form& form, std::vector<LintFinding>& out) {
  for (const Question& question : form.questions) {
    std::string_view rest = question.appearance;
    // What is handed to another program may hold blanks, and so may a search in a list.
    if (rest.substr(0, 3) == "ex:" || rest.find("search(") != std::string_view::npos) continue;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (word.empty() || is_known_appearance(word)) continue;
      out.push_back({Weight::Advice, "appearance", question.row, question.path,
                     "The appearance \"" + std::string(word) + "\" is not known; the question is shown as usual."});
    }
  }
}

// Warnings of reading say "survey, row 7: …"; the row is taken out of them.
std::size_t row_of_warning(const std::string& warning) {
  for (const std::string_view mark : {std::string_view("row "), std::string_view("line ")}) {
    const std::size_t at = warning.find(mark);
    if (at == std::string::npos) continue;
    std::size_t row = 0;
    for (std::size_t i = at + mark.size(); i < warning.size() && warning[i] >= '0' && warning[i] <= '9'; ++i) {
      row = row * 10 + static_cast<std::size_t>(warning[i] - '0');
    }
    return row;
  }
  return 0;
}

void lint_reading(const Form& form, std::vector<LintFinding>& out) {
  for (const std::string& warning : form.warnings) {
    const bool columns = warning.find(": columns that are not known") != std::string::npos;
    out.push_back({Weight::Advice, columns ? "column" : "reading", row_of_warning(warning), "", warning + "."});
  }
}

// Other tools write holdfast:class only where its prefix is declared.
void lint_namespace(const Form& form, std::vector<LintFinding>& out) {
  if (form.is_xform) return;
  const bool used = std::any_of(form.questions.begin(), form.questions.end(), [](const Question& question) {
    return question.keep_as_card || question.field_class != sync::FieldClass::Account;
  });
  const auto declared = form.namespaces.find("holdfast");
  if (!used || (declared != form.namespaces.end() && declared->second == kOwnNamespace)) return;
  out.push_back({Weight::Advice, "namespace", 0, "",
                 "The classes get lost in other tools: write holdfast=\"" + std::string(kOwnNamespace) +
                     "\" into the column namespaces of the sheet settings."});
}

// What keeps the logic as a whole from working: headquarters would not sign such a form. Said where no finding about
// one cell says it already.
void lint_whole(const Form& form, std::vector<LintFinding>& out) {
  const auto logic = compile_form(form);
  if (logic.ok()) return;
  const bool circle = logic.error().reason == kFormCycle;
  const bool said = std::any_of(out.begin(), out.end(), [](const LintFinding& finding) {
    return finding.code == "expression" || finding.code == "reference";
  });
  if (!circle && said) return;
  const std::string& detail = logic.error().detail;
  const std::size_t row = row_of_warning(detail);
  std::string path;
  for (const Question& question : form.questions) {
    if (path.empty() && question.row == row) path = question.path;
  }
  out.push_back({Weight::Problem, circle ? "circle" : "expression", row, path,
                 circle ? "These need each other, so that none of them can be worked out: " + detail + "."
                        : "This cannot be worked out: " + detail + "."});
}

}  // namespace

bool is_known_appearance(std::string_view word) {
  if (word.substr(0, 3) == "ex:" || word.substr(0, 2) == "x-") return true;
  if (is_counted(word, "w") || is_counted(word, "h") || is_counted(word, "columns-") || is_counted(word, "compact-") ||
      is_counted(word, "quickcompact-")) {
    return true;
  }
  return std::find(std::begin(kKnownAppearances), std::end(kKnownAppearances), word) != std::end(kKnownAppearances);
}

std::vector<LintFinding> lint_form(const Form& form) {
  std::vector<LintFinding> out;
  lint_reading(form, out);
  lint_namespace(form, out);
  lint_texts(form, out);
  lint_logic(form, out);
  lint_whole(form, out);
  lint_lists(form, out);
  lint_appearances(form, out);
  std::stable_sort(out.begin(), out.end(), [](const LintFinding& a, const LintFinding& b) { return a.row < b.row; });
  return out;
}

}  // namespace holdfast::forms
