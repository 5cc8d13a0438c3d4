// Forms for tests: from text, and the built-in ones from the assets.
#pragma once

#include <string>
#include <string_view>

#include "app/forms/xlsform.h"
#include "assets/assets.h"

namespace holdfast::test {

inline forms::FormSheets sheets_of(std::string_view survey, std::string_view choices = {},
                                   std::string_view settings = {}, std::string fallback = "test") {
  return {to_bytes(as_bytes(survey)), to_bytes(as_bytes(choices)), to_bytes(as_bytes(settings)), std::move(fallback)};
}

inline forms::Form form_of(std::string_view survey, std::string_view choices = {}, std::string_view settings = {}) {
  auto form = forms::load_form(sheets_of(survey, choices, settings));
  HOLDFAST_ASSERT(form.ok());
  return *std::move(form);
}

inline std::string_view asset_text(const std::string& name) {
  for (const Asset& asset : embedded_assets()) {
    if (asset.name == name) return asset.content;
  }
  return {};
}

inline forms::FormSheets built_in_sheets(const std::string& id) {
  const std::string folder = "forms/" + id + "/";
  return sheets_of(asset_text(folder + "survey.csv"), asset_text(folder + "choices.csv"),
                   asset_text(folder + "settings.csv"), "");
}

inline forms::Form built_in_form(const std::string& id) {
  auto form = forms::load_form(built_in_sheets(id));
  HOLDFAST_ASSERT(form.ok());
  return *std::move(form);
}

}  // namespace holdfast::test
