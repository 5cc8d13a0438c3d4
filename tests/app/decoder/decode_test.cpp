// What the decoder makes of pictures, kind by kind, and of what only looks like one.
#include <cstdlib>

#include "app/decoder/answer.h"
#include "app/decoder/shape.h"
#include "tests/app/decoder/pictures.h"

namespace holdfast::test {
namespace {

using decoder::Box;
using decoder::Decoded;
using decoder::Verdict;

enum class Tint : std::uint8_t { Red, Green, Blue, Other };

Tint tint_at(const decoder::Pixels& pixels, std::uint32_t x, std::uint32_t y) {
  const std::uint8_t* at = pixels.rgba.data() + (std::size_t{y} * pixels.width + x) * 4;
  const bool r = at[0] > 180, g = at[1] > 180, b = at[2] > 180;
  if (r && !g && !b) return Tint::Red;
  if (g && !r && !b) return Tint::Green;
  return b && !r && !g ? Tint::Blue : Tint::Other;
}

void check_sample(const Decoded& decoded, std::uint32_t width, std::uint32_t height) {
  REQUIRE(decoded.verdict == Verdict::Shown);
  CHECK(decoded.pixels.width == width);
  CHECK(decoded.pixels.height == height);
  REQUIRE(decoded.pixels.rgba.size() == std::size_t{width} * height * 4);
  CHECK(tint_at(decoded.pixels, width / 4, 0) == Tint::Green);
  CHECK(tint_at(decoded.pixels, width / 4, height - 1) == Tint::Red);
  CHECK(tint_at(decoded.pixels, width - 2, 0) == Tint::Blue);
}

TEST_CASE("JPEG, PNG and BMP are decoded, whole or made to fit") {
  const decoder::Pixels sample = sample_pixels(64, 48);
  for (const Bytes& file : {jpeg_of(sample), png_of(sample), bmp_of(sample)}) {
    check_sample(decoder::decode(file, {4096, 4096}), 64, 48);
    check_sample(decoder::decode(file, {32, 32}), 32, 24);
    check_sample(decoder::decode(file, {4096, 24}), 32, 24);
    const Decoded tiny = decoder::decode(file, {1, 1});
    REQUIRE(tiny.verdict == Verdict::Shown);
    CHECK(tiny.pixels.rgba.size() == 4);
    CHECK((tiny.whole_width == 64 && tiny.whole_height == 48));
  }
}

TEST_CASE("a photograph stands upright, however the camera was held") {
  const decoder::Pixels upright = sample_pixels(64, 48);
  for (std::uint8_t orientation = 1; orientation <= 8; ++orientation) {
    INFO("orientation " << int{orientation});
    // What a camera held like that would have stored: the picture turned the other way round.
    const std::uint8_t back = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
    const Bytes file = jpeg_held(decoder::turned_upright(upright, back), orientation);
    check_sample(decoder::decode(file, {4096, 4096}), 64, 48);
    check_sample(decoder::decode(file, {32, 4096}), 32, 24);
  }
  check_sample(decoder::decode(jpeg_held(upright, 0), {64, 64}), 64, 48);
  check_sample(decoder::decode(jpeg_held(upright, 9), {64, 64}), 64, 48);
}

TEST_CASE("what was transparent lies on white") {
  decoder::Pixels clear{2, 1, Bytes{10, 20, 30, 0, 10, 20, 30, 255}};
  const Decoded decoded = decoder::decode(png_of(clear), {16, 16});
  REQUIRE(decoded.verdict == Verdict::Shown);
  CHECK(decoded.pixels.rgba == Bytes{255, 255, 255, 255, 10, 20, 30, 255});
}

TEST_CASE("a picture of more than 64 million pixels is refused by its header") {
  CHECK(decoder::decode(png_that_claims(8001, 8000), {64, 64}).verdict == Verdict::TooLarge);
  CHECK(decoder::decode(png_that_claims(0xFFFFFF, 2), {64, 64}).verdict != Verdict::Shown);
  CHECK(decoder::decode(png_that_claims(0x7FFFFFFF, 0x7FFFFFFF), {64, 64}).verdict != Verdict::Shown);
  CHECK(decoder::decode(png_that_claims(0, 1), {64, 64}).verdict != Verdict::Shown);
  // The size stands 5 bytes behind the mark of the frame; nothing behind it is asked for.
  Bytes jpeg = jpeg_of(sample_pixels(16, 16));
  for (std::size_t i = 0; i + 8 < jpeg.size(); ++i) {
    if (jpeg[i] != 0xFF || jpeg[i + 1] != 0xC0) continue;
    jpeg[i + 5] = jpeg[i + 6] = jpeg[i + 7] = jpeg[i + 8] = 0xF0;
    break;
  }
  CHECK(decoder::decode(jpeg, {64, 64}).verdict == Verdict::TooLarge);
}

TEST_CASE("a picture that stops anywhere is refused, never shown as if it were whole") {
  const decoder::Pixels sample = sample_pixels(40, 24);
  const Bytes jpeg = jpeg_of(sample);
  for (std::size_t size = 0; size + 2 < jpeg.size(); ++size) {
    CHECK(decoder::decode(ByteView(jpeg).first(size), {64, 64}).verdict != Verdict::Shown);
  }
  const Bytes png = png_of(sample);
  for (std::size_t size = 0; size + 16 < png.size(); ++size) {
    CHECK(decoder::decode(ByteView(png).first(size), {64, 64}).verdict != Verdict::Shown);
  }
}

TEST_CASE("no byte that is changed makes it do anything but show or refuse") {
  const decoder::Pixels sample = sample_pixels(24, 16);
  for (const Bytes& file : {jpeg_held(sample, 6), png_of(sample), bmp_of(sample)}) {
    for (std::size_t at = 0; at < file.size(); ++at) {
      for (const std::uint8_t bits : {std::uint8_t{0x01}, std::uint8_t{0x80}, std::uint8_t{0xFF}}) {
        Bytes changed = file;
        changed[at] ^= bits;
        const Decoded decoded = decoder::decode(changed, {8, 8});
        const bool shown = decoded.verdict == Verdict::Shown;
        const std::size_t bytes = std::size_t{decoded.pixels.width} * decoded.pixels.height * 4;
        CHECK((!shown || (decoded.pixels.width <= 8 && decoded.pixels.height <= 8 && bytes > 0)));
        CHECK(decoded.pixels.rgba.size() == (shown ? bytes : 0));
      }
    }
  }
}

TEST_CASE("what is no picture is told by its first bytes") {
  for (const std::string_view text : {"", "B", "GIF", "<svg/>", "%PDF-1.7", "RIFF....WEBP", "\xFF\xD8"}) {
    CHECK(decoder::decode(as_bytes(text), {64, 64}).verdict == Verdict::UnknownKind);
  }
  CHECK(decoder::decode(as_bytes("GIF89a"), {64, 64}).verdict == Verdict::Damaged);
  CHECK(decoder::decode(as_bytes("BM"), {64, 64}).verdict == Verdict::Damaged);
}

TEST_CASE("a size that fits keeps its proportions and is never nothing") {
  const auto fits = [](std::uint32_t w, std::uint32_t h, Box box) { return decoder::fitting(w, h, box); };
  CHECK((fits(100, 50, {100, 50}).width == 100 && fits(100, 50, {100, 50}).height == 50));
  CHECK((fits(100, 50, {50, 50}).width == 50 && fits(100, 50, {50, 50}).height == 25));
  CHECK((fits(60000, 1, {64, 64}).width == 64 && fits(60000, 1, {64, 64}).height == 1));
  CHECK((fits(1, 60000, {64, 64}).width == 1 && fits(1, 60000, {64, 64}).height == 64));
}

}  // namespace
}  // namespace holdfast::test
