// A microphone that says what the test gives it, as fast as it is asked, and a loudspeaker that remembers.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "app/gui/sound/sound.h"

namespace holdfast::test {

struct FakeSoundState {
  bool has_microphone = true;
  bool has_loudspeaker = true;
  std::int64_t heard = 0;           // samples that were fetched
  std::int64_t pulled_after = -1;   // samples after which the microphone is gone; -1: never
  double tone_hertz = 440;          // 0: silence
  std::vector<std::int16_t> played;
};

class FakeMicrophone final : public sound::Microphone {
 public:
  explicit FakeMicrophone(FakeSoundState& state) : state_(state) {}
  Result<std::size_t> read(std::span<std::int16_t> out, int) override {
    if (state_.pulled_after >= 0 && state_.heard >= state_.pulled_after) return sound::kSoundLost;
    for (std::int16_t& sample : out) {
      const double turn = 2 * 3.14159265358979 * state_.tone_hertz * static_cast<double>(state_.heard);
      sample = static_cast<std::int16_t>(12000 * std::sin(turn / sound::kSampleRate));
      ++state_.heard;
    }
    return out.size();
  }

 private:
  FakeSoundState& state_;
};

class FakeLoudspeaker final : public sound::Loudspeaker {
 public:
  explicit FakeLoudspeaker(FakeSoundState& state) : state_(state) {}
  Result<std::size_t> write(sound::Samples samples, int) override {
    state_.played.insert(state_.played.end(), samples.begin(), samples.end());
    return samples.size();
  }

 private:
  FakeSoundState& state_;
};

class FakeSound final : public sound::Sound {
 public:
  Result<std::unique_ptr<sound::Microphone>> open_microphone() override {
    if (!state.has_microphone) return sound::kSoundNoDevice;
    return std::unique_ptr<sound::Microphone>(std::make_unique<FakeMicrophone>(state));
  }
  Result<std::unique_ptr<sound::Loudspeaker>> open_loudspeaker() override {
    if (!state.has_loudspeaker) return sound::kSoundNoDevice;
    return std::unique_ptr<sound::Loudspeaker>(std::make_unique<FakeLoudspeaker>(state));
  }

  FakeSoundState state;
};

}  // namespace holdfast::test
