#include "app/decoder/answer.h"

#include <algorithm>

namespace holdfast::decoder {

namespace {

void put(ByteArray<kAnswerHeader>& out, std::size_t at, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out[at + i] = static_cast<std::uint8_t>(value >> (8 * i) & 0xFF);
}

}  // namespace

ByteArray<kAnswerHeader> answer_header(const Decoded& decoded) {
  ByteArray<kAnswerHeader> out{'H', 'F', 'P', 'X', 1, static_cast<std::uint8_t>(decoded.verdict)};
  if (decoded.verdict != Verdict::Shown) return out;
  put(out, 8, decoded.pixels.width, 4);
  put(out, 12, decoded.pixels.height, 4);
  put(out, 16, decoded.whole_width, 4);
  put(out, 20, decoded.whole_height, 4);
  put(out, 24, decoded.pixels.rgba.size(), 8);
  return out;
}

}  // namespace holdfast::decoder
