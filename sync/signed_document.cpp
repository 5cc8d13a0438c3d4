#include "sync/signed_document.h"

#include <algorithm>

#include "crypto/hash.h"
#include "sync/record.h"

namespace holdfast::sync {

namespace {

Result<SignedDocument> parse_document(ByteView bytes) {
  if (bytes.size() > kDocumentSizeMax) return kEncodingLimit;
  CborReader in(bytes);
  TRY(in.array_of(2));
  SignedDocument out;
  out.body = to_bytes(TRY(in.bytes(kDocumentSizeMax)));
  const std::size_t count = TRY(in.array(kDocumentSignaturesMax));
  if (count == 0) return kDocumentMalformed;
  for (std::size_t i = 0; i < count; ++i) {
    DocumentSignature signature;
    TRY(in.array_of(2));
    signature.key.key = TRY(in.byte_array<32>());
    signature.signature = TRY(in.byte_array<64>());
    if (i > 0 && !(out.signatures.back().key < signature.key)) return kEncodingNotCanonical;
    out.signatures.push_back(signature);
  }
  TRY(in.end());
  return out;
}

}  // namespace

SignedDocument sign_document(std::string_view label, Bytes body, const crypto::SigningKey& key) {
  SignedDocument out;
  out.body = std::move(body);
  add_signature(out, label, key);
  return out;
}

void add_signature(SignedDocument& document, std::string_view label, const crypto::SigningKey& key) {
  const DocumentSignature made{key.public_key(), key.sign(label, document.body)};
  const auto place = std::lower_bound(
      document.signatures.begin(), document.signatures.end(), made,
      [](const DocumentSignature& a, const DocumentSignature& b) { return a.key < b.key; });
  if (place != document.signatures.end() && place->key == made.key) {
    *place = made;
    return;
  }
  HOLDFAST_ASSERT(document.signatures.size() < kDocumentSignaturesMax);
  document.signatures.insert(place, made);
}

Result<std::size_t> count_signatures(const SignedDocument& document, std::string_view label,
                                     std::span<const crypto::VerifyKey> keys) {
  std::size_t valid = 0;
  const crypto::VerifyKey* last = nullptr;
  for (const DocumentSignature& signature : document.signatures) {
    // Each key counts once, also where a document was put together by hand and not decoded.
    if (last != nullptr && !(*last < signature.key)) return kDocumentMalformed;
    last = &signature.key;
    if (std::find(keys.begin(), keys.end(), signature.key) == keys.end()) continue;
    TRY(crypto::verify(signature.key, label, document.body, signature.signature));
    ++valid;
  }
  return valid;
}

Bytes encode_document(const SignedDocument& document) {
  CborWriter out;
  out.array(2).bytes(document.body).array(document.signatures.size());
  for (const DocumentSignature& signature : document.signatures) {
    out.array(2).bytes(signature.key.key).bytes(signature.signature);
  }
  return out.take();
}

Result<SignedDocument> decode_document(ByteView bytes) { return refuse_as(parse_document(bytes), kDocumentMalformed); }

Hash256 document_hash(const SignedDocument& document) { return crypto::sha256(encode_document(document)); }

}  // namespace holdfast::sync
