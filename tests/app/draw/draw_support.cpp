#include "tests/app/draw/draw_support.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/draw/font_face.h"

// cairo 1.16 forgets two tables for each Chinese font that it puts into a PDF; the leak sanitizer is told so.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libcairo.so"; }

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

draw::Fonts fonts_of_this_machine() {
  auto fonts = draw::Fonts::open();
  if (!fonts) SKIP("the fonts of fonts-noto-core are not installed");
  if (!fonts->missing_scripts().empty()) SKIP("no font for " + fonts->missing_scripts().front());
  return std::move(*fonts);
}

}  // namespace

DrawWorld::DrawWorld() : fonts(fonts_of_this_machine()), engine(fonts) {}

draw::TextLayout DrawWorld::make(std::string_view text, std::string_view language, float width,
                                 const draw::LayoutOptions& options) {
  return engine.make(text, style_for(language), width, options);
}

draw::TextStyle style_for(std::string_view language, float size_px) {
  draw::TextStyle style;
  style.size_px = size_px;
  style.line_px = size_px * 1.5F;
  style.language = std::string(language);
  return style;
}

std::vector<std::uint32_t> glyph_ids(const draw::TextLayout& layout) {
  std::vector<std::uint32_t> out;
  for (const draw::TextLine& line : layout.lines()) {
    for (const draw::Glyph& glyph : line.glyphs) out.push_back(glyph.id);
  }
  return out;
}

std::vector<std::string> line_texts(const draw::TextLayout& layout) {
  std::vector<std::string> out;
  for (const draw::TextLine& line : layout.lines()) {
    std::string text(layout.text().substr(line.start, line.end - line.start));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out.push_back(text);
  }
  return out;
}

std::string seen_text(const draw::TextLayout& layout) {
  REQUIRE(layout.lines().size() == 1);
  const auto& clusters = layout.lines().front().clusters;
  std::vector<const draw::TextCluster*> order;
  for (const draw::TextCluster& cluster : clusters) order.push_back(&cluster);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->x0 < b->x0; });
  std::string out;
  for (const draw::TextCluster* cluster : order) {
    if (cluster->x1 > cluster->x0) out += layout.text().substr(cluster->start, cluster->end - cluster->start);
  }
  return out;
}

Ink ink_of(const draw::FontFace& face, const draw::Glyph& glyph) {
  const draw::FontLibrary library;
  const FT_Face own = face.open_freetype(library);
  REQUIRE(own != nullptr);
  REQUIRE(FT_Load_Glyph(own, glyph.id, FT_LOAD_NO_SCALE) == 0);
  const FT_Glyph_Metrics& metrics = own->glyph->metrics;
  const float scale = glyph.size_px / static_cast<float>(own->units_per_EM);
  const float top = glyph.y - static_cast<float>(metrics.horiBearingY) * scale;
  const Ink out{top, top + static_cast<float>(metrics.height) * scale};
  FT_Done_Face(own);
  return out;
}

bool can_read_pdf() { return std::system("command -v pdftotext >/dev/null 2>&1") == 0; }

std::string pdf_text(const Bytes& pdf) {
  std::string pattern = (fs::temp_directory_path() / "holdfast-pdf-XXXXXX").string();
  HOLDFAST_ASSERT(mkdtemp(pattern.data()) != nullptr);
  const fs::path folder = pattern;
  std::ofstream(folder / "a.pdf", std::ios::binary).write(reinterpret_cast<const char*>(pdf.data()),
                                                          static_cast<std::streamsize>(pdf.size()));
  const std::string command = "cd " + folder.string() + " && pdftotext -enc UTF-8 a.pdf a.txt 2>/dev/null";
  const int status = std::system(command.c_str());
  std::ostringstream out;
  out << std::ifstream(folder / "a.txt", std::ios::binary).rdbuf();
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  REQUIRE(status == 0);
  return out.str();
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\f') out.push_back(c);
  }
  return out;
}

}  // namespace holdfast::test
