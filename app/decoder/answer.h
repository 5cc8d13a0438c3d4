// The answer of holdfast-decoder as bytes: README.md, "The answer". Written here, read by app/gui/decoder_client.
#pragma once

#include "app/decoder/picture.h"

namespace holdfast::decoder {

inline constexpr std::size_t kAnswerHeader = 32;

ByteArray<kAnswerHeader> answer_header(const Decoded& decoded);

}  // namespace holdfast::decoder
