// Pictures for the screen: starts holdfast-decoder afresh for each, hands it the bytes, reads its answer strictly.
// Nothing of a picture's own format is understood here. app/decoder/README.md, "The answer".
#pragma once

#include <string>

#include "app/gui/reasons.h"
#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "crypto/base/progress.h"

namespace holdfast::gui {

struct PictureBox {
  std::uint32_t width = 0, height = 0;  // 1 to 4096
};

struct PictureFacts {
  std::uint32_t width = 0, height = 0;
  std::uint32_t whole_width = 0, whole_height = 0;  // of the file
  Bytes rgba;                                       // 8 bit each, rows without gaps
};

// kPictureRefused, whatever the reason was: the file is safe and unchanged, and there is nothing else to be done.
Result<PictureFacts> read_picture_answer(ByteView answer, PictureBox box);
// Runs `program`, for 15 s at most, and ends it in every case. Asks `progress` often, so that urgent work goes on
// meanwhile. kPictureRefused; kCancelled.
Result<PictureFacts> decode_picture(const std::string& program, ByteView file, PictureBox box, Clock& clock,
                                    Progress& progress);
// The decoder that belongs to this program: it lies beside it.
std::string decoder_program();

}  // namespace holdfast::gui
