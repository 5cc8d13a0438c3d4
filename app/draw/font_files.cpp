#include <array>

#include "app/draw/font_face.h"

namespace holdfast::draw {
namespace {

constexpr std::array<FontFile, kFontFamilies> kFontFiles = {{
    {FontFamily::Latin, "NotoSans", -1, "Latin"},
    {FontFamily::Khmer, "NotoSansKhmer", -1, "Khmer"},
    {FontFamily::Thai, "NotoSansThai", -1, "Thai"},
    {FontFamily::Lao, "NotoSansLao", -1, "Lao"},
    {FontFamily::Myanmar, "NotoSansMyanmar", -1, "Burmese"},
    {FontFamily::Devanagari, "NotoSansDevanagari", -1, "Devanagari"},
    {FontFamily::Bengali, "NotoSansBengali", -1, "Bengali"},
    {FontFamily::Tamil, "NotoSansTamil", -1, "Tamil"},
    {FontFamily::Arabic, "NotoSansArabic", -1, "Arabic"},
    {FontFamily::Ethiopic, "NotoSansEthiopic", -1, "Ethiopic"},
    {FontFamily::Hebrew, "NotoSansHebrew", -1, ""},
    {FontFamily::Gujarati, "NotoSansGujarati", -1, ""},
    {FontFamily::Gurmukhi, "NotoSansGurmukhi", -1, ""},
    {FontFamily::Telugu, "NotoSansTelugu", -1, ""},
    {FontFamily::Kannada, "NotoSansKannada", -1, ""},
    {FontFamily::Malayalam, "NotoSansMalayalam", -1, ""},
    {FontFamily::Oriya, "NotoSansOriya", -1, ""},
    {FontFamily::Sinhala, "NotoSansSinhala", -1, ""},
    {FontFamily::Armenian, "NotoSansArmenian", -1, ""},
    {FontFamily::Georgian, "NotoSansGeorgian", -1, ""},
    {FontFamily::Tibetan, "NotoSerifTibetan", -1, ""},
    {FontFamily::Cham, "NotoSansCham", -1, ""},
    {FontFamily::KayahLi, "NotoSansKayahLi", -1, ""},
    {FontFamily::TaiTham, "NotoSansTaiTham", -1, ""},
    {FontFamily::NewTaiLue, "NotoSansNewTaiLue", -1, ""},
    {FontFamily::TaiLe, "NotoSansTaiLe", -1, ""},
    {FontFamily::OlChiki, "NotoSansOlChiki", -1, ""},
    {FontFamily::Thaana, "NotoSansThaana", -1, ""},
    {FontFamily::Mongolian, "NotoSansMongolian", -1, ""},
    {FontFamily::Symbols, "NotoSansSymbols", -1, ""},
    {FontFamily::MoreSymbols, "NotoSansSymbols2", -1, ""},
    {FontFamily::Math, "NotoSansMath", -1, ""},
    {FontFamily::HanSimplified, "NotoSansCJK", 2, "Chinese"},
    {FontFamily::HanTraditional, "NotoSansCJK", 3, ""},
    {FontFamily::HanHongKong, "NotoSansCJK", 4, ""},
    {FontFamily::Japanese, "NotoSansCJK", 0, ""},
    {FontFamily::Korean, "NotoSansCJK", 1, ""},
}};

}  // namespace

const FontFile& font_file(FontFamily family) {
  const FontFile& file = kFontFiles[static_cast<std::size_t>(family)];
  HOLDFAST_ASSERT(file.family == family);
  return file;
}

std::string font_path(const FontPaths& paths, FontFamily family, Weight weight) {
  const FontFile& file = font_file(family);
  const std::string weight_name = weight == Weight::Bold ? "-Bold" : "-Regular";
  if (is_han(family)) return paths.cjk + "/" + file.stem + weight_name + ".ttc";
  const std::string mono = weight == Weight::Mono ? "Mono" : "";
  return paths.noto + "/" + file.stem + mono + weight_name + ".ttf";
}

ScriptFactors script_factors(FontFamily family) {
  switch (family) {
    case FontFamily::Khmer: return {1.06F, 1.35F};
    case FontFamily::Myanmar: return {1.0F, 1.5F};
    case FontFamily::Thai:
    case FontFamily::Lao: return {1.1F, 1.25F};
    case FontFamily::Arabic:
    case FontFamily::Thaana: return {1.06F, 1.25F};
    case FontFamily::Devanagari:
    case FontFamily::Bengali:
    case FontFamily::Tamil:
    case FontFamily::Gujarati:
    case FontFamily::Gurmukhi:
    case FontFamily::Telugu:
    case FontFamily::Kannada:
    case FontFamily::Malayalam:
    case FontFamily::Oriya:
    case FontFamily::Sinhala: return {1.0F, 1.3F};
    case FontFamily::Tibetan:
    case FontFamily::TaiTham: return {1.0F, 1.5F};
    case FontFamily::Ethiopic: return {1.0F, 1.1F};
    default: return {1.0F, 1.0F};
  }
}

bool is_han(FontFamily family) { return family >= FontFamily::HanSimplified; }

FontFamily han_family(std::string_view language) {
  const auto is = [language](std::string_view tag) {
    return language.substr(0, tag.size()) == tag && (language.size() == tag.size() || language[tag.size()] == '-');
  };
  if (is("ja")) return FontFamily::Japanese;
  if (is("ko")) return FontFamily::Korean;
  if (is("yue") || is("zh-HK") || is("zh-Hant-HK") || is("zh-MO")) return FontFamily::HanHongKong;
  if (is("zh-Hant") || is("zh-TW")) return FontFamily::HanTraditional;
  return FontFamily::HanSimplified;
}

}  // namespace holdfast::draw
