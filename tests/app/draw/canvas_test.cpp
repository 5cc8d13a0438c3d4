// Paper and pictures: what is drawn is there, and text in a PDF is still text.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/draw/icons.h"
#include "app/draw/image_canvas.h"
#include "app/draw/pdf_canvas.h"
#include "tests/app/draw/draw_support.h"

namespace holdfast::draw {
namespace {

using test::DrawWorld;

constexpr Color kInk = rgb(0x1B1E21);
constexpr Color kPaper = rgb(0xFFFFFF);

Color pixel(const Image& image, int x, int y) {
  const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                          static_cast<std::size_t>(x)) * 4;
  return {image.rgba[at], image.rgba[at + 1], image.rgba[at + 2], image.rgba[at + 3]};
}

struct PixelArea {
  int left, top, right, bottom;
};
std::size_t inked(const Image& image, const PixelArea& area) {
  std::size_t count = 0;
  for (int y = area.top; y < area.bottom; ++y) {
    for (int x = area.left; x < area.right; ++x) count += pixel(image, x, y).r < 128 ? 1 : 0;
  }
  return count;
}

TEST_CASE("text in a PDF can be searched and copied in every script") {
  if (!test::can_read_pdf()) SKIP("the program pdftotext is not installed");
  DrawWorld world;
  for (const auto& sample : test::kDrawSamples) {
    if (sample.script == "Arabic") continue;  // below: pdftotext orders mixed directions in its own way
    PdfCanvas canvas(world.fonts, "Sample");
    TextStyle style = test::style_for(sample.language, 12);
    canvas.text(world.engine.make(sample.text, style, 400), 50, 50, kInk);
    const auto pdf = canvas.finish();
    REQUIRE(pdf.ok());
    INFO(sample.script);
    CHECK(test::without_blanks(test::pdf_text(*pdf)) == test::without_blanks(sample.text));
  }
  PdfCanvas canvas(world.fonts);
  canvas.text(world.make("يولد جميع الناس", "ar"), 50, 50, kInk);
  const auto pdf = canvas.finish();
  REQUIRE(pdf.ok());
  CHECK(test::pdf_text(*pdf).find("يولد جميع الناس") != std::string::npos);
}

TEST_CASE("a PDF holds its fonts, its pages, and nothing about this machine or this hour") {
  DrawWorld world;
  const auto paper = [&world] {
    PdfCanvas canvas(world.fonts, "Form");
    canvas.text(world.make("ភ្នំពេញ", "km"), 50, 50, kInk);
    canvas.next_page();
    canvas.line({50, 50}, {100, 50}, 1, kInk);
    return *canvas.finish();
  };
  const Bytes first = paper();
  CHECK(first == paper());
  const std::string_view text = as_text(first);
  CHECK(text.starts_with("%PDF-"));
  CHECK(text.find("NotoSansKhmer") != std::string_view::npos);
  CHECK(text.find("/Count 2") != std::string_view::npos);
  CHECK(text.find("/FontFile") != std::string_view::npos);
  CHECK(text.find("(20000101000000Z)") != std::string_view::npos);
  CHECK(first.size() < 60000);  // a part of the font, not the whole
}

TEST_CASE("pictures show what is drawn, where it is drawn") {
  DrawWorld world;
  ImageCanvas canvas(world.fonts, 100, 60);
  canvas.fill_rect({0, 0, 100, 60}, kPaper);
  canvas.fill_rect({10, 10, 20, 20}, rgb(0xAE241C));
  canvas.fill_round_rect({40, 10, 20, 20}, 8, kInk);
  canvas.stroke_round_rect({70, 10, 20, 20}, 0, 2, kInk);
  const std::vector<Point> notch = {{10, 40}, {30, 40}, {30, 55}, {20, 45}, {10, 55}};
  canvas.fill_polygon(notch, kInk);
  canvas.push_clip({40, 40, 10, 10});
  canvas.fill_rect({0, 0, 100, 60}, kInk);
  canvas.pop_clip();
  const Image image = canvas.pixels();
  CHECK(pixel(image, 20, 20) == rgb(0xAE241C));
  CHECK(pixel(image, 9, 20) == kPaper);
  CHECK(pixel(image, 40, 10) == kPaper);  // the rounded corner
  CHECK(pixel(image, 50, 20) == kInk);
  CHECK(pixel(image, 71, 20) == kInk);
  CHECK(pixel(image, 80, 20) == kPaper);
  CHECK(pixel(image, 20, 52) == kPaper);  // the notch of a concave shape stays empty
  CHECK(pixel(image, 12, 50) == kInk);
  CHECK(pixel(image, 45, 45) == kInk);
  CHECK(pixel(image, 55, 45) == kPaper);
}

TEST_CASE("a picture goes through a canvas unchanged") {
  DrawWorld world;
  Image source{2, 1, {10, 20, 30, 255, 200, 100, 50, 255}};
  ImageCanvas canvas(world.fonts, 2, 1);
  canvas.image(source, {0, 0, 2, 1});
  CHECK(canvas.pixels().rgba == source.rgba);
}

TEST_CASE("text stands within its layout's box") {
  DrawWorld world;
  for (const auto& sample : test::kDrawSamples) {
    const TextLayout layout = world.make(sample.text, sample.language, 200);
    const auto height = static_cast<int>(layout.height());
    ImageCanvas canvas(world.fonts, 240, height + 40);
    canvas.fill_rect({0, 0, 240, static_cast<float>(height) + 40}, kPaper);
    canvas.text(layout, 20, 20, kInk);
    const Image image = canvas.pixels();
    INFO(sample.script);
    CHECK(inked(image, {20, 20, 220, 20 + height}) > 300);
    CHECK(inked(image, {0, 0, 240, 20}) == 0);
    CHECK(inked(image, {0, 20 + height, 240, height + 40}) == 0);
  }
}

TEST_CASE("every icon draws within its square and has a name of its own") {
  DrawWorld world;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kIcons; ++i) {
    const auto icon = static_cast<Icon>(i);
    ImageCanvas canvas(world.fonts, 48, 48);
    canvas.fill_rect({0, 0, 48, 48}, kPaper);
    draw_icon(canvas, icon, 12, 12, 24, kInk);
    const Image image = canvas.pixels();
    INFO(icon_name(icon));
    const std::size_t inside = inked(image, {12, 12, 36, 36});
    CHECK(inside > 5);
    CHECK(inked(image, {0, 0, 48, 48}) == inside);
    names.push_back(icon_name(icon));
  }
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  CHECK(icon_name(Icon::Home) == "home");
  CHECK(icon_name(Icon::Medical) == "med");
  CHECK(icon_shape(Icon::DashedRing).dashed);
  CHECK_FALSE(icon_shape(Icon::Confirmed).over.empty());
}

TEST_CASE("PNG files begin as PNG files do and differ with what is drawn") {
  DrawWorld world;
  ImageCanvas canvas(world.fonts, 10, 10);
  const Bytes empty = *canvas.png();
  canvas.fill_rect({0, 0, 5, 5}, kInk);
  const Bytes drawn = *canvas.png();
  CHECK(as_text(empty).substr(1, 3) == "PNG");
  CHECK(empty != drawn);
}

TEST_CASE("dashes take turns with gaps around corners") {
  DrawWorld world;
  ImageCanvas canvas(world.fonts, 60, 20);
  canvas.fill_rect({0, 0, 60, 20}, kPaper);
  const std::vector<Point> points = {{2, 10}, {58, 10}};
  dashed_polyline(canvas, points, 2, 8, 8, kInk);
  const Image image = canvas.pixels();
  CHECK(pixel(image, 6, 10) == kInk);
  CHECK(pixel(image, 14, 10) == kPaper);
  CHECK(pixel(image, 22, 10) == kInk);
}

}  // namespace
}  // namespace holdfast::draw
