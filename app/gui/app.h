// The window's program without a window: state, views and the lane of the vault. A display or a test gives it events
// and a painter, and shows what it painted.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "app/gui/commands.h"
#include "app/gui/jobs.h"
#include "app/gui/recording_desk.h"
#include "app/gui/state.h"
#include "app/gui/ui/ui.h"

namespace holdfast::gui {

struct Views;  // what each view keeps for itself between passes (views.h)

struct AppOptions {
  std::string vault_path;
  std::function<void()> wake = [] {};            // called from any thread: a pass is needed
  crypto::PasswordParameters password{};         // for a new vault
  std::int32_t utc_offset_minutes = 0;
  std::function<void()> forget_pictures = [] {};  // glyphs and pictures of the window, when it locks
  sound::Sound* sound = nullptr;                  // null: no recording; else it must outlive the App
};

class App {
 public:
  App(store::Seams seams, AppOptions options, ui::Ui& ui);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Draws as many passes as the events need. The last one is what `painter` holds: it is told to start anew by
  // `restart` before each. True where another frame is due without any new event.
  bool frame(const ui::PassInput& input, ui::Painter& painter, const std::function<void()>& restart);
  // When the next frame is due though nothing happens (lock clock, autosave, a toast that leaves, the caret), as
  // steady ms.
  std::int64_t next_due_ms() const;
  bool wants_to_quit() const { return quit_; }

  State state;  // changed by apply only
  void apply(const Command& command);

  // --- for apply_… functions of the areas ---
  VaultLane& lane() { return *lane_; }
  Views& views() { return *views_; }
  RecordingDesk& recording() { return recording_; }
  ui::Ui& ui() { return ui_; }
  const AppOptions& options() const { return options_; }
  Clock& clock() { return seams_.clock; }
  store::Seams& seams() { return seams_; }
  const text::Messages& messages() const { return messages_; }
  // The sentence of an error in the interface's language, shown until it is closed.
  void show_error(const Error& error);
  SentenceFacts sentence_of(const Error& error) const;
  void show_toast(std::string words, std::function<void(App&)> undo = {});
  void undo_last();  // what the toast on the screen offered
  void note_saved(std::string words = {});
  // Every screen's facts anew, after something was written (home, records, road).
  void refresh();
  void activity();  // the person did something: the lock clock starts again
  void lock_now();
  // A vault was opened or made on the lane: its screens come up, its facts are asked for.
  void opened();
  // Another folder to look for a vault in. REQUIRES: none is open.
  void look_elsewhere(const std::string& vault_path);
  void set_messages(text::Messages messages) { messages_ = std::move(messages); }
  void quit() { quit_ = true; }
  // A frame is due then, though nothing happens: autosave, the caret. The earliest of all that was said stands.
  void wake_at(std::int64_t steady_ms);
  // A job is done, or says how far it is: a frame is due.
  bool lane_has_news() { return lane_->take_news(); }

 private:
  bool pass(const ui::PassInput& input, ui::Painter& painter);  // true where something was done or moved
  void draw(Commands& out);
  void wipe();
  void lock_if_due();
  void remember_head_if_due();

  store::Seams seams_;
  AppOptions options_;
  ui::Ui& ui_;
  text::Messages messages_;
  std::unique_ptr<Views> views_;
  std::unique_ptr<VaultLane> lane_;
  RecordingDesk recording_;
  std::int64_t wanted_due_ms_ = INT64_MAX;
  std::int64_t last_wall_ms_ = 0, last_steady_ms_ = 0;
  std::int64_t head_at_ms_ = 0;  // steady time when the vault was last asked to remember its newest entry
  std::function<void(App&)> undo_;  // of the toast
  bool quit_ = false;
};

// Each in its own room.
void apply_shell(App& app, const ShellCommand& command);
void apply_form(App& app, const FormCommand& command);
void apply_recording(App& app, const RecordingCommand& command);
void apply_raid(App& app, const RaidCommand& command);
void apply_evidence(App& app, const EvidenceCommand& command);
void apply_records(App& app, const RecordsCommand& command);
void apply_road(App& app, const RoadCommand& command);
// After each frame, for what depends on time: autosave, breaks, job results. They say App::wake_at for the next time.
void tick_form(App& app);
void tick_raid(App& app);
// The window locks now: what was typed and is not saved yet is posted as an urgent job with `saves`. Right after this
// State and Views are wiped.
void hold_form(App& app);
void hold_raid(App& app);
// Facts of the screens anew, by jobs: after unlocking and after something was written.
void refresh_home(App& app);
void refresh_records(App& app);
void refresh_evidence(App& app);
void refresh_road(App& app);

}  // namespace holdfast::gui
