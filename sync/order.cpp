#include "sync/order.h"

#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kOrderFields = 7;

Result<Order> parse_order(ByteView body) {
  if (body.size() > kDocumentSizeMax) return kEncodingLimit;
  CborReader in(body);
  TRY(open_record(in, kOrderFields));
  Order out;
  TRY(in.key(1));
  out.id = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(3));
  out.kind = static_cast<OrderKind>(TRY(in.uint_max(static_cast<std::uint64_t>(OrderKind::Stop))));
  TRY(in.key(4));
  out.issued_ms = TRY(in.integer());
  TRY(in.key(5));
  out.expires_ms = TRY(in.integer());
  TRY(in.key(6));
  out.content = TRY(read_value(in));
  TRY(in.end());
  if (out.kind < OrderKind::Form || value_depth(out.content) > kValueDepthMax) return kOrderMalformed;
  if (out.expires_ms != 0 && out.expires_ms < out.issued_ms) return kOrderMalformed;
  return out;
}

}  // namespace

Bytes encode_order(const Order& order) {
  CborWriter out;
  begin_record(out, kOrderFields);
  out.uint(1).bytes(order.id);
  out.uint(2).bytes(order.team);
  out.uint(3).uint(static_cast<std::uint64_t>(order.kind));
  out.uint(4).integer(order.issued_ms);
  out.uint(5).integer(order.expires_ms);
  out.uint(6);
  write_value(out, order.content);
  return out.take();
}

Result<Order> decode_order(ByteView body) { return refuse_as(parse_order(body), kOrderMalformed); }

Result<Order> read_order(const SignedDocument& document, const Roster& roster, std::int64_t now_ms) {
  const auto valid = count_signatures(document, kOrderLabel, roster.hq_sign_keys);
  if (!valid.ok() || *valid == 0) return kOrderSignature;
  Order order = TRY(decode_order(document.body));
  if (order.team != roster.team) return kOrderSignature;
  if (order.expires_ms != 0 && now_ms >= order.expires_ms) return kOrderExpired;
  return order;
}

}  // namespace holdfast::sync
