// One run of one face, shaped by HarfBuzz. Only .cpp files of this folder include this header.
#pragma once

#include "app/draw/face_runs.h"

struct hb_buffer_t;

namespace holdfast::draw {

// Positions are relative to the run's origin, clusters are units. In visual order.
struct ShapedGlyph {
  Glyph glyph;
  std::uint32_t unit = 0;
};

class Shaper {
 public:
  Shaper();
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  // Appends the glyphs of units [start, end) of a run to `out`, from `x` on; the new x.
  float shape(const WideText& text, std::uint32_t start, std::uint32_t end, const FaceRun& run, bool rtl,
              const std::string& language, float x, WipedVector<ShapedGlyph>& out);
  // Overwrites what HarfBuzz keeps of the last texts in its own memory.
  void forget();

 private:
  hb_buffer_t* buffer_;
  unsigned glyphs_max_ = 0;  // that the buffer ever held
};

}  // namespace holdfast::draw
