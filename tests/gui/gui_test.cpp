// The scenarios of tests/gui/scenarios on a real window with real pixels, each in a process of its own.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "crypto/secret.h"
#include "tests/gui/display.h"
#include "tests/gui/driver.h"
#include "tests/gui/gl_stage.h"

namespace holdfast::test {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}


void play(const std::string& name) {
  crypto::start_crypto();  // as the program does: what the system does for secrets is asked for
  const std::unique_ptr<Display> display = Display::open();
  if (!display) SKIP("neither a display nor the program Xvfb is there");
  const Result<Scenario> scenario =
      read_scenario(name, file_text(HOLDFAST_SOURCE_DIR "/tests/gui/scenarios/" + name + ".scenario"));
  REQUIRE(scenario.ok());
  REQUIRE(!scenario.value().steps.empty());
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  Result<std::unique_ptr<gui::Window>> window = gui::Window::open({}, fonts.value());
  REQUIRE(window.ok());
  GlStage stage(std::move(window).value(), fonts.value());
  CliWorld world;
  const std::string wrong = run_scenario(scenario.value(), world, stage);
  INFO(wrong);
  CHECK(wrong.empty());
}

}  // namespace

TEST_CASE("scenario: unlock") { play("unlock"); }

}  // namespace holdfast::test
