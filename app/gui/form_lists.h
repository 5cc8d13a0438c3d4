// Choices that no form brings with it: people, sites, interpreters, staff of this vault; countries, languages and
// currencies by name in the languages of the screen. Read on the vault's lane, then plain values.
#pragma once

#include "app/forms/xlsform.h"
#include "app/gui/form_task.h"
#include "app/store/vault.h"

namespace holdfast::gui {

// Of all lists that the form names. `language` and `second` are codes ("en", "km"). People are known by their codes;
// their names are not in it.
Result<FormLists> read_form_lists(store::Vault& vault, const forms::Form& form, const std::string& language,
                                  const std::string& second);
// The same for code lists alone, where the person's language changes. Needs no vault.
void rename_form_lists(FormLists& lists, const std::string& language, const std::string& second);

}  // namespace holdfast::gui
