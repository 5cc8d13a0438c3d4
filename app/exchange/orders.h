// What HQ sends down, starting with forms: a laptop runs a form only if HQ signed it.
#pragma once

#include <span>

#include "app/exchange/reasons.h"
#include "app/forms/xlsform.h"
#include "app/store/vault.h"
#include "sync/order.h"

namespace holdfast::exchange {

// On HQ: signs a form order and keeps form and order. On any vault that is not HQ: kNotHq.
Result<void> publish_form(store::Vault& vault, const forms::Form& form);
// Several in one step, in the caller's transaction or one of its own: all of them or none.
Result<void> publish_forms(store::Vault& vault, std::span<const forms::Form> forms);
// Takes an order that came in a receipt bundle: checks, keeps, applies (a form becomes fillable).
Result<void> take_order(store::Vault& vault, const sync::SignedDocument& document);
// Orders that a device has not confirmed yet, for its next receipt bundle.
Result<std::vector<sync::SignedDocument>> orders_for(store::Vault& vault, const sync::DeviceId& device);

}  // namespace holdfast::exchange
