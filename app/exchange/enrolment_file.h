// The file by which HQ answers an enrolment: CBOR [ answer (bytes), [ order document (bytes), … ] ], so that a laptop
// can work from its first day. sync/FORMAT.md, "Certificate".
#pragma once

#include <vector>

#include "app/exchange/reasons.h"
#include "sync/certificate.h"

namespace holdfast::exchange {

inline constexpr std::size_t kAnswerOrdersMax = 1000;

struct EnrolmentFile {
  sync::EnrolAnswer answer;
  std::vector<sync::SignedDocument> orders;
};
Bytes encode_enrolment_file(const EnrolmentFile& file);
// kEnrolFile for anything else.
Result<EnrolmentFile> decode_enrolment_file(ByteView bytes);

// Order documents as the section `orders` of a bundle and the answer file hold them: CBOR [ document (bytes), … ].
Bytes encode_orders(const std::vector<sync::SignedDocument>& orders);
Result<std::vector<sync::SignedDocument>> decode_orders(ByteView bytes);

}  // namespace holdfast::exchange
