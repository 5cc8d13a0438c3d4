// Zawgyi is told from Unicode by the order of its signs, and turned into it.
#include "app/text/burmese.h"

#include <catch2/catch_test_macros.hpp>

namespace holdfast::text {
namespace {

struct Spelling {
  std::string_view zawgyi;
  std::string_view unicode;
};
// Names of places and invented people, and everyday words.
constexpr Spelling kSpellings[] = {
    {"\u103B\u1019\u1014\u1039\u1019\u102C", "မြန်မာ"},                              // Myanmar
    {"\u1031\u1019\u102C\u1004\u1039\u1031\u1019\u102C\u1004\u1039", "မောင်မောင်"},  // Maung Maung
    {"\u1031\u1021\u102C\u1004\u1039", "အောင်"},                                      // Aung
    {"\u1031\u1000\u103A\u102C\u1004\u1039\u1038", "ကျောင်း"},                        // school
    {"\u101B\u1014\u1039\u1000\u102F\u1014\u1039", "ရန်ကုန်"},                        // Yangon
    {"\u1031\u101B\u103D", "ရှေ"},                                                    // in front
};

TEST_CASE("Zawgyi is recognised and becomes the word it stands for") {
  for (const Spelling& spelling : kSpellings) {
    INFO(spelling.unicode);
    CHECK(looks_like_zawgyi(spelling.zawgyi));
    CHECK(from_zawgyi(spelling.zawgyi) == spelling.unicode);
    CHECK(looks_like_zawgyi("Name: " + std::string(spelling.zawgyi) + " (12)"));
  }
}

TEST_CASE("Burmese in Unicode is not taken for Zawgyi") {
  for (const Spelling& spelling : kSpellings) {
    INFO(spelling.unicode);
    CHECK_FALSE(looks_like_zawgyi(spelling.unicode));
  }
  CHECK_FALSE(looks_like_zawgyi("လူတိုင်းသည် တူညီလွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် မြဝတီ ရွှေကုက္ကိုလ် ကျွန်တော်"));
  CHECK_FALSE(looks_like_zawgyi("အင်္ဂလိပ် ဩဂုတ် သြဂုတ် ယောက်ျား ပဉ္စမ ဦး ၎င်း ၁၂၃"));
}

TEST_CASE("other languages in Burmese letters are not taken for Zawgyi") {
  CHECK_FALSE(looks_like_zawgyi("တႆး မိူင်းတႆး ၵႂၢမ်းတႆး"));        // Shan
  CHECK_FALSE(looks_like_zawgyi("ဘာသာမန် မန်"));                      // Mon
  CHECK_FALSE(looks_like_zawgyi("ကညီကျိာ် ကၠီၤ"));                    // Karen
}

TEST_CASE("texts without Burmese, and letters without signs, are left alone") {
  CHECK_FALSE(looks_like_zawgyi(""));
  CHECK_FALSE(looks_like_zawgyi("Poipet 2"));
  CHECK_FALSE(looks_like_zawgyi("ភ្នំពេញ"));
  CHECK_FALSE(looks_like_zawgyi("ကခဂ"));
  CHECK_FALSE(looks_like_zawgyi("\xFF\xFE"));
}

}  // namespace
}  // namespace holdfast::text
