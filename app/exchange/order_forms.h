// An order looked into before anything of it takes effect. sync/FORMAT.md, "Order".
#pragma once

#include <optional>

#include "app/exchange/orders.h"

namespace holdfast::exchange {

struct CheckedOrder {
  sync::Order order;
  std::optional<forms::Form> form;  // of a form order: read whole, its hash the one that HQ signed
};
Result<CheckedOrder> check_order(const sync::SignedDocument& document, const sync::Roster& roster, std::int64_t now_ms);
// Keeps order and form, in the caller's transaction.
Result<void> keep_checked_order(store::Vault& vault, const sync::SignedDocument& document, const CheckedOrder& checked);

}  // namespace holdfast::exchange
