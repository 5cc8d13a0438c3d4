// The reasons of app/draw.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_DRAW_REASONS(X)                  \
  X(kFontsMissing, Io, "fonts.missing")           \
  X(kDrawingFailed, Io, "drawing.failed")

namespace holdfast::draw {
HOLDFAST_REASONS(HOLDFAST_DRAW_REASONS)
}  // namespace holdfast::draw
