// Orders of HQ that came here, or that this HQ gave: all are kept, each once by its id.
#pragma once

#include <optional>
#include <vector>

#include "app/store/vault.h"
#include "sync/order.h"

namespace holdfast::store {

// In the caller's transaction. An order with this id that is here already stays as it is; returns whether it was new.
Result<bool> keep_order(Vault& vault, const sync::SignedDocument& document, const sync::Order& order);
// All of them, by time of arrival.
Result<std::vector<sync::SignedDocument>> list_orders(Vault& vault);

}  // namespace holdfast::store
