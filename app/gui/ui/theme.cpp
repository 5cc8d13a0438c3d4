#include "app/gui/ui/theme.h"

#include <array>
#include <cstddef>

namespace holdfast::ui {

namespace {

struct Inks {
  std::uint32_t dark = 0, light = 0;
};

// In the order of Token.
constexpr std::array<Inks, 23> kInks = {{
    {0x14171A, 0xF7F6F3},  // Background
    {0x1A1E22, 0xEFEDE8},  // Panel
    {0x21262B, 0xFFFFFF},  // Card
    {0x2B3137, 0xE6E3DC},  // Hover
    {0x343B42, 0xD8D4CB},  // Line
    {0x7F8B95, 0x7A776F},  // Control
    {0xECEEF0, 0x1B1E21},  // Text
    {0xB9C1C8, 0x454B51},  // Text2
    {0x98A3AC, 0x5C636A},  // Text3
    {0x7CC0EA, 0x0B5C8A},  // Accent
    {0x08202F, 0xFFFFFF},  // OnAccent
    {0x1A3242, 0xDAEAF5},  // Selected
    {0xF2B866, 0x834700},  // Caution
    {0x392D18, 0xFAEAD0},  // CautionGround
    {0xFF9A8B, 0xAE241C},  // Stop
    {0x42231F, 0xFBE2DE},  // StopGround
    {0x7CC0EA, 0x0B5C8A},  // Chart1
    {0x4A86AC, 0x4486B0},  // Chart2
    {0xF2B866, 0xB56C0C},  // Chart3
    {0x98A3AC, 0x7A8088},  // Chart4
    {0x181D22, 0xEDEBE6},  // MapSea
    {0x272D33, 0xFFFFFF},  // MapLand
    {0x3D454D, 0xC9C4B9},  // MapBorder
}};

}  // namespace

draw::Color color_of(Theme theme, Token token) {
  const Inks& inks = kInks.at(static_cast<std::size_t>(token));
  return draw::rgb(theme == Theme::Dark ? inks.dark : inks.light);
}

TypeSize type_of(TextKind kind) {
  switch (kind) {
    case TextKind::FigureLarge: return {64, 68, true, false};
    case TextKind::Figure: return {44, 52, true, false};
    case TextKind::Display: return {28, 36, true, false};
    case TextKind::Title: return {22, 30, true, false};
    case TextKind::TaskTitle: return {18, 24, true, false};
    case TextKind::Question: return {19, 26, true, false};
    case TextKind::Heading: return {17, 24, true, false};
    case TextKind::Body: return {16, 24, false, false};
    case TextKind::BodyBold: return {16, 24, true, false};
    case TextKind::Control: return {15, 20, false, false};
    case TextKind::ControlBold: return {15, 20, true, false};
    case TextKind::Small: return {14, 20, false, false};
    case TextKind::Label: return {14, 20, true, false};
    case TextKind::Least: return {13, 18, false, false};
    case TextKind::LeastBold: return {13, 18, true, false};
    case TextKind::Mono: return {14, 20, false, true};
  }
  return {16, 24, false, false};
}

}  // namespace holdfast::ui
