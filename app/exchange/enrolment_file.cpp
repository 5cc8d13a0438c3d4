#include "app/exchange/enrolment_file.h"

namespace holdfast::exchange {

namespace {

Result<std::vector<sync::SignedDocument>> parse_orders(CborReader& in) {
  const std::size_t count = TRY(in.array(kAnswerOrdersMax));
  std::vector<sync::SignedDocument> out;
  for (std::size_t i = 0; i < count; ++i) {
    const ByteView bytes = TRY(in.bytes(sync::kDocumentSizeMax));
    out.push_back(TRY(sync::decode_document(bytes)));
  }
  return out;
}

void write_orders(CborWriter& out, const std::vector<sync::SignedDocument>& orders) {
  out.array(orders.size());
  for (const sync::SignedDocument& order : orders) out.bytes(sync::encode_document(order));
}

Result<EnrolmentFile> parse_enrolment_file(ByteView bytes) {
  CborReader in(bytes);
  TRY(in.array_of(2));
  EnrolmentFile out;
  const ByteView answer = TRY(in.bytes(sync::kDocumentSizeMax));
  out.answer = TRY(sync::decode_answer(answer));
  out.orders = TRY(parse_orders(in));
  TRY(in.end());
  return out;
}

}  // namespace

Bytes encode_enrolment_file(const EnrolmentFile& file) {
  CborWriter out;
  out.array(2).bytes(sync::encode_answer(file.answer));
  write_orders(out, file.orders);
  return out.take();
}

Result<EnrolmentFile> decode_enrolment_file(ByteView bytes) {
  Result<EnrolmentFile> file = parse_enrolment_file(bytes);
  if (!file.ok() && file.error().kind() != Kind::Newer) return kEnrolFile;
  return file;
}

Bytes encode_orders(const std::vector<sync::SignedDocument>& orders) {
  CborWriter out;
  write_orders(out, orders);
  return out.take();
}

Result<std::vector<sync::SignedDocument>> decode_orders(ByteView bytes) {
  CborReader in(bytes);
  std::vector<sync::SignedDocument> out = TRY(parse_orders(in));
  TRY(in.end());
  return out;
}

}  // namespace holdfast::exchange
