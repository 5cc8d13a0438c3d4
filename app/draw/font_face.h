// One open font file: what FreeType renders and HarfBuzz shapes. Only .cpp files of this folder include this header.
#pragma once

#include <memory>
#include <string>

#include "app/draw/fonts.h"

struct FT_FaceRec_;
struct FT_LibraryRec_;
struct hb_font_t;

namespace holdfast::draw {

// FreeType as a whole. Shared, since a drawing library may keep a face for longer than the fonts that opened it.
struct FontLibrary {
  FontLibrary();
  ~FontLibrary();
  FontLibrary(const FontLibrary&) = delete;
  FontLibrary& operator=(const FontLibrary&) = delete;
  FT_LibraryRec_* handle = nullptr;
};

struct FontFace {
  FontFace() = default;
  ~FontFace();
  FontFace(const FontFace&) = delete;
  FontFace& operator=(const FontFace&) = delete;

  // Null where there is no such file, or one that is no font.
  static std::unique_ptr<FontFace> open(const std::string& path, unsigned index);
  bool has(char32_t character) const;
  // For rendering glyphs; opened at the first call. Null if FreeType refuses the file.
  FT_FaceRec_* freetype(const FontLibrary& library) const;
  // Another one, which the caller gives back with FT_Done_Face.
  FT_FaceRec_* open_freetype(const FontLibrary& library) const;

  FaceId id = 0;
  FontFamily family = FontFamily::Latin;
  std::string path;
  unsigned index = 0;            // within a collection
  hb_font_t* shaper = nullptr;   // in font units: one for every size
  float units_per_em = 1000;
  float ascent = 1, descent = 0.3F;  // parts of the size, both positive
  mutable FT_FaceRec_* rendered = nullptr;
};

// Where a family lies on disk.
struct FontFile {
  FontFamily family;
  const char* stem;    // "NotoSansKhmer"; of collections the whole name
  int index;           // -1: a file a weight, else the number within the collection
  const char* script;  // English name, where users write it; empty otherwise
};
const FontFile& font_file(FontFamily family);
std::string font_path(const FontPaths& paths, FontFamily family, Weight weight);

// How a script's size and line follow from those of Latin (the design's table "Type").
struct ScriptFactors {
  float size = 1;
  float line = 1;
};
ScriptFactors script_factors(FontFamily family);
bool is_han(FontFamily family);  // Chinese, Japanese and Korean: square characters in one file of many

}  // namespace holdfast::draw
