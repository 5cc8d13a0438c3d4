// Commands of sound recording.
#pragma once

#include <string_view>
#include <variant>

namespace holdfast::gui {

struct StartRecording {
  static constexpr std::string_view kUseCase = "window";
};
struct PauseRecording {  // or goes on
  static constexpr std::string_view kUseCase = "window";
};
struct StopRecording {  // what was recorded is kept
  static constexpr std::string_view kUseCase = "window";
};
struct DestroyRecording {  // what was recorded is gone: its key with it
  static constexpr std::string_view kUseCase = "window";
};

using RecordingCommand = std::variant<StartRecording, PauseRecording, StopRecording, DestroyRecording>;

}  // namespace holdfast::gui
