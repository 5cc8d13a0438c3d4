// Where on a line the caret stands. Only .cpp files of this folder include this header.
#pragma once

#include "app/draw/text_layout.h"

namespace holdfast::draw {

// True where `offset` lies within a cluster, not at its edge.
bool is_inside_cluster(const TextLine& line, std::uint32_t offset);

// The place of an offset between two clusters; of one inside a cluster that cluster's begin.
float caret_x_between(const TextLine& line, std::uint32_t offset);

// The place of any stop of the line.
float caret_x(const TextLayout& layout, const TextLine& line, std::uint32_t offset);

struct StopPlace {
  std::uint32_t offset = 0;
  float x = 0;
};
// All stops of a line, in logical order.
std::vector<StopPlace> stop_places(const TextLayout& layout, std::size_t line);

// The stop at `offset`, or the last one before it.
std::uint32_t stop_at(const TextLayout& layout, std::size_t offset);

}  // namespace holdfast::draw
