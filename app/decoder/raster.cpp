// PNG, GIF and BMP by stb_image, compiled in here with all its other formats left out.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_GIF
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS (1 << 20)
#include <stb/stb_image.h>

#include <memory>

#include "app/decoder/picture.h"
#include "app/decoder/shape.h"

namespace holdfast::decoder {

namespace {

struct RasterFree {
  void operator()(stbi_uc* memory) const { stbi_image_free(memory); }
};

}  // namespace

Decoded decode_raster(ByteView file, Box box) {
  int width = 0, height = 0, channels = 0;
  const int size = static_cast<int>(file.size());  // kInputMax fits
  if (stbi_info_from_memory(file.data(), size, &width, &height, &channels) == 0 || width <= 0 || height <= 0) {
    return {Verdict::Damaged};
  }
  if (std::uint64_t(width) * std::uint64_t(height) > kPixelsMax) return {Verdict::TooLarge};
  const std::unique_ptr<stbi_uc, RasterFree> memory(
      stbi_load_from_memory(file.data(), size, &width, &height, &channels, 4));
  if (!memory || width <= 0 || height <= 0) return {Verdict::Damaged};
  const std::uint64_t bytes = std::uint64_t(width) * std::uint64_t(height) * 4;
  if (bytes > kPixelsMax * 4) return {Verdict::Damaged};
  Pixels pixels{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height),
                Bytes(memory.get(), memory.get() + bytes)};
  lay_on_white(pixels);
  const Box wanted = fitting(pixels.width, pixels.height, box);
  Decoded out{Verdict::Shown, {}, pixels.width, pixels.height};
  out.pixels = made_smaller(std::move(pixels), wanted);
  return out;
}

}  // namespace holdfast::decoder
