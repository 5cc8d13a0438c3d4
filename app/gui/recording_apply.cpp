// What the commands of a recording do.
#include "app/gui/app.h"

namespace holdfast::gui {

void apply_recording(App& app, const RecordingCommand& command) {
  if (std::holds_alternative<StartRecording>(command)) app.recording().start(app);
  if (std::holds_alternative<PauseRecording>(command)) app.recording().toggle_pause();
  if (std::holds_alternative<StopRecording>(command)) app.recording().stop();
  if (std::holds_alternative<DestroyRecording>(command)) app.recording().destroy(app);
  app.state.recording = app.recording().facts();
}

}  // namespace holdfast::gui
