// Owns the recorder of the interview. Outlives the locked window: it holds a recorder, the draft it belongs to, and
// nothing that was typed. Recording stands only while the person's consent to it does.
#pragma once

#include <functional>
#include <memory>

#include "app/forms/xlsform.h"
#include "app/gui/recording_facts.h"
#include "app/gui/sound/recorder.h"

namespace holdfast::gui {

class App;

class RecordingDesk {
 public:
  // `sound` null: this program has none. `wake` may be called from any thread.
  RecordingDesk(sound::Sound* sound, Random& random, std::function<void()> wake)
      : sound_(sound), random_(random), wake_(std::move(wake)) {}

  bool possible() const { return sound_ != nullptr; }
  // A new recording for the form that is open: an instance of its repeat of recordings, a spool, a microphone.
  void start(App& app);
  void toggle_pause();
  // What is recorded is kept; the microphone is let go.
  void stop();
  // Consent was taken back: nothing more is heard until somebody decides.
  void consent_fell();
  void destroy(App& app);
  // Once a frame: notices that the recorder ended by itself.
  void look(App& app);
  const RecordingFacts& facts() const { return facts_; }

 private:
  void began(App& app, const Id16& draft, const std::string& instance, store::SpoolWriter spool);
  void failed_to_begin(App& app, const std::string& instance, const Error& error);

  sound::Sound* sound_;
  Random& random_;
  std::function<void()> wake_;
  std::unique_ptr<sound::Recorder> recorder_;
  std::string instance_;  // of the form's repeat, for taking it away again
  Id16 last_spool_{};
  RecordingFacts facts_;
};

// The repeat of recordings in a form and the sound question in it; empty where it has none.
struct RecordingPlace {
  std::string repeat, question;
};
RecordingPlace recording_place(const forms::Form& form);

}  // namespace holdfast::gui
