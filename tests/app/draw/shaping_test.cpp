// Every script that our users write is shaped, not merely printed character by character.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/draw/font_face.h"
#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;
using test::glyph_ids;
using test::kDrawSamples;

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) out.back().push_back(c);
    else out.emplace_back(1, c);
  }
  return out;
}

// The glyphs of a text that nobody shapes.
std::vector<std::uint32_t> unshaped_ids(DrawWorld& world, std::string_view text, std::string_view language) {
  std::vector<std::uint32_t> out;
  for (const std::string& character : characters_of(text)) {
    for (const std::uint32_t id : glyph_ids(world.make(character, language))) out.push_back(id);
  }
  return out;
}

TEST_CASE("every script has a glyph for each of its characters") {
  DrawWorld world;
  for (const auto& sample : kDrawSamples) {
    for (const Weight weight : {Weight::Regular, Weight::Bold, Weight::Mono}) {
      TextStyle style = test::style_for(sample.language);
      style.weight = weight;
      const std::vector<std::uint32_t> ids = glyph_ids(world.engine.make(sample.text, style, 300));
      INFO(sample.script << ", weight " << static_cast<int>(weight));
      CHECK(ids.size() > 20);
      CHECK(std::find(ids.begin(), ids.end(), 0U) == ids.end());
    }
  }
}

TEST_CASE("a character that no font has is drawn as a box, and is not lost") {
  DrawWorld world;
  const TextLayout layout = world.make("a\U00010C00\U0010FFFDz");
  const std::vector<std::uint32_t> ids = glyph_ids(layout);
  CHECK(ids.size() == 4);
  CHECK(std::count(ids.begin(), ids.end(), 0U) == 2);
  CHECK(layout.stops().size() == 5);
}

TEST_CASE("scripts that need shaping get other glyphs than their characters one by one") {
  DrawWorld world;
  for (const auto& sample : kDrawSamples) {
    const bool shaped = sample.script == "Khmer" || sample.script == "Burmese" || sample.script == "Devanagari" ||
                        sample.script == "Bengali" || sample.script == "Tamil" || sample.script == "Arabic";
    if (!shaped) continue;
    INFO(sample.script);
    CHECK(glyph_ids(world.make(sample.text, sample.language)) != unshaped_ids(world, sample.text, sample.language));
  }
}

TEST_CASE("Arabic letters are joined, and lam with alef becomes one letter") {
  DrawWorld world;
  const std::vector<std::uint32_t> joined = glyph_ids(world.make("بيت", "ar"));
  std::vector<std::uint32_t> alone = unshaped_ids(world, "بيت", "ar");
  std::reverse(alone.begin(), alone.end());
  REQUIRE(joined.size() >= 3);
  CHECK(joined != alone);
  CHECK(world.make("لا", "ar").lines().front().clusters.size() == 1);
}

TEST_CASE("a Khmer subscript and its base are one cluster without a caret inside") {
  DrawWorld world;
  const TextLayout layout = world.make("ខ្មែរ", "km");  // kha, coeng, mo, vowel ae; ro
  CHECK(layout.lines().front().clusters.size() == 2);
  const auto& stops = layout.stops();
  CHECK(std::vector<std::uint32_t>(stops.begin(), stops.end()) == std::vector<std::uint32_t>{0, 12, 15});
}

TEST_CASE("syllables of Burmese and conjuncts of Hindi have no caret inside") {
  DrawWorld world;
  CHECK(world.make("ကျွန်", "my").stops().size() == 3);  // kya-wa-(hswe), then na with asat
  CHECK(world.make("क्षत्रिय", "hi").stops().size() == 4);
}

TEST_CASE("the language chooses between the shapes of one Chinese character") {
  DrawWorld world;
  const auto simplified = glyph_ids(world.make("骨", "zh-Hans"));
  const auto traditional = glyph_ids(world.make("骨", "zh-Hant"));
  const auto japanese = glyph_ids(world.make("骨", "ja"));
  CHECK(simplified != traditional);
  CHECK(traditional != japanese);
  CHECK(glyph_ids(world.make("骨", "en")) == simplified);
}

TEST_CASE("Chinese quotation marks come from the Chinese font, Latin ones from the Latin") {
  DrawWorld world;
  const TextLayout chinese = world.make("“骨”", "zh-Hans");
  const TextLayout english = world.make("“bone”", "en");
  CHECK(chinese.lines().front().glyphs.front().face == chinese.lines().front().glyphs[1].face);
  CHECK(english.lines().front().glyphs.front().face == english.lines().front().glyphs[1].face);
}

TEST_CASE("figures are of one width, and so are all letters of the typewriter face") {
  DrawWorld world;
  const float one = world.make("1111111111").width();
  for (const char digit : std::string("023456789")) CHECK(world.make(std::string(10, digit)).width() == one);
  TextStyle mono = test::style_for("en");
  mono.weight = Weight::Mono;
  CHECK(world.engine.make("iiii", mono).width() == world.engine.make("WWWW", mono).width());
}

TEST_CASE("other scripts are drawn larger on higher lines, as the design has it") {
  DrawWorld world;
  TextStyle style{16, 24, Weight::Regular, "km"};
  const TextLayout khmer = world.engine.make("ខ្មែរ", style);
  CHECK(khmer.height() == 33);  // 24 times 1.35, in whole pixels
  CHECK(khmer.lines().front().glyphs.front().size_px == 16 * 1.06F);
  CHECK(world.engine.make("Khmer", style).height() == 24);
  CHECK(world.engine.make("မြန်မာ", style).height() == 36);
  CHECK(world.engine.make("中文", style).height() == 24);
  style.size_px = 13;
  style.line_px = 18;
  CHECK(world.engine.make("ខ្មែរ", style).lines().front().glyphs.front().size_px == 15);
  CHECK(world.engine.make("a", style).lines().front().glyphs.front().size_px == 13);
}

TEST_CASE("Latin and other scripts stand on one baseline of a line that is as high as the highest wants") {
  DrawWorld world;
  const TextLayout both = world.make("Phnom Penh ភ្នំពេញ 12");
  const TextLayout khmer = world.make("ភ្នំពេញ");
  CHECK(both.lines().front().height == khmer.lines().front().height);
  CHECK(both.lines().front().baseline_y == khmer.lines().front().baseline_y);
}

TEST_CASE("no line cuts off what rises above or hangs below") {
  DrawWorld world;
  const auto check = [&world](std::string_view text, std::string_view language, float size) {
    TextStyle style = test::style_for(language, size);
    style.line_px = size * 1.2F;
    const TextLayout layout = world.engine.make(text, style, 200);
    for (const TextLine& line : layout.lines()) {
      for (const Glyph& glyph : line.glyphs) {
        const FontFace& face = world.fonts.face(glyph.face);
        if (is_han(face.family)) continue;
        const test::Ink ink = test::ink_of(face, glyph);
        INFO(text << " at " << size);
        CHECK(ink.top >= line.top - 0.01F);
        CHECK(ink.bottom <= line.top + line.height + 0.01F);
      }
    }
    float bottom = 0;
    for (const TextLine& line : layout.lines()) {
      CHECK(line.top == bottom);
      bottom = line.top + line.height;
    }
    CHECK(bottom == layout.height());
  };
  for (const auto& sample : kDrawSamples) {
    for (const float size : {13.0F, 16.0F, 28.0F}) check(sample.text, sample.language, size);
  }
  check("ក្រ្កុំស្ត្រី", "km", 16);       // stacked subscripts
  check("ကြွန္တုံဩ", "my", 16);
  check("Ǘ̂Ẫặ̃", "vi", 44);          // stacked accents
}

TEST_CASE("Arabic is not bold below 14") {
  DrawWorld world;
  TextStyle style{13, 18, Weight::Bold, "ar"};
  const auto face_of = [&] { return world.engine.make("سلام", style).lines().front().glyphs.front().face; };
  const FaceId small = face_of();
  style.size_px = 16;
  CHECK(face_of() != small);
}

TEST_CASE("fonts are opened when a text needs them, not before") {
  DrawWorld world;
  CHECK(world.fonts.open_count() == 1);
  world.make("Only Latin letters, Кириллица, Việt Nam. 12:45", "en", 200);
  CHECK(world.fonts.open_count() == 1);
  world.make("ខ្មែរ", "km");
  CHECK(world.fonts.open_count() == 2);
  world.make("\u2066\u200B\u202A\u2069", "en");  // characters that nobody sees
  CHECK(world.fonts.open_count() == 2);
}

TEST_CASE("scripts without a font are named") {
  const auto none = Fonts::open({"/nonexistent", "/nonexistent"});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().reason == kFontsMissing);
  DrawWorld world;
  const auto some = Fonts::open({FontPaths().noto, "/nonexistent"});
  REQUIRE(some.ok());
  CHECK(some->missing_scripts() == std::vector<std::string>{"Chinese"});
}

TEST_CASE("damaged UTF-8 and control characters are shown as what they are, never obeyed") {
  DrawWorld world;
  const TextLayout bad = world.make("a\xFF\xC3z\x1B[31m\x01");
  CHECK(bad.lines().size() == 1);
  CHECK(bad.stops().back() == bad.text().size());
  CHECK(world.make("\x1B").width() > 5);
  CHECK(world.make("a\tb").width() > world.make("ab").width());
  for (std::size_t size = 0; size < kDrawSamples[6].text.size(); ++size) {
    const TextLayout cut = world.make(kDrawSamples[6].text.substr(0, size), "km");
    CHECK(cut.stops().back() == size);
  }
}

}  // namespace
}  // namespace holdfast::draw
