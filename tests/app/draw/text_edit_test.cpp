// A field without a screen: what keys do to its text.
#include "app/draw/text_edit.h"

#include <catch2/catch_test_macros.hpp>

#include "app/draw/typed_text.h"
#include "crypto/base/bytes.h"
#include "tests/app/draw/draw_support.h"
#include "tests/support/fake_seams.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;
using test::kDrawSamples;

TextEdit field(std::string_view text, bool multi_line = true, std::size_t bytes_max = 64 * 1024) {
  TextEdit edit({bytes_max, multi_line});
  CHECK(edit.set_text(text) == Inserted::Whole);
  return edit;
}

TEST_CASE("typing puts characters at the caret, in every plane of Unicode") {
  TextEdit edit = field("");
  CHECK(edit.insert(U'a') == Inserted::Whole);
  CHECK(edit.insert(U'\U00020BB7') == Inserted::Whole);
  CHECK(edit.insert(U'\U0001F468') == Inserted::Whole);
  CHECK(edit.text() == "a\U00020BB7\U0001F468");
  edit.move_to(1, false);
  edit.insert("ភ្នំ");
  CHECK(edit.text() == "aភ្នំ\U00020BB7\U0001F468");
  CHECK(edit.caret() == 1 + std::string_view("ភ្នំ").size());
  CHECK(edit.insert(char32_t{0xD800}) == Inserted::Nothing);
  CHECK(edit.insert(char32_t{0x110000}) == Inserted::Nothing);
}

TEST_CASE("what steers text or terminals does not get in, what languages need does") {
  TextEdit edit = field("");
  CHECK(edit.insert("a\x1B[31m\x01z\u202Eb\u202A\uFEFF\U000E0041") == Inserted::Cleaned);
  CHECK(edit.text() == "a[31mzb");
  edit.wipe();
  const std::string_view kept = "ក\u200Bខ\u200C\u200D \u2066123\u2069 \u200E\u200F";
  CHECK(edit.insert(kept) == Inserted::Whole);
  CHECK(edit.text() == kept);
  edit.wipe();
  CHECK(edit.insert("a\xFF\xC3") == Inserted::Cleaned);
  CHECK(edit.text() == "a\uFFFD\uFFFD");
  CHECK(is_utf8(as_bytes(edit.text())));
  edit.wipe();
  CHECK(edit.insert("a\tb\r\nc\rd\u2029e") == Inserted::Whole);
  CHECK(edit.text() == "a b\nc\nd\ne");
}

TEST_CASE("a field of one line takes a pasted line end as a blank, and none at the end") {
  TextEdit edit = field("", false);
  CHECK(edit.paste("Poipet\n2\r\n") == Inserted::Cleaned);
  CHECK(edit.text() == "Poipet 2");
}

TEST_CASE("too long a paste is refused as a whole and changes nothing") {
  TextEdit edit = field("kept", true, 100);
  CHECK(edit.paste(std::string(10 * 1024 * 1024, 'x')) == Inserted::TooLong);
  CHECK(edit.was_refused());
  CHECK(edit.paste(std::string(10 * 1024 * 1024, '\x01')) == Inserted::TooLong);  // not even looked at
  CHECK(edit.text() == "kept");
  CHECK_FALSE(edit.can_undo());
  CHECK(edit.paste(std::string(97, 'x')) == Inserted::TooLong);
  CHECK(edit.paste(std::string(96, 'x')) == Inserted::Whole);
  CHECK_FALSE(edit.was_refused());
  CHECK(edit.insert(U'y') == Inserted::TooLong);
  edit.select_all();
  CHECK(edit.insert(U'y') == Inserted::Whole);  // the selection makes room
  CHECK(edit.text() == "y");
  CHECK(edit.set_text(std::string(101, 'x')) == Inserted::TooLong);
  CHECK(edit.text() == "y");
}

TEST_CASE("backspace deletes one code point, delete one cluster") {
  DrawWorld world;
  TextEdit edit = field("ខ្មែរ");  // kha coeng mo ae ro
  edit.move_to(12, false);
  CHECK(edit.backspace());
  CHECK(edit.text() == "ខ្មរ");
  edit.move_to(0, false);
  CHECK(edit.remove(world.make(edit.text(), "km")));
  CHECK(edit.text() == "រ");
  TextEdit pictures = field("a👩‍👩‍👧🇰🇭");
  CHECK(pictures.backspace());
  CHECK(pictures.text() == "a👩‍👩‍👧");
  CHECK(pictures.backspace());
  CHECK(pictures.text() == "a");
  CHECK(pictures.backspace());
  CHECK_FALSE(pictures.backspace());
  CHECK_FALSE(pictures.remove(world.make("", "en")));
  TextEdit accents = field("e\u0301");
  CHECK(accents.backspace());
  CHECK(accents.text() == "e");
}

TEST_CASE("words are deleted before and behind the caret") {
  DrawWorld world;
  TextEdit edit = field("one two three");
  edit.move_to(7, false);
  CHECK(edit.remove_word_before(world.make(edit.text())));
  CHECK(edit.text() == "one  three");
  CHECK(edit.remove_word_behind(world.make(edit.text())));
  CHECK(edit.text() == "one three");
}

TEST_CASE("typing replaces the selection; cut and paste move it") {
  TextEdit edit = field("one two");
  edit.select(0, 3);
  CHECK(edit.selected_text() == "one");
  const WipedText cut = edit.cut();
  CHECK(view_of(cut) == "one");
  CHECK(edit.text() == " two");
  edit.move_to(4, false);
  edit.paste(view_of(cut));
  CHECK(edit.text() == " twoone");
  edit.select_all();
  edit.insert(U'x');
  CHECK(edit.text() == "x");
  CHECK_FALSE(edit.has_selection());
}

TEST_CASE("arrows follow the screen, and collapse a selection to their side") {
  DrawWorld world;
  TextEdit edit = field("أبت");
  edit.move_to(0, false);
  const TextLayout layout = world.make(edit.text(), "ar", 100);
  edit.move(Move::Left, false, layout);
  CHECK(edit.caret() == 2);  // onwards in Arabic
  edit.move(Move::Left, true, layout);
  CHECK(edit.selected_text() == "ب");
  edit.move(Move::Right, false, layout);
  CHECK(edit.caret() == 2);
  CHECK_FALSE(edit.has_selection());
  edit.move(Move::End, false, layout);
  CHECK(edit.caret() == 6);
  edit.move(Move::WordRight, true, layout);
  CHECK(edit.selected_text() == "أبت");
}

TEST_CASE("up and down keep to their column through a shorter line") {
  DrawWorld world;
  TextEdit edit = field("a long line\nab\nanother long one");
  const TextLayout layout = world.make(edit.text());
  edit.move_to(8, false);
  const float x = caret_rect(layout, 8).x;
  edit.move(Move::Down, false, layout);
  CHECK(edit.caret() == 14);  // the end of "ab"
  edit.move(Move::Down, false, layout);
  CHECK(std::abs(caret_rect(layout, edit.caret()).x - x) < 6);
  edit.move(Move::Up, false, layout);
  edit.move(Move::Up, false, layout);
  CHECK(edit.caret() == 8);
  edit.move(Move::PageDown, true, layout);
  CHECK(edit.caret() == edit.text().size());
  CHECK(edit.anchor() == 8);
}

TEST_CASE("clicks place the caret, double clicks take the word") {
  DrawWorld world;
  TextEdit edit = field("one two");
  const TextLayout layout = world.make(edit.text());
  const Rect at = caret_rect(layout, 5);
  edit.click(layout, at.x, at.y + 5, false);
  CHECK(edit.caret() == 5);
  edit.click(layout, 0, at.y + 5, true);
  CHECK(edit.selected_text() == "one t");
  edit.select_word(layout, at.x, at.y + 5);
  CHECK(edit.selected_text() == "two");
}

TEST_CASE("typing is undone word by word, a paste as one") {
  TextEdit edit = field("");
  for (const char c : std::string("one two")) edit.insert(std::string_view(&c, 1));
  edit.paste(" pasted");
  CHECK(edit.undo());
  CHECK(edit.text() == "one two");
  CHECK(edit.undo());
  CHECK(edit.text() == "one ");
  CHECK(edit.undo());
  CHECK(edit.text().empty());
  CHECK_FALSE(edit.undo());
  CHECK(edit.redo());
  CHECK(edit.text() == "one ");
  edit.insert(U'x');
  CHECK_FALSE(edit.redo());  // what was typed since took its place
  for (int i = 0; i < 3; ++i) edit.backspace();
  CHECK(edit.undo());
  CHECK(edit.text() == "one x");
}

// Any keys in any order: the text stays well-formed and in its limit, and undo leads back to what was there.
TEST_CASE("whatever is typed, undo leads back to the start and redo to the end") {
  DrawWorld world;
  for (unsigned seed = 1; seed <= 30; ++seed) {
    test::FakeRandom random(seed);
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random.below(limit)); };
    const auto& sample = kDrawSamples[below(std::size(kDrawSamples))];
    const std::string start(sample.text.substr(0, sample.text.find(' ')));
    TextEdit edit = field(start, seed % 2 == 0, 600);
    for (int step = 0; step < 60; ++step) {
      const TextLayout layout = world.make(edit.text(), sample.language, 150);
      const auto& piece = kDrawSamples[below(std::size(kDrawSamples))];
      switch (below(9)) {
        case 0: edit.insert(piece.text.substr(0, below(40))); break;  // may be cut within a character
        case 1: edit.paste(piece.text); break;
        case 2: edit.backspace(); break;
        case 3: edit.remove(layout); break;
        case 4: edit.cut(); break;
        case 5: edit.insert(U'\U00020BB7'); break;
        case 6: edit.remove_word_before(layout); break;
        default: edit.move(static_cast<Move>(below(12)), below(2) == 0, layout); break;
      }
      INFO("seed " << seed << ", step " << step);
      REQUIRE(is_utf8(as_bytes(edit.text())));
      REQUIRE(edit.text().size() <= 600);
      REQUIRE(edit.caret() <= edit.text().size());
      REQUIRE(edit.anchor() <= edit.text().size());
      REQUIRE(character_start(edit.text(), edit.caret()) == edit.caret());
    }
    const std::string end(edit.text());
    while (edit.undo()) REQUIRE(is_utf8(as_bytes(edit.text())));
    CHECK(edit.text() == start);
    while (edit.redo()) REQUIRE(is_utf8(as_bytes(edit.text())));
    CHECK(edit.text() == end);
  }
}

TEST_CASE("undo keeps a limited history and stays right") {
  TextEdit edit = field("", true, 1024 * 1024);
  for (int i = 0; i < 1500; ++i) edit.paste("word ");
  std::size_t undone = 0;
  while (edit.undo()) ++undone;
  CHECK(undone == 1000);
  CHECK(edit.text().size() == 500 * 5);
}

TEST_CASE("wiping empties the field and forgets what could be undone") {
  TextEdit edit = field("");
  edit.insert("secret");
  const std::uint64_t before = edit.revision();
  edit.wipe();
  CHECK(edit.text().empty());
  CHECK_FALSE(edit.can_undo());
  CHECK_FALSE(edit.can_redo());
  CHECK(edit.caret() == 0);
  CHECK(edit.revision() > before);
}

TEST_CASE("the revision goes up with the text, not with the caret") {
  DrawWorld world;
  TextEdit edit = field("one");
  const std::uint64_t before = edit.revision();
  edit.move(Move::Left, false, world.make("one"));
  CHECK(edit.revision() == before);
  edit.insert(U'x');
  CHECK(edit.revision() == before + 1);
}

}  // namespace
}  // namespace holdfast::draw
