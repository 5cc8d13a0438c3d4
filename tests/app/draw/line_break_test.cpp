// Lines: broken where the language allows it, never wider than the box, nothing lost.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;
using test::kDrawSamples;
using test::line_texts;

// Places where a line of these words, written without blanks, may end.
std::set<std::size_t> word_ends(const std::vector<std::string>& words) {
  std::set<std::size_t> out;
  std::size_t at = 0;
  for (const std::string& word : words) out.insert(at += word.size());
  return out;
}

void check_breaks(DrawWorld& world, const std::vector<std::string>& words, std::string_view language) {
  std::string text;
  for (const std::string& word : words) text += word;
  const std::set<std::size_t> allowed = word_ends(words);
  std::set<std::size_t> seen;
  float widest = 0;
  for (const std::string& word : words) widest = std::max(widest, world.make(word, language).width());
  for (float width = widest + 1; width < widest * 4; width += 5) {
    const TextLayout layout = world.make(text, language, width);
    for (const TextLine& line : layout.lines()) {
      INFO(text.substr(line.start, line.end - line.start));
      CHECK(allowed.count(line.end) == 1);
      seen.insert(line.end);
    }
  }
  CHECK(seen.size() > 2);  // it was broken, and at different places
}

TEST_CASE("Thai, Khmer, Lao and Burmese break between words of their dictionaries") {
  DrawWorld world;
  check_breaks(world, {"น้ำ", "ท่วม", "ที่", "นี่", "มนุษย์", "ทั้ง", "หลาย"}, "th");
  check_breaks(world, {"មនុស្ស", "ទាំង", "អស់", "កើត", "មក", "មាន", "សេរីភាព"}, "km");
  check_breaks(world, {"ມະນຸດ", "ທຸກຄົນ", "ເກີດ", "ມາ", "ມີ"}, "lo");
  check_breaks(world, {"လူ", "တိုင်း", "သည်"}, "my");
}

TEST_CASE("no line is wider than the box, and every character stands on one line") {
  DrawWorld world;
  for (const auto& sample : kDrawSamples) {
    for (const float width : {40.0F, 80.0F, 133.0F, 300.0F}) {
      INFO(sample.script << " in " << width);
      const TextLayout layout = world.make(sample.text, sample.language, width);
      std::uint32_t at = 0;
      for (const TextLine& line : layout.lines()) {
        CHECK(line.start == at);
        at = line.end;
        const bool single = layout.stops().size() < 3;
        CHECK((line.width <= width + 0.02F || single));
        CHECK(line.x >= -0.01F);
        CHECK(line.x + line.width <= width + 0.02F);
      }
      CHECK(at == sample.text.size());
      CHECK(layout.width() <= width + 0.02F);
    }
  }
}

TEST_CASE("a word wider than the box is broken between letters") {
  DrawWorld world;
  const TextLayout layout = world.make("Sihanoukville", "en", 50);
  CHECK(layout.lines().size() > 1);
  for (const TextLine& line : layout.lines()) CHECK(line.width <= 50);
  CHECK(world.make("ab", "en", 1).lines().size() == 2);  // one letter a line at the least
}

TEST_CASE("a text as wide as it was measured needs no second line") {
  DrawWorld world;
  for (const auto& sample : kDrawSamples) {
    const float width = world.make(sample.text, sample.language).width();
    CHECK(world.make(sample.text, sample.language, width).lines().size() == 1);
    CHECK(world.make(sample.text, sample.language, width - 1).lines().size() > 1);
  }
}

TEST_CASE("line ends of all kinds begin a line, and one at the end an empty one") {
  DrawWorld world;
  CHECK(line_texts(world.make("a\nb\r\nc\rd\u2028e")) == std::vector<std::string>{"a", "b", "c", "d", "e"});
  CHECK(line_texts(world.make("a\n")) == std::vector<std::string>{"a", ""});
  CHECK(line_texts(world.make("\n\n")) == std::vector<std::string>{"", "", ""});
  CHECK(line_texts(world.make("")) == std::vector<std::string>{""});
  CHECK(world.make("").height() == 24);
}

TEST_CASE("blanks at the end of a line hang outside and push nothing down") {
  DrawWorld world;
  const float width = world.make("one").width();
  const TextLayout layout = world.make("one     two", "en", width + 1);
  CHECK(line_texts(layout) == std::vector<std::string>{"one", "two"});
  CHECK(world.make("one   ").width() == width);
}

TEST_CASE("what does not fit ends in an ellipsis") {
  DrawWorld world;
  LayoutOptions one_line;
  one_line.max_lines = 1;
  for (const auto& sample : kDrawSamples) {
    INFO(sample.script);
    const TextLayout layout = world.make(sample.text, sample.language, 120, one_line);
    REQUIRE(layout.lines().size() == 1);
    CHECK(layout.cut());
    CHECK(layout.width() <= 120.02F);
    const TextLine& line = layout.lines().front();
    std::size_t in_clusters = 0;
    for (const TextCluster& cluster : line.clusters) in_clusters += cluster.glyph_count;
    CHECK(line.glyphs.size() > in_clusters);
    const float dots = line.glyphs.back().x;
    CHECK((line.rtl ? dots < line.x + 1 : dots > line.x + line.width / 2));
  }
  LayoutOptions two_lines;
  two_lines.max_lines = 2;
  CHECK_FALSE(world.make("a\nb", "en", 100, two_lines).cut());
  CHECK(world.make("a\nb\nc", "en", 100, two_lines).cut());
  CHECK(world.make("a\nb\nc", "en", 100, two_lines).lines().size() == 2);
  CHECK(world.make("a\nb\nc", "en", 0, two_lines).cut());
  LayoutOptions unbroken;
  unbroken.wrap = false;
  CHECK(world.make("one two three four", "en", 60, unbroken).lines().size() == 1);
  CHECK(world.make("one two three four", "en", 60, unbroken).cut());
  unbroken.ellipsis = false;
  CHECK_FALSE(world.make("one two three four", "en", 60, unbroken).cut());
  CHECK(world.make("one two three four", "en", 60, unbroken).width() > 60);
}

TEST_CASE("lines stand at the start, in the middle or at the end of the box") {
  DrawWorld world;
  const auto x_of = [&world](std::string_view text, Align align) {
    LayoutOptions options;
    options.align = align;
    return world.make(text, "en", 200, options).lines().front().x;
  };
  const float latin = world.make("name").width();
  CHECK(x_of("name", Align::Start) == 0);
  CHECK(x_of("name", Align::End) == 200 - latin);
  CHECK(x_of("name", Align::Center) == (200 - latin) / 2);
  const float arabic = world.make("اسم").width();
  CHECK(x_of("اسم", Align::Start) == 200 - arabic);
  CHECK(x_of("اسم", Align::End) == 0);
  CHECK(x_of("اسم", Align::Left) == 0);
  CHECK(x_of("name", Align::Right) == 200 - latin);
}

}  // namespace
}  // namespace holdfast::draw
