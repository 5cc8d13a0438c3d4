// The common outside of roster, device list, certificate, receipt and order: a CBOR body under one or more
// signatures, each with a label of its own kind (sync/FORMAT.md, "Signed document").
//   CBOR [ body (bytes), [ [key (32 bytes), signature (64 bytes)], … ] ]   signatures by ascending key, each key once
#pragma once

#include <vector>

#include "sync/types.h"

namespace holdfast::sync {

inline constexpr std::size_t kDocumentSizeMax = std::size_t{16} << 20;
inline constexpr std::size_t kDocumentSignaturesMax = 16;

struct DocumentSignature {
  crypto::VerifyKey key;
  crypto::Signature signature{};
  friend bool operator==(const DocumentSignature&, const DocumentSignature&) = default;
};

struct SignedDocument {
  Bytes body;
  std::vector<DocumentSignature> signatures;
  friend bool operator==(const SignedDocument&, const SignedDocument&) = default;
};

// `label` without the zero byte, e.g. "holdfast/roster/v1".
SignedDocument sign_document(std::string_view label, Bytes body, const crypto::SigningKey& key);
void add_signature(SignedDocument& document, std::string_view label, const crypto::SigningKey& key);
// How many of `keys` have signed validly. A false signature by one of them is an error (kSignatureFalse).
Result<std::size_t> count_signatures(const SignedDocument& document, std::string_view label,
                                     std::span<const crypto::VerifyKey> keys);

Bytes encode_document(const SignedDocument& document);
Result<SignedDocument> decode_document(ByteView bytes);
// SHA-256 of the encoded document, as other documents name it.
Hash256 document_hash(const SignedDocument& document);

}  // namespace holdfast::sync
