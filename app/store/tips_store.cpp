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

constexpr const char* kNoteTipSql = "UPDATE tip SET in_journal = 1 WHERE sha256 = ?";

}  // namespace

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

Result<void> note_tip_in_journal(Vault& vault, const Hash256& sha256) {
  Statement update(vault.database(), kNoteTipSql);
  TRY(update.bind(sha256).run());
  return vault.set_meta(tip_seen_name(sha256), {});
}

}  // namespace holdfast::store
