// Untrusted picture in, plain pixels out: the whole knowledge of holdfast-decoder. Values only: no file, no key, no
// network, nothing that outlives one picture. Must not be linked to anything that knows a vault.
//
// The program: `holdfast-decoder WIDTH HEIGHT` reads the picture's bytes from its standard input up to their end and
// writes one answer to its standard output. README.md of this folder has the bytes of the answer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::decoder {

inline constexpr std::uint64_t kPixelsMax = 64'000'000;       // refused by the header, before anything is decoded
inline constexpr std::size_t kInputMax = std::size_t{128} << 20;
inline constexpr std::uint32_t kSideMax = 4096;               // of the box that is asked for

// The largest picture that is wanted; never enlarged.
struct Box {
  std::uint32_t width = 0, height = 0;
};

enum class Verdict : std::uint8_t {
  Shown = 0,
  UnknownKind = 1,  // not JPEG, PNG, GIF or BMP
  Damaged = 2,      // begins like a picture and does not go on like one
  TooLarge = 3,     // more than kPixelsMax, or more bytes than kInputMax
};

// Red, green, blue, alpha, rows without gaps. Alpha is 255: what was transparent lies on white, as on paper.
struct Pixels {
  std::uint32_t width = 0, height = 0;
  Bytes rgba;
};

struct Decoded {
  Verdict verdict = Verdict::UnknownKind;
  Pixels pixels{};                              // of Shown: upright, within the box
  std::uint32_t whole_width = 0, whole_height = 0;  // of Shown: as the file says, upright
};

// REQUIRES: 1 <= box sides <= kSideMax.
Decoded decode(ByteView file, Box box);

// One step of it each, in files of their own.
Decoded decode_jpeg(ByteView file, Box box);
Decoded decode_raster(ByteView file, Box box);  // PNG, GIF (its first picture), BMP

}  // namespace holdfast::decoder
