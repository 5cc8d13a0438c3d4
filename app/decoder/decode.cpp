#include <algorithm>

#include "app/decoder/picture.h"

namespace holdfast::decoder {

namespace {

bool begins_with(ByteView file, std::initializer_list<std::uint8_t> mark) {
  return file.size() >= mark.size() && std::equal(mark.begin(), mark.end(), file.begin());
}

}  // namespace

Decoded decode(ByteView file, Box box) {
  if (file.size() > kInputMax) return {Verdict::TooLarge};
  // By its first bytes, never by a name or by what somebody says it is.
  if (begins_with(file, {0xFF, 0xD8, 0xFF})) return decode_jpeg(file, box);
  const bool raster = begins_with(file, {0x89, 'P', 'N', 'G'}) || begins_with(file, {'G', 'I', 'F', '8'}) ||
                      begins_with(file, {'B', 'M'});
  if (raster) return decode_raster(file, box);
  return {Verdict::UnknownKind};
}

}  // namespace holdfast::decoder
