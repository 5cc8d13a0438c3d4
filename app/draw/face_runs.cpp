#include "app/draw/face_runs.h"

#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <optional>

namespace holdfast::draw {
namespace {

constexpr float kArabicBoldMin = 14;  // the design: never bolded below

struct ScriptFamily {
  UScriptCode script;
  FontFamily family;
};
constexpr ScriptFamily kScriptFamilies[] = {
    {USCRIPT_LATIN, FontFamily::Latin},          {USCRIPT_GREEK, FontFamily::Latin},
    {USCRIPT_CYRILLIC, FontFamily::Latin},       {USCRIPT_KHMER, FontFamily::Khmer},
    {USCRIPT_THAI, FontFamily::Thai},            {USCRIPT_LAO, FontFamily::Lao},
    {USCRIPT_MYANMAR, FontFamily::Myanmar},      {USCRIPT_DEVANAGARI, FontFamily::Devanagari},
    {USCRIPT_BENGALI, FontFamily::Bengali},      {USCRIPT_TAMIL, FontFamily::Tamil},
    {USCRIPT_ARABIC, FontFamily::Arabic},        {USCRIPT_ETHIOPIC, FontFamily::Ethiopic},
    {USCRIPT_HEBREW, FontFamily::Hebrew},        {USCRIPT_GUJARATI, FontFamily::Gujarati},
    {USCRIPT_GURMUKHI, FontFamily::Gurmukhi},    {USCRIPT_TELUGU, FontFamily::Telugu},
    {USCRIPT_KANNADA, FontFamily::Kannada},      {USCRIPT_MALAYALAM, FontFamily::Malayalam},
    {USCRIPT_ORIYA, FontFamily::Oriya},          {USCRIPT_SINHALA, FontFamily::Sinhala},
    {USCRIPT_ARMENIAN, FontFamily::Armenian},    {USCRIPT_GEORGIAN, FontFamily::Georgian},
    {USCRIPT_TIBETAN, FontFamily::Tibetan},      {USCRIPT_CHAM, FontFamily::Cham},
    {USCRIPT_KAYAH_LI, FontFamily::KayahLi},     {USCRIPT_LANNA, FontFamily::TaiTham},
    {USCRIPT_NEW_TAI_LUE, FontFamily::NewTaiLue}, {USCRIPT_TAI_LE, FontFamily::TaiLe},
    {USCRIPT_OL_CHIKI, FontFamily::OlChiki},     {USCRIPT_THAANA, FontFamily::Thaana},
    {USCRIPT_MONGOLIAN, FontFamily::Mongolian},  {USCRIPT_HIRAGANA, FontFamily::Japanese},
    {USCRIPT_KATAKANA, FontFamily::Japanese},    {USCRIPT_HANGUL, FontFamily::Korean},
};

std::optional<FontFamily> family_of_script(UScriptCode script, std::string_view language) {
  if (script == USCRIPT_HAN || script == USCRIPT_BOPOMOFO) return han_family(language);
  for (const ScriptFamily& row : kScriptFamilies) {
    if (row.script == script) return row.family;
  }
  return std::nullopt;
}

// Letters of these scripts stand one after another; a caret may stand within their ligatures.
bool is_plain_script(FontFamily family) {
  return family == FontFamily::Latin || family == FontFamily::Arabic || family == FontFamily::Hebrew ||
         family == FontFamily::Ethiopic || family == FontFamily::Armenian || family == FontFamily::Georgian ||
         family >= FontFamily::Symbols;
}

bool is_shared_script(UScriptCode script) {
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
}

// Quotation marks, dashes and dots that Chinese text wants as wide as its characters.
bool is_wide_punctuation(UChar32 c) { return c == 0x00B7 || (c >= 0x2010 && c <= 0x2027) || c == 0x2030; }

class FaceChooser {
 public:
  FaceChooser(Fonts& fonts, const TextStyle& style) : fonts_(fonts), style_(style) {
    const std::string_view language = style.language;
    if (language.starts_with("zh") || language.starts_with("ja") || language.starts_with("yue")) {
      last_ = fonts_.face_of(han_family(language), Weight::Regular);
    }
  }

  // The run of one character that follows those asked for before; start and end are left to the caller.
  FaceRun run_for(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (is_shared_script(script)) script = extended_script(c);
    const FontFace* face = face_for(c, script);
    if (!is_shared_script(script)) last_script_ = script;
    last_ = face;
    return made(face, script);
  }

  FaceRun made(const FontFace* face, UScriptCode script) const {
    FaceRun run;
    run.face = face;
    if (is_shared_script(script)) script = face->family == FontFamily::Latin ? USCRIPT_LATIN : last_script_;
    run.script = hb_script_from_string(uscript_getShortName(script), -1);
    const ScriptFactors factors = script_factors(face->family);
    const bool plain = face->family == FontFamily::Latin || face->family == FontFamily::Symbols ||
                       face->family == FontFamily::MoreSymbols || face->family == FontFamily::Math;
    const float wanted = style_.size_px * factors.size;
    run.size_px = plain ? style_.size_px : std::max(wanted, style_.least_px);
    // Where the least size makes letters larger, their line grows with them.
    run.line_px = style_.line_px * factors.line * (run.size_px / wanted);
    run.solid = !is_plain_script(face->family);
    return run;
  }

 private:
  // The script among several that use a character: the one that was just written, else the first we have a font for.
  UScriptCode extended_script(UChar32 c) const {
    std::array<UScriptCode, 32> scripts{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t count = uscript_getScriptExtensions(c, scripts.data(), 32, &status);
    if (U_FAILURE(status)) return USCRIPT_COMMON;
    UScriptCode first = USCRIPT_COMMON;
    for (std::int32_t i = 0; i < count; ++i) {
      const UScriptCode script = scripts[static_cast<std::size_t>(i)];
      if (is_shared_script(script)) continue;
      if (script == last_script_) return script;
      if (is_shared_script(first) && family_of_script(script, style_.language)) first = script;
    }
    return first;
  }

  const FontFace* face_for(UChar32 c, UScriptCode script) {
    const auto character = static_cast<char32_t>(c);
    if (u_charType(c) == U_FORMAT_CHAR) return last_ != nullptr ? last_ : latin();
    if (last_ != nullptr && stays_with_last(c) && last_->has(character)) return last_;
    if (!is_shared_script(script)) {
      if (const auto family = family_of_script(script, style_.language)) {
        const FontFace* const own = fonts_.face_of(*family, weight_for(*family));
        if (own != nullptr && own->has(character)) return own;
      }
    }
    return any_face(character);
  }

  // Marks belong to the letter before, blanks need no other face.
  bool stays_with_last(UChar32 c) const {
    if ((U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_ZS_MASK)) != 0) return true;
    return is_wide_punctuation(c) && is_han(last_->family);
  }

  const FontFace* any_face(char32_t character) {
    if (const FontFace* const face = checked(FontFamily::Latin, character)) return face;
    for (auto i = static_cast<std::size_t>(FontFamily::Symbols); i <= static_cast<std::size_t>(FontFamily::Math); ++i) {
      if (const FontFace* const face = checked(static_cast<FontFamily>(i), character)) return face;
    }
    if (const FontFace* const face = checked(han_family(style_.language), character)) return face;
    return latin();  // draws its box for what nobody has
  }

  const FontFace* latin() { return fonts_.face_of(FontFamily::Latin, style_.weight); }

  const FontFace* checked(FontFamily family, char32_t character) {
    const FontFace* const face = fonts_.face_of(family, weight_for(family));
    if (face != nullptr && face->has(character)) return face;
    if (style_.weight == Weight::Regular) return nullptr;
    const FontFace* const regular = fonts_.face_of(family, Weight::Regular);
    return regular != nullptr && regular->has(character) ? regular : nullptr;
  }

  Weight weight_for(FontFamily family) const {
    const bool thin = family == FontFamily::Arabic && style_.size_px < kArabicBoldMin;
    return thin ? Weight::Regular : style_.weight;
  }

  Fonts& fonts_;
  const TextStyle& style_;
  const FontFace* last_ = nullptr;
  UScriptCode last_script_ = USCRIPT_LATIN;
};

bool joins(const FaceRun& a, const FaceRun& b) { return a.face == b.face && a.script == b.script; }

}  // namespace

std::vector<FaceRun> face_runs(Fonts& fonts, const WideText& text, std::uint32_t start, std::uint32_t end,
                               const TextStyle& style) {
  FaceChooser chooser(fonts, style);
  std::vector<FaceRun> out;
  std::uint32_t at = start;
  while (at < end) {
    const std::uint32_t from = at;
    FaceRun run = chooser.run_for(static_cast<UChar32>(text.next(at)));
    run.start = from;
    run.end = at;
    if (!out.empty() && joins(out.back(), run)) out.back().end = at;
    else out.push_back(run);
  }
  return out;
}

FaceRun latin_run(Fonts& fonts, const TextStyle& style) {
  return FaceChooser(fonts, style).made(fonts.face_of(FontFamily::Latin, style.weight), USCRIPT_LATIN);
}

}  // namespace holdfast::draw
