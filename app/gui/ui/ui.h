// One pass of drawing: where widgets learn what was typed and clicked, and through which they paint. Views use this and
// widgets.h, never Dear ImGui.
//
// Everything is given in px at 100 % from the start side (rect.h); Ui scales and mirrors. A frame may take several
// passes, one for each slice of input (input.h), of which only the last is shown: so a view must be a function of its
// state, and must not count calls. Ids are stable strings, never labels: "records.row/" + hex.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/draw/icons.h"
#include "app/draw/text_edit.h"
#include "app/draw/text_layout.h"
#include "app/gui/ui/input.h"
#include "app/gui/ui/painter.h"
#include "app/gui/ui/probe.h"
#include "app/gui/ui/rect.h"
#include "app/gui/ui/theme.h"
#include "app/text/messages.h"

namespace holdfast::ui {

enum class Align : std::uint8_t { Start, Center, End };

struct TextOptions {
  Align align = Align::Start;
  int lines_max = 0;           // 0: as many as it takes; the last one ends with "…"
  std::string_view language{}; // of the text; empty: the interface's
  bool by_own_direction = false;  // lay out by the text's first strong letter, not by the interface's direction
  std::string_view probe_id{};
};

// What a pass needs to know of the world around it.
struct PassInput {
  float width_px = 1280, height_px = 720;  // physical
  float scale = 1;                         // content scale of the display x text size
  std::int64_t steady_ms = 0;
  Theme theme = Theme::Dark;
  std::span<const Event> events{};
};

// How a widget was met in this pass.
struct Touch {
  bool hovered = false;
  bool focused = false;
  bool held = false;      // the mouse button is down on it
  bool activated = false; // clicked, or Enter / Space while focused
  int clicks = 0;         // of the click that activated it
};

struct ScrollState {
  float offset = 0;  // px at 100 %
  bool follow_focus = true;
};

class Ui {
 public:
  Ui(draw::TextEngine& text, Pictures& pictures);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // --- a pass ---
  // `painter` must live until end_pass. The interface's language and direction come from `messages`.
  void begin_pass(const PassInput& input, const text::Messages& messages, Painter& painter);
  // True where another pass is needed for what is shown to be right (focus moved, something was measured first).
  bool end_pass();
  // When the next pass is due though nothing happens (caret, pressed button, tooltip), as steady ms; the largest number
  // where none is.
  std::int64_t due_ms() const;
  void set_probe(Probe* probe) { probe_ = probe; }
  // Forgets texts, layouts, pictures, focus and scrolling: the window locks.
  void wipe();

  // --- what a view asks ---
  Rect screen() const;  // px at 100 %
  bool mirrored() const;
  bool narrow() const;  // text size 130 % and more: the rail becomes icons, side panels a button
  std::int64_t steady_ms() const { return input_.steady_ms; }
  Theme theme() const { return input_.theme; }
  draw::TextEngine& text_engine() { return text_; }
  Pictures& pictures() { return pictures_; }
  const text::Messages& messages() const { return *messages_; }
  // English as in the source; the catalogue gives the sentence of the interface's language. {1}, {2} are filled in.
  std::string tr(std::string_view english, std::initializer_list<std::string_view> values = {}) const;
  std::string trn(std::string_view one, std::string_view many, std::uint64_t count,
                  std::initializer_list<std::string_view> values = {}) const;  // {n} is the count

  // --- painting ---
  void fill(Rect rect, Token token, float radius = 0);
  void edge(Rect rect, Token token, float radius = 0, float thickness = 1);
  void line(float x1, float y1, float x2, float y2, Token token, float thickness = 1);
  void polyline(std::span<const Point> points, Token token, float thickness, bool closed = false);
  void icon(draw::Icon icon, float x, float y, float size, Token token);
  // Paints and returns the height it took (at least one line).
  float text(Rect rect, std::string_view utf8, TextKind kind, Token token, const TextOptions& options = {});
  Size measure(std::string_view utf8, TextKind kind, float width = 1e6F, std::string_view language = {});
  void picture(PictureId picture, Rect rect);
  void push_clip(Rect rect);
  void pop_clip();

  // --- meeting the person ---
  // Makes `rect` something that can be focused and pressed. Focus order is the order of calls.
  Touch touch(std::string_view id, Rect rect, bool enabled = true);
  // Notes what a widget says, for the probe.
  void note(std::string_view id, Rect rect, std::string_view value, bool chosen = false, bool enabled = true);
  void focus(std::string_view id);            // from the next pass on
  void focus_if_none(std::string_view id);    // where nothing on this screen has it
  bool is_focused(std::string_view id) const;
  // True once where that key was pressed and nobody took it before; takes it.
  bool take_key(Key key, Modifiers modifiers = {});
  // Events of this pass that nobody has taken; a focused edit field takes text and editing keys in their order.
  std::vector<Event>& events() { return events_; }
  bool mouse_in(Rect rect) const;
  Point mouse() const;  // px at 100 %, from the start side
  // What follows belongs to this part of the frame: F6 goes from one to the next.
  void begin_group(std::string_view name);
  // While disabled, nothing can be met: what lies under a dialog.
  void set_enabled(bool enabled);
  bool enabled() const { return enabled_; }

  // --- scrolling: everything until end_scroll is moved by the state's offset and clipped ---
  // `content_height` of the last pass is kept by the caller; give what it is or is believed to be.
  Rect begin_scroll(std::string_view id, Rect view, float content_height, ScrollState& state);
  void end_scroll();

  // --- clipboard and input method: the backend fills these in ---
  struct Clipboard {
    std::function<std::string()> get;
    std::function<void(const std::string&, bool sensitive)> set;  // sensitive: cleared after 15 s
  };
  void set_clipboard(Clipboard clipboard) { clipboard_ = std::move(clipboard); }
  const Clipboard& clipboard() const { return clipboard_; }

  // --- for widgets ---
  struct Kept;  // what lasts between passes
  Kept& kept() { return *kept_; }
  Rect physical(Rect rect) const;  // scaled, mirrored, scrolled
  float scale() const { return input_.scale; }
  Probe* probe() { return probe_; }
  Painter& painter() { return *painter_; }  // REQUIRES: within a pass
  draw::Color ink(Token token) const { return color_of(input_.theme, token); }

 private:
  draw::TextEngine& text_;
  Pictures& pictures_;
  const text::Messages* messages_ = nullptr;
  Painter* painter_ = nullptr;
  Probe* probe_ = nullptr;
  PassInput input_{};
  std::vector<Event> events_;
  bool enabled_ = true;
  Clipboard clipboard_{};
  std::unique_ptr<Kept> kept_;
};

}  // namespace holdfast::ui
