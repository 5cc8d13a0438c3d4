// The reasons of app/gui.
#pragma once

#include "crypto/base/reason.h"

// One reason for every picture that is not shown, so that a hostile file learns nothing from what is said about it.
#define HOLDFAST_GUI_REASONS(X)                  \
  X(kPictureRefused, Damaged, "picture.refused") \
  X(kWindowNoDisplay, Io, "window.no_display")   \
  X(kWindowNoGraphics, Io, "window.no_graphics")

namespace holdfast::gui {
HOLDFAST_REASONS(HOLDFAST_GUI_REASONS)
}  // namespace holdfast::gui
