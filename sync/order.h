// What HQ sends down: forms, questions, alerts, person cards, recalls, erasures, stop (sync/FORMAT.md, "Order").
// A form runs only if HQ signed it.
#pragma once

#include "sync/roster.h"

namespace holdfast::sync {

enum class OrderKind : std::uint8_t { Form = 1, Question, Alert, PersonCard, Recall, Erase, Stop };

struct Order {
  Id16 id{};
  TeamId team{};
  OrderKind kind = OrderKind::Form;
  std::int64_t issued_ms = 0;
  std::int64_t expires_ms = 0;  // 0: does not expire
  CborValue content;            // shape by kind; a form: {"id": text, "hash": bytes, "file": bytes}
  friend bool operator==(const Order&, const Order&) = default;
};

inline constexpr std::string_view kOrderLabel = "holdfast/order/v1";

Bytes encode_order(const Order& order);
Result<Order> decode_order(ByteView body);
// Signed by an HQ key of the roster; expired at `now_ms` is kOrderExpired.
Result<Order> read_order(const SignedDocument& document, const Roster& roster, std::int64_t now_ms);

}  // namespace holdfast::sync
