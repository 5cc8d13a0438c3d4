// The cache of layouts: the same answer without the work, bounded, and gone when the vault locks.
#include <catch2/catch_test_macros.hpp>

#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;

TEST_CASE("the same question is answered from the cache, another one is not") {
  DrawWorld world;
  const TextStyle style = test::style_for("en");
  const TextLayout& first = world.engine.layout("name", style, 100);
  CHECK(&world.engine.layout("name", style, 100) == &first);
  CHECK(world.engine.cached_count() == 1);
  LayoutOptions center;
  center.align = Align::Center;
  TextStyle bold = style;
  bold.weight = Weight::Bold;
  TextStyle other_language = style;
  other_language.language = "zh-Hant";
  CHECK(&world.engine.layout("name", style, 101) != &first);
  CHECK(&world.engine.layout("name", style, 100, center) != &first);
  CHECK(&world.engine.layout("name", bold, 100) != &first);
  CHECK(&world.engine.layout("name", other_language, 100) != &first);
  CHECK(&world.engine.layout("nama", style, 100) != &first);
  CHECK(world.engine.cached_count() == 6);
  CHECK(world.engine.layout("name", style, 100, center).lines().front().x > 1);
}

TEST_CASE("the cache is bounded: the layout that was not asked for longest goes") {
  DrawWorld world;
  const TextStyle style = test::style_for("en");
  const TextLayout* const kept = &world.engine.layout("kept", style);
  for (std::size_t i = 0; i < TextEngine::kCachedLayouts + 50; ++i) {
    world.engine.layout(std::to_string(i), style);
    CHECK(&world.engine.layout("kept", style) == kept);
  }
  CHECK(world.engine.cached_count() == TextEngine::kCachedLayouts);
}

TEST_CASE("nothing stays in the cache when it is told to forget") {
  DrawWorld world;
  const TextStyle style = test::style_for("km");
  const float width = world.engine.layout("ភ្នំពេញ", style).width();
  world.engine.forget_all();
  CHECK(world.engine.cached_count() == 0);
  CHECK(world.engine.layout("ភ្នំពេញ", style).width() == width);
}

TEST_CASE("what is made without the cache leaves nothing in it") {
  DrawWorld world;
  const TextLayout made = world.engine.make("name", test::style_for("en"));
  CHECK(world.engine.cached_count() == 0);
  CHECK(made.text() == "name");
}

TEST_CASE("a layout is a value: a copy outlives the engine") {
  TextLayout copy;
  {
    DrawWorld world;
    copy = world.engine.layout("ភ្នំពេញ", test::style_for("km"));
  }
  CHECK(copy.text() == "ភ្នំពេញ");
  CHECK(copy.lines().size() == 1);
  CHECK(hit(copy, 1000, 5) == copy.text().size());
}

}  // namespace
}  // namespace holdfast::draw
