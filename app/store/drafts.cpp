#include "app/store/drafts.h"

#include "app/store/spool.h"
#include "crypto/base/cbor.h"
#include "crypto/box.h"

namespace holdfast::store {

namespace {

constexpr std::string_view kDraftContext("holdfast/draft/v1\0", 18);
constexpr std::size_t kDraftSizeMax = std::size_t{64} << 20;
constexpr std::size_t kDraftFormIdMax = 4096;

Bytes draft_context(const Id16& id) {
  Bytes context = to_bytes(as_bytes(kDraftContext));
  append(context, id);
  return context;
}

Bytes draft_box(Vault& vault, const Draft& draft) {
  CborWriter out;
  out.array(3).text(draft.form_id).bytes(draft.content).integer(draft.updated_ms);
  Bytes plain = out.take();
  Bytes box = crypto::seal_box(vault.draft_key(), draft_context(draft.id), plain, vault.seams().random);
  crypto::wipe(plain);
  return box;
}

// Under the current key or, while it is being changed, the previous one.
Result<crypto::SecretBuffer> open_draft_box(Vault& vault, const Id16& id, ByteView box) {
  Result<crypto::SecretBuffer> plain = crypto::open_box(vault.draft_key(), draft_context(id), box);
  const crypto::Secret<32>* previous = vault.previous_draft_key();
  if (plain.ok() || previous == nullptr) return plain;
  return crypto::open_box(previous->view(), draft_context(id), box);
}

Result<Draft> decode_draft(Vault& vault, const Id16& id, ByteView box) {
  Result<crypto::SecretBuffer> plain = open_draft_box(vault, id, box);
  if (!plain.ok()) return Error{kVaultDatabase, "a draft does not open"};
  CborReader in(plain.value().view());
  Draft draft;
  draft.id = id;
  TRY(in.array_of(3));
  draft.form_id = std::string(TRY(in.text(kDraftFormIdMax)));
  draft.content = to_bytes(TRY(in.bytes(kDraftSizeMax)));
  draft.updated_ms = TRY(in.integer());
  TRY(in.end());
  return draft;
}

struct DraftBox {
  Id16 id{};
  Bytes box;
};

Result<std::vector<DraftBox>> draft_boxes(Vault& vault) {
  Statement find(vault.database(), "SELECT id, box FROM draft ORDER BY updated_ms DESC, id");
  std::vector<DraftBox> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    DraftBox row;
    row.id = TRY(find.array<16>(0));
    row.box = find.blob(1);
    out.push_back(std::move(row));
  }
}

}  // namespace

Result<void> save_draft(Vault& vault, const Draft& draft) {
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement save(vault.database(),
                 "INSERT INTO draft (id, box, updated_ms) VALUES (?, ?, ?) "
                 "ON CONFLICT (id) DO UPDATE SET box = excluded.box, updated_ms = excluded.updated_ms");
  TRY(save.bind(draft.id).bind(draft_box(vault, draft)).bind(draft.updated_ms).run());
  return transaction.commit();
}

Result<std::vector<Draft>> list_drafts(Vault& vault) {
  const std::vector<DraftBox> boxes = TRY(draft_boxes(vault));
  std::vector<Draft> out;
  for (const DraftBox& row : boxes) {
    Draft draft = TRY(decode_draft(vault, row.id, row.box));
    out.push_back(std::move(draft));
  }
  return out;
}

Result<Draft> load_draft(Vault& vault, const Id16& id) {
  Statement find(vault.database(), "SELECT box FROM draft WHERE id = ?");
  const bool found = TRY(find.bind(id).step());
  if (!found) return kDraftUnknown;
  const Bytes box = find.blob(0);
  return decode_draft(vault, id, box);
}

Result<void> discard_draft(Vault& vault, const Id16& id) {
  {
    Statement find(vault.database(), "SELECT 1 FROM draft WHERE id = ?");
    const bool found = TRY(find.bind(id).step());
    if (!found) return kDraftUnknown;
  }
  // A change that was cut short must end first: a second one would forget the key that boxes still need.
  TRY(finish_left_draft_change(vault));
  TRY(vault.begin_draft_change());
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(remove_draft(vault, id));
  TRY(rebox_drafts(vault));
  TRY(transaction.commit());
  TRY(vault.finish_draft_change());
  return tidy_spools(vault);
}

Result<void> remove_draft(Vault& vault, const Id16& id) {
  Statement remove(vault.database(), "DELETE FROM draft WHERE id = ?");
  TRY(remove.bind(id).run());
  if (vault.database().changes() != 1) return kDraftUnknown;
  return forget_spools_of(vault, id);
}

Result<void> rebox_drafts(Vault& vault) {
  if (vault.previous_draft_key() == nullptr) return {};
  const std::vector<DraftBox> boxes = TRY(draft_boxes(vault));
  for (const DraftBox& row : boxes) {
    Result<crypto::SecretBuffer> plain = open_draft_box(vault, row.id, row.box);
    // A box that neither key opens is kept as it is; `verify` and the list name it. Others must not wait for it.
    if (!plain.ok()) continue;
    const Bytes box =
        crypto::seal_box(vault.draft_key(), draft_context(row.id), plain.value().view(), vault.seams().random);
    Statement rebox(vault.database(), "UPDATE draft SET box = ? WHERE id = ?");
    TRY(rebox.bind(box).bind(row.id).run());
  }
  return rebox_spools(vault);
}

Result<void> finish_left_draft_change(Vault& vault) {
  if (vault.previous_draft_key() == nullptr) return {};
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(rebox_drafts(vault));
  TRY(transaction.commit());
  return vault.finish_draft_change();
}

}  // namespace holdfast::store
