#include "app/store/forms_store.h"

#include "app/store/vault_data.h"

namespace holdfast::store {

namespace {

constexpr const char* kKeepForm =
    "INSERT INTO form (hash, id, version, title, canonical, runs, added_ms) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (hash) DO UPDATE SET runs = max(runs, excluded.runs)";
constexpr const char* kListForms = "SELECT id, version, title, hash, runs, added_ms FROM form ORDER BY id, version";
constexpr const char* kRunningForm =
    "SELECT hash FROM form WHERE id = ? AND runs = 1 ORDER BY version DESC, added_ms DESC, hash LIMIT 1";
constexpr const char* kFormByHash = "SELECT canonical FROM form WHERE hash = ?";

Result<Hash256> running_form(Vault& vault, std::string_view id) {
  Statement find(vault.database(), kRunningForm);
  const bool found = TRY(find.bind(id).step());
  if (!found) return kFormUnknown;
  return find.array<32>(0);
}

}  // namespace

Result<void> keep_form(Vault& vault, const forms::Form& form, bool runs) {
  Statement keep(vault.database(), kKeepForm);
  keep.bind(form.hash).bind(std::string_view(form.id)).bind(std::string_view(form.version));
  keep.bind(std::string_view(form.title)).bind(form.canonical).bind(runs ? 1 : 0);
  return keep.bind(vault.now_ms()).run();
}

Result<std::vector<FormRow>> list_forms(Vault& vault) {
  Statement find(vault.database(), kListForms);
  std::vector<FormRow> out;
  while (TRY(find.step())) {
    FormRow row{find.text(0), find.text(1), find.text(2), {}, find.integer(4) != 0, find.integer(5)};
    row.hash = TRY(find.array<32>(3));
    out.push_back(std::move(row));
  }
  return out;
}

Result<forms::Form> form_by_id(Vault& vault, std::string_view id) {
  const Hash256 hash = TRY(running_form(vault, id));
  const std::shared_ptr<const forms::Form> form = TRY(shared_form(vault, hash));
  return *form;
}

Result<std::shared_ptr<const forms::Form>> shared_form(Vault& vault, const Hash256& hash) {
  std::map<Hash256, std::shared_ptr<const forms::Form>>& known = vault.form_cache().forms;
  const auto kept = known.find(hash);
  if (kept != known.end()) return kept->second;
  Statement find(vault.database(), kFormByHash);
  const bool found = TRY(find.bind(hash).step());
  // Not remembered: it may come with the next bundle.
  if (!found) return std::shared_ptr<const forms::Form>();
  auto form = std::make_shared<const forms::Form>(TRY(forms::read_form(find.blob_view(0))));
  known.emplace(hash, form);
  return std::shared_ptr<const forms::Form>(std::move(form));
}

Result<forms::FormMedia> form_media(Vault& vault, const Hash256& form, std::string_view name) {
  const std::shared_ptr<const forms::Form> known = TRY(shared_form(vault, form));
  if (known == nullptr) return kFormUnknown;
  const auto file = known->media.find(name);
  if (file == known->media.end()) return kFormMediaUnknown;
  return file->second;
}

Result<std::shared_ptr<const forms::FormLogic>> shared_logic(Vault& vault, const Hash256& hash) {
  std::map<Hash256, std::shared_ptr<const forms::FormLogic>>& known = vault.form_cache().logics;
  const auto kept = known.find(hash);
  if (kept != known.end()) return kept->second;
  std::shared_ptr<const forms::Form> form = TRY(shared_form(vault, hash));
  if (form == nullptr) return std::shared_ptr<const forms::FormLogic>();
  std::shared_ptr<const forms::FormLogic> logic = TRY(forms::FormLogic::compile(std::move(form)));
  known.emplace(hash, logic);
  return logic;
}

Result<std::shared_ptr<const forms::FormLogic>> logic_by_id(Vault& vault, std::string_view id) {
  const Hash256 hash = TRY(running_form(vault, id));
  return shared_logic(vault, hash);
}

Result<std::optional<forms::Form>> form_by_hash(Vault& vault, const Hash256& hash) {
  const std::shared_ptr<const forms::Form> form = TRY(shared_form(vault, hash));
  return form ? std::optional<forms::Form>(*form) : std::nullopt;
}

}  // namespace holdfast::store
