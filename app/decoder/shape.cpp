#include "app/decoder/shape.h"

#include <algorithm>
#include <array>

namespace holdfast::decoder {

Box fitting(std::uint32_t width, std::uint32_t height, Box box) {
  if (width <= box.width && height <= box.height) return {width, height};
  const std::uint64_t w = width, h = height;
  // Compared crosswise, so that nothing is rounded before it must be.
  const bool wide = w * box.height >= h * box.width;
  const std::uint64_t out_w = wide ? box.width : w * box.height / h;
  const std::uint64_t out_h = wide ? h * box.width / w : box.height;
  return {static_cast<std::uint32_t>(std::max<std::uint64_t>(1, out_w)),
          static_cast<std::uint32_t>(std::max<std::uint64_t>(1, out_h))};
}

namespace {

struct Span {
  std::uint32_t from = 0, to = 0;
};
// Which of `from` pixels the pixel `at` of `to` covers; at least one.
Span covered(std::uint32_t at, std::uint32_t from, std::uint32_t to) {
  const auto edge = [&](std::uint64_t i) { return static_cast<std::uint32_t>(i * from / to); };
  return {edge(at), std::max(edge(at) + 1, edge(std::uint64_t{at} + 1))};
}

void mean_of(const Pixels& pixels, Span columns, Span rows, std::uint8_t* out) {
  std::array<std::uint64_t, 4> sums{};
  for (std::uint32_t y = rows.from; y < rows.to; ++y) {
    const std::uint8_t* at = pixels.rgba.data() + (std::size_t{y} * pixels.width + columns.from) * 4;
    for (std::uint32_t x = columns.from; x < columns.to; ++x) {
      for (std::size_t c = 0; c < 4; ++c) sums[c] += *at++;
    }
  }
  const std::uint64_t count = std::uint64_t{columns.to - columns.from} * (rows.to - rows.from);
  for (std::size_t c = 0; c < 4; ++c) out[c] = static_cast<std::uint8_t>((sums[c] + count / 2) / count);
}

}  // namespace

Pixels made_smaller(Pixels pixels, Box size) {
  if (size.width == pixels.width && size.height == pixels.height) return pixels;
  Pixels out{size.width, size.height, Bytes(std::size_t{size.width} * size.height * 4)};
  for (std::uint32_t y = 0; y < size.height; ++y) {
    const Span rows = covered(y, pixels.height, size.height);
    for (std::uint32_t x = 0; x < size.width; ++x) {
      mean_of(pixels, covered(x, pixels.width, size.width), rows,
              out.rgba.data() + (std::size_t{y} * size.width + x) * 4);
    }
  }
  return out;
}

Pixels turned_upright(Pixels pixels, Orientation orientation) {
  if (orientation < 2 || orientation > 8) return pixels;
  const std::uint32_t w = pixels.width, h = pixels.height;
  Pixels out{swaps_sides(orientation) ? h : w, swaps_sides(orientation) ? w : h, Bytes(pixels.rgba.size())};
  for (std::uint32_t y = 0; y < out.height; ++y) {
    for (std::uint32_t x = 0; x < out.width; ++x) {
      std::uint32_t from_x = x, from_y = y;
      switch (orientation) {
        case 2: from_x = w - 1 - x; break;
        case 3: from_x = w - 1 - x; from_y = h - 1 - y; break;
        case 4: from_y = h - 1 - y; break;
        case 5: from_x = y; from_y = x; break;
        case 6: from_x = y; from_y = h - 1 - x; break;
        case 7: from_x = w - 1 - y; from_y = h - 1 - x; break;
        default: from_x = w - 1 - y; from_y = x; break;
      }
      const std::uint8_t* from = pixels.rgba.data() + (std::size_t{from_y} * w + from_x) * 4;
      std::copy_n(from, 4, out.rgba.data() + (std::size_t{y} * out.width + x) * 4);
    }
  }
  return out;
}

void lay_on_white(Pixels& pixels) {
  for (std::size_t i = 0; i + 3 < pixels.rgba.size(); i += 4) {
    const unsigned alpha = pixels.rgba[i + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      const unsigned mixed = (pixels.rgba[i + c] * alpha + 255 * (255 - alpha) + 127) / 255;
      pixels.rgba[i + c] = static_cast<std::uint8_t>(mixed);
    }
    pixels.rgba[i + 3] = 255;
  }
}

}  // namespace holdfast::decoder
