// The caret: what is shown can be hit, and keys lead everywhere.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;
using test::kDrawSamples;

constexpr std::string_view kMixed[] = {
    "abc أبت 123 def",
    "أبت abc 123 تبأ",
    "هاتف \u2066+855 12 345 678\u2069 (Poipet) نهاية",
    "one\n\nثلاثة three\nend  ",
    "   leading and trailing   ",
    "ក\u200Bខ\u200Bគ",
    "ខ្មែរ\u200B",
    "office affluent ﬁ",
    "👩‍👩‍👧 🇰🇭 e\u0301a",
    "\u2066\u2069",
    "  ",
    "",
};

void check_every_stop(const TextLayout& layout) {
  for (const std::uint32_t stop : layout.stops()) {
    const Rect caret = caret_rect(layout, stop);
    const Rect same = caret_rect(layout, hit(layout, caret.x, caret.y + caret.height / 2));
    INFO("\"" << layout.text() << "\" at " << stop);
    CHECK(hit(layout, caret.x, caret.y + caret.height / 2) == stop);
    CHECK(same == caret);
  }
}

TEST_CASE("a click at the caret's place hits the caret, at every stop of every script") {
  DrawWorld world;
  for (const auto& sample : kDrawSamples) {
    for (const float width : {0.0F, 250.0F, 90.0F}) check_every_stop(world.make(sample.text, sample.language, width));
  }
  for (const std::string_view text : kMixed) {
    if (text == "\u2066\u2069") continue;  // nothing but what nobody sees: both ends lie at one place
    for (const float width : {0.0F, 120.0F, 60.0F}) check_every_stop(world.make(text, "en", width));
  }
}

TEST_CASE("stops begin at 0, end at the text's end and ascend") {
  DrawWorld world;
  const auto check = [&](std::string_view text, float width) {
    const TextLayout layout = world.make(text, "en", width);
    const auto& stops = layout.stops();
    INFO(text);
    CHECK(stops.front() == 0);
    CHECK(stops.back() == text.size());
    CHECK(std::adjacent_find(stops.begin(), stops.end(), std::greater_equal<>()) == stops.end());
  };
  for (const auto& sample : kDrawSamples) check(sample.text, 100);
  for (const std::string_view text : kMixed) check(text, 70);
}

TEST_CASE("the right arrow visits every stop from left to right, the left arrow the same back") {
  DrawWorld world;
  const auto walk = [](const TextLayout& layout, std::size_t from, bool right) {
    std::vector<std::size_t> seen{from};
    for (std::size_t steps = 0; steps < layout.text().size() + 2; ++steps) {
      const std::size_t next = right ? right_stop(layout, seen.back()) : left_stop(layout, seen.back());
      if (next == seen.back()) break;
      seen.push_back(next);
    }
    return seen;
  };
  const auto check = [&](std::string_view text, std::string_view language, float width) {
    const TextLayout layout = world.make(text, language, width);
    const bool rtl = layout.rtl();
    INFO(text);
    const std::vector<std::size_t> forth = walk(layout, 0, !rtl);
    CHECK(std::set<std::size_t>(forth.begin(), forth.end()).size() == layout.stops().size());
    std::vector<std::size_t> back = walk(layout, forth.back(), rtl);
    std::reverse(back.begin(), back.end());
    CHECK(back == forth);
  };
  for (const auto& sample : kDrawSamples) check(sample.text, sample.language, 200);
  check("abc أبت 123 def", "en", 0);
  check("أبت abc 123 تبأ", "ar", 0);
  check("one two three four five six", "en", 60);
}

TEST_CASE("the caret never stands inside a syllable, also when it is asked to") {
  DrawWorld world;
  const TextLayout layout = world.make("ខ្មែរ", "km");
  for (std::size_t offset = 0; offset < 12; ++offset) CHECK(caret_rect(layout, offset) == caret_rect(layout, 0));
  CHECK(next_stop(layout, 0) == 12);
  CHECK(previous_stop(layout, 12) == 0);
}

TEST_CASE("inside a ligature of Latin letters the caret has its places") {
  DrawWorld world;
  const TextLayout layout = world.make("office");
  REQUIRE(layout.stops().size() == 7);
  for (std::size_t i = 0; i + 1 < 7; ++i) CHECK(caret_rect(layout, i).x < caret_rect(layout, i + 1).x);
}

TEST_CASE("a selection is one rectangle a line where it is one piece") {
  DrawWorld world;
  for (const auto& sample : kDrawSamples) {
    const TextLayout layout = world.make(sample.text, sample.language, 200);
    INFO(sample.script);
    const std::vector<Rect> all = selection_rects(layout, 0, sample.text.size());
    CHECK(all.size() == layout.lines().size());
    for (std::size_t i = 0; i + 1 < all.size(); ++i) CHECK(all[i].y < all[i + 1].y);
  }
  const TextLayout mixed = world.make("abc أبت def");
  CHECK(selection_rects(mixed, 0, mixed.text().size()).size() == 1);
  // From within the Latin to within the Arabic, which runs the other way: two pieces.
  CHECK(selection_rects(mixed, 1, 6).size() == 2);
  CHECK(selection_rects(mixed, 3, 3).empty());
  CHECK(selection_rects(mixed, 6, 1) == selection_rects(mixed, 1, 6));
  CHECK(selection_rects(world.make("a\n\nb"), 0, 4).size() == 3);  // the empty line shows, too
}

TEST_CASE("selected rectangles cover exactly what lies between two carets") {
  DrawWorld world;
  const TextLayout layout = world.make("affluent", "en");
  for (std::size_t from = 0; from < 8; ++from) {
    for (std::size_t to = from + 1; to <= 8; ++to) {
      const std::vector<Rect> rects = selection_rects(layout, from, to);
      REQUIRE(rects.size() == 1);
      CHECK(std::abs(rects[0].x - caret_rect(layout, from).x) < 0.01F);
      CHECK(std::abs(rects[0].x + rects[0].width - caret_rect(layout, to).x) < 0.01F);
    }
  }
}

TEST_CASE("words: the next one, the one before, the one around") {
  DrawWorld world;
  const TextLayout latin = world.make("The door, 2 people.");
  CHECK(next_word(latin, 0) == 4);
  CHECK(next_word(latin, 4) == 10);
  CHECK(next_word(latin, 12) == 19);
  CHECK(previous_word(latin, 19) == 12);
  CHECK(previous_word(latin, 12) == 10);
  CHECK(previous_word(latin, 0) == 0);
  const TextRange word = word_around(latin, 6);
  CHECK(word.from == 4);
  CHECK(word.to == 8);
  const TextLayout thai = world.make("น้ำท่วมที่นี่", "th");
  CHECK(next_word(thai, 0) == std::string_view("น้ำ").size());
  CHECK(next_word(thai, next_word(thai, 0)) == std::string_view("น้ำท่วม").size());
}

TEST_CASE("home and end stay on their line; up and down keep the column") {
  DrawWorld world;
  const TextLayout layout = world.make("one two three four", "en", 60);
  REQUIRE(layout.lines().size() > 2);
  const std::size_t second = layout.lines()[1].start;
  CHECK(line_start(layout, second + 2) == second);
  CHECK(line_of(layout, line_end(layout, second)) == 1);
  CHECK(line_end(layout, layout.text().size()) == layout.text().size());
  const float x = caret_rect(layout, 2).x;
  CHECK(line_of(layout, line_step(layout, 2, x, 1)) == 1);
  CHECK(line_step(layout, line_step(layout, 2, x, 1), x, -1) == 2);
  CHECK(line_step(layout, 2, x, -1) == 0);
  CHECK(line_step(layout, 2, x, 99) == layout.text().size());
}

TEST_CASE("an empty text has its caret where its first letter will stand") {
  DrawWorld world;
  CHECK(caret_rect(world.make("", "en", 100), 0).x == 0);
  LayoutOptions rtl;
  rtl.direction = Direction::AutoRtl;
  CHECK(caret_rect(world.make("", "ar", 100, rtl), 0).x == 100);
  CHECK(caret_rect(world.make("", "en", 100), 0).height == 24);
}

}  // namespace
}  // namespace holdfast::draw
