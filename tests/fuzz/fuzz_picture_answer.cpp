#include "app/gui/decoder_client.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_picture_answer(const std::uint8_t* data, std::size_t size) {
  const ByteView answer(data, size);
  const Result<gui::PictureFacts> picture = gui::read_picture_answer(answer, {16, 16});
  if (!picture.ok()) return 0;
  Writer again;
  again.bytes(as_bytes("HFPX")).u8(1).u8(0).u16(0).u32(picture->width).u32(picture->height);
  again.u32(picture->whole_width).u32(picture->whole_height).u64(picture->rgba.size()).bytes(picture->rgba);
  HOLDFAST_ASSERT(equal(again.view(), answer));
  HOLDFAST_ASSERT(picture->width <= 16 && picture->height <= 16);
  return 1;
}

}  // namespace holdfast::fuzz
