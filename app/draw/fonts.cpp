#include "app/draw/fonts.h"

#include <hb-ot.h>
#include <hb.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <filesystem>

#include "app/draw/font_face.h"

namespace holdfast::draw {

FontLibrary::FontLibrary() { HOLDFAST_ASSERT(FT_Init_FreeType(&handle) == 0); }
FontLibrary::~FontLibrary() { FT_Done_FreeType(handle); }

FontFace::~FontFace() {
  if (shaper != nullptr) hb_font_destroy(shaper);
  if (rendered != nullptr) FT_Done_Face(rendered);
}

std::unique_ptr<FontFace> FontFace::open(const std::string& path, unsigned index) {
  // Maps the file: of the 19 MB of Chinese only what is shaped is read.
  hb_blob_t* const blob = hb_blob_create_from_file_or_fail(path.c_str());
  if (blob == nullptr) return nullptr;
  const bool in_file = index < hb_face_count(blob);
  hb_face_t* const face = hb_face_create(blob, index);
  hb_blob_destroy(blob);
  if (!in_file || hb_face_get_glyph_count(face) == 0) {
    hb_face_destroy(face);
    return nullptr;
  }
  auto out = std::make_unique<FontFace>();
  out->path = path;
  out->index = index;
  out->shaper = hb_font_create(face);
  out->units_per_em = static_cast<float>(hb_face_get_upem(face));
  hb_face_destroy(face);
  hb_font_extents_t extents{};
  if (hb_font_get_h_extents(out->shaper, &extents) != 0) {
    out->ascent = static_cast<float>(extents.ascender) / out->units_per_em;
    out->descent = static_cast<float>(-extents.descender) / out->units_per_em;
  }
  return out;
}

bool FontFace::has(char32_t character) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(shaper, character, &glyph) != 0 && glyph != 0;
}

FT_FaceRec_* FontFace::open_freetype(const FontLibrary& library) const {
  FT_Face face = nullptr;
  const bool opened = FT_New_Face(library.handle, path.c_str(), static_cast<FT_Long>(index), &face) == 0;
  return opened ? face : nullptr;
}

FT_FaceRec_* FontFace::freetype(const FontLibrary& library) const {
  if (rendered == nullptr) rendered = open_freetype(library);
  return rendered;
}

namespace {
constexpr std::size_t kWeights = 3;
constexpr unsigned kMonoInCollection = 7;  // "Noto Sans Mono CJK SC"

bool file_exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}
}  // namespace

struct Fonts::State {
  struct Slot {
    bool tried = false;
    std::unique_ptr<FontFace> face{};
  };
  FontPaths paths;
  // Before the faces, so that it goes after them.
  std::shared_ptr<FontLibrary> library = std::make_shared<FontLibrary>();
  std::array<Slot, kFontFamilies * kWeights> slots;

  const FontFace* slot(FontFamily family, Weight weight) {
    const std::size_t id = static_cast<std::size_t>(family) * kWeights + static_cast<std::size_t>(weight);
    Slot& slot = slots[id];
    if (!slot.tried) {
      slot.tried = true;
      slot.face = open(family, weight);
      if (slot.face) {
        slot.face->id = static_cast<FaceId>(id);
        slot.face->family = family;
      }
    }
    return slot.face.get();
  }

  std::unique_ptr<FontFace> open(FontFamily family, Weight weight) const {
    const int index = font_file(family).index;
    auto face = FontFace::open(font_path(paths, family, weight), index < 0 ? 0 : static_cast<unsigned>(index));
    if (face || weight != Weight::Mono) return face;
    // Where the small package with Noto Sans Mono is not installed, the Chinese one has the same letters.
    return FontFace::open(font_path(paths, FontFamily::HanSimplified, Weight::Regular), kMonoInCollection);
  }
};

Fonts::Fonts() : state_(std::make_unique<State>()) {}
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;
Fonts::~Fonts() = default;

Result<Fonts> Fonts::open(const FontPaths& paths) {
  Fonts fonts;
  fonts.state_->paths = paths;
  if (fonts.face_of(FontFamily::Latin, Weight::Regular) == nullptr) {
    return Error{kFontsMissing, font_path(paths, FontFamily::Latin, Weight::Regular)};
  }
  return fonts;
}

const FontFace* Fonts::face_of(FontFamily family, Weight weight) {
  if (weight == Weight::Mono && family != FontFamily::Latin) weight = Weight::Regular;
  if (const FontFace* const face = state_->slot(family, weight)) return face;
  return weight == Weight::Regular ? nullptr : state_->slot(family, Weight::Regular);
}

const FontFace& Fonts::face(FaceId face) {
  HOLDFAST_ASSERT(face < state_->slots.size());
  const FontFace* const found =
      state_->slot(static_cast<FontFamily>(face / kWeights), static_cast<Weight>(face % kWeights));
  HOLDFAST_ASSERT(found != nullptr);
  return *found;
}

bool Fonts::has_character(FontFamily family, Weight weight, char32_t character) {
  const FontFace* const face = face_of(family, weight);
  return face != nullptr && face->has(character);
}

const std::shared_ptr<FontLibrary>& Fonts::library() const { return state_->library; }

std::vector<std::string> Fonts::missing_scripts() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < kFontFamilies; ++i) {
    const FontFile& file = font_file(static_cast<FontFamily>(i));
    if (file.script[0] == '\0') continue;
    if (!file_exists(font_path(state_->paths, file.family, Weight::Regular))) out.emplace_back(file.script);
  }
  return out;
}

std::size_t Fonts::open_count() const {
  std::size_t count = 0;
  for (const State::Slot& slot : state_->slots) count += slot.face ? 1 : 0;
  return count;
}

}  // namespace holdfast::draw
