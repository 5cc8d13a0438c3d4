// The icons: line drawings on a grid of 24, one stroke, round ends. The same on screen and on paper.
// An icon never stands alone, except close, back, up, down, eye and zoom.
#pragma once

#include <string_view>
#include <vector>

#include "app/draw/canvas.h"

namespace holdfast::draw {

enum class Icon : std::uint8_t {
  Home, Interview, People, Box, Table, Sync, Inbox, Fork, Match, Board, Map, Graph, Report, Share, Laptop,
  Settings, Help, Lock, Search, Check, Close, Plus, Right, Left, Down, Up, Arrow, Back, Pause, Stop, Microphone,
  Eye, EyeOff, Stick, Server, Clock, Calendar, Filter, Seal, File, Image, Phone, Pin, Warning, Damaged, Ring,
  DashedRing, HalfDisc, Confirmed, Barred, OnTheRoad, Gap, Undo, Keyboard, Globe, TextSize, Moon, User, Key, Link,
  Dots, NotEqual, Equal, Minus, Car, Building, Bank, Wallet, Hands, Flag, Mark, Sun, Trash, Folder, Child, Medical,
};
inline constexpr std::size_t kIcons = 76;

std::string_view icon_name(Icon icon);  // "home", as the drawings call it

struct IconLine {
  std::vector<Point> points;
  bool closed = false;
};
// On the grid: 0 to 24 in both directions, curves flattened to lines finer than a tenth of a unit.
struct IconShape {
  std::vector<IconLine> strokes;
  std::vector<IconLine> fills;  // filled polygons
  std::vector<IconLine> over;   // strokes in the colour of the ground, above the fills
  bool dashed = false;          // the strokes are
};
IconShape icon_shape(Icon icon);

inline constexpr float kIconStroke = 1.75F;
// Top left corner at (x, y). `stroke` in pixels, whatever the size; `ground` is what shines through a filled icon.
void draw_icon(Canvas& canvas, Icon icon, float x, float y, float size_px, Color color, float stroke = kIconStroke,
               Color ground = {255, 255, 255, 255});

}  // namespace holdfast::draw
