#include "app/exchange/orders.h"

#include "app/exchange/entry_judge.h"
#include "app/exchange/order_forms.h"
#include "app/exchange/told.h"
#include "app/forms/form_logic.h"
#include "app/store/forms_store.h"
#include "app/store/orders_store.h"
#include "app/store/savepoint.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

Result<CheckedOrder> check_order(const sync::SignedDocument& document, const sync::Roster& roster,
                                 std::int64_t now_ms) {
  CheckedOrder out;
  out.order = TRY(sync::read_order(document, roster, now_ms));
  if (out.order.kind != sync::OrderKind::Form) return out;
  const CborValue::Map* const content = out.order.content.map();
  if (content == nullptr || content->size() != 3) return sync::kOrderMalformed;
  const auto id = content->find("id");
  const auto hash = content->find("hash");
  const auto file = content->find("file");
  if (id == content->end() || hash == content->end() || file == content->end()) return sync::kOrderMalformed;
  const Bytes* const canonical = file->second.bytes();
  const Bytes* const claimed = hash->second.bytes();
  if (canonical == nullptr || claimed == nullptr || id->second.text() == nullptr) return sync::kOrderMalformed;
  forms::Form form = TRY(forms::read_form(*canonical));
  if (!equal(form.hash, *claimed) || form.id != *id->second.text()) return sync::kOrderMalformed;
  out.form = std::move(form);
  return out;
}

Result<void> keep_checked_order(store::Vault& vault, const sync::SignedDocument& document,
                                const CheckedOrder& checked) {
  if (checked.form) TRY(store::keep_form(vault, *checked.form, true));
  TRY(store::keep_order(vault, document, checked.order));
  return {};
}

namespace {

sync::SignedDocument form_order(store::Vault& vault, const HqKeys& keys, const forms::Form& form) {
  sync::Order order;
  order.id = vault.seams().random.id();
  order.team = vault.roster()->team;
  order.kind = sync::OrderKind::Form;
  order.issued_ms = vault.now_ms();
  order.content = CborValue::Map{
      {"file", CborValue(form.canonical)}, {"hash", CborValue(to_bytes(form.hash))}, {"id", CborValue(form.id)}};
  return sync::sign_document(sync::kOrderLabel, sync::encode_order(order), keys.sign);
}

}  // namespace

Result<void> publish_forms(store::Vault& vault, std::span<const forms::Form> forms) {
  if (!vault.is_hq() || !vault.roster()) return kNotHq;
  const HqKeys keys = TRY(hq_keys(vault));
  store::Savepoint step = TRY(store::Savepoint::begin(vault.database()));
  for (const forms::Form& form : forms) {
    // A form that could not be filled in would be found out by somebody who sits with a survivor.
    const auto logic = forms::compile_form(form);
    if (!logic.ok()) return Error{logic.error().reason, form.id + ": " + logic.error().detail};
    const sync::SignedDocument document = form_order(vault, keys, form);
    // What HQ would refuse from others it does not sign itself.
    const CheckedOrder checked = TRY(check_order(document, *vault.roster(), vault.now_ms()));
    TRY(keep_checked_order(vault, document, checked));
  }
  TRY(rejudge_held(vault));
  return step.release();
}

Result<void> publish_form(store::Vault& vault, const forms::Form& form) { return publish_forms(vault, {&form, 1}); }

Result<void> take_order(store::Vault& vault, const sync::SignedDocument& document) {
  if (!vault.roster()) return store::kNotEnrolled;
  const CheckedOrder checked = TRY(check_order(document, *vault.roster(), vault.now_ms()));
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(keep_checked_order(vault, document, checked));
  return transaction.commit();
}

Result<std::vector<sync::SignedDocument>> orders_for(store::Vault& vault, const sync::DeviceId& device) {
  const Told told = TRY(told_to(vault, device));
  const std::vector<sync::SignedDocument> all = TRY(store::list_orders(vault));
  std::vector<sync::SignedDocument> out;
  for (const sync::SignedDocument& document : all) {
    const Result<sync::Order> order = sync::decode_order(document.body);
    if (!order.ok()) return store::kVaultDatabase;
    if (order->expires_ms != 0 && order->expires_ms <= vault.now_ms()) continue;
    const ToldOrder* const sent = told.find_order(order->id);
    if (sent == nullptr || !told.confirmed(sent->receipt)) out.push_back(document);
  }
  return out;
}

}  // namespace holdfast::exchange
