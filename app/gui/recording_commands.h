// Commands of sound recording.
#pragma once

#include <variant>

namespace holdfast::gui {

struct StartRecording {};
struct PauseRecording {};    // or goes on
struct StopRecording {};     // what was recorded is kept
struct DestroyRecording {};  // what was recorded is gone: its key with it

using RecordingCommand = std::variant<StartRecording, PauseRecording, StopRecording, DestroyRecording>;

}  // namespace holdfast::gui
