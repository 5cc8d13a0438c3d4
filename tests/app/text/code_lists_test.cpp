#include "app/text/code_lists.h"

#include <catch2/catch_test_macros.hpp>

using namespace holdfast::text;

namespace {

std::string name_in(const std::vector<CodeName>& names, std::string_view code) {
  for (const CodeName& one : names) {
    if (one.code == code) return one.name;
  }
  return "(none)";
}

}  // namespace

TEST_CASE("The lists hold the codes of ISO, with names in the language asked for") {
  const std::vector<CodeName> countries = code_names(CodeList::Countries, "en");
  CHECK(countries.size() >= 249);
  CHECK(countries.size() <= 251);
  CHECK(name_in(countries, "KH") == "Cambodia");
  CHECK(name_in(code_names(CodeList::Countries, "fr"), "KH") == "Cambodge");
  CHECK(name_in(code_names(CodeList::Countries, "th"), "KH") == "กัมพูชา");
  CHECK(name_in(code_names(CodeList::Languages, "en"), "km") == "Khmer");
  CHECK(name_in(code_names(CodeList::Languages, "en"), "fil") == "Filipino");
  CHECK(name_in(code_names(CodeList::Currencies, "en"), "THB") == "Thai Baht");
  CHECK(name_in(code_names(CodeList::Currencies, "en"), "DEM") == "(none)");  // no longer money
  CHECK(is_code(CodeList::Countries, "TW"));
  CHECK(!is_code(CodeList::Countries, "SU"));
  CHECK(!is_code(CodeList::Countries, "kh"));
  CHECK(code_list_from_text("countries") == CodeList::Countries);
  CHECK(!code_list_from_text("stars"));
}

TEST_CASE("A country is found by the beginning of its name in any script, and by its code") {
  const CodeSearch search(CodeList::Countries, "en");
  CHECK(search.find("").size() >= 249);
  CHECK(search.find("camb").front().code == "KH");
  CHECK(search.find("KH").front().code == "KH");
  CHECK(search.find("กัมพู").front().code == "KH");
  CHECK(search.find("កម្ពុ").front().code == "KH");
  CHECK(search.find("柬").front().code == "KH");
  CHECK(search.find("emirates").front().code == "AE");  // a word inside
  CHECK(search.find("ETHIOP").front().code == "ET");
  CHECK(search.find("ኢትዮ").front().code == "ET");
  CHECK(search.find("no such place").empty());
}

TEST_CASE("Languages and currencies are found as people call them") {
  const CodeSearch languages(CodeList::Languages, "en");
  CHECK(languages.find("swah").front().code == "sw");
  CHECK(languages.find("ខ្មែ").front().code == "km");
  const CodeSearch currencies(CodeList::Currencies, "en");
  CHECK(currencies.find("thb").front().code == "THB");
  CHECK(currencies.find("ringgit").front().code == "MYR");
}
