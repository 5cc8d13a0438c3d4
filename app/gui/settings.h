// How the window looks and behaves for this laptop. What must be known before a passphrase is typed (language, theme,
// text size) lies beside the vault in a small file that says nothing of what is inside; the rest lies in the vault.
#pragma once

#include <string>

#include "app/gui/ui/theme.h"
#include "crypto/base/files.h"

namespace holdfast::store {
class Vault;
}

namespace holdfast::gui {

struct Settings {
  std::string language = "en";
  ui::Theme theme = ui::Theme::Dark;
  int text_size_percent = 100;  // one of kTextSizes
  bool hints = true;            // keys in the foot
  int lock_minutes = 3;         // HQ may set 1 to 15
  friend bool operator==(const Settings&, const Settings&) = default;
};

inline constexpr int kTextSizes[] = {100, 115, 130, 150, 200};
inline constexpr int kLockMinutes[] = {1, 3, 5, 10, 15};

// The file beside a vault: "/home/x/notes" -> "/home/x/notes.look".
std::string look_path(const std::string& vault_path);
// What the file says; what it does not say, or says wrongly, is as it comes.
Settings read_look(Files& files, const std::string& vault_path);
Result<void> write_look(Files& files, const std::string& vault_path, const Settings& settings);
// The half that lies in the vault, into `settings`.
Result<void> read_kept_settings(store::Vault& vault, Settings& settings);
Result<void> keep_settings(store::Vault& vault, const Settings& settings);

}  // namespace holdfast::gui
