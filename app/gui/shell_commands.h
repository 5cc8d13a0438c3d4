// Commands of the frame around every screen: where to go, locking, hiding, settings, dialogs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "app/gui/settings.h"
#include "crypto/vault_header.h"

namespace holdfast::gui {

enum class Place : std::uint8_t;

struct GoTo {
  static constexpr std::string_view kUseCase = "window";
  Place place;
};
struct Unlock {
  static constexpr std::string_view kUseCase = "window";
  std::shared_ptr<crypto::Passphrase> passphrase;  // wiped when the last holder lets go
  std::optional<std::int64_t> stated_time_ms;
};
struct LockNow {
  static constexpr std::string_view kUseCase = "window";
};
struct ShowNeutral {  // F12
  static constexpr std::string_view kUseCase = "window";
};
struct LeaveNeutral {      // passphrase + Enter on the neutral screen
  static constexpr std::string_view kUseCase = "window";
  std::shared_ptr<crypto::Passphrase> passphrase;
};
struct ChangeSettings {
  static constexpr std::string_view kUseCase = "window";
  Settings settings;
};
struct StepTextSize {      // Ctrl + and Ctrl -
  static constexpr std::string_view kUseCase = "window";
  int steps = 0;
};
struct ShowHelp {  // F1: the page of this screen
  static constexpr std::string_view kUseCase = "window";
};
struct ChangePassphrase {
  static constexpr std::string_view kUseCase = "vault passphrase";
  std::shared_ptr<crypto::Passphrase> passphrase;
};
struct OpenNotebook {       // another folder to look for a vault in
  static constexpr std::string_view kUseCase = "window";
  std::string path;
};
struct CloseNotices {
  static constexpr std::string_view kUseCase = "window";
};
struct CloseError {
  static constexpr std::string_view kUseCase = "window";
};
struct UndoLast {
  static constexpr std::string_view kUseCase = "window";
};
struct CancelJob {
  static constexpr std::string_view kUseCase = "window";
  std::string key;
};
struct SwitchPerson {  // Ctrl+U
  static constexpr std::string_view kUseCase = "window";
};
struct Quit {
  static constexpr std::string_view kUseCase = "window";
};

using ShellCommand = std::variant<GoTo, Unlock, LockNow, ShowNeutral, LeaveNeutral, ChangeSettings, StepTextSize,
                                  ShowHelp, ChangePassphrase, OpenNotebook, CloseNotices,
                                  CloseError, UndoLast, CancelJob,
                                  SwitchPerson, Quit>;

}  // namespace holdfast::gui
