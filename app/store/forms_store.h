// The forms this vault knows, by the hash of their canonical bytes. A form runs only if HQ signed it.
#pragma once

#include <memory>

#include "app/forms/form_logic.h"
#include "app/store/vault.h"

namespace holdfast::store {

struct FormRow {
  std::string id;
  std::string version;
  std::string title;
  Hash256 hash{};
  bool runs = false;     // signed by HQ (or built in): may be filled here
  std::int64_t added_ms = 0;
};

Result<void> keep_form(Vault& vault, const forms::Form& form, bool runs);
Result<std::vector<FormRow>> list_forms(Vault& vault);
// The newest version with this id that runs. kFormUnknown.
Result<forms::Form> form_by_id(Vault& vault, std::string_view id);
Result<std::optional<forms::Form>> form_by_hash(Vault& vault, const Hash256& hash);
// The same without a copy, read once a session; null where it is not here.
Result<std::shared_ptr<const forms::Form>> shared_form(Vault& vault, const Hash256& hash);
// A picture, sound or film that a form shows. kFormUnknown; kFormMediaUnknown where it did not come with the form.
Result<forms::FormMedia> form_media(Vault& vault, const Hash256& form, std::string_view name);
// The form with its logic, compiled once a session; null where it is not here. kFormExpression, kFormCycle.
Result<std::shared_ptr<const forms::FormLogic>> shared_logic(Vault& vault, const Hash256& hash);
// Of the newest version with this id that runs. kFormUnknown.
Result<std::shared_ptr<const forms::FormLogic>> logic_by_id(Vault& vault, std::string_view id);

}  // namespace holdfast::store
