// A paper form becomes pages: every word is there, and what was typed as a line or a box is drawn.
#include "app/draw/paper_pdf.h"

#include <catch2/catch_test_macros.hpp>

#include "app/draw/paper_marks.h"
#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;

constexpr std::string_view kPaper =
    "Consent\n==============================================================================\n"
    "Form consent, version 7\nWritten by ______  Date ____\n\n"
    "1. តើអ្នកយល់ព្រមទេ? *\n   = Do you agree?\n   (Ask slowly.)\n   ( ) បាទ = Yes  ( ) ទេ = No \n\n"
    "2. When *\n   Year |__|__|__|__|  Month |__|__|\n   about [ ]   Calendar ______________\n\n"
    "------------------------------------------------------------------------------\nThe journey\n\n"
    "   Only if question 1 is \"Yes\":\n3. Where?\n"
    "   ___________________________________________________________________________\n"
    "   > Stop here.\n";

TEST_CASE("lines of a paper are told apart") {
  CHECK(paper_row("").kind == PaperLine::Gap);
  CHECK(paper_row(std::string(78, '=')).kind == PaperLine::ThickRule);
  CHECK(paper_row(std::string(78, '-')).kind == PaperLine::ThinRule);
  CHECK(paper_row("Form consent").kind == PaperLine::Plain);
  const PaperRow question = paper_row("12. Where? *");
  CHECK(question.kind == PaperLine::Question);
  CHECK(question.mark == "12.");
  CHECK(question.text == "Where? *");
  CHECK(paper_row("   = Do you agree?").kind == PaperLine::Aside);
  CHECK(paper_row("   (Ask slowly.)").kind == PaperLine::Aside);
  CHECK(paper_row("   > Stop here.").text == "Stop here.");
}

TEST_CASE("signs keep their words: before a line, behind a box to tick") {
  const PaperRow written = paper_row("Written by ______  Date ____");
  REQUIRE(written.fields.size() == 2);
  CHECK(written.fields[0].words == "Written by");
  CHECK(written.fields[0].sign == PaperSign::Line);
  CHECK(written.fields[0].size == 6);
  CHECK_FALSE(written.fields[0].sign_first);
  const PaperRow choice = paper_row("   ( ) Yes  ( ) No ");
  REQUIRE(choice.fields.size() == 2);
  CHECK(choice.fields[1].words == "No");
  CHECK(choice.fields[1].sign == PaperSign::Circle);
  CHECK(choice.fields[1].sign_first);
  const PaperRow year = paper_row("   Year |__|__|__|__|  Month |__|__|");
  REQUIRE(year.fields.size() == 2);
  CHECK(year.fields[0].size == 4);
  CHECK(year.fields[1].words == "Month");
  const PaperRow about = paper_row("   about [ ]   Calendar ______________");
  CHECK(about.fields[0].sign == PaperSign::Square);
  CHECK(about.fields[0].words == "about");
  CHECK(paper_row("   |__|__| : |__|__|").fields.size() == 2);
  CHECK(paper_row("   [ ]").fields.size() == 1);
  CHECK(paper_row("   Code ____ (with its last letter) or name ____").fields.size() == 2);
}

TEST_CASE("a paper becomes pages that hold all its words and none of its typed lines") {
  if (!test::can_read_pdf()) SKIP("the program pdftotext is not installed");
  DrawWorld world;
  PaperPdf options;
  options.title = "Consent";
  options.language = "km";
  options.footer = "consent 7";
  const auto pdf = paper_pdf(world.engine, kPaper, options);
  REQUIRE(pdf.ok());
  const std::string text = test::pdf_text(*pdf);
  for (const std::string_view part :
       {"Consent", "Form consent, version 7", "Written by", "Do you agree?", "(Ask slowly.)", "Calendar",
        "The journey", "Only if question 1", "Stop here.", "consent 7", "1 / 1"}) {
    INFO(part);
    CHECK(text.find(part) != std::string::npos);
  }
  CHECK(test::without_blanks(text).find(test::without_blanks("តើអ្នកយល់ព្រមទេ?")) != std::string::npos);
  CHECK(text.find("__") == std::string::npos);
  CHECK(text.find("( )") == std::string::npos);
}

TEST_CASE("a long paper goes over several pages, and no question is parted from its answer") {
  if (!test::can_read_pdf()) SKIP("the program pdftotext is not installed");
  DrawWorld world;
  std::string paper = "Long\n" + std::string(78, '=') + "\n";
  for (int i = 1; i <= 60; ++i) {
    paper += "\n" + std::to_string(i) + ". Question number " + std::to_string(i) + "\n   (A hint.)\n   ( ) Answer to " +
             std::to_string(i) + "\n";
  }
  const auto pdf = paper_pdf(world.engine, paper, {});
  REQUIRE(pdf.ok());
  const std::string text = test::pdf_text(*pdf);
  std::size_t page = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\f', at), text.size());
    const std::string one = text.substr(at, end - at);
    for (int i = 1; i <= 60; ++i) {
      const std::string number = std::to_string(i) + "\n";
      const bool asked = one.find("Question number " + number) != std::string::npos;
      CHECK(asked == (one.find("Answer to " + number) != std::string::npos));
    }
    ++page;
    at = end + 1;
  }
  CHECK(page > 3);
}

TEST_CASE("an Arabic paper is mirrored") {
  DrawWorld world;
  CHECK(is_rtl_language("ar"));
  CHECK(is_rtl_language("fa-AF"));
  CHECK_FALSE(is_rtl_language("km"));
  CHECK_FALSE(is_rtl_language(""));
  PaperPdf options;
  options.language = "ar";
  const auto mirrored = paper_pdf(world.engine, kPaper, options);
  options.language = "en";
  const auto plain = paper_pdf(world.engine, kPaper, options);
  REQUIRE(mirrored.ok());
  REQUIRE(plain.ok());
  CHECK(*mirrored != *plain);
}

}  // namespace
}  // namespace holdfast::draw
