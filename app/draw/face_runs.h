// Which face, script and size each part of a text takes. Only .cpp files of this folder include this header.
#pragma once

#include "app/draw/font_face.h"
#include "app/draw/text_layout.h"
#include "app/draw/wide_text.h"

namespace holdfast::draw {

struct FaceRun {
  std::uint32_t start = 0, end = 0;  // units
  const FontFace* face = nullptr;
  std::uint32_t script = 0;          // tag of ISO 15924, as HarfBuzz takes it
  float size_px = 0;
  float line_px = 0;                 // what this script wants
  bool solid = false;                // no caret inside a cluster: its marks are part of one written sign
};

std::vector<FaceRun> face_runs(Fonts& fonts, const WideText& text, std::uint32_t start, std::uint32_t end,
                               const TextStyle& style);

// The run of Latin letters of this style: for empty lines and for "…".
FaceRun latin_run(Fonts& fonts, const TextStyle& style);

}  // namespace holdfast::draw
