#include "app/gui/ui/passphrase_field.h"

#include <algorithm>
#include <array>

#include "app/gui/ui/parts.h"
#include "app/text/unicode.h"

namespace holdfast::ui {

namespace {

constexpr std::size_t kDotsMax = 16;
constexpr float kDot = 10, kDotStep = 15;

std::size_t encode(char32_t character, std::array<std::uint8_t, 4>& out) {
  const auto c = static_cast<std::uint32_t>(character);
  const auto tail = [c](unsigned shift) { return static_cast<std::uint8_t>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out = {static_cast<std::uint8_t>(c), 0, 0, 0};
    return 1;
  }
  if (c < 0x800) {
    out = {static_cast<std::uint8_t>(0xC0 | c >> 6), tail(0), 0, 0};
    return 2;
  }
  if (c < 0x10000) {
    out = {static_cast<std::uint8_t>(0xE0 | c >> 12), tail(6), tail(0), 0};
    return 3;
  }
  out = {static_cast<std::uint8_t>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
  return 4;
}

bool can_be_typed(char32_t c) {
  return c >= 0x20 && c != 0x7F && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
}

bool begins_character(std::uint8_t byte) { return (byte & 0xC0) != 0x80; }

void take_typing(Ui& ui, PassphraseEdit& edit, PassphraseResult& result) {
  std::vector<Event>& events = ui.events();
  for (auto it = events.begin(); it != events.end();) {
    bool taken = false;
    if (TextTyped* typed = std::get_if<TextTyped>(&*it)) {
      result.changed = edit.type(typed->character) || result.changed;
      typed->character = 0;
      taken = true;
    } else if (const KeyPressed* key = std::get_if<KeyPressed>(&*it)) {
      if (key->key == Key::Backspace) {
        result.changed = result.changed || !edit.empty();
        if (key->modifiers.control) edit.wipe();
        else edit.backspace();
        taken = true;
      } else if (key->key == Key::Enter && key->modifiers == Modifiers{}) {
        result.entered = result.entered || !key->again;
        taken = true;
      } else {
        taken = takes_plain(*key, true, false);
      }
    }
    it = taken ? events.erase(it) : std::next(it);
  }
  if (result.changed) ui.kept().caret_since = ui.steady_ms();
}

void draw_caret_at(Ui& ui, float x, Rect inside) {
  Ui::Kept& kept = ui.kept();
  const std::int64_t since = std::max<std::int64_t>(0, ui.steady_ms() - kept.caret_since);
  kept.due(ui.steady_ms() + kCaretBlinkMs - since % kCaretBlinkMs);
  if (since / kCaretBlinkMs % 2 == 0) ui.fill({x, inside.y + (inside.h - 22) / 2, 2, 22}, Token::Accent);
}

// Returns where the caret stands.
float draw_dots(Ui& ui, Rect inside, std::size_t characters) {
  const std::size_t dots = std::min(kDotsMax, characters);
  for (std::size_t i = 0; i < dots; ++i) {
    ui.fill({inside.x + static_cast<float>(i) * kDotStep, inside.y + (inside.h - kDot) / 2, kDot, kDot}, Token::Text,
            kDot / 2);
  }
  return inside.x + (dots == 0 ? 0 : static_cast<float>(dots) * kDotStep + 1);
}

// Made for this pass only: nothing of it stays in a cache.
float draw_shown(Ui& ui, Rect inside, const PassphraseEdit& edit) {
  const ByteView bytes = edit.utf8();
  const std::string_view words(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  draw::LayoutOptions options;
  options.wrap = false;
  options.ellipsis = false;
  const draw::TextLayout layout = ui.text_engine().make(words, style_of(TextKind::Body, ui.scale(), {}), 0, options);
  const Rect at = ui.physical(inside);
  const float width = layout.width();
  // Too long for the box: its end shows.
  const float x = ui.mirrored() ? std::max(at.x, at.end() - width) : at.x - std::max(0.0F, width - at.w);
  ui.push_clip(inside);
  ui.painter().text(layout, x, at.y + (at.h - layout.height()) / 2, ui.ink(Token::Text));
  ui.pop_clip();
  return inside.x + std::min(inside.w - 2, width / ui.scale() + 1);
}

float draw_lines_below(Ui& ui, std::string_view id, Rect rest, const PassphraseSpec& spec) {
  const float top = rest.y;
  if (!spec.failed.empty()) {
    rest.take_top(8);
    ui.icon(draw::Icon::Damaged, rest.x + 1, rest.y + 1, 18, Token::Stop);
    Rect words = rest;
    words.take_start(26);
    const float height = two_inks(ui, words, spec.failed, {TextKind::Label, Token::Text}, spec.failed_more,
                                  {TextKind::Small, Token::Text2});
    words.h = height;
    note_says(ui, std::string(id) + "/failed", words, {spec.failed, false, true, true});
    rest.take_top(height);
  }
  if (spec.layout_line.empty() && spec.caps_line.empty()) return rest.y - top;
  rest.take_top(10);
  Rect line = rest.take_top(20);
  if (!spec.caps_line.empty()) {
    const float width = ui.measure(spec.caps_line, TextKind::Small).w;
    const Rect words = line.take_end(width + 1, 4);
    const Rect sign = line.take_end(18, 8);
    ui.icon(draw::Icon::Warning, sign.x, sign.y + 1, 18, Token::Caution);
    centred_line(ui, words, spec.caps_line, TextKind::Small, Token::Caution);
    note_says(ui, std::string(id) + "/caps", words, {spec.caps_line, false, true, true});
  }
  if (!spec.layout_line.empty()) {
    const Rect sign = line.take_start(20, 8);
    ui.icon(draw::Icon::Keyboard, sign.x, sign.y, 20, Token::Text2);
    centred_line(ui, line, spec.layout_line, TextKind::Small, Token::Text2);
    note_says(ui, std::string(id) + "/layout", line, {spec.layout_line, false, true, true});
  }
  return rest.y - top;
}

}  // namespace

bool PassphraseEdit::type(char32_t character) {
  std::array<std::uint8_t, 4> bytes{};
  if (!can_be_typed(character)) return false;
  const std::size_t count = encode(character, bytes);
  const bool fits = size_ + count <= kBytesMax;
  if (fits) {
    std::copy_n(bytes.begin(), count, buffer_.mutable_view().begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += count;
  }
  crypto::wipe(bytes);
  return fits;
}

void PassphraseEdit::backspace() {
  const MutableByteView bytes = buffer_.mutable_view();
  while (size_ > 0) {
    const std::uint8_t byte = bytes[--size_];
    bytes[size_] = 0;
    if (begins_character(byte)) break;
  }
}

void PassphraseEdit::wipe() {
  crypto::wipe(buffer_.mutable_view());
  size_ = 0;
}

std::size_t PassphraseEdit::characters() const {
  const ByteView bytes = utf8();
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), begins_character));
}

bool PassphraseEdit::same_as(const PassphraseEdit& other) const { return crypto::equal_secrets(utf8(), other.utf8()); }

std::shared_ptr<crypto::Passphrase> PassphraseEdit::take() {
  auto taken = std::make_shared<crypto::Passphrase>();
  taken->text = text::nfkc_passphrase(utf8());
  wipe();
  return taken;
}

PassphraseResult passphrase_unseen(Ui& ui, PassphraseEdit& edit) {
  PassphraseResult result;
  if (ui.enabled()) take_typing(ui, edit, result);
  return result;
}

PassphraseResult passphrase_field(Ui& ui, std::string_view id, Rect rect, PassphraseEdit& edit,
                                  const PassphraseSpec& spec) {
  PassphraseResult result;
  Rect rest = rect;
  rest.h = 1e5F;
  if (!spec.plain && !spec.label.empty()) {
    const float label = ui.measure(spec.label, TextKind::Label, rest.w).h;
    ui.text(rest.take_top(label, 6), spec.label, TextKind::Label, Token::Text);
  }
  const Rect box = rest.take_top(spec.box_height);
  const Met met = meet(ui, id, box, true, true);
  if (met.focused) take_typing(ui, edit, result);
  if (take_press(ui, id).has_value()) focus_now(ui, id);
  take_release(ui, id);
  const bool focused = ui.is_focused(id) && met.enabled;
  const bool failed = !spec.failed.empty();
  ui.fill(box, Token::Card, kRadiusControl);
  ui.edge(box, failed ? Token::Stop : focused ? Token::Accent : Token::Control, kRadiusControl,
          failed || focused ? 2 : 1);
  if (focused && !failed) focus_ring(ui, box, kRadiusControl);
  Rect inside = box.inset(13, 2);
  const Rect eye = inside.take_end(32, 8).moved(8, 0);
  const std::string eye_id = std::string(id) + "/eye";
  const bool shown = !edit.empty() && ui.kept().pressed == eye_id;
  const float caret_x = shown ? draw_shown(ui, inside, edit) : draw_dots(ui, inside, edit.characters());
  if (focused) draw_caret_at(ui, caret_x, inside);
  // What it says is never noted: only whether there is something.
  note_says(ui, id, box, {edit.empty() ? "" : "…", false, true, true});
  // Held, not toggled, and by mouse only: nobody leaves it open. The focus stays where it is.
  const Rect eye_button{eye.x, box.y + (box.h - 32) / 2, 32, 32};
  ui.kept().hits.push_back({eye_id, ui.physical(eye_button)});
  if (ui.enabled()) {
    take_press(ui, eye_id);
    take_release(ui, eye_id);
  }
  ui.icon(draw::Icon::Eye, eye_button.x + 6, eye_button.y + 6, 20, Token::Text2);
  note_says(ui, eye_id, eye_button, {ui.tr("Show the passphrase while held"), false, true, true});
  const float below = spec.plain ? 0 : draw_lines_below(ui, id, rest, spec);
  result.height = rest.y - rect.y + below;
  return result;
}

}  // namespace holdfast::ui
