// The lines of a paper form (forms/paper.h) taken apart: what is read, and what is drawn to be written on. Pure.
// A form's own words may hold the same signs; they are then drawn as lines and boxes, too, and nothing is lost.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::draw {

enum class PaperLine : std::uint8_t {
  Gap,
  ThickRule,
  ThinRule,
  Plain,      // begins at the margin
  Question,   // with a number as its mark
  Aside,      // the same in the other language, hints, conditions: smaller
  Note,
  Fields,     // something to write on or to tick
};

enum class PaperSign : std::uint8_t { None, Circle, Square, Line, Boxes };

// A sign with its words, before it ("Date ____") or behind it ("( ) Yes").
struct PaperField {
  std::string words;
  PaperSign sign = PaperSign::None;
  std::size_t size = 0;  // characters of a line, number of boxes
  bool sign_first = false;
};

struct PaperRow {
  PaperLine kind = PaperLine::Plain;
  std::string mark;  // "12."
  std::string text;
  std::vector<PaperField> fields;
};

PaperRow paper_row(std::string_view line);

}  // namespace holdfast::draw
