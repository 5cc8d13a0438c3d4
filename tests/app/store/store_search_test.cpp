// Words are found in the scripts our users write, whole inside unspaced text, and gone when the record changes.
#include "app/store/search.h"

#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

std::size_t hits(store::Vault& vault, std::string_view words) {
  const auto found = store::search_records(vault, words, 100);
  REQUIRE(found.ok());
  return found->size();
}

TEST_CASE("a word of each script is found in its own record and in no other") {
  FakeWorld world;
  store::Vault& vault = world.open();
  // Invented sentences: "the white van came in the morning", "we worked in the building at night", and the like.
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"รถตู้สีขาวมาในตอนเช้า", "สีขาว"},
      {"យើងធ្វើការនៅក្នុងអគារពេលយប់", "អគារ"},
      {"ကျွန်တော်တို့ ညဘက်မှာ အလုပ်လုပ်ခဲ့တယ်", "အလုပ်"},
      {"早上来了一辆白色的面包车", "白色"},
      {"Buổi sáng một chiếc xe màu trắng đã đến", "trắng"},
      {"وصلت الشاحنة البيضاء في الصباح", "الصباح"},
      {"The white van came in the morning", "WHITE"},
  };
  for (std::size_t i = 0; i < texts.size(); ++i) {
    REQUIRE(write_one(vault, story_entry(id_of(i), texts[i].first)).ok());
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    INFO(texts[i].second);
    const auto found = store::search_records(vault, texts[i].second, 100).value();
    REQUIRE(found.size() == 1);
    CHECK(found[0].record.id == id_of(i));
  }
  CHECK(hits(vault, "trang") == 1);  // without the accents
  CHECK(hits(vault, "色白") == 0);   // the characters, but not the word
  CHECK(hits(vault, "white morning") == 1);
  CHECK(hits(vault, "white evening") == 0);
}

TEST_CASE("nothing that a person types is an operator") {
  FakeWorld world;
  store::Vault& vault = world.open();
  REQUIRE(write_one(vault, story_entry(id_of(1), "a plain invented sentence or two")).ok());
  for (const char* typed : {"\"", "\"plain", "plain OR nothing", "NEAR(plain invented)", "words:plain", "plain*",
                            "^plain", "-plain", "(", "plain) OR (x", "';--", "", "   ", "*"}) {
    INFO(typed);
    CHECK(store::search_records(vault, typed, 10).ok());
  }
  CHECK(hits(vault, "plain OR nothing") == 0);
  CHECK(hits(vault, "sentence or two") == 1);
  CHECK(hits(vault, "") == 0);
}

TEST_CASE("a revised word is found under its new spelling only") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const auto first = write_one(vault, story_entry(id_of(1), "the invented van was white"));
  REQUIRE(first.ok());
  store::NewEntry revision;
  revision.type = sync::EntryType::Set;
  revision.object = id_of(1);
  revision.parents = {first->hash};
  revision.form = story_form().hash;
  revision.values = {{"story", CborValue("the invented van was green")}};
  REQUIRE(write_one(vault, revision).ok());
  CHECK(hits(vault, "white") == 0);
  CHECK(hits(vault, "green") == 1);
  CHECK(hits(vault, "Harbour") == 1);
}

TEST_CASE("a record that is held is not found until it is freed") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const auto written = write_one(vault, story_entry(id_of(1), "an invented lighthouse"));
  REQUIRE(written.ok());
  REQUIRE(store::set_held(vault, written->hash, "entry.answers").ok());
  CHECK(hits(vault, "lighthouse") == 0);
  CHECK(store::find_record(vault, id_of(1)).value()->state == "held");
  REQUIRE(store::set_held(vault, written->hash, "").ok());
  CHECK(hits(vault, "lighthouse") == 1);
}

}  // namespace
}  // namespace holdfast::test
