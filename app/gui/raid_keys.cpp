// The keyboard of a raid: number keys answer, letters begin the code of a wristband, Enter goes on. Everything is taken
// in the order in which it came, so that a scanner and a fast hand mean the same.
#include <algorithm>

#include "app/gui/raid_parts.h"
#include "app/text/code_lists.h"

namespace holdfast::gui {

namespace {

constexpr std::size_t kTypedMax = 40;

void append_character(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) put(c);
  else if (c < 0x800) put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  else if (c < 0x10000) put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  else put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
}

void drop_character(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
}

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 0xBF; }

std::optional<int> digit_of(ui::Key key) {
  if (key < ui::Key::Digit0 || key > ui::Key::Digit9) return std::nullopt;
  return static_cast<int>(key) - static_cast<int>(ui::Key::Digit0);
}

void stop_typing(RaidUi& view) {
  view.typing = RaidTyping::Nothing;
  view.typed.clear();
  view.typed_at = 0;
}

class RaidKeys {
 public:
  RaidKeys(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out)
      : scene_(scene), view_(view), ui_(ui), out_(out), row_(scene.task.row) {}

  // True where the event was meant for the raid.
  bool take(const ui::KeyPressed& key) {
    if (key.modifiers.control || key.modifiers.alt) return take_shortcut(key);
    return view_.typing == RaidTyping::Nothing ? take_answering(key) : take_typing(key.key);
  }

  bool take(const ui::TextTyped& typed) {
    if (swallow_) return (swallow_ = false, true);
    if (view_.typing == RaidTyping::Nothing) {
      if (!is_letter(typed.character)) return true;
      view_.typing = RaidTyping::Code;
    }
    if (view_.typed.size() < kTypedMax && typed.character >= ' ') append_character(view_.typed, typed.character);
    view_.typed_at = 0;
    return true;
  }

 private:
  bool take_shortcut(const ui::KeyPressed& key) {
    if (key.key != ui::Key::Z || !key.modifiers.control) return false;
    if (!key.again) out_.push(UndoRaidLine{});
    return true;
  }

  bool take_answering(const ui::KeyPressed& key) {
    if (const std::optional<int> digit = digit_of(key.key)) {
      if (!key.again) answer(*digit);
      return true;
    }
    switch (key.key) {
      case ui::Key::Backspace: out_.push(RaidBack{}); return true;
      case ui::Key::Enter:
        // On a button that has the focus it presses that button.
        if (other_has_focus()) return false;
        if (!key.again) out_.push(AcceptRaid{});
        return true;
      case ui::Key::Up: light(-1); return true;
      case ui::Key::Down: light(1); return true;
      default: return false;
    }
  }

  void answer(int digit) {
    if (row_ == RaidRow::Nationality && digit == kRaidOtherCountry) {
      view_.typing = RaidTyping::Country;
      swallow_ = true;
      return;
    }
    out_.push(PickRaidAnswer{digit});
  }

  void light(int by) {
    const int row = std::clamp(static_cast<int>(row_) + by, 0, static_cast<int>(kRaidRows) - 1);
    row_ = static_cast<RaidRow>(row);
    out_.push(LightRaidRow{row_});
  }

  bool take_typing(ui::Key key) {
    switch (key) {
      case ui::Key::Enter: finish_typing(); return true;
      case ui::Key::Escape: stop_typing(view_); return true;
      case ui::Key::Backspace:
        if (view_.typed.empty()) stop_typing(view_);
        else drop_character(view_.typed);
        return true;
      case ui::Key::Up: view_.typed_at -= view_.typed_at > 0 ? 1 : 0; return true;
      case ui::Key::Down: ++view_.typed_at; return true;
      default: return digit_of(key).has_value();
    }
  }

  void finish_typing() {
    if (view_.typing == RaidTyping::Code && !view_.typed.empty()) out_.push(FindRaidCode{view_.typed});
    if (view_.typing == RaidTyping::Country && scene_.task.countries && !view_.typed.empty()) {
      const std::vector<text::CodeName> found = scene_.task.countries->find(view_.typed);
      if (found.empty()) return;
      out_.push(PickRaidCountry{found[std::min(view_.typed_at, found.size() - 1)].code});
    }
    stop_typing(view_);
  }

  bool other_has_focus() const {
    const auto has = [this](const char* id) { return ui_.is_focused(id); };
    for (const char* id : {"raid.pause", "raid.finish", "raid.door", "raid.find", "raid.still_here", "raid.side",
                           "raid.retry", "raid.undo"}) {
      if (has(id)) return true;
    }
    for (const RaidLine& line : scene_.task.lines) {
      if (ui_.is_focused("raid.line/" + std::to_string(line.number))) return true;
    }
    for (std::size_t i = 0; i <= scene_.task.plan.vehicles.size(); ++i) {
      if (ui_.is_focused("raid.move/" + std::to_string(i))) return true;
    }
    return false;
  }

  const RaidScene& scene_;
  RaidUi& view_;
  ui::Ui& ui_;
  Commands& out_;
  RaidRow row_;
  bool swallow_ = false;
};

}  // namespace

void take_raid_keys(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out) {
  // A dialog of the frame (an error, a notice) lies on top: its keys are its own.
  if (!ui.enabled() || view.dialog != RaidDialog::None || scene.task.stage != RaidStage::Running) return;
  RaidKeys keys(scene, view, ui, out);
  std::vector<ui::Event>& events = ui.events();
  std::erase_if(events, [&keys](const ui::Event& event) {
    if (const auto* key = std::get_if<ui::KeyPressed>(&event)) return keys.take(*key);
    if (const auto* typed = std::get_if<ui::TextTyped>(&event)) return keys.take(*typed);
    return false;
  });
}

}  // namespace holdfast::gui
