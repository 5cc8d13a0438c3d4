// The real half of the seam. PortAudio calls back on a thread of its own that must not wait or allocate: it moves
// samples through a ring that one thread writes and one reads.
#include <portaudio.h>

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include "app/gui/sound/sound.h"
#include "crypto/secret.h"

namespace holdfast::sound {

namespace {

// 10 s: longer than a disk ever takes to sync.
constexpr std::size_t kRingSamples = std::size_t{1} << 19;
constexpr auto kNap = std::chrono::milliseconds(5);

// One writer, one reader. What was read is overwritten with silence: it was somebody's voice.
class Ring {
 public:
  std::size_t write(Samples samples) {
    const std::size_t head = head_.load(std::memory_order_relaxed);
    const std::size_t room = kRingSamples - (head - tail_.load(std::memory_order_acquire));
    const std::size_t count = std::min(room, samples.size());
    for (std::size_t i = 0; i < count; ++i) samples_[(head + i) % kRingSamples] = samples[i];
    head_.store(head + count, std::memory_order_release);
    return count;
  }
  std::size_t read(std::span<std::int16_t> out) {
    const std::size_t tail = tail_.load(std::memory_order_relaxed);
    const std::size_t count = std::min(out.size(), head_.load(std::memory_order_acquire) - tail);
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = std::exchange(samples_[(tail + i) % kRingSamples], std::int16_t{0});
    }
    tail_.store(tail + count, std::memory_order_release);
    return count;
  }
  ~Ring() { crypto::wipe({reinterpret_cast<std::uint8_t*>(samples_.data()), sizeof(samples_)}); }

 private:
  std::array<std::int16_t, kRingSamples> samples_{};
  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0};
};

// Pa_Initialize counts; each stream holds one.
class PortAudio {
 public:
  PortAudio() : ok_(Pa_Initialize() == paNoError) {}
  ~PortAudio() {
    if (ok_) Pa_Terminate();
  }
  PortAudio(const PortAudio&) = delete;
  PortAudio& operator=(const PortAudio&) = delete;
  bool ok() const { return ok_; }

 private:
  bool ok_;
};

class SystemMicrophone final : public Microphone {
 public:
  ~SystemMicrophone() override {
    if (stream_ != nullptr) Pa_CloseStream(stream_);
  }
  Result<void> open() {
    if (!library_.ok() || Pa_GetDefaultInputDevice() == paNoDevice) return kSoundNoDevice;
    if (Pa_OpenDefaultStream(&stream_, 1, 0, paInt16, kSampleRate, paFramesPerBufferUnspecified, heard, this) !=
        paNoError) {
      stream_ = nullptr;
      return kSoundNoDevice;
    }
    if (Pa_StartStream(stream_) != paNoError) return kSoundNoDevice;
    return {};
  }
  Result<std::size_t> read(std::span<std::int16_t> out, int wait_ms) override {
    for (auto waited = kNap;; waited += kNap) {
      if (lost_.load(std::memory_order_acquire)) return kSoundLost;
      const std::size_t count = ring_.read(out);
      if (count > 0) return count;
      if (Pa_IsStreamActive(stream_) != 1) return kSoundLost;
      if (waited > std::chrono::milliseconds(wait_ms)) return std::size_t{0};
      std::this_thread::sleep_for(kNap);
    }
  }

 private:
  static int heard(const void* input, void*, unsigned long frames, const PaStreamCallbackTimeInfo*,
                   PaStreamCallbackFlags, void* self) {
    auto& microphone = *static_cast<SystemMicrophone*>(self);
    if (input == nullptr) return paContinue;
    const Samples samples(static_cast<const std::int16_t*>(input), frames);
    if (microphone.ring_.write(samples) < samples.size()) microphone.lost_.store(true, std::memory_order_release);
    return paContinue;
  }

  PortAudio library_;
  PaStream* stream_ = nullptr;
  Ring ring_;
  std::atomic<bool> lost_{false};
};

class SystemLoudspeaker final : public Loudspeaker {
 public:
  ~SystemLoudspeaker() override {
    if (stream_ != nullptr) Pa_CloseStream(stream_);
  }
  Result<void> open() {
    if (!library_.ok() || Pa_GetDefaultOutputDevice() == paNoDevice) return kSoundNoDevice;
    if (Pa_OpenDefaultStream(&stream_, 0, 1, paInt16, kSampleRate, paFramesPerBufferUnspecified, wanted, this) !=
        paNoError) {
      stream_ = nullptr;
      return kSoundNoDevice;
    }
    if (Pa_StartStream(stream_) != paNoError) return kSoundNoDevice;
    return {};
  }
  Result<std::size_t> write(Samples samples, int wait_ms) override {
    for (auto waited = kNap;; waited += kNap) {
      const std::size_t count = ring_.write(samples);
      if (count > 0 || samples.empty()) return count;
      if (Pa_IsStreamActive(stream_) != 1) return kSoundLost;
      if (waited > std::chrono::milliseconds(wait_ms)) return std::size_t{0};
      std::this_thread::sleep_for(kNap);
    }
  }

 private:
  static int wanted(const void*, void* output, unsigned long frames, const PaStreamCallbackTimeInfo*,
                    PaStreamCallbackFlags, void* self) {
    auto& loudspeaker = *static_cast<SystemLoudspeaker*>(self);
    const std::span<std::int16_t> out(static_cast<std::int16_t*>(output), frames);
    const std::size_t count = loudspeaker.ring_.read(out);
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(count), out.end(), std::int16_t{0});
    return paContinue;
  }

  PortAudio library_;
  PaStream* stream_ = nullptr;
  Ring ring_;
};

}  // namespace

Result<std::unique_ptr<Microphone>> SystemSound::open_microphone() {
  auto microphone = std::make_unique<SystemMicrophone>();
  TRY(microphone->open());
  return std::unique_ptr<Microphone>(std::move(microphone));
}

Result<std::unique_ptr<Loudspeaker>> SystemSound::open_loudspeaker() {
  auto loudspeaker = std::make_unique<SystemLoudspeaker>();
  TRY(loudspeaker->open());
  return std::unique_ptr<Loudspeaker>(std::move(loudspeaker));
}

}  // namespace holdfast::sound
