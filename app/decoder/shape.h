// What is done with pixels once they are there: made smaller, turned upright, laid on white.
#pragma once

#include "app/decoder/picture.h"

namespace holdfast::decoder {

// How a camera was held, as EXIF counts it: 1 upright, 2 mirrored, 3 upside down, … 8.
using Orientation = std::uint8_t;
inline bool swaps_sides(Orientation orientation) { return orientation >= 5 && orientation <= 8; }

// The size of a picture of width x height that fits in the box, sides in proportion, never enlarged, never 0.
Box fitting(std::uint32_t width, std::uint32_t height, Box box);
// Each new pixel is the mean of those it covers. REQUIRES: size <= that of the pixels.
Pixels made_smaller(Pixels pixels, Box size);
Pixels turned_upright(Pixels pixels, Orientation orientation);
void lay_on_white(Pixels& pixels);

}  // namespace holdfast::decoder
