#include "tests/app/decoder/pictures.h"

#include <turbojpeg.h>

#include <array>

namespace holdfast::test {

decoder::Pixels sample_pixels(std::uint32_t width, std::uint32_t height) {
  decoder::Pixels out{width, height, {}};
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      const bool left = x < width / 2;
      const bool top = y < height / 4;
      const std::array<std::uint8_t, 4> color = !left ? std::array<std::uint8_t, 4>{0, 0, 255, 255}
                                                : top ? std::array<std::uint8_t, 4>{0, 255, 0, 255}
                                                      : std::array<std::uint8_t, 4>{255, 0, 0, 255};
      append(out.rgba, color);
    }
  }
  return out;
}

Bytes jpeg_of(const decoder::Pixels& pixels) {
  tjhandle jpeg = tjInitCompress();
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  const int failed = tjCompress2(jpeg, pixels.rgba.data(), static_cast<int>(pixels.width), 0,
                                 static_cast<int>(pixels.height), TJPF_RGBA, &memory, &size, TJSAMP_444, 95, 0);
  const Bytes out = failed == 0 ? Bytes(memory, memory + size) : Bytes{};
  tjFree(memory);
  tjDestroy(jpeg);
  return out;
}

Bytes jpeg_held(const decoder::Pixels& pixels, std::uint8_t orientation) {
  Bytes out = jpeg_of(pixels);
  // APP1, "Exif", a TIFF header, and one directory with the tag 0x0112.
  const Bytes exif = {0xFF, 0xE1, 0,    34,   'E',  'x', 'i', 'f', 0, 0,           'M', 'M', 0, 42, 0, 0, 0, 8,
                      0,    1,    0x01, 0x12, 0,    3,   0,   0,   0, 1,           0,   orientation, 0, 0, 0, 0, 0, 0};
  out.insert(out.begin() + 2, exif.begin(), exif.end());
  return out;
}

namespace {

void big_endian(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift & 0xFF));
}
void little_endian(Bytes& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i) & 0xFF));
}

std::uint32_t crc_of(ByteView bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int i = 0; i < 8; ++i) crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
  }
  return ~crc;
}

void chunk(Bytes& out, std::string_view kind, ByteView content) {
  big_endian(out, static_cast<std::uint32_t>(content.size()));
  Bytes body = to_bytes(as_bytes(kind));
  append(body, content);
  append(out, body);
  big_endian(out, crc_of(body));
}

// zlib's format without compression.
Bytes stored(ByteView raw) {
  Bytes out = {0x78, 0x01};
  std::uint32_t a = 1, b = 0;
  for (const std::uint8_t byte : raw) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  for (std::size_t at = 0; at < raw.size() || at == 0; at += 65535) {
    const ByteView piece = raw.subspan(at, std::min<std::size_t>(65535, raw.size() - at));
    out.push_back(at + piece.size() >= raw.size() ? 1 : 0);
    little_endian(out, static_cast<std::uint32_t>(piece.size()), 2);
    little_endian(out, ~static_cast<std::uint32_t>(piece.size()) & 0xFFFF, 2);
    append(out, piece);
  }
  big_endian(out, b << 16 | a);
  return out;
}

Bytes png_from(std::uint32_t width, std::uint32_t height, ByteView raw) {
  Bytes out = {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
  Bytes header;
  big_endian(header, width);
  big_endian(header, height);
  append(header, Bytes{8, 6, 0, 0, 0});
  chunk(out, "IHDR", header);
  chunk(out, "IDAT", stored(raw));
  chunk(out, "IEND", {});
  return out;
}

}  // namespace

Bytes png_of(const decoder::Pixels& pixels) {
  Bytes raw;
  const std::size_t row = std::size_t{pixels.width} * 4;
  for (std::uint32_t y = 0; y < pixels.height; ++y) {
    raw.push_back(0);
    append(raw, ByteView(pixels.rgba).subspan(y * row, row));
  }
  return png_from(pixels.width, pixels.height, raw);
}

Bytes png_that_claims(std::uint32_t width, std::uint32_t height) { return png_from(width, height, Bytes(40)); }

Bytes bmp_of(const decoder::Pixels& pixels) {
  Bytes out = {'B', 'M'};
  const std::uint32_t row = pixels.width * 4;
  little_endian(out, 54 + row * pixels.height, 4);
  little_endian(out, 0, 4);
  little_endian(out, 54, 4);
  little_endian(out, 40, 4);
  little_endian(out, pixels.width, 4);
  little_endian(out, pixels.height, 4);
  little_endian(out, 1, 2);
  little_endian(out, 32, 2);
  out.resize(54);
  for (std::uint32_t y = pixels.height; y-- > 0;) {
    for (std::uint32_t x = 0; x < pixels.width; ++x) {
      const std::uint8_t* at = pixels.rgba.data() + (std::size_t{y} * pixels.width + x) * 4;
      append(out, Bytes{at[2], at[1], at[0], 255});
    }
  }
  return out;
}

}  // namespace holdfast::test
