// How the window looks and behaves for this laptop. What must be known before a passphrase is typed (language, theme,
// text size) lies beside the vault in a small file that says nothing of what is inside; the rest lies in the vault.
#pragma once

#include <string>

#include "app/gui/ui/theme.h"

namespace holdfast::gui {

struct Settings {
  std::string language = "en";
  ui::Theme theme = ui::Theme::Dark;
  int text_size_percent = 100;  // 100, 115, 130, 150, 200
  bool hints = true;            // keys in the foot
  int lock_minutes = 3;         // HQ may set 1 to 15
  friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace holdfast::gui
