// The passphrase field and the guard of input methods.
#include "app/gui/ui/compose_guard.h"
#include "app/gui/ui/passphrase_field.h"
#include "tests/app/gui/ui/ui_bench.h"

namespace holdfast::test {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

std::string text_of(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

struct Unlocking {
  ui::PassphraseEdit edit;
  ui::PassphraseSpec spec;
  int entered = 0;
  UiBench bench{[this](Ui& ui) {
    ui.focus_if_none("unlock.passphrase");
    if (ui::passphrase_field(ui, "unlock.passphrase", {440, 240, 400, 0}, edit, spec).entered) ++entered;
  }};

  std::size_t dots() const {
    std::size_t count = 0;
    for (const PaintedBox& fill : bench.painter.fills) count += fill.rect.w == 10 && fill.rect.h == 10 ? 1 : 0;
    return count;
  }
};

TEST_CASE("A passphrase is typed as dots that stop at 16 and is neither painted nor noted") {
  Unlocking unlocking;
  unlocking.bench.type(U"correct horse");
  CHECK(text_of(unlocking.edit.utf8()) == "correct horse");
  CHECK(unlocking.dots() == 13);
  unlocking.bench.type(U" battery staple");
  CHECK(unlocking.dots() == 16);
  CHECK(unlocking.edit.characters() == 28);
  for (const PaintedText& text : unlocking.bench.painter.texts) {
    CHECK(text.words.find("horse") == std::string::npos);
  }
  for (const ui::Seen& seen : unlocking.bench.probe.seen()) CHECK(seen.value.find("horse") == std::string::npos);
  unlocking.bench.press(Key::Enter);
  CHECK(unlocking.entered == 1);
}

TEST_CASE("A passphrase is taken once, in the form that opens vaults") {
  ui::PassphraseEdit edit;
  for (const char32_t c : std::u32string_view(U"ﬁ𠮷ខ្មែ")) CHECK(edit.type(c));
  CHECK(edit.characters() == 6);
  edit.backspace();
  CHECK(text_of(edit.utf8()) == "ﬁ𠮷ខ្ម");
  const std::shared_ptr<crypto::Passphrase> taken = edit.take();
  CHECK(text_of(taken->text.view()) == "fi𠮷ខ្ម");  // NFKC
  CHECK(edit.empty());
  CHECK(edit.characters() == 0);
}

TEST_CASE("A passphrase that is full takes no more, and what is no character never gets in") {
  ui::PassphraseEdit edit;
  for (std::size_t i = 0; i < ui::PassphraseEdit::kBytesMax - 1; ++i) REQUIRE(edit.type(U'a'));
  CHECK_FALSE(edit.type(U'é'));  // two bytes into one
  CHECK(edit.type(U'a'));
  CHECK_FALSE(edit.type(U'a'));
  edit.wipe();
  CHECK_FALSE(edit.type(U'\n'));
  CHECK_FALSE(edit.type(static_cast<char32_t>(0xD800)));
  CHECK_FALSE(edit.type(static_cast<char32_t>(0x110000)));
  CHECK(edit.empty());
}

TEST_CASE("Backspaced and wiped characters are gone from the buffer") {
  ui::PassphraseEdit edit;
  for (const char32_t c : std::u32string_view(U"secret")) edit.type(c);
  const std::uint8_t* bytes = edit.utf8().data();
  edit.backspace();
  CHECK(bytes[5] == 0);
  edit.wipe();
  for (std::size_t i = 0; i < 6; ++i) CHECK(bytes[i] == 0);
}

TEST_CASE("The eye shows the passphrase while it is held and keeps the focus in the field") {
  Unlocking unlocking;
  unlocking.bench.type(U"abc");
  const Rect eye = unlocking.bench.seen("unlock.passphrase/eye").rect;
  const float x = eye.x + 10;
  const float y = eye.y + 10;
  unlocking.bench.frame({ui::MouseButton{true, false, x, y}});
  CHECK(unlocking.bench.painter.find_text("abc") != nullptr);
  const std::size_t cached = unlocking.bench.engine.cached_count();
  unlocking.bench.frame({ui::MouseButton{false, false, x, y}});
  CHECK(unlocking.bench.painter.find_text("abc") == nullptr);
  CHECK(unlocking.bench.engine.cached_count() == cached);
  CHECK(unlocking.bench.focused() == "unlock.passphrase");
}

TEST_CASE("Keyboard, Caps Lock and a failed try are said as they were given") {
  Unlocking unlocking;
  unlocking.spec.layout_line = "Keyboard: English (US)";
  unlocking.spec.caps_line = "Caps Lock is on";
  unlocking.spec.failed = "That did not open it.";
  unlocking.spec.failed_more = "Nothing is lost.";
  unlocking.bench.frame();
  CHECK(unlocking.bench.seen("unlock.passphrase/layout").value == "Keyboard: English (US)");
  CHECK(unlocking.bench.seen("unlock.passphrase/caps").value == "Caps Lock is on");
  CHECK(unlocking.bench.seen("unlock.passphrase/failed").value == "That did not open it.");
}

TEST_CASE("What is typed on the neutral screen shows nothing") {
  ui::PassphraseEdit edit;
  int entered = 0;
  UiBench bench([&](Ui& ui) { entered += ui::passphrase_unseen(ui, edit).entered ? 1 : 0; });
  bench.type(U"open up");
  bench.press(Key::Enter);
  CHECK(text_of(edit.utf8()) == "open up");
  CHECK(entered == 1);
  CHECK(bench.painter.texts.empty());
  CHECK(bench.painter.fills.empty());
}

TEST_CASE("While an input method composes, its Backspace, Enter and Escape are not ours") {
  ui::ComposeGuard guard;
  // Plain typing: each key brings its character.
  CHECK_FALSE(guard.swallows(Key::N, {}, true));
  guard.typed();
  CHECK_FALSE(guard.swallows(Key::Backspace, {}, false));
  CHECK_FALSE(guard.swallows(Key::Enter, {}, false));
  // n i h a p, Backspace, o, blank -> 你好
  for (const Key letter : {Key::N, Key::I, Key::H, Key::A, Key::P}) guard.swallows(letter, {}, true);
  CHECK(guard.swallows(Key::Backspace, {}, false));
  guard.swallows(Key::O, {}, true);
  CHECK(guard.swallows(Key::Space, {}, true));
  guard.typed();
  CHECK_FALSE(guard.swallows(Key::Enter, {}, false));
  // Escape leaves the composition, the next one is ours.
  guard.swallows(Key::W, {}, true);
  CHECK(guard.swallows(Key::Escape, {}, false));
  CHECK_FALSE(guard.swallows(Key::Escape, {}, false));
  // Shortcuts are never composed.
  CHECK_FALSE(guard.swallows(Key::S, {true, false, false}, true));
  CHECK_FALSE(guard.swallows(Key::Enter, {}, false));
  // All that was typed was taken back: the next Backspace is ours.
  guard.swallows(Key::W, {}, true);
  CHECK(guard.swallows(Key::Backspace, {}, false));
  CHECK_FALSE(guard.swallows(Key::Backspace, {}, false));
}

}  // namespace
}  // namespace holdfast::test
