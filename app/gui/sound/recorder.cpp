#include "app/gui/sound/recorder.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crypto/secret.h"

namespace holdfast::sound {

namespace {

constexpr std::size_t kStepSamples = kSampleRate / 10;
constexpr int kStepWaitMs = 100;

int loudness_percent(Samples samples) {
  int peak = 0;
  for (const std::int16_t sample : samples) peak = std::max(peak, std::abs(static_cast<int>(sample)));
  return peak * 100 / 32768;
}

std::int64_t ms_of(std::int64_t samples) { return samples * 1000 / kSampleRate; }

}  // namespace

Result<Recorder::Work> Recorder::Work::create(std::unique_ptr<Microphone> microphone, store::SpoolWriter spool,
                                              Random& random) {
  VoiceEncoder encoder = TRY(VoiceEncoder::create(random));
  return Work(std::move(microphone), std::move(spool), std::move(encoder));
}

Result<void> Recorder::Work::step(bool paused, int wait_ms) {
  std::array<std::int16_t, kStepSamples> samples{};
  const Result<std::size_t> count = microphone_->read(samples, wait_ms);
  if (!count.ok()) return count.error();
  const Samples heard = Samples(samples).first(count.value());
  level_ = loudness_percent(heard);
  Result<void> encoded;
  if (!paused) {
    encoded = encoder_.encode(heard);
    heard_ += static_cast<std::int64_t>(heard.size());
    since_save_ += heard.size();
  }
  crypto::wipe({reinterpret_cast<std::uint8_t*>(samples.data()), sizeof(samples)});
  TRY(encoded);
  // What is in the encoder when a pause begins must not wait for its end.
  const bool due = since_save_ >= static_cast<std::size_t>(kSampleRate / 1000 * kBoxMs);
  if (due || (paused && since_save_ > 0)) TRY(save());
  return {};
}

Result<void> Recorder::Work::save() {
  Bytes ready = encoder_.take();
  const Result<void> saved = spool_.append(ready);
  crypto::wipe(ready);
  TRY(saved);
  since_save_ = 0;
  saved_ms_ = ms_of(heard_);
  return {};
}

Result<void> Recorder::Work::finish() {
  TRY(encoder_.finish());
  return save();
}

Result<std::unique_ptr<Recorder>> Recorder::start(Sound& sound, store::SpoolWriter spool, Random& random,
                                                  std::function<void()> changed) {
  std::unique_ptr<Microphone> microphone = TRY(sound.open_microphone());
  const Id16 id = spool.id();
  Work work = TRY(Work::create(std::move(microphone), std::move(spool), random));
  std::unique_ptr<Recorder> recorder(new Recorder(id, std::move(changed)));
  recorder->thread_ = std::thread([self = recorder.get(), moved = std::move(work)]() mutable {
    self->run(std::move(moved));
  });
  return recorder;
}

Recorder::~Recorder() { stop(); }

void Recorder::stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

RecorderState Recorder::state() const {
  const std::lock_guard<std::mutex> hold(mutex_);
  RecorderState state = state_;
  state.paused = paused_;
  return state;
}

void Recorder::note(const Work& work, const Result<void>& how, bool ended) {
  {
    const std::lock_guard<std::mutex> hold(mutex_);
    state_.heard_ms = work.heard_ms();
    state_.level_percent = work.level_percent();
    state_.ended = ended;
    if (!how.ok()) state_.failed = how.error();
  }
  if (ended) changed_();
}

void Recorder::run(Work work) {
  while (!stop_) {
    const Result<void> stepped = work.step(paused_, kStepWaitMs);
    note(work, stepped, false);
    if (!stepped.ok()) break;
  }
  // Also after a microphone was pulled: what was heard before it belongs on the disk.
  note(work, work.finish(), true);
}

}  // namespace holdfast::sound
