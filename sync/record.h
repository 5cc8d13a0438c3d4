// The common shape of every CBOR record of sync/: a map with the keys 0, 1, 2 … all present, key 0 the version
// (sync/FORMAT.md, "Common"). What is not there is null, so that one value has one encoding.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/cbor.h"
#include "sync/reasons.h"

namespace holdfast::sync {

inline constexpr std::uint64_t kRecordVersion = 1;
// How deep the value of one answer, or the content of an order, may nest by itself.
inline constexpr std::size_t kValueDepthMax = 8;

// Writes the map's head, key 0 and the version. `fields` counts the version too.
void begin_record(CborWriter& out, std::size_t fields);
// Reads the same; a later version is kDocumentNewer, whatever else the record then holds.
Result<void> open_record(CborReader& in, std::size_t fields);

// The error of a decoder as its document's own reason; "made by a newer version" stays what it is.
Error refusal(const Error& error, const Reason& reason);
template <typename T>
Result<T> refuse_as(Result<T> result, const Reason& reason) {
  if (result.ok()) return result;
  return refusal(result.error(), reason);
}

// 0 for a scalar, 1 for a flat array, and so on.
std::size_t value_depth(const CborValue& value);
// True for what reasons.h calls a code: 1-64 of a-z 0-9 _ and the dot.
bool is_reason_code(std::string_view text);

// True if null comes next; the null is then taken.
Result<bool> take_null(CborReader& in);

template <std::size_t N>
void write_array_list(CborWriter& out, const std::vector<ByteArray<N>>& list) {
  out.array(list.size());
  for (const ByteArray<N>& item : list) out.bytes(item);
}

// A list of fixed-length byte strings, each greater than the one before.
template <std::size_t N>
Result<std::vector<ByteArray<N>>> read_ascending(CborReader& in, std::size_t count_max) {
  const std::size_t count = TRY(in.array(count_max));
  std::vector<ByteArray<N>> out;
  for (std::size_t i = 0; i < count; ++i) {
    const ByteArray<N> item = TRY(in.byte_array<N>());
    if (!out.empty() && !(out.back() < item)) return kEncodingNotCanonical;
    out.push_back(item);
  }
  return out;
}

}  // namespace holdfast::sync
