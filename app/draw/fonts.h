// The faces that texts are drawn with: Noto, opened by path and only when a text needs them, so that the same files
// give the same picture on every machine. Asks no font service of the system. What FreeType and HarfBuzz know of a
// face stays behind font_face.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/draw/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::draw {

enum class Weight : std::uint8_t { Regular, Bold, Mono };

// A family covers one script or a few; the order is that in which they are asked for a character of no script.
enum class FontFamily : std::uint8_t {
  Latin,  // and Greek, Cyrillic, Vietnamese
  Khmer, Thai, Lao, Myanmar, Devanagari, Bengali, Tamil, Arabic, Ethiopic,
  Hebrew, Gujarati, Gurmukhi, Telugu, Kannada, Malayalam, Oriya, Sinhala, Armenian, Georgian, Tibetan, Cham,
  KayahLi, TaiTham, NewTaiLue, TaiLe, OlChiki, Thaana, Mongolian,
  Symbols, MoreSymbols, Math,
  HanSimplified, HanTraditional, HanHongKong, Japanese, Korean,
};
inline constexpr std::size_t kFontFamilies = 37;

// Which file, by number: family times 3 plus weight. Stable within a run of the program.
using FaceId = std::uint16_t;

struct FontPaths {
  std::string noto = "/usr/share/fonts/truetype/noto";  // NotoSans-Regular.ttf, NotoSansKhmer-Bold.ttf, ...
  std::string cjk = "/usr/share/fonts/opentype/noto";   // NotoSansCJK-Regular.ttc
};

struct FontFace;      // app/draw/font_face.h
struct FontLibrary;   // app/draw/font_face.h

class Fonts {
 public:
  // Opens the Latin face; without it nothing can be drawn (kFontsMissing).
  static Result<Fonts> open(const FontPaths& paths = {});
  Fonts(Fonts&&) noexcept;
  Fonts& operator=(Fonts&&) noexcept;
  ~Fonts();

  // The face of a family; the regular one where the family has no such weight, nothing where the family has no file.
  const FontFace* face_of(FontFamily family, Weight weight);
  // A face by number. REQUIRES: `face` came from a layout made with these fonts.
  const FontFace& face(FaceId face);
  bool has_character(FontFamily family, Weight weight, char32_t character);

  // For the .cpp files of this folder.
  const std::shared_ptr<FontLibrary>& library() const;

  // Scripts that our users write and that this machine has no font for, by English name ("Khmer", "Chinese").
  std::vector<std::string> missing_scripts() const;
  // How many font files are open: only those that were needed.
  std::size_t open_count() const;

 private:
  Fonts();
  struct State;
  std::unique_ptr<State> state_;
};

// The family of Han characters in a text of this language ("zh-Hant", "ja"); simplified where it says nothing.
FontFamily han_family(std::string_view language);

}  // namespace holdfast::draw
