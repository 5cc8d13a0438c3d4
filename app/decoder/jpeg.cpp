// JPEG by libjpeg-turbo, upright as its EXIF says.
#include <libexif/exif-data.h>
#include <turbojpeg.h>

#include <memory>

#include "app/decoder/picture.h"
#include "app/decoder/shape.h"

namespace holdfast::decoder {

namespace {

struct JpegClose {
  void operator()(void* handle) const { tjDestroy(handle); }
};
struct ExifClose {
  void operator()(ExifData* data) const { exif_data_unref(data); }
};

// 1 where the file says nothing, or nothing sensible.
Orientation orientation_of(ByteView file) {
  const std::unique_ptr<ExifData, ExifClose> exif(
      exif_data_new_from_data(file.data(), static_cast<unsigned>(file.size())));
  if (!exif) return 1;
  const ExifEntry* entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (entry == nullptr || entry->data == nullptr || entry->size < 2 || entry->format != EXIF_FORMAT_SHORT) return 1;
  const ExifShort value = exif_get_short(entry->data, exif_data_get_byte_order(exif.get()));
  return value >= 1 && value <= 8 ? static_cast<Orientation>(value) : Orientation{1};
}

// The smallest of the sizes libjpeg decodes to directly that is no smaller than what is wanted: of a photograph's
// thumbnail an eighth, which is many times faster.
Box nearest_size(int width, int height, Box wanted) {
  int count = 0;
  const tjscalingfactor* factors = tjGetScalingFactors(&count);
  Box best{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
  for (int i = 0; i < count; ++i) {
    if (factors[i].num > factors[i].denom) continue;
    const Box size{static_cast<std::uint32_t>(TJSCALED(width, factors[i])),
                   static_cast<std::uint32_t>(TJSCALED(height, factors[i]))};
    const bool enough = size.width >= wanted.width && size.height >= wanted.height;
    if (enough && size.width < best.width) best = size;
  }
  return best;
}

}  // namespace

Decoded decode_jpeg(ByteView file, Box box) {
  const std::unique_ptr<void, JpegClose> jpeg(tjInitDecompress());
  if (!jpeg) return {Verdict::Damaged};
  int width = 0, height = 0, sampling = 0, colors = 0;
  const auto size = static_cast<unsigned long>(file.size());
  if (tjDecompressHeader3(jpeg.get(), file.data(), size, &width, &height, &sampling, &colors) != 0 || width <= 0 ||
      height <= 0) {
    return {Verdict::Damaged};
  }
  if (std::uint64_t(width) * std::uint64_t(height) > kPixelsMax) return {Verdict::TooLarge};
  const Orientation orientation = orientation_of(file);
  if (swaps_sides(orientation)) box = {box.height, box.width};
  const Box wanted = fitting(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), box);
  const Box near = nearest_size(width, height, wanted);
  Pixels pixels{near.width, near.height, Bytes(std::size_t{near.width} * near.height * 4)};
  // A picture that stops in the middle is not shown as if it were whole.
  const int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
  if (tjDecompress2(jpeg.get(), file.data(), size, pixels.rgba.data(), static_cast<int>(near.width), 0,
                    static_cast<int>(near.height), TJPF_RGBA, flags) != 0) {
    return {Verdict::Damaged};
  }
  Decoded out{Verdict::Shown, turned_upright(made_smaller(std::move(pixels), wanted), orientation)};
  out.whole_width = static_cast<std::uint32_t>(swaps_sides(orientation) ? height : width);
  out.whole_height = static_cast<std::uint32_t>(swaps_sides(orientation) ? width : height);
  return out;
}

}  // namespace holdfast::decoder
