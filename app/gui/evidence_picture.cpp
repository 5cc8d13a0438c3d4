// Pictures of exhibits on the screen: the decoder's pixels, never the file (declared in app/gui/evidence_parts.h).
#include <algorithm>

#include "app/gui/evidence_parts.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

Rect fitted(const SeenPicture& seen, Rect place) {
  const float w = static_cast<float>(seen.width), h = static_cast<float>(seen.height);
  const float scale = std::min(place.w / w, place.h / h);
  const float width = w * scale, height = h * scale;
  return {place.x + (place.w - width) / 2, place.y + (place.h - height) / 2, width, height};
}

void draw_refused(ui::Ui& ui, Rect place, bool small) {
  if (small) return ui.icon(draw::Icon::Image, place.x + (place.w - 24) / 2, place.y + (place.h - 24) / 2, 24,
                            Token::Text3);
  ui.icon(draw::Icon::Image, place.x + (place.w - 24) / 2, place.y + 16, 24, Token::Text3);
  ui.text({place.x + 12, place.y + 52, place.w - 24, place.h - 60},
          ui.tr("This picture cannot be shown. The file is safe and unchanged."), TextKind::Small, Token::Text2,
          {.align = ui::Align::Center, .probe_id = "evidence.refused"});
}

}  // namespace

void draw_evidence_picture(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, const std::string& ref,
                           Rect place, bool small) {
  const auto seen = state.evidence.pictures.find(ref);
  if (seen == state.evidence.pictures.end()) {
    if (state.evidence.asked_pictures.count(ref) == 0) out.push(AskThumbnail{ref});
    return;
  }
  if (!seen->second.rgba) return draw_refused(ui, place, small);
  auto held = view.thumbnails.find(ref);
  if (held == view.thumbnails.end()) {
    const SeenPicture& picture = seen->second;
    const ui::PictureId id = ui.pictures().upload(static_cast<int>(picture.width), static_cast<int>(picture.height),
                                                  *picture.rgba);
    held = view.thumbnails.emplace(ref, id).first;
  }
  if (held->second == 0) return draw_refused(ui, place, small);
  ui.picture(held->second, fitted(seen->second, place));
}

void draw_viewed_file(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, Rect place) {
  const ViewedFile& file = *state.evidence.viewed;
  Rect rest = place.inset(ui::kBodyInset);
  Rect head = rest.take_top(ui::kButtonHeight, 16);
  const std::string close = ui.tr("Close");
  const ui::ButtonSpec spec{.label = close};
  const bool closed = ui::button(ui, "evidence.close", head.take_end(ui::button_width(ui, spec), 12), spec);
  ui.text({head.x, head.y + 10, head.w, 24}, file.name, TextKind::Heading, Token::Text, {.lines_max = 1});
  if (closed || ui.take_key(ui::Key::Escape)) out.push(CloseFile{});
  if (file.is_text) {
    if (file.cut) {
      ui.text(rest.take_top(20, 8), ui.tr("Only the beginning is shown."), TextKind::Small, Token::Text2);
    }
    const float height = ui.measure(file.text, TextKind::Mono, rest.w - 20).h + 8;
    const Rect inside = ui.begin_scroll("evidence.text", rest, height, view.text);
    ui.text({inside.x, inside.y, rest.w - 20, height}, file.text, TextKind::Mono, Token::Text,
            {.by_own_direction = true, .probe_id = "evidence.text"});
    return ui.end_scroll();
  }
  const std::optional<SeenPicture>& seen = state.evidence.large;
  if (!seen) return ui::loading_state(ui, rest, ui.steady_ms());
  if (!seen->rgba) return draw_refused(ui, rest, false);
  if (view.large_ref != file.ref) {
    if (view.large != 0) ui.pictures().free(view.large);
    view.large = ui.pictures().upload(static_cast<int>(seen->width), static_cast<int>(seen->height), *seen->rgba);
    view.large_ref = file.ref;
  }
  if (view.large == 0) return draw_refused(ui, rest, false);
  ui.picture(view.large, fitted(*seen, rest));
  ui.note("evidence.large", rest, file.name);
}

}  // namespace holdfast::gui
