// A seam of the window: the microphone and the loudspeaker. Frames are one channel of 48,000 samples a second, 16 bit.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "app/gui/sound/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::sound {

inline constexpr int kSampleRate = 48000;
using Samples = std::span<const std::int16_t>;

// Closed by its destructor. Each is used by one thread.
class Microphone {
 public:
  virtual ~Microphone() = default;
  // Fills the front of `out` with what was heard since the last call and returns how much; waits up to `wait_ms` for
  // the first of it. kSoundLost: the device is gone, or frames were lost because nobody fetched them for seconds.
  virtual Result<std::size_t> read(std::span<std::int16_t> out, int wait_ms) = 0;
};

class Loudspeaker {
 public:
  virtual ~Loudspeaker() = default;
  // Takes as much as fits, waiting up to `wait_ms` for room; returns how much.
  virtual Result<std::size_t> write(Samples samples, int wait_ms) = 0;
};

class Sound {
 public:
  virtual ~Sound() = default;
  // kSoundNoDevice: this computer has none that may be used.
  virtual Result<std::unique_ptr<Microphone>> open_microphone() = 0;
  virtual Result<std::unique_ptr<Loudspeaker>> open_loudspeaker() = 0;
};

// Through PortAudio. Looks for devices when one is opened, so that a microphone plugged in later is found.
class SystemSound final : public Sound {
 public:
  Result<std::unique_ptr<Microphone>> open_microphone() override;
  Result<std::unique_ptr<Loudspeaker>> open_loudspeaker() override;
};

}  // namespace holdfast::sound
