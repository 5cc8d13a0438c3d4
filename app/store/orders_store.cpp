#include "app/store/orders_store.h"

namespace holdfast::store {

namespace {

constexpr const char* kKeepOrderSql =
    "INSERT INTO \"order\" (id, kind, bytes, arrived_ms) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
constexpr const char* kListOrdersSql = "SELECT bytes FROM \"order\" ORDER BY arrived_ms, id";

}  // namespace

Result<bool> keep_order(Vault& vault, const sync::SignedDocument& document, const sync::Order& order) {
  Statement insert(vault.database(), kKeepOrderSql);
  insert.bind(order.id).bind(static_cast<std::int64_t>(order.kind)).bind(sync::encode_document(document));
  insert.bind(vault.now_ms());
  TRY(insert.run());
  return vault.database().changes() > 0;
}

Result<std::vector<sync::SignedDocument>> list_orders(Vault& vault) {
  Statement select(vault.database(), kListOrdersSql);
  std::vector<sync::SignedDocument> out;
  while (TRY(select.step())) {
    Result<sync::SignedDocument> document = sync::decode_document(select.blob_view(0));
    if (!document.ok()) return kVaultDatabase;
    out.push_back(std::move(*document));
  }
  return out;
}

}  // namespace holdfast::store
