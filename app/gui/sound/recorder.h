// Records an interview: microphone -> Opus -> boxes of at most 2 s on the disk, on a thread of its own. Goes on while
// the window is locked or busy. What was said in the last two seconds is all that a crash can cost.
//
// Must not know a vault: whoever starts it hands over a spool that needs none.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "app/gui/sound/voice_ogg.h"
#include "app/store/spool.h"

namespace holdfast::sound {

// One second a box; with the page that is still in the encoder that stays below two.
inline constexpr int kBoxMs = 1000;

struct RecorderState {
  bool paused = false;
  bool ended = false;            // stopped, or failed
  std::int64_t heard_ms = 0;     // recorded and on the disk
  int level_percent = 0;         // how loud it was in the last tenth of a second
  std::optional<Error> failed{}; // kSoundLost, or what the disk said; what was recorded before is safe
};

class Recorder {
 public:
  // Frames to boxes, without a thread: one step takes what the microphone has. For the thread, and for tests.
  class Work {
   public:
    static Result<Work> create(std::unique_ptr<Microphone> microphone, store::SpoolWriter spool, Random& random);
    // Waits up to `wait_ms` for frames. While paused they are heard for the level and dropped.
    Result<void> step(bool paused, int wait_ms);
    // What is still in the encoder goes to the disk, and the stream ends.
    Result<void> finish();
    std::int64_t heard_ms() const { return saved_ms_; }
    int level_percent() const { return level_; }

   private:
    Work(std::unique_ptr<Microphone> microphone, store::SpoolWriter spool, VoiceEncoder encoder)
        : microphone_(std::move(microphone)), spool_(std::move(spool)), encoder_(std::move(encoder)) {}
    Result<void> save();

    std::unique_ptr<Microphone> microphone_;
    store::SpoolWriter spool_;
    VoiceEncoder encoder_;
    std::size_t since_save_ = 0;  // samples
    std::int64_t heard_ = 0;      // samples
    std::int64_t saved_ms_ = 0;
    int level_ = 0;
  };

  // `changed` is called from the recorder's thread when it ends by itself; how far it is, state() tells whoever asks.
  static Result<std::unique_ptr<Recorder>> start(Sound& sound, store::SpoolWriter spool, Random& random,
                                                 std::function<void()> changed);
  // Stops.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  void pause(bool paused) { paused_ = paused; }
  // Waits until everything is on the disk.
  void stop();
  RecorderState state() const;
  const Id16& spool() const { return spool_; }

 private:
  Recorder(const Id16& spool, std::function<void()> changed) : spool_(spool), changed_(std::move(changed)) {}
  void run(Work work);
  void note(const Work& work, const Result<void>& how, bool ended);

  Id16 spool_{};
  std::function<void()> changed_;
  std::atomic<bool> paused_{false};
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;
  RecorderState state_;
  std::thread thread_;
};

}  // namespace holdfast::sound
