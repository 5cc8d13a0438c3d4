#include "app/store/opening_parts.h"

#include "app/store/reasons.h"

namespace holdfast::store {

Bytes encode_part(const sync::OpeningPart& part) {
  sync::Opening alone;
  alone.parts.push_back(part);
  return sync::encode_opening(alone);
}

Result<sync::OpeningPart> decode_part(ByteView bytes) {
  sync::Opening alone = TRY(sync::decode_opening(bytes));
  if (alone.parts.size() != 1 || !alone.complete()) return kOpeningDamaged;
  return std::move(alone.parts.front());
}

Bytes encode_boxed_part(const sync::OpeningPart& part) {
  CborWriter out;
  out.array(2).bytes(part.seed);
  write_value(out, CborValue(part.values));
  return out.take();
}

Result<sync::OpeningPart> decode_boxed_part(sync::FieldClass field_class, ByteView bytes) {
  CborReader in(bytes);
  TRY(in.array_of(2));
  sync::OpeningPart out;
  out.field_class = field_class;
  out.seed = TRY(in.byte_array<32>());
  const std::size_t count = TRY(in.map(sync::kLeavesMax));
  for (std::size_t i = 0; i < count; ++i) {
    std::string path(TRY(in.text(sync::kPathMax)));
    CborValue value = TRY(read_value(in));
    out.values.emplace(std::move(path), std::move(value));
  }
  TRY(in.end());
  return out;
}

Bytes encode_rest(const sync::Opening& opening) {
  CborWriter out;
  out.array(2).array(opening.revealed.size());
  for (const sync::RevealedLeaf& leaf : opening.revealed) {
    out.array(4).uint(static_cast<std::uint64_t>(leaf.field_class)).bytes(leaf.salt).text(leaf.path);
    write_value(out, leaf.value);
  }
  out.array(opening.hidden.size());
  for (const Hash256& hash : opening.hidden) out.bytes(hash);
  return out.take();
}

Result<void> decode_rest(ByteView bytes, sync::Opening& opening) {
  CborReader in(bytes);
  TRY(in.array_of(2));
  const std::size_t revealed = TRY(in.array(sync::kLeavesMax));
  for (std::size_t i = 0; i < revealed; ++i) {
    sync::RevealedLeaf leaf;
    TRY(in.array_of(4));
    leaf.field_class = static_cast<sync::FieldClass>(TRY(in.uint_max(sync::kFieldClassCount - 1)));
    leaf.salt = TRY(in.byte_array<32>());
    leaf.path = std::string(TRY(in.text(sync::kPathMax)));
    leaf.value = TRY(read_value(in));
    opening.revealed.push_back(std::move(leaf));
  }
  const std::size_t hidden = TRY(in.array(sync::kLeavesMax));
  for (std::size_t i = 0; i < hidden; ++i) opening.hidden.push_back(TRY(in.byte_array<32>()));
  return in.end();
}

}  // namespace holdfast::store
