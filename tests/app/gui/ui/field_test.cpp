// Edit fields: every key arrives, in every script, and goes where the person was.
#include "tests/app/gui/ui/ui_bench.h"

namespace holdfast::test {
namespace {

using ui::Key;
using ui::Rect;
using ui::Ui;

struct TwoFields {
  draw::TextEdit first, second;
  ui::FieldResult first_result, second_result;
  int changes = 0, entered = 0, left = 0;
  std::string clipboard;
  bool sensitive = false;

  UiBench bench{[this](Ui& ui) {
    first_result = ui::text_field(ui, "first", {20, 20, 400, 0}, first, {});
    second_result = ui::text_field(ui, "second", {20, 120, 400, 0}, second, {});
    changes += first_result.changed ? 1 : 0;
    entered += first_result.entered ? 1 : 0;
    left += first_result.left ? 1 : 0;
  }};

  TwoFields() {
    bench.ui.set_clipboard({[this] { return clipboard; },
                            [this](const std::string& text, bool hidden) {
                              clipboard = text;
                              sensitive = hidden;
                            }});
    bench.press(Key::Tab);
  }
};

TEST_CASE("Eight quick Backspaces in one frame delete eight characters") {
  TwoFields fields;
  fields.bench.type(U"0123456789");
  REQUIRE(fields.first.text() == "0123456789");
  fields.bench.frame(std::vector<ui::Event>(8, key(Key::Backspace)));
  CHECK(fields.first.text() == "01");
}

TEST_CASE("What is typed behind a Tab of the same frame goes into the next field") {
  TwoFields fields;
  std::vector<ui::Event> events = typed(U"Sok");
  events.push_back(key(Key::Tab));
  for (const ui::Event& event : typed(U"Dara")) events.push_back(event);
  fields.bench.frame(events);
  CHECK(fields.first.text() == "Sok");
  CHECK(fields.second.text() == "Dara");
  CHECK(fields.bench.focused() == "second");
  CHECK(fields.left == 1);
}

TEST_CASE("Texts of every script are typed, selected, copied and pasted whole") {
  for (const std::u32string_view words :
       {std::u32string_view(U"ភ្នំពេញ"), std::u32string_view(U"محمد 0712"), std::u32string_view(U"王𠮷明"),
        std::u32string_view(U"မြဝတီ"), std::u32string_view(U"Nguyễn")}) {
    TwoFields fields;
    fields.bench.type(words);
    const std::string text(fields.first.text());
    CHECK(text.size() > words.size());
    fields.bench.press(Key::A, kControl);
    fields.bench.press(Key::C, kControl);
    CHECK(fields.clipboard == text);
    CHECK_FALSE(fields.sensitive);
    fields.bench.press(Key::Tab);
    fields.bench.press(Key::V, kControl);
    CHECK(fields.second.text() == text);
    fields.bench.press(Key::Z, kControl);
    CHECK(fields.second.text().empty());
    // A backspace is a character, whatever its length.
    fields.bench.click("first");
    fields.bench.press(Key::End);
    fields.bench.frame(std::vector<ui::Event>(words.size(), key(Key::Backspace)));
    CHECK(fields.first.text().empty());
  }
}

TEST_CASE("A click sets the caret under the mouse, in right-to-left text from the right") {
  TwoFields fields;
  fields.bench.type(U"سلام");
  const Rect box = fields.bench.seen("first").rect;
  fields.bench.click_at(box.end() - 4, box.y + 20);
  CHECK(fields.first.caret() == 0);
  fields.bench.click_at(box.x + 4, box.y + 20);
  CHECK(fields.first.caret() == fields.first.text().size());
  const PaintedText* painted = fields.bench.painter.find_text("سلام");
  REQUIRE(painted != nullptr);
  CHECK(painted->rect.end() > box.end() - 24);  // it stands at its own start, the right
}

TEST_CASE("Double click chooses a word, holding the mouse chooses what lies between") {
  TwoFields fields;
  fields.bench.type(U"one two");
  const Rect box = fields.bench.seen("first").rect;
  fields.bench.click_at(box.x + 20, box.y + 20, 2);
  CHECK(fields.first.selected_text().substr(0, 3) == "one");
  fields.bench.frame({ui::MouseButton{true, false, box.x + 5, box.y + 20}, ui::MouseMoved{box.end() - 5, box.y + 20},
                      ui::MouseButton{false, false, box.end() - 5, box.y + 20}});
  CHECK(fields.first.selected_text() == "one two");
}

TEST_CASE("Enter ends one line and makes a new one in a field of many; arrows stay with the field") {
  TwoFields fields;
  fields.bench.type(U"x");
  fields.bench.press(Key::Enter);
  CHECK(fields.entered == 1);
  CHECK(fields.first.text() == "x");

  draw::TextEdit edit(draw::EditLimits{1024, true});
  ui::FieldResult last;
  int entered = 0;
  ui::FieldSpec spec;
  spec.multi_line = true;
  spec.box_height = 72;
  UiBench bench([&](Ui& ui) {
    last = ui::text_field(ui, "story", {20, 20, 300, 0}, edit, spec);
    entered += last.entered ? 1 : 0;
    ui::button(ui, "next", {20, 200, 80, 44}, {"Next"});
  });
  bench.press(Key::Tab);
  bench.type(U"a");
  bench.press(Key::Enter);
  bench.type(U"b");
  CHECK(edit.text() == "a\nb");
  bench.press(Key::Up);
  CHECK(bench.focused() == "story");
  CHECK(edit.caret() == 1);
  bench.press(Key::Enter, kControl);
  CHECK(entered == 1);
  CHECK(edit.text() == "a\nb");
}

TEST_CASE("A field follows its caret to the end of a long text and back") {
  TwoFields fields;
  fields.bench.type(std::u32string(200, U'm'));
  const Rect box = fields.bench.seen("first").rect;
  const draw::Color accent = ui::color_of(ui::Theme::Dark, ui::Token::Accent);
  const auto caret_inside = [&] {
    for (const PaintedBox& fill : fields.bench.painter.fills) {
      if (fill.color == accent && fill.rect.w == 2) return fill.rect.x >= box.x && fill.rect.end() <= box.end();
    }
    return false;
  };
  CHECK(caret_inside());
  fields.bench.press(Key::Home);
  CHECK(caret_inside());
}

TEST_CASE("A read-only field can be copied from and not written to") {
  draw::TextEdit edit;
  edit.set_text("KPS-0042");
  std::string clipboard = "other";
  ui::FieldSpec spec;
  spec.read_only = true;
  spec.sensitive = true;
  bool sensitive = false;
  UiBench bench([&](Ui& ui) { ui::text_field(ui, "code", {20, 20, 300, 0}, edit, spec); });
  bench.ui.set_clipboard({[&] { return clipboard; },
                          [&](const std::string& text, bool hidden) {
                            clipboard = text;
                            sensitive = hidden;
                          }});
  bench.press(Key::Tab);
  bench.type(U"z");
  bench.press(Key::Backspace);
  bench.press(Key::V, kControl);
  bench.press(Key::A, kControl);
  bench.press(Key::X, kControl);
  CHECK(edit.text() == "KPS-0042");
  CHECK(clipboard == "KPS-0042");
  CHECK(sensitive);
}

TEST_CASE("A text that is too long is refused whole, and the field says so") {
  draw::TextEdit edit(draw::EditLimits{8, false});
  UiBench bench([&](Ui& ui) { ui::text_field(ui, "short", {20, 20, 300, 0}, edit, {}); });
  bench.ui.set_clipboard({[] { return std::string("123456789"); }, [](const std::string&, bool) {}});
  bench.press(Key::Tab);
  bench.press(Key::V, kControl);
  CHECK(edit.text().empty());
  CHECK(bench.has("short/doubt"));
  bench.type(U"1");
  CHECK_FALSE(bench.has("short/doubt"));
}

TEST_CASE("A doubt keeps what was typed and says its sentence") {
  draw::TextEdit edit;
  edit.set_text("+855 12 34");
  ui::FieldSpec spec;
  spec.label = "Phone";
  spec.doubt = ui::Doubt::Caution;
  spec.doubt_sentence = "Two digits seem to be missing.";
  float said = 0;
  UiBench bench([&](Ui& ui) { said = ui::text_field(ui, "phone", {20, 20, 300, 0}, edit, spec).height; });
  CHECK(bench.seen("phone").value == "+855 12 34");
  CHECK(bench.seen("phone/doubt").value == "Two digits seem to be missing.");
  bench.view = [&](Ui& ui) { CHECK(ui::field_height(ui, 300, spec) == said); };
  bench.frame();
}

}  // namespace
}  // namespace holdfast::test
