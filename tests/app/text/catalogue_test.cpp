#include "app/text/catalogue.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/case/reasons.h"
#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"
#include "crypto/reasons.h"
#include "sync/reasons.h"

using namespace holdfast;
using namespace holdfast::text;

namespace {

constexpr std::string_view kGood =
    "# a remark\n"
    "[bundle.replayed]\n"
    "happened = This bundle was already imported.\r\n"
    "safe = Nothing was changed.\n"
    "do = Nothing needs to be done.\n"
    "\n"
    "[disk.full]\n"
    "do = Free some space.\n"
    "happened = The disk is full.\n"
    "safe = Everything saved before is safe.";

template <typename Reasons>
void check_reasons(const Catalogue& english, const Reasons& reasons) {
  for (const Reason& reason : reasons) {
    INFO("no sentence for " << reason.code());
    const Sentence* sentence = english.find(reason.code());
    CHECK(sentence != nullptr);
    if (sentence == nullptr) continue;
    CHECK(sentence->happened.size() > 10);
    CHECK(sentence->happened.back() == '.');
    CHECK(sentence->safe.back() == '.');
    CHECK(sentence->do_next.back() == '.');
  }
}

}  // namespace

TEST_CASE("Every reason of every layer has its sentences in English") {
  const auto english = Catalogue::embedded("en");
  REQUIRE(english.ok());
  check_reasons(*english, holdfast::kReasons);
  check_reasons(*english, crypto::kReasons);
  check_reasons(*english, sync::kReasons);
  check_reasons(*english, text::kReasons);
  check_reasons(*english, cases::kReasons);
  check_reasons(*english, forms::kReasons);
}

TEST_CASE("A language that is not there is refused by name") {
  const auto none = Catalogue::embedded("xx");
  REQUIRE(!none.ok());
  CHECK(none.error().reason == kCatalogueLanguage);
  CHECK(!Catalogue::embedded("").ok());
  const auto languages = embedded_languages();
  CHECK(std::find(languages.begin(), languages.end(), "en") != languages.end());
}

TEST_CASE("A language file is read as a translator writes it") {
  Catalogue catalogue;
  REQUIRE(catalogue.add("test", kGood).ok());
  const Sentence* replayed = catalogue.find("bundle.replayed");
  REQUIRE(replayed != nullptr);
  CHECK(replayed->happened == "This bundle was already imported.");
  CHECK(catalogue.find("disk.full")->do_next == "Free some space.");
  CHECK(catalogue.find("no.such") == nullptr);
  CHECK(catalogue.codes().size() == 2);
}

TEST_CASE("A later language file replaces sentences, and a bad one changes nothing") {
  Catalogue catalogue;
  REQUIRE(catalogue.add("first", kGood).ok());
  REQUIRE(catalogue.add("second", "[disk.full]\nhappened = Full.\nsafe = Safe.\ndo = Wait.").ok());
  CHECK(catalogue.find("disk.full")->do_next == "Wait.");
  for (const std::string bad :
       {"[disk.full]\nhappened = Again.\nsafe = Safe.\n", "[disk.full\n", "happened = nowhere", "[a]\nmood = good",
        "[a]\nhappened = x\nsafe = y\ndo = z\n[a]\nhappened = x\nsafe = y\ndo = z", "[a]\nhappened = x\nhappened = y",
        "[a]\nhappened = \xFF\nsafe = y\ndo = z", "[]\n"}) {
    const auto added = catalogue.add("bad", bad);
    REQUIRE(!added.ok());
    CHECK(added.error().reason == kCatalogueMalformed);
  }
  CHECK(catalogue.codes().size() == 2);
  CHECK(catalogue.find("disk.full")->do_next == "Wait.");
}

TEST_CASE("A language file cut anywhere is read or refused, never half added") {
  for (std::size_t size = 0; size < kGood.size(); ++size) {
    Catalogue catalogue;
    if (!catalogue.add("cut", kGood.substr(0, size)).ok()) CHECK(catalogue.empty());
  }
}
