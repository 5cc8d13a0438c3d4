// Catalogues of the window: sentences, plurals, values, and files that are not as they should be.
#include "app/text/messages.h"

namespace holdfast::text {
namespace {

constexpr std::string_view kCatalogue =
    "# A translator's comment\n"
    "msgid \"\"\n"
    "msgstr \"\"\n"
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 "
    ": 2);\\n\"\n"
    "\"X-Own-Name: Русский\\n\"\n"
    "\n"
    "#: app/gui/home_view.cpp:1\n"
    "msgid \"Home\"\n"
    "msgstr \"Дом\"\n"
    "\n"
    "#, fuzzy\n"
    "msgid \"Paused at {1}: {2}\"\n"
    "msgstr \"{2} \"\n"
    "\"({1})\"\n"
    "\n"
    "msgid \"{n} record\"\n"
    "msgid_plural \"{n} records\"\n"
    "msgstr[0] \"{n} запись\"\n"
    "msgstr[1] \"{n} записи\"\n"
    "msgstr[2] \"{n} записей\"\n"
    "\n"
    "msgid \"Not yet\"\n"
    "msgstr \"\"\n"
    "#~ msgid \"old\"\n"
    "#~ msgstr \"\"\n";

Messages russian() {
  Result<Messages> read = Messages::read("ru", kCatalogue);
  INFO((read.ok() ? std::string() : read.error().detail));
  REQUIRE(read.ok());
  return std::move(read).value();
}

TEST_CASE("English says its own sentences") {
  const Messages english;
  CHECK(english.say("Paused at {1}: {2}", {"13:52", "a rest"}) == "Paused at 13:52: a rest");
  CHECK(english.say("{n} record", "{n} records", 1) == "1 record");
  CHECK(english.say("{n} record", "{n} records", 0) == "0 records");
  CHECK(english.say("{3} stays, {1}", {"a"}) == "{3} stays, a");
  CHECK(english.say("{", {}) == "{");
  CHECK(english.say("{1", {"a"}) == "{1");
  CHECK(english.reviewed("anything"));
  CHECK_FALSE(english.right_to_left());
}

TEST_CASE("a value with braces in it is shown as it is") {
  const Messages english;
  CHECK(english.say("{1} and {2}", {"{2}", "{1}"}) == "{2} and {1}");
}

TEST_CASE("a catalogue says its sentences, and English where it has none") {
  const Messages messages = russian();
  CHECK(messages.language() == "ru");
  CHECK(messages.own_name() == "Русский");
  CHECK(messages.say("Home") == "Дом");
  CHECK(messages.say("Paused at {1}: {2}", {"13:52", "x"}) == "x (13:52)");
  CHECK(messages.say("Not yet") == "Not yet");
  CHECK_FALSE(messages.has("Not yet"));
  CHECK_FALSE(messages.has("old"));
  CHECK(messages.reviewed("Home"));
  CHECK_FALSE(messages.reviewed("Paused at {1}: {2}"));
  CHECK_FALSE(messages.reviewed("Not yet"));
}

TEST_CASE("a count takes the form that the language gives it") {
  const Messages messages = russian();
  const std::pair<std::uint64_t, const char*> cases[] = {
      {1, "1 запись"}, {2, "2 записи"}, {5, "5 записей"}, {11, "11 записей"}, {21, "21 запись"},
      {112, "112 записей"},
      {0, "0 записей"}, {104, "104 записи"}};
  for (const auto& [count, words] : cases) CHECK(messages.say("{n} record", "{n} records", count) == words);
}

TEST_CASE("Arabic has six forms, Khmer one") {
  const auto arabic = PluralRule::read("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 "
                                       "? 3 : n%100>=11 ? 4 : 5);");
  REQUIRE(arabic.has_value());
  CHECK(arabic->form_of(0) == 0);
  CHECK(arabic->form_of(2) == 2);
  CHECK(arabic->form_of(7) == 3);
  CHECK(arabic->form_of(11) == 4);
  CHECK(arabic->form_of(100) == 5);
  const auto khmer = PluralRule::read("nplurals=1; plural=0;");
  REQUIRE(khmer.has_value());
  CHECK(khmer->form_of(1) == 0);
  CHECK(khmer->form_of(1'000'000) == 0);
}

TEST_CASE("a rule that is none, or names forms that are not there, is refused") {
  for (const char* rule : {"", "nplurals=2;", "nplurals=2; plural=n+1;", "nplurals=0; plural=0;",
                           "nplurals=7; plural=0;", "nplurals=2; plural=n;", "nplurals=2; plural=n%0;",
                           "nplurals=2; plural=(n!=1;",
                           "nplurals=2; plural=n!=1 system;", "nplurals=2; plural=n?1;"}) {
    INFO(rule);
    CHECK_FALSE(PluralRule::read(rule).has_value());
  }
  CHECK_FALSE(PluralRule::read("nplurals=1; plural=" + std::string(350, '(') + "0;").has_value());
}

TEST_CASE("what is put into a sentence from the right keeps its own direction") {
  const Result<Messages> arabic = Messages::read("ar", "msgid \"Call {1}\"\nmsgstr \"اتصل {1}\"\n");
  REQUIRE(arabic.ok());
  CHECK(arabic->right_to_left());
  CHECK(arabic->say("Call {1}", {"0712-345"}) == "اتصل \xE2\x81\xA8" "0712-345\xE2\x81\xA9");
}

TEST_CASE("a file that is no catalogue is refused with its line") {
  const std::pair<const char*, const char*> cases[] = {
      {"msgid \"a\"\n", "line 1"},
      {"msgid \"a\"\nmsgstr \"b\n", "line 2"},
      {"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "line 5"},
      {"\"a\"\n", "line 1"},
      {"msgstr \"b\"\n", "line 1"},
      {"msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"b\"\n", "line 3"},
      {"msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[1] \"b\"\n", "line 3"},
      {"msgid \"a\"\nmsgstr \"\\q\"\n", "line 2"},
      {"hello\n", "line 1"},
      {"msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=n+n;\\n\"\n", "line 2"},
      {"msgid \"a\"\nmsgstr \"\xff\"\n", "line 0"},
  };
  for (const auto& [text, line] : cases) {
    INFO(text);
    const Result<Messages> read = Messages::read("ru", text);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().reason == kMessagesMalformed);
    CHECK(read.error().detail.starts_with(line));
  }
}

TEST_CASE("a catalogue cut at any byte, or with any byte changed, is read or refused, never more") {
  for (std::size_t size = 0; size < kCatalogue.size(); ++size) {
    static_cast<void>(Messages::read("ru", kCatalogue.substr(0, size)).ok());
  }
  std::string changed(kCatalogue);
  for (char& c : changed) {
    const char before = c;
    c = static_cast<char>(c ^ 0x05);
    static_cast<void>(Messages::read("ru", changed).ok());
    c = before;
  }
}

TEST_CASE("English is among the languages, and every language has a name of its own") {
  const std::vector<std::string> languages = message_languages();
  CHECK(std::find(languages.begin(), languages.end(), "en") != languages.end());
  for (const std::string& language : languages) CHECK_FALSE(own_name_of_language(language).empty());
  CHECK(own_name_of_language("en") == "English");
  CHECK(Messages::embedded("en").ok());
  CHECK(Messages::embedded("tlh").error().reason == kMessagesLanguage);
}

}  // namespace
}  // namespace holdfast::text
