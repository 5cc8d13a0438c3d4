#include "app/case/codes.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/support/fake_seams.h"

using namespace holdfast;
using namespace holdfast::cases;

namespace {

Code some_code(test::FakeRandom& random) {
  Code code;
  code.prefix = std::string(1, static_cast<char>('A' + random.below(26)));
  for (std::uint64_t i = random.below(6); i > 0; --i) {
    const std::uint64_t c = random.below(36);
    code.prefix.push_back(static_cast<char>(c < 10 ? '0' + c : 'A' + (c - 10)));
  }
  const std::uint64_t sizes[] = {10, 1000, 10000, 1000000, UINT32_MAX};
  code.number = static_cast<std::uint32_t>(1 + random.below(sizes[random.below(5)] - 1));
  return code;
}

}  // namespace

TEST_CASE("The code of the documentation is a true code") {
  CHECK(to_text({"R7", 417}) == "R7-0417K");
  const auto code = parse_code("R7-0417K");
  REQUIRE(code.ok());
  CHECK(*code == Code{"R7", 417});
}

TEST_CASE("A code reads back in any case and with blanks around it") {
  CHECK(*parse_code("  r7-0417k\n") == Code{"R7", 417});
  test::FakeRandom random(3);
  for (int round = 0; round < 500; ++round) {
    const Code code = some_code(random);
    const auto back = parse_code(to_text(code));
    REQUIRE(back.ok());
    CHECK(*back == code);
  }
}

TEST_CASE("Every single wrong digit of a code is found") {
  test::FakeRandom random(5);
  for (int round = 0; round < 400; ++round) {
    const std::string text = to_text(some_code(random));
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') continue;
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (digit == text[i]) continue;
        std::string wrong = text;
        wrong[i] = digit;
        INFO(text << " read as " << wrong);
        CHECK(!parse_code(wrong).ok());
      }
    }
  }
}

TEST_CASE("Every swap of two neighbours in a code is found") {
  test::FakeRandom random(6);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = to_text(some_code(random));
    for (std::size_t i = text.find('-') + 1; i + 1 < text.size(); ++i) {
      if (text[i] == text[i + 1]) continue;
      std::string wrong = text;
      std::swap(wrong[i], wrong[i + 1]);
      INFO(text << " read as " << wrong);
      CHECK(!parse_code(wrong).ok());
    }
  }
}

TEST_CASE("A wrong check letter is told apart from what is no code at all") {
  CHECK(parse_code("R7-0417F").error().reason == kCodeCheckLetter);
  for (const char* text : {"", "R7", "R7-", "R7-K", "R7-417K", "R7-00417K", "7R-0417K", "R7_0417K", "R7-0417",
                           "R7-04171", "R 7-0417K", "R7-0000K", "-0417K", "R7-99999999999K", "R7-0417KK",
                           "\xC3\x84-0417K"}) {
    INFO(text);
    const auto code = parse_code(text);
    REQUIRE(!code.ok());
    CHECK(code.error().reason == kCodeMalformed);
  }
  CHECK(parse_code(std::string(100000, 'A')).error().reason == kCodeMalformed);
}

TEST_CASE("No check letter looks like a digit") {
  for (std::uint32_t number = 1; number < 2000; ++number) {
    const char letter = to_text({"HQ", number}).back();
    CHECK(std::string_view("IOU").find(letter) == std::string_view::npos);
  }
}
