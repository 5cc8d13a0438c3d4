#include "app/exchange/tips.h"

#include <algorithm>

#include "app/store/openings.h"
#include "app/store/tips_store.h"
#include "crypto/hash.h"
#include "sync/mailbox.h"

namespace holdfast::exchange {

namespace {

Result<store::OutTip> signed_tip(store::Vault& vault, const sync::Tip& tip) {
  const store::Seams& seams = vault.seams();
  const crypto::Recipient& hq = vault.roster()->current_epoch().bundle;
  store::OutTip out;
  out.file = TRY(sync::write_tip(tip, vault.signing_key(), hq, seams.random, seams.pool));
  out.sha256 = crypto::sha256(out.file);
  out.name = sync::upload_name(seams.random);
  out.kind = tip.kind;
  out.ref = tip.ref;
  return out;
}

// Whom a withdrawal is about; its record where that cannot be read here any more.
Result<Id16> person_of(store::Vault& vault, const sync::SignedEntry& entry) {
  const Result<sync::Opening> opening = store::get_opening(vault, entry);
  if (!opening.ok()) return entry.entry.object;
  for (const auto& [path, value] : sync::opening_values(*opening)) {
    const bool names_person = path == "person" || path.ends_with("/person");
    if (!names_person || value.text() == nullptr) continue;
    const Result<Id16> id = array_from_hex<16>(*value.text());
    if (id.ok()) return *id;
  }
  return entry.entry.object;
}

sync::Hlc time_of(store::Vault& vault) {
  return {static_cast<std::uint64_t>(std::max<std::int64_t>(vault.now_ms(), 0)) << 16};
}

Result<void> announce(store::Vault& vault, const store::StoredEntry& withdrawal) {
  const sync::SignedEntry& entry = withdrawal.signed_entry;
  sync::Tip tip;
  tip.kind = sync::TipKind::Withdraw;
  tip.sender = vault.device();
  tip.ref = TRY(person_of(vault, entry));
  tip.hlc = entry.entry.hlc;
  store::OutTip out = TRY(signed_tip(vault, tip));
  out.entry = entry.hash;
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(store::keep_out_tip(vault, out));
  // Without the right to write, the withdrawal alone has to tell headquarters that the tip has been made good.
  if (!vault.check_may_author().ok()) return transaction.commit();
  store::NewEntry repeat;
  repeat.type = sync::EntryType::Set;
  repeat.object = entry.entry.object;
  repeat.parents = {entry.hash};
  repeat.values = {{"@tip", CborValue(to_bytes(out.sha256))}};
  TRY(store::append_entry(vault, repeat));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace

Result<void> make_tip(store::Vault& vault, const TipRequest& request) {
  if (!vault.roster() || !vault.certificate()) return store::kNotEnrolled;
  if (request.text.empty() || request.text.size() > sync::kTipTextMax || !is_utf8(as_bytes(request.text))) {
    return kTipText;
  }
  sync::Tip tip;
  tip.kind = request.kind;
  tip.sender = vault.device();
  tip.ref = request.about.value_or(vault.seams().random.id());
  tip.hlc = time_of(vault);
  tip.text = request.text;
  const store::OutTip out = TRY(signed_tip(vault, tip));
  store::NewEntry repeat;
  repeat.type = sync::EntryType::Create;
  repeat.object = vault.seams().random.id();
  repeat.values = {{"@tip", CborValue(to_bytes(out.sha256))},
                   {"tip/about", CborValue(to_hex(tip.ref))},
                   {"tip/kind", CborValue(static_cast<std::int64_t>(tip.kind))},
                   {"tip/text", CborValue(tip.text)}};
  repeat.classes = {{"tip/about", sync::FieldClass::Account},
                    {"tip/kind", sync::FieldClass::Account},
                    {"tip/text", sync::FieldClass::Account}};
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(store::keep_out_tip(vault, out));
  TRY(store::append_entry(vault, repeat));
  return store::commit_entries(vault, std::move(transaction));
}

Result<void> make_withdrawal_tips(store::Vault& vault) {
  if (vault.is_hq()) return {};  // headquarters need not tell itself
  const std::vector<store::StoredEntry> withdrawals = TRY(store::untold_withdrawals(vault));
  for (const store::StoredEntry& withdrawal : withdrawals) TRY(announce(vault, withdrawal));
  return {};
}

Result<std::vector<WrittenTip>> write_tips(store::Vault& vault, sync::Transport& road, Progress& progress) {
  std::vector<WrittenTip> out;
  const std::vector<store::OutTip> tips = TRY(store::unwritten_tips(vault));
  if (tips.empty()) return out;
  // As before every bundle: the header knows the entries that repeat these hashes.
  TRY(vault.flush_state());
  for (const store::OutTip& tip : tips) {
    TRY(check_cancelled(progress));
    // The same bytes under the same name are fine: a run that died before it noted this one goes on here.
    sync::RoadBytes content(tip.file);
    TRY(road.put(tip.name, content, progress));
    TRY(store::mark_tip_written(vault, tip.sha256));
    out.push_back({tip.name, tip.kind});
  }
  return out;
}

}  // namespace holdfast::exchange
