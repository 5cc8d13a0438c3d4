#include "app/hq/office/builtin_forms.h"

#include <map>

#include "app/forms/reviewed.h"
#include "assets/assets.h"

namespace holdfast::hq {

Result<std::vector<forms::Form>> builtin_forms() {
  constexpr std::string_view kFolder = "forms/";
  std::map<std::string, forms::FormSheets> by_id;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name.substr(0, kFolder.size()) != kFolder) continue;
    const std::string_view rest = asset.name.substr(kFolder.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) continue;
    const std::string id(rest.substr(0, slash));
    forms::FormSheets& sheets = by_id[id];
    sheets.fallback_id = id;
    const Bytes content = to_bytes(as_bytes(asset.content));
    if (rest.substr(slash + 1) == "survey.csv")
      sheets.survey = content;
    else if (rest.substr(slash + 1) == "choices.csv")
      sheets.choices = content;
    else if (rest.substr(slash + 1) == "settings.csv")
      sheets.settings = content;
  }
  std::vector<forms::Form> out;
  for (const auto& [id, sheets] : by_id) out.push_back(TRY(forms::load_form(sheets)));
  return out;
}

Result<bool> is_text_reviewed(const forms::Form& form, const std::string& column) {
  if (column.empty() || column == form.default_language) return true;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name != "forms/REVIEWED.csv") continue;
    const auto table = TRY(forms::ReviewedTexts::read(as_bytes(asset.content)));
    return table.contains(form.id, forms::language_code(form, column));
  }
  return false;
}

}  // namespace holdfast::hq
