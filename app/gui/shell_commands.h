// Commands of the frame around every screen: where to go, locking, hiding, settings, dialogs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "app/gui/settings.h"
#include "crypto/vault_header.h"

namespace holdfast::gui {

enum class Place : std::uint8_t;

struct GoTo {
  Place place;
};
struct Unlock {
  std::shared_ptr<crypto::Passphrase> passphrase;  // wiped when the last holder lets go
  std::optional<std::int64_t> stated_time_ms;
};
struct LockNow {};
struct ShowNeutral {};     // F12
struct LeaveNeutral {      // passphrase + Enter on the neutral screen
  std::shared_ptr<crypto::Passphrase> passphrase;
};
struct ChangeSettings {
  Settings settings;
};
struct StepTextSize {      // Ctrl + and Ctrl -
  int steps = 0;
};
struct ShowHelp {};        // F1: the page of this screen
struct ChangePassphrase {
  std::shared_ptr<crypto::Passphrase> passphrase;
};
struct OpenNotebook {       // another folder to look for a vault in
  std::string path;
};
struct CloseNotices {};
struct CloseError {};
struct UndoLast {};
struct CancelJob {
  std::string key;
};
struct SwitchPerson {};    // Ctrl+U
struct Quit {};

using ShellCommand = std::variant<GoTo, Unlock, LockNow, ShowNeutral, LeaveNeutral, ChangeSettings, StepTextSize,
                                  ShowHelp, ChangePassphrase, OpenNotebook, CloseNotices,
                                  CloseError, UndoLast, CancelJob,
                                  SwitchPerson, Quit>;

}  // namespace holdfast::gui
