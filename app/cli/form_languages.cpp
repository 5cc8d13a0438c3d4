#include "app/cli/form_languages.h"

#include <nlohmann/json.hpp>

#include "app/forms/reviewed.h"
#include "app/hq/office/builtin_forms.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

Result<Json> form_languages_json(const forms::Form& form) {
  Json out = Json::array();
  for (const std::string& column : forms::languages_of(form)) {
    const bool reviewed = TRY(hq::is_text_reviewed(form, column));
    out.push_back({{"code", forms::language_code(form, column)},
                   {"name", column.empty() ? form.default_language : column},
                   {"checked_by_native_speaker", reviewed}});
  }
  return out;
}

Result<std::string> form_languages_text(const forms::Form& form) {
  std::string names;
  for (const std::string& column : forms::languages_of(form)) {
    const bool reviewed = TRY(hq::is_text_reviewed(form, column));
    if (!reviewed) names += (names.empty() ? "" : ", ") + text::printable(column);
  }
  return names.empty() ? std::string() : "\nNot checked by a native speaker: " + names + ".\n";
}

}  // namespace holdfast::cli
