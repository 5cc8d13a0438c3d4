// Two directions in one text.
#include <catch2/catch_test_macros.hpp>

#include "app/text/unicode.h"
#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;
using test::seen_text;

TEST_CASE("a telephone number in Arabic keeps its order when it is isolated") {
  DrawWorld world;
  const std::string number = "0712-345-678";
  const std::string isolated = seen_text(world.make("هاتف " + text::isolate_ltr(number), "ar"));
  CHECK(isolated.find(number) != std::string::npos);
  // Without, the rules of Unicode turn its groups around: that is why numbers are isolated.
  CHECK(seen_text(world.make("هاتف " + number, "ar")).find("678-345-0712") != std::string::npos);
}

TEST_CASE("each paragraph follows its first strong letter") {
  DrawWorld world;
  const TextLayout layout = world.make("12. name\nاسم name\n\nname", "en", 300);
  REQUIRE(layout.lines().size() == 4);
  CHECK_FALSE(layout.rtl());
  CHECK_FALSE(layout.lines()[0].rtl);
  CHECK(layout.lines()[1].rtl);
  CHECK(layout.lines()[2].rtl);  // an empty line stays with the one before
  CHECK_FALSE(layout.lines()[3].rtl);
  LayoutOptions forced;
  forced.direction = Direction::Rtl;
  CHECK(world.make("name", "en", 300, forced).rtl());
  forced.direction = Direction::AutoRtl;
  CHECK(world.make("12:45", "ar", 300, forced).rtl());
  CHECK_FALSE(world.make("name", "en", 300, forced).rtl());
  forced.direction = Direction::Ltr;
  CHECK_FALSE(world.make("اسم", "ar", 300, forced).rtl());
}

TEST_CASE("right-to-left text stands from right to left, and Latin within it from left to right") {
  DrawWorld world;
  CHECK(seen_text(world.make("أبت", "ar")) == "تبأ");
  CHECK(seen_text(world.make("أبت abc", "ar")) == "abc تبأ");
  CHECK(seen_text(world.make("abc أبت", "ar")) == "abc تبأ");
}

TEST_CASE("characters that force a direction are shown and not obeyed") {
  DrawWorld world;
  // "photo_<override>gpj.exe" must not look like "photo_exe.jpg".
  const std::string seen = seen_text(world.make("photo_\u202Egpj.exe"));
  CHECK(seen == "photo_\u202Egpj.exe");
  CHECK(world.make("\u202E").width() > 5);
  // Embeddings come from telephones' address books, around numbers: obeyed, not seen.
  CHECK(seen_text(world.make("هاتف \u202A0712-345-678\u202C", "ar")).find("0712-345-678") != std::string::npos);
}

TEST_CASE("a name from outside cannot turn the sentence around it") {
  DrawWorld world;
  const std::string sentence = "Sent to " + text::isolate("\u202E\u2067سامي\u2066") + " at 12:45.";
  const std::string seen = seen_text(world.make(sentence));
  CHECK(seen.starts_with("Sent to "));
  CHECK(seen.ends_with(" at 12:45."));
}

}  // namespace
}  // namespace holdfast::draw
