#include "app/forms/reviewed.h"

#include <algorithm>

namespace holdfast::forms {

Result<ReviewedTexts> ReviewedTexts::read(ByteView csv) {
  const auto sheet = TRY(parse_csv("REVIEWED", csv));
  const std::size_t form = sheet.column("form");
  const std::size_t language = sheet.column("language");
  const std::size_t reviewer = sheet.column("reviewer");
  if (form == Sheet::npos || language == Sheet::npos || reviewer == Sheet::npos) {
    return Error{kFormColumn, "REVIEWED: form, language and reviewer are needed"};
  }
  ReviewedTexts out;
  for (const std::vector<std::string>& row : sheet.rows) {
    if (!row[reviewer].empty()) out.lines_.emplace(row[form], row[language]);
  }
  return out;
}

bool ReviewedTexts::contains(std::string_view form, std::string_view language_code) const {
  return lines_.count({std::string(form), std::string(language_code)}) != 0;
}

std::string language_code(const Form& form, std::string_view column) {
  if (column.empty() && !form.default_language.empty()) return language_code(form, form.default_language);
  const std::size_t open = column.rfind('(');
  if (open == std::string_view::npos || column.back() != ')') return std::string(column);
  return std::string(column.substr(open + 1, column.size() - open - 2));
}

std::vector<std::string> languages_of(const Form& form) {
  std::set<std::string> found;
  for (const Question& question : form.questions) {
    for (const auto& [language, label] : question.labels) found.insert(language);
  }
  return {found.begin(), found.end()};
}

std::optional<std::string> find_language(const Form& form, std::string_view wanted) {
  for (const std::string& column : languages_of(form)) {
    const std::string_view heading = column.empty() ? std::string_view(form.default_language) : column;
    const std::string name(heading.substr(0, heading.rfind(" (")));
    if (heading == wanted || name == wanted || language_code(form, column) == wanted) return column;
  }
  return std::nullopt;
}

}  // namespace holdfast::forms
