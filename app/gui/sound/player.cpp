#include "app/gui/sound/player.h"

#include <chrono>
#include <vector>

#include "crypto/secret.h"

namespace holdfast::sound {

namespace {

constexpr std::size_t kPieceSamples = kSampleRate / 5;
constexpr int kRoomWaitMs = 100;

}  // namespace

Result<std::unique_ptr<Player>> Player::start(Sound& sound, std::unique_ptr<Source> recording,
                                              std::function<void()> changed) {
  std::unique_ptr<Loudspeaker> loudspeaker = TRY(sound.open_loudspeaker());
  std::unique_ptr<Player> player(new Player(std::move(changed)));
  player->thread_ = std::thread(
      [self = player.get(), from = std::move(recording), to = std::move(loudspeaker)]() mutable {
        self->run(std::move(from), std::move(to));
      });
  return player;
}

Player::~Player() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

PlayerState Player::state() const {
  const std::lock_guard<std::mutex> hold(mutex_);
  return state_;
}

void Player::note(std::int64_t played_ms, bool ended, const std::optional<Error>& failed) {
  {
    const std::lock_guard<std::mutex> hold(mutex_);
    state_ = PlayerState{played_ms, ended, failed};
  }
  changed_();
}

void Player::run(std::unique_ptr<Source> recording, std::unique_ptr<Loudspeaker> loudspeaker) {
  const Result<void> played = play(*recording, *loudspeaker);
  std::optional<Error> failed;
  if (!played.ok()) failed = played.error();
  note(state().played_ms, true, failed);
}

Result<void> Player::play(Source& recording, Loudspeaker& loudspeaker) {
  VoiceDecoder decoder = TRY(VoiceDecoder::open(recording));
  std::vector<std::int16_t> piece(kPieceSamples);
  std::int64_t played = 0;
  Result<void> how;
  while (!stop_) {
    const Result<std::size_t> read = decoder.read(piece);
    if (!read.ok() || read.value() == 0) {
      if (!read.ok()) how = read.error();
      break;
    }
    Samples rest = Samples(piece).first(read.value());
    while (!rest.empty() && !stop_) {
      if (paused_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(kRoomWaitMs));
        continue;
      }
      const Result<std::size_t> written = loudspeaker.write(rest, kRoomWaitMs);
      if (!written.ok()) {
        how = written.error();
        stop_ = true;
        break;
      }
      rest = rest.subspan(written.value());
      played += static_cast<std::int64_t>(written.value());
    }
    note(played * 1000 / kSampleRate, false, std::nullopt);
  }
  crypto::wipe({reinterpret_cast<std::uint8_t*>(piece.data()), piece.size() * sizeof(std::int16_t)});
  return how;
}

}  // namespace holdfast::sound
