#include "app/store/sealed_content.h"

#include "app/store/opening_parts.h"
#include "crypto/padding.h"
#include "sync/reasons.h"

namespace holdfast::store {

namespace {

constexpr std::uint64_t kSealedFloor = 4096;
constexpr std::size_t kSealedKeysMax = 1024;

Bytes sealed_plaintext(const sync::OpeningPart& part, const std::vector<BlobKey>& keys) {
  CborWriter body;
  body.array(2).bytes(encode_part(part)).array(keys.size());
  for (const BlobKey& key : keys) body.array(2).bytes(key.ref).bytes(key.key.view());
  Writer out;
  out.u32(static_cast<std::uint32_t>(body.view().size())).bytes(body.view());
  out.zeros(static_cast<std::size_t>(crypto::padme(out.size(), kSealedFloor)) - out.size());
  return out.take();
}

Result<SealedContent> parse_sealed(ByteView plain) {
  Reader in(plain);
  const std::uint32_t size = TRY(in.u32());
  const ByteView body = TRY(in.take(size));
  if (plain.size() != crypto::padme(4 + std::uint64_t{size}, kSealedFloor)) return kEncodingTrailing;
  const ByteView zeros = TRY(in.take(in.remaining()));
  for (std::uint8_t byte : zeros) {
    if (byte != 0) return kEncodingTrailing;
  }
  CborReader cbor(body);
  TRY(cbor.array_of(2));
  SealedContent out;
  const ByteView part = TRY(cbor.bytes(sync::kOpeningSizeMax));
  out.part = TRY(decode_part(part));
  const std::size_t count = TRY(cbor.array(kSealedKeysMax));
  for (std::size_t i = 0; i < count; ++i) {
    TRY(cbor.array_of(2));
    SealedBlobKey key;
    key.ref = TRY(cbor.byte_array<16>());
    key.key = crypto::Secret<32>::copy_of(TRY(cbor.byte_array<32>()));
    out.keys.push_back(std::move(key));
  }
  TRY(cbor.end());
  return out;
}

}  // namespace

Result<SealedPart> make_sealed_part(const sync::OpeningPart& part, const std::vector<BlobKey>& keys,
                                    std::span<const crypto::Recipient> recipients, Random& random, Pool& pool) {
  Bytes plain = sealed_plaintext(part, keys);
  Result<Bytes> file = crypto::seal_age(recipients, crypto::Padding::Stanzas, plain, random, pool);
  crypto::wipe(plain);
  if (!file.ok()) return file.error();
  return SealedPart{part.field_class, std::move(file).value()};
}

Result<SealedContent> open_sealed_part(const SealedPart& part, std::span<const crypto::Identity* const> identities,
                                       Pool& pool) {
  const crypto::SecretBuffer plain = TRY(crypto::open_age(part.file, identities, pool));
  Result<SealedContent> content = parse_sealed(plain.view());
  if (!content.ok() || content->part.field_class != part.field_class) return sync::kOpeningMalformed;
  return content;
}

}  // namespace holdfast::store
