#include "app/exchange/entry_judge.h"

#include <algorithm>

#include "app/forms/logic_check.h"
#include "app/store/checks.h"
#include "app/store/forms_store.h"
#include "app/store/sealed_content.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

std::string code_text(const Reason& reason) { return std::string(reason.code()); }

// The code of an entry as it lies in the vault now. An opening that is here was proven when it was stored.
Result<std::string> judge_stored(store::Vault& vault, const store::StoredEntry& stored) {
  const store::OpeningState state = TRY(store::opening_state(vault, stored.signed_entry.hash));
  const bool missing = state == store::OpeningState::Missing;
  if (missing && stored.held == sync::kEntryOpeningMismatch.code()) return stored.held;
  if (!stored.signed_entry.entry.form) return std::string();
  const std::optional<forms::Form> form = TRY(store::form_by_hash(vault, *stored.signed_entry.entry.form));
  if (!form) return code_text(sync::kEntryFormUnknown);
  const bool readable = state == store::OpeningState::Open || state == store::OpeningState::Erased;
  if (!readable) return std::string();
  const sync::Opening opening = TRY(store::get_opening(vault, stored.signed_entry));
  const bool whole = has_whole_record(stored.signed_entry.entry, opening);
  const auto logic = whole ? store::shared_logic(vault, form->hash) : Result(std::shared_ptr<const forms::FormLogic>());
  return judge_answers(*form, opening, logic.ok() ? *logic : nullptr);
}

}  // namespace

EntryJudge::EntryJudge(store::Vault& vault, const HqKeys& keys, const sync::Device& sender, const BundleLoad& load,
                       bool released)
    : vault_(vault),
      keys_(keys),
      sender_(sender),
      load_(load),
      expired_(!released && sender.certificate.expires_ms < vault.now_ms()) {}

Result<const forms::Form*> EntryJudge::find_form(const Hash256& hash) {
  const auto known = forms_.find(hash);
  if (known != forms_.end()) return known->second ? &*known->second : nullptr;
  std::optional<forms::Form> form = TRY(store::form_by_hash(vault_, hash));
  for (const forms::Form& brought : load_.forms) {
    if (!form && brought.hash == hash) form = brought;
  }
  const auto kept = forms_.emplace(hash, std::move(form)).first;
  return kept->second ? &*kept->second : nullptr;
}

// Puts together what came openly and what our class keys open. Where a part stays closed (another desk's class), only
// the card can be kept, and the closed parts as they came.
Result<void> EntryJudge::open_parts(const sync::SignedEntry& entry, Verdict& out) {
  const auto open = load_.openings.find(entry.hash);
  if (open != load_.openings.end()) out.opening = open->second;
  const auto sealed = load_.sealed.find(entry.hash);
  if (sealed == load_.sealed.end()) return {};
  sync::Opening whole;
  if (out.opening) whole.parts = out.opening->parts;
  const std::vector<const crypto::Identity*> identities = keys_.class_identities();
  for (const store::SealedPart& part : sealed->second) {
    Result<store::SealedContent> content = store::open_sealed_part(part, identities, vault_.seams().pool);
    if (!content.ok() && content.error().reason == crypto::kEnvelopeNotForUs) {
      out.closed = true;
      out.keys.clear();
      return {};
    }
    if (!content.ok()) return sync::kOpeningMalformed;
    whole.parts.push_back(std::move(content->part));
    for (store::SealedBlobKey& key : content->keys) out.keys.push_back({key.ref, std::move(key.key)});
  }
  std::sort(whole.parts.begin(), whole.parts.end(), [](const sync::OpeningPart& a, const sync::OpeningPart& b) {
    return a.field_class < b.field_class;
  });
  out.opening = std::move(whole);
  return {};
}

Result<std::string> EntryJudge::judge_content(const sync::SignedEntry& entry, Verdict& out) {
  // The log of what HQ accepted is HQ's alone to write.
  const bool hq_only = entry.entry.type == sync::EntryType::Receipt;
  if (hq_only && sender_.certificate.role != sync::Role::Hq) return code_text(sync::kEntryNotAllowed);
  const Result<void> opened = open_parts(entry, out);
  const bool proven = opened.ok() && (!out.opening || out.closed || [&] {
    const Result<Hash256> root = sync::opening_root(*out.opening);
    return root.ok() && *root == entry.entry.root;
  }());
  if (!proven) {
    out.opening.reset();
    out.keys.clear();
    return code_text(sync::kEntryOpeningMismatch);
  }
  if (!entry.entry.form) return std::string();
  const forms::Form* const form = TRY(find_form(*entry.entry.form));
  if (form == nullptr) return code_text(sync::kEntryFormUnknown);
  if (!out.opening) return std::string();
  const bool whole = !out.closed && has_whole_record(entry.entry, *out.opening);
  return judge_answers(*form, *out.opening, whole ? find_logic(*form) : nullptr);
}

Result<Verdict> EntryJudge::judge(const sync::SignedEntry& entry) {
  Verdict out;
  out.held = TRY(judge_content(entry, out));
  // Last, so that freeing an expired device's entries in one act frees none that has another fault.
  if (out.held.empty() && expired_) out.held = code_text(sync::kEntryExpired);
  return out;
}

// Null where the logic is none: such a form was taken in before anybody looked.
std::shared_ptr<const forms::FormLogic> EntryJudge::find_logic(const forms::Form& form) {
  const auto known = logics_.find(form.hash);
  if (known != logics_.end()) return known->second;
  const auto compiled = forms::compile_form(form);
  return logics_.emplace(form.hash, compiled.ok() ? *compiled : nullptr).first->second;
}

bool has_whole_record(const sync::Entry& entry, const sync::Opening& opening) {
  const bool first = entry.type == sync::EntryType::Create || entry.type == sync::EntryType::Custody ||
                     entry.type == sync::EntryType::Consent;
  return first && opening.complete();
}

std::string judge_answers(const forms::Form& form, const sync::Opening& opening,
                          const std::shared_ptr<const forms::FormLogic>& logic) {
  // Required answers may be missing (unfinished, revised, erased, of a class that is not ours): what is there must fit.
  const sync::Values values = sync::opening_values(opening);
  const bool fits = forms::check_values(form, values, false).empty() &&
                    (logic == nullptr || forms::judge_values(logic, values).empty());
  return fits ? std::string() : code_text(sync::kEntryAnswers);
}

Result<void> rejudge_held(store::Vault& vault) {
  for (const Reason& reason : {sync::kEntryOpeningMismatch, sync::kEntryFormUnknown, sync::kEntryAnswers}) {
    const std::vector<store::StoredEntry> waiting =
        TRY(store::held_entries(vault, {std::nullopt, code_text(reason)}));
    for (const store::StoredEntry& stored : waiting) {
      const std::string code = TRY(judge_stored(vault, stored));
      if (code != stored.held) TRY(store::set_held(vault, stored.signed_entry.hash, code));
    }
  }
  return {};
}

Result<std::vector<store::BlobKey>> sealed_blob_keys(store::Vault& vault, const HqKeys& keys,
                                              const std::vector<store::SealedPart>& parts) {
  const std::vector<const crypto::Identity*> identities = keys.class_identities();
  std::vector<store::BlobKey> out;
  for (const store::SealedPart& part : parts) {
    Result<store::SealedContent> content = store::open_sealed_part(part, identities, vault.seams().pool);
    if (!content.ok()) continue;
    for (store::SealedBlobKey& key : content->keys) out.push_back({key.ref, std::move(key.key)});
  }
  return out;
}

}  // namespace holdfast::exchange
