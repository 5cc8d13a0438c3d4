// Unfinished answers: boxes under the draft key, which lies only in the sealed state. They feed no index and no view.
#pragma once

#include "app/store/vault.h"

namespace holdfast::store {

struct Draft {
  Id16 id{};
  std::string form_id;
  Bytes content;  // the answers as JSON, whatever the form session keeps
  std::int64_t updated_ms = 0;
};

// Makes or replaces. Durable when it returns.
Result<void> save_draft(Vault& vault, const Draft& draft);
Result<std::vector<Draft>> list_drafts(Vault& vault);
Result<Draft> load_draft(Vault& vault, const Id16& id);
// Removes it and changes the draft key, so that what pages and WAL keep of it is a box without a key.
Result<void> discard_draft(Vault& vault, const Id16& id);
// Re-boxes all drafts from the previous to the current draft key, in the caller's transaction.
Result<void> rebox_drafts(Vault& vault);
// At unlock, where a change of draft key was cut short: re-boxes, then drops the old key from both copies. Also what a
// sealed submission calls after its commit. Nothing to do: does nothing.
Result<void> finish_left_draft_change(Vault& vault);
// Takes a draft out, in the caller's transaction, between begin_draft_change and finish_draft_change.
Result<void> remove_draft(Vault& vault, const Id16& id);

}  // namespace holdfast::store
