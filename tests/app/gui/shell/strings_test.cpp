// Every word that the window says is in every catalogue, with the same values to be filled in.
#include "tests/support/gui_strings.h"

#include <iostream>

#include "app/text/messages.h"

namespace holdfast::test {
namespace {

std::set<std::string> values_in(std::string_view sentence) {
  std::set<std::string> out;
  for (std::size_t i = 0; i + 2 < sentence.size(); ++i) {
    if (sentence[i] == '{' && sentence[i + 2] == '}') out.insert(std::string(sentence.substr(i, 3)));
  }
  return out;
}

TEST_CASE("sentences are found in sources, literals of several lines as one") {
  const std::string source =
      "auto a = ui.tr(\"Good \"\n    \"day\");\n x = ui.trn(\"{n} day\", \"{n} days\", n);\n"
      "y = ui.tr(name); z = str(\"no\"); w = text::msgid(\"Home\"); v = m.say(\"Say \\\"it\\\"\", {a});";
  const std::vector<GuiString> found = strings_of("x.cpp", source);
  REQUIRE(found.size() == 4);
  CHECK(found[0].one == "Good day");
  CHECK(found[1].one == "{n} day");
  CHECK(found[1].many == "{n} days");
  CHECK(found[1].line == 3);
  CHECK(found[2].one == "Say \"it\"");
  CHECK(found[3].one == "Home");
}

TEST_CASE("the window's own sentences are found") {
  const std::vector<GuiString> strings = gui_strings(HOLDFAST_SOURCE_DIR);
  CHECK(strings.size() > 100);
  const auto has = [&](const std::string& one) {
    return std::any_of(strings.begin(), strings.end(), [&](const GuiString& s) { return s.one == one; });
  };
  CHECK(has("Welcome back"));
  CHECK(has("Home"));
  CHECK(has("of {n} record confirmed"));
}

TEST_CASE("no sentence is written with blanks at its ends, and plurals say their number in the same way") {
  for (const GuiString& one : gui_strings(HOLDFAST_SOURCE_DIR)) {
    INFO(one.file << ":" << one.line << " " << one.one);
    CHECK(one.one.front() != ' ');
    CHECK(one.one.back() != ' ');
    const bool counted = one.one.find("{n}") != std::string::npos;
    if (!one.many.empty() && counted) CHECK(one.many.find("{n}") != std::string::npos);
  }
}

TEST_CASE("every catalogue has every sentence of the window, with its values") {
  const std::vector<GuiString> strings = gui_strings(HOLDFAST_SOURCE_DIR);
  for (const std::string& language : text::message_languages()) {
    const Result<text::Messages> messages = text::Messages::embedded(language);
    INFO(language);
    REQUIRE(messages.ok());
    std::string missing;
    for (const GuiString& one : strings) {
      if (!messages->has(one.one)) missing += "\n" + one.file + ":" + std::to_string(one.line) + " " + one.one;
      if (one.many.empty()) {
        INFO(one.one);
        CHECK(values_in(messages->say(one.one)) == values_in(one.one));
      }
    }
    INFO(missing);
    CHECK(missing.empty());
  }
}

// For translators: shell_test "[template]" > assets/lang/xx.po
TEST_CASE("the template of the catalogues is printed", "[.template]") {
  std::cout << po_template(gui_strings(HOLDFAST_SOURCE_DIR));
}

}  // namespace
}  // namespace holdfast::test
