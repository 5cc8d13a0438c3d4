#include "app/gui/decoder_client.h"

namespace holdfast::gui {

namespace {

constexpr std::string_view kAnswerMark = "HFPX";
constexpr std::uint8_t kAnswerVersion = 1;

Result<PictureFacts> parse_answer(ByteView answer, PictureBox box) {
  Reader in(answer);
  const ByteView mark = TRY(in.take(kAnswerMark.size()));
  const std::uint8_t version = TRY(in.u8());
  const std::uint8_t verdict = TRY(in.u8());
  const std::uint16_t zero = TRY(in.u16());
  if (as_text(mark) != kAnswerMark || version != kAnswerVersion || verdict != 0 || zero != 0) return kPictureRefused;
  PictureFacts out;
  out.width = TRY(in.u32());
  out.height = TRY(in.u32());
  out.whole_width = TRY(in.u32());
  out.whole_height = TRY(in.u32());
  const std::uint64_t bytes = TRY(in.u64());
  const bool fits = out.width >= 1 && out.width <= box.width && out.height >= 1 && out.height <= box.height &&
                    out.whole_width >= out.width && out.whole_height >= out.height;
  if (!fits || bytes != std::uint64_t{4} * out.width * out.height) return kPictureRefused;
  const ByteView pixels = TRY(in.take(static_cast<std::size_t>(bytes)));
  TRY(in.end());
  out.rgba = to_bytes(pixels);
  return out;
}

}  // namespace

Result<PictureFacts> read_picture_answer(ByteView answer, PictureBox box) {
  Result<PictureFacts> out = parse_answer(answer, box);
  if (!out.ok()) return kPictureRefused;
  return out;
}

}  // namespace holdfast::gui
