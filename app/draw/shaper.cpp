#include "app/draw/shaper.h"

#include <hb.h>

#include <algorithm>

namespace holdfast::draw {
namespace {
// Figures of one width: columns of numbers stand below each other.
constexpr hb_feature_t kTabularFigures = {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START,
                                          HB_FEATURE_GLOBAL_END};
}  // namespace

Shaper::Shaper() : buffer_(hb_buffer_create()) {}
Shaper::~Shaper() {
  forget();
  hb_buffer_destroy(buffer_);
}

float Shaper::shape(const WideText& text, std::uint32_t start, std::uint32_t end, const FaceRun& run, bool rtl,
                    const std::string& language, float x, WipedVector<ShapedGlyph>& out) {
  hb_buffer_clear_contents(buffer_);
  hb_buffer_add_utf16(buffer_, reinterpret_cast<const std::uint16_t*>(text.units.data()),
                      static_cast<int>(text.size()), start, static_cast<int>(end - start));
  hb_buffer_set_direction(buffer_, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer_, static_cast<hb_script_t>(run.script));
  hb_buffer_set_language(buffer_, hb_language_from_string(language.data(), static_cast<int>(language.size())));
  hb_shape(run.face->shaper, buffer_, &kTabularFigures, 1);
  unsigned count = 0;
  const hb_glyph_info_t* const infos = hb_buffer_get_glyph_infos(buffer_, &count);
  const hb_glyph_position_t* const positions = hb_buffer_get_glyph_positions(buffer_, nullptr);
  // While it works, a shaper may take letters apart before it joins them.
  glyphs_max_ = std::max({glyphs_max_, 2 * count, 2 * (end - start)});
  const float scale = run.size_px / run.face->units_per_em;
  for (unsigned i = 0; i < count; ++i) {
    ShapedGlyph shaped;
    shaped.unit = infos[i].cluster;
    shaped.glyph.face = run.face->id;
    shaped.glyph.id = infos[i].codepoint;
    shaped.glyph.x = x + static_cast<float>(positions[i].x_offset) * scale;
    shaped.glyph.y = -static_cast<float>(positions[i].y_offset) * scale;
    shaped.glyph.advance = static_cast<float>(positions[i].x_advance) * scale;
    shaped.glyph.size_px = run.size_px;
    x += shaped.glyph.advance;
    out.push_back(shaped);
  }
  return x;
}

void Shaper::forget() {
  hb_buffer_clear_contents(buffer_);
  // Growing the buffer fills it with zeros, over whatever its memory held; asking for places that were never made
  // does the same with the second half, which shaping uses for glyphs as well.
  hb_buffer_set_length(buffer_, glyphs_max_);
  hb_buffer_get_glyph_positions(buffer_, nullptr);
  hb_buffer_clear_contents(buffer_);
  glyphs_max_ = 0;
}

}  // namespace holdfast::draw
