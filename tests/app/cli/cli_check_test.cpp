// Commands that open no vault: what a number, a date, an age or marked indicators say of themselves.
#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>

#include "tests/app/cli/cli_world.h"

namespace holdfast::test {
namespace {

using Json = nlohmann::json;

Json answer_of(CliWorld& world, std::vector<std::string> words, const std::string& input = "") {
  words.push_back("--json");
  const CommandRun run = world.run(words, input);
  INFO(run.err);
  REQUIRE(run.status == cli::ExitStatus::Done);
  REQUIRE(run.err.empty());
  return Json::parse(run.out);
}

}  // namespace

TEST_CASE("Identifiers are checked from standard input, one a line, and a wrong one is no failure") {
  CliWorld world;
  const Json answer = answer_of(world, {"identifier", "check", "-"},
                                "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t\r\n\nTR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6x\n");
  REQUIRE(answer["identifiers"].size() == 2);
  CHECK(answer["identifiers"][0]["kind"] == "wallet");
  CHECK(answer["identifiers"][0]["chains"] == Json::array({"TRX"}));
  CHECK(answer["identifiers"][0]["warnings"].empty());
  const Json phone = answer_of(world, {"identifier", "check", "--kind", "phone", "--region", "KH"}, "012 345 678\n");
  CHECK(phone["identifiers"][0]["normal"] == "+85512345678");
  CHECK(phone["identifiers"][0]["typed"] == "012 345 678");
  const Json lines = answer_of(world, {"identifier", "check", "-", "--kind", "mrz"},
                               "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<\n"
                               "C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0\n");
  REQUIRE(lines["identifiers"].size() == 1);
  CHECK(lines["identifiers"][0]["facts"]["family_name"] == "MUSTERMANN");
  const CommandRun shown = world.run({"identifier", "check", "https://example-trade.com"});
  CHECK(shown.out.find("hxxps://example-trade[.]com") != std::string::npos);
  CHECK(world.run({"identifier", "check", "--kind", "star"}, "x").status == cli::ExitStatus::Usage);
  // Bytes that are no text come back as text.
  CHECK(answer_of(world, {"identifier", "check", "-"}, "\xFF\xFE\n")["identifiers"].size() == 1);
}

TEST_CASE("A date is shown with the other reading beside it") {
  CliWorld world;
  const CommandRun run = world.run({"date", "show", "2000", "--calendar", "ethiopian"});
  CHECK(run.out.find("2000 ethiopian = 2007-09-12 to 2008-09-10") != std::string::npos);
  CHECK(run.out.find("if it was gregorian: 2000-01-01 to 2000-12-31") != std::string::npos);
  const Json answer = answer_of(world, {"date", "show"}, "2000 @ethiopian 'said so'\n2566\n");
  REQUIRE(answer["dates"].size() == 2);
  CHECK(answer["dates"][0]["earliest"] == "2007-09-12");
  CHECK(answer["dates"][0]["latest"] == "2008-09-10");
  CHECK(answer["dates"][0]["words"] == "said so");
  CHECK(answer["dates"][0]["written"]["buddhist"]["earliest"] == "2550-09-12");
  CHECK(answer["dates"][1]["other_readings"][0]["calendar"] == "buddhist");
  CHECK(world.run({"date", "show", "2000 @martian"}).status == cli::ExitStatus::Usage);
  CHECK(world.run({"date", "show", "2000", "--calendar", "martian"}).status == cli::ExitStatus::Usage);
}

TEST_CASE("An age is judged with its reasons, and a nominal 19 may be a minor") {
  CliWorld world;
  const Json nominal = answer_of(world, {"age", "check", "-", "--on", "2026-11-24"},
                                 R"({"age_band": "adult", "age_said": 19, "age_nominal": "yes"})");
  CHECK(nominal["may_be_minor"] == true);
  CHECK(nominal["youngest"] == 17);
  CHECK(nominal["reasons"][0]["code"] == "counted_otherwise");
  const auto may_be_minor = [&world](const std::string& facts) {
    return answer_of(world, {"age", "check", "-", "--on", "2026-11-24"}, facts)["may_be_minor"].get<bool>();
  };
  CHECK_FALSE(may_be_minor(R"({"born": "2550 @buddhist"})"));
  CHECK(may_be_minor("{}"));
  CHECK(world.run({"age", "check", "-", "--on", "2026-11-24"}, "[]").status == cli::ExitStatus::Usage);
  CHECK(world.run({"age", "check", "-"}, "{}").status == cli::ExitStatus::Usage);
}

TEST_CASE("Marked indicators are judged, and the answer says that it decides nothing") {
  CliWorld world;
  const std::string facts = R"({"as_age": "adult", "d1": ["job", "wages"], "d4": "hours salary",
    "d5": ["papers", "unlawful"], "amp_act": "receipt", "amp_means": ["fraud"],
    "amp_purpose": ["forced_criminality"]})";
  const Json answer = answer_of(world, {"screening", "judge", "-"}, facts);
  CHECK(answer["trafficking"] == true);
  CHECK(answer["palermo"]["met"] == true);
  CHECK(answer["dimensions"][4]["because"] == Json::array({"papers", "unlawful"}));
  CHECK(answer["signs"] == Json::array({"deception", "documents", "wages", "overtime"}));
  CHECK(answer_of(world, {"screening", "judge", "-"}, "{}")["child"] == true);
  CHECK(world.run({"screening", "judge", "-"}, facts).out.find("decides nothing") != std::string::npos);
}

TEST_CASE("Codes are checked by their letter and listed by name in any script") {
  CliWorld world;
  const Json countries = answer_of(world, {"code", "list", "countries", "--find", "កម្ពុ", "--language", "fr"});
  REQUIRE(countries["codes"].size() == 1);
  CHECK(countries["codes"][0]["code"] == "KH");
  CHECK(countries["codes"][0]["name"] == "Cambodge");
  CHECK(world.run({"code", "list", "stars"}).status == cli::ExitStatus::Usage);
  CHECK(world.run({"code", "check", "R7-0417Z"}).status == cli::ExitStatus::Usage);
}

}  // namespace holdfast::test
