// Plays a recording on a thread of its own.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "app/gui/sound/voice_ogg.h"

namespace holdfast::sound {

struct PlayerState {
  std::int64_t played_ms = 0;
  bool ended = false;
  std::optional<Error> failed{};
};

class Player {
 public:
  // `changed` is called from the player's thread, a few times a second and at the end.
  static Result<std::unique_ptr<Player>> start(Sound& sound, std::unique_ptr<Source> recording,
                                               std::function<void()> changed);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  void pause(bool paused) { paused_ = paused; }
  PlayerState state() const;

 private:
  explicit Player(std::function<void()> changed) : changed_(std::move(changed)) {}
  void run(std::unique_ptr<Source> recording, std::unique_ptr<Loudspeaker> loudspeaker);
  Result<void> play(Source& recording, Loudspeaker& loudspeaker);
  void note(std::int64_t played_ms, bool ended, const std::optional<Error>& failed);

  std::function<void()> changed_;
  std::atomic<bool> paused_{false};
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;
  PlayerState state_;
  std::thread thread_;
};

}  // namespace holdfast::sound
