// Small pictures for tests, made here: plain colours in places that are easy to check. Nobody is on them.
#pragma once

#include "app/decoder/picture.h"

namespace holdfast::test {

// Left half red, right half blue; the top row of the left half is green.
decoder::Pixels sample_pixels(std::uint32_t width, std::uint32_t height);
Bytes jpeg_of(const decoder::Pixels& pixels);
// The same with an EXIF block that says how the camera was held.
Bytes jpeg_held(const decoder::Pixels& pixels, std::uint8_t orientation);
Bytes png_of(const decoder::Pixels& pixels);
Bytes bmp_of(const decoder::Pixels& pixels);
// The PNG's header says another size than its content has.
Bytes png_that_claims(std::uint32_t width, std::uint32_t height);

}  // namespace holdfast::test
