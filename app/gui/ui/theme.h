// The tokens of the look: every colour, size of type and distance of the window has its name here and nowhere else.
// Dark and light have the same names.
#pragma once

#include <cstdint>

#include "app/draw/canvas.h"

namespace holdfast::ui {

enum class Token : std::uint8_t {
  Background, Panel, Card, Hover, Line, Control, Text, Text2, Text3, Accent, OnAccent, Selected, Caution,
  CautionGround, Stop, StopGround, Chart1, Chart2, Chart3, Chart4, MapSea, MapLand, MapBorder,
};

enum class Theme : std::uint8_t { Dark, Light };

draw::Color color_of(Theme theme, Token token);

// Type: size / line in px, weight.
enum class TextKind : std::uint8_t {
  FigureLarge,  // 64/68 bold
  Figure,       // 44/52 bold
  Display,      // 28/36 bold
  Title,        // 22/30 bold
  TaskTitle,    // 18/24 bold
  Question,     // 19/26 bold
  Heading,      // 17/24 bold
  Body,         // 16/24
  BodyBold,     // 16/24 bold
  Control,      // 15/20: controls, rail, tables
  ControlBold,  // 15/20 bold
  Small,        // 14/20
  Label,        // 14/20 bold
  Least,        // 13/18
  LeastBold,    // 13/18 bold: heads of tables
  Mono,         // 14/20 Noto Sans Mono
};

struct TypeSize {
  float size_px = 0, line_px = 0;
  bool bold = false, mono = false;
};
TypeSize type_of(TextKind kind);

inline constexpr float kRailWidth = 208, kRailNarrow = 72, kHeadHeight = 72, kFootHeight = 36, kBodyInset = 24;
inline constexpr float kButtonHeight = 44, kButtonBig = 52, kRowHeight = 44, kOptionGap = 6, kFieldHeight = 44;
inline constexpr float kRadiusChip = 4, kRadiusControl = 6, kRadiusCard = 8;

}  // namespace holdfast::ui
