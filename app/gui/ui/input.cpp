#include "app/gui/ui/input.h"

namespace holdfast::ui {

namespace {

bool is_typing_key(Key key) {
  return (key >= Key::A && key <= Key::Z) || key == Key::Plus || key == Key::Minus || key == Key::Comma ||
         key == Key::Period || key == Key::Slash || key == Key::CapsLock;
}

// A letter alone does nothing but type; every other key may change what the next event means.
bool ends_slice(const KeyPressed& key) {
  return key.modifiers.control || key.modifiers.alt || !is_typing_key(key.key);
}

}  // namespace

std::size_t first_slice(const std::vector<Event>& events) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (std::holds_alternative<MouseButton>(events[i]) || std::holds_alternative<FilesDropped>(events[i])) return i + 1;
    const KeyPressed* key = std::get_if<KeyPressed>(&events[i]);
    if (key == nullptr || !ends_slice(*key)) continue;
    // The character of a digit or blank belongs to its key: apart, it would be typed into what the key opened.
    const bool typed = i + 1 < events.size() && std::holds_alternative<TextTyped>(events[i + 1]);
    const bool types = key->key == Key::Space || (key->key >= Key::Digit0 && key->key <= Key::Digit9);
    return typed && types ? i + 2 : i + 1;
  }
  return events.size();
}

}  // namespace holdfast::ui
