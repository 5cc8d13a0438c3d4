// forms print: the blank paper of a form as text and as pages.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/draw/fonts.h"
#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {
namespace {

bool has_fonts() {
  const auto fonts = draw::Fonts::open();
  return fonts.ok() && fonts->missing_scripts().empty();
}

TEST_CASE("A paper is written as a PDF file, which a file that is there survives") {
  if (!has_fonts()) SKIP("the fonts of fonts-noto-core are not installed");
  test::CliWorld world;
  const std::string file = world.path("consent.pdf");
  const std::vector<std::string> words = {"forms", "print", "consent", "--language", "km", "--format", "pdf",
                                          "--out", file};
  const test::CommandRun first = world.run(words);
  CHECK(first.status == ExitStatus::Done);
  CHECK(first.out.empty());
  const std::string pdf = world.read("consent.pdf");
  CHECK(pdf.starts_with("%PDF-"));
  CHECK(pdf.find("NotoSansKhmer") != std::string::npos);
  CHECK(world.run(words).status != ExitStatus::Done);
  CHECK(world.read("consent.pdf") == pdf);
  std::vector<std::string> forced = words;
  forced.push_back("--force");
  CHECK(world.run(forced).status == ExitStatus::Done);
  CHECK(world.read("consent.pdf") == pdf);  // the same paper is the same file
}

TEST_CASE("A paper as text goes to a file, too; a PDF needs one, and other formats are refused") {
  test::CliWorld world;
  CHECK(world.run({"forms", "print", "consent", "--out", world.path("consent.txt")}).status == ExitStatus::Done);
  CHECK(world.read("consent.txt") == world.run({"forms", "print", "consent"}).out);
  CHECK(world.run({"forms", "print", "consent", "--format", "pdf"}).status == ExitStatus::Usage);
  CHECK(world.run({"forms", "print", "consent", "--format", "docx"}).status == ExitStatus::Usage);
}

TEST_CASE("A PDF is not thrown at a terminal") {
  if (!has_fonts()) SKIP("the fonts of fonts-noto-core are not installed");
  test::CliWorld world;
  world.terminal.terminal = true;
  CHECK(world.run({"forms", "print", "consent", "--format", "pdf", "--out", "-"}).status == ExitStatus::Usage);
  world.terminal.terminal = false;
  CHECK(world.run({"forms", "print", "consent", "--format", "pdf", "--out", "-"}).out.starts_with("%PDF-"));
}

}  // namespace
}  // namespace holdfast::cli
