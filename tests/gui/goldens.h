// Pictures of the screen as they were looked at and found right, one set a distribution: fonts and renderers differ by
// pixels. Kept small: 640 wide, 16 shades, PNG of at most 40 KB.
#pragma once

#include <string>

#include "app/draw/canvas.h"

namespace holdfast::test {

// Empty where the picture is as the golden of this name, or where this distribution has none. Every picture is written
// below HOLDFAST_PICTURES where that variable names a folder; with HOLDFAST_NEW_GOLDENS it becomes the golden.
std::string compare_with_golden(draw::Fonts& fonts, const std::string& name, const draw::Image& picture);

// Share of the small picture's pixels that differ by more than two shades of sixteen, 0 to 1.
double difference(const draw::Image& one, const draw::Image& other);
// 640 wide, 16 shades of grey.
draw::Image small_of(const draw::Image& picture);

}  // namespace holdfast::test
