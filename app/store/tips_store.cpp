#include "app/store/tips_store.h"

namespace holdfast::store {

namespace {

constexpr const char* kKeepTipSql =
    "INSERT INTO tip (sha256, kind, sender, ref, hlc, text, arrived_ms, in_journal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (sha256) DO NOTHING";
constexpr const char* kListTipsSql =
    "SELECT sha256, kind, sender, ref, hlc, text, arrived_ms, in_journal FROM tip ORDER BY arrived_ms, sha256";
// An entry repeated this tip's hash, whether or not the tip itself has come yet: the two travel on different roads.
std::string tip_seen_name(const Hash256& sha256) { return "tip_seen/" + to_hex(sha256); }

constexpr const char* kTipsAheadSql =
    "SELECT EXISTS (SELECT 1 FROM tip WHERE sha256 = ?1), "
    "(SELECT count(*) FROM tip WHERE sender = ?2 AND in_journal = 0 AND (kind = 2) = ?3)";
constexpr const char* kWithdrawnAheadSql =
    "SELECT 1 FROM tip WHERE kind = 2 AND in_journal = 0 AND ref = ? LIMIT 1";
constexpr const char* kKeepOutSql =
    "INSERT INTO tip_out (sha256, file, name, kind, ref, entry, written, made_ms) VALUES (?, ?, ?, ?, ?, ?, 0, ?)";
constexpr const char* kUnwrittenSql =
    "SELECT sha256, file, name, kind, ref, entry FROM tip_out WHERE written = 0 ORDER BY made_ms, sha256";
constexpr const char* kWrittenSql = "UPDATE tip_out SET written = 1 WHERE sha256 = ?";
constexpr const char* kUntoldSql =
    "SELECT seq FROM entry WHERE device = ?1 AND aside = 0 AND type = 10 "
    "AND NOT EXISTS (SELECT 1 FROM tip_out t WHERE t.entry = entry.hash) "
    "AND NOT EXISTS (SELECT 1 FROM bundle_out b WHERE b.state <> 2 AND b.from_seq <= seq AND seq <= b.to_seq) "
    "ORDER BY seq";

constexpr const char* kNoteTipSql = "UPDATE tip SET in_journal = 1 WHERE sha256 = ?";

}  // namespace

Result<bool> has_room_for_tip(Vault& vault, const sync::Tip& tip, const Hash256& sha256) {
  Statement find(vault.database(), kTipsAheadSql);
  find.bind(sha256).bind(tip.sender).bind(tip.kind == sync::TipKind::Withdraw ? 1 : 0);
  TRY(find.step());
  return find.integer(0) != 0 || find.integer(1) < kTipsAheadMax;
}

Result<bool> keep_tip(Vault& vault, const sync::Tip& tip, const Hash256& sha256) {
  const std::optional<Bytes> seen = TRY(vault.meta(tip_seen_name(sha256)));
  Statement insert(vault.database(), kKeepTipSql);
  insert.bind(sha256).bind(static_cast<std::int64_t>(tip.kind)).bind(tip.sender).bind(tip.ref);
  insert.bind(tip.hlc.value).bind(tip.text).bind(vault.now_ms());
  insert.bind(seen ? 1 : 0);
  TRY(insert.run());
  return vault.database().changes() > 0;
}

Result<std::vector<TipRow>> list_tips(Vault& vault) {
  Statement select(vault.database(), kListTipsSql);
  std::vector<TipRow> out;
  while (TRY(select.step())) {
    TipRow row;
    row.sha256 = TRY(select.array<32>(0));
    row.tip.kind = static_cast<sync::TipKind>(select.integer(1));
    row.tip.sender = TRY(select.array<16>(2));
    row.tip.ref = TRY(select.array<16>(3));
    row.tip.hlc.value = static_cast<std::uint64_t>(select.integer(4));
    row.tip.text = select.text(5);
    row.arrived_ms = select.integer(6);
    row.in_journal = select.integer(7) != 0;
    out.push_back(std::move(row));
  }
  return out;
}

Result<bool> withdrawn_ahead(Vault& vault, const std::vector<sync::ObjectId>& about) {
  for (const sync::ObjectId& id : about) {
    Statement find(vault.database(), kWithdrawnAheadSql);
    const bool found = TRY(find.bind(id).step());
    if (found) return true;
  }
  return false;
}

Result<void> keep_out_tip(Vault& vault, const OutTip& tip) {
  Statement insert(vault.database(), kKeepOutSql);
  insert.bind(tip.sha256).bind(tip.file).bind(std::string_view(tip.name)).bind(static_cast<std::int64_t>(tip.kind));
  return insert.bind(tip.ref).bind(tip.entry).bind(vault.now_ms()).run();
}

Result<std::vector<OutTip>> unwritten_tips(Vault& vault) {
  Statement select(vault.database(), kUnwrittenSql);
  std::vector<OutTip> out;
  while (TRY(select.step())) {
    OutTip tip;
    tip.sha256 = TRY(select.array<32>(0));
    tip.file = select.blob(1);
    tip.name = select.text(2);
    tip.kind = static_cast<sync::TipKind>(select.integer(3));
    tip.ref = TRY(select.array<16>(4));
    if (!select.is_null(5)) tip.entry = TRY(select.array<32>(5));
    out.push_back(std::move(tip));
  }
  return out;
}

Result<void> mark_tip_written(Vault& vault, const Hash256& sha256) {
  Statement update(vault.database(), kWrittenSql);
  return update.bind(sha256).run();
}

Result<std::vector<StoredEntry>> untold_withdrawals(Vault& vault) {
  Statement find(vault.database(), kUntoldSql);
  find.bind(vault.device());
  std::vector<StoredEntry> out;
  while (TRY(find.step())) {
    std::optional<StoredEntry> entry =
        TRY(entry_at(vault, vault.device(), static_cast<std::uint64_t>(find.integer(0))));
    if (entry) out.push_back(std::move(*entry));
  }
  return out;
}

Result<void> note_tip_in_journal(Vault& vault, const Hash256& sha256) {
  Statement update(vault.database(), kNoteTipSql);
  TRY(update.bind(sha256).run());
  return vault.set_meta(tip_seen_name(sha256), {});
}

}  // namespace holdfast::store
