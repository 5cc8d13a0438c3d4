#include "app/cli/form_named.h"

#include "app/cli/form_files.h"
#include "app/cli/vault_access.h"
#include "app/hq/office/builtin_forms.h"
#include "app/store/forms_store.h"

namespace holdfast::cli {

namespace {

Result<forms::Form> form_in_vault(Invocation& invocation, const std::string& vault_folder, const std::string& id) {
  invocation.arguments["vault"] = {vault_folder};
  VaultHold vault = TRY(open_vault(invocation));
  forms::Form form = TRY(store::form_by_id(*vault, id));
  TRY(vault.close());
  return form;
}

// What lies there comes first: a form of the program is meant only where there is no such file.
Result<forms::Form> form_outside(Invocation& invocation, const std::string& word) {
  Files& files = invocation.context.seams.files;
  if (!TRY(files.exists(word))) {
    for (forms::Form& form : TRY(hq::builtin_forms())) {
      if (form.id == word) return std::move(form);
    }
  }
  return form_at_path(files, word);
}

}  // namespace

Result<forms::Form> form_of_words(Invocation& invocation, const std::vector<std::string>& words) {
  if (words.size() == 1) return form_outside(invocation, words[0]);
  if (words.size() == 2) return form_in_vault(invocation, words[0], words[1]);
  return Error{kCommandUsage, "one word names a file, two name a vault and a form in it"};
}

}  // namespace holdfast::cli
