// Recording: what was said until two seconds before a crash plays, whatever happens to disk and microphone.
#include "app/gui/sound/recorder.h"

#include <cmath>

#include "app/gui/sound/player.h"
#include "tests/app/store2_world.h"
#include "tests/support/fake_sound.h"

namespace holdfast::test {
namespace {

store::SpoolRow recording_row() {
  store::SpoolRow row;
  row.id[0] = 1;
  row.draft[0] = 9;
  row.question = "account/recording";
  row.media_type = sound::kVoiceMediaType;
  row.started_ms = 1000;
  return row;
}

class BytesSource final : public Source {
 public:
  explicit BytesSource(Bytes bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(MutableByteView out) override {
    const std::size_t count = std::min(out.size(), bytes_.size() - at_);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
    at_ += count;
    return count;
  }

 private:
  Bytes bytes_;
  std::size_t at_ = 0;
};

struct Heard {
  std::int64_t ms = 0;
  double hertz = 0;  // by zero crossings
};

Result<Heard> listen(Source& source) {
  sound::VoiceDecoder decoder = TRY(sound::VoiceDecoder::open(source));
  std::vector<std::int16_t> piece(4800);
  std::int64_t samples = 0;
  std::int64_t crossings = 0;
  std::int16_t before = 0;
  for (;;) {
    const std::size_t count = TRY(decoder.read(piece));
    if (count == 0) break;
    for (std::size_t i = 0; i < count; ++i) {
      if ((before < 0) != (piece[i] < 0)) ++crossings;
      before = piece[i];
    }
    samples += static_cast<std::int64_t>(count);
  }
  Heard heard;
  heard.ms = samples * 1000 / sound::kSampleRate;
  if (samples > 0) {
    heard.hertz = static_cast<double>(crossings) * sound::kSampleRate / (2.0 * static_cast<double>(samples));
  }
  return heard;
}

struct Studio {
  StoreWorld world;
  FakeSound sound;

  sound::Recorder::Work begin() {
    Result<store::SpoolWriter> spool = store::SpoolWriter::begin(world.vault(), recording_row());
    REQUIRE(spool.ok());
    auto microphone = sound.open_microphone();
    REQUIRE(microphone.ok());
    auto work =
        sound::Recorder::Work::create(std::move(microphone).value(), std::move(spool).value(), world.random);
    REQUIRE(work.ok());
    return std::move(work).value();
  }
  // Records that many seconds in steps of a tenth.
  Result<void> record(sound::Recorder::Work& work, int seconds, bool paused = false) {
    for (int i = 0; i < seconds * 10; ++i) TRY(work.step(paused, 0));
    return {};
  }
  Heard play() {
    auto source = store::open_spool(world.vault(), recording_row().id);
    REQUIRE(source.ok());
    const Result<Heard> heard = listen(*source.value());
    REQUIRE(heard.ok());
    return heard.value();
  }
};

}  // namespace

TEST_CASE("what is recorded plays: as long and as high as it was") {
  Studio studio;
  sound::Recorder::Work work = studio.begin();
  REQUIRE(studio.record(work, 30).ok());
  REQUIRE(work.finish().ok());
  const Heard heard = studio.play();
  CHECK(std::abs(heard.ms - 30'000) <= 1);
  CHECK(std::abs(heard.hertz - 440) < 5);
}

TEST_CASE("forty minutes across ten locks of the vault") {
  Studio studio;
  sound::Recorder::Work work = studio.begin();
  for (int part = 0; part < 10; ++part) {
    REQUIRE(studio.record(work, 240).ok());
    studio.world.lock_and_reopen();
  }
  REQUIRE(work.finish().ok());
  CHECK(std::abs(studio.play().ms - 2'400'000) <= 1);
}

TEST_CASE("killed in minute seven: all but the last two seconds are there") {
  const int tenths = GENERATE(4200, 100, 101, 105, 109, 110, 114, 119);
  Studio studio;
  sound::Recorder::Work work = studio.begin();
  for (int i = 0; i < tenths; ++i) REQUIRE(work.step(false, 0).ok());
  const std::int64_t said = tenths * 100;
  studio.world.die_and_reopen();
  const std::int64_t left = studio.play().ms;
  CHECK(left <= said);
  CHECK(left >= said - 2000);
}

TEST_CASE("while it is paused nothing is recorded, and the pause begins with everything on the disk") {
  Studio studio;
  sound::Recorder::Work work = studio.begin();
  REQUIRE(studio.record(work, 5).ok());
  REQUIRE(studio.record(work, 60, true).ok());
  CHECK(work.heard_ms() == 5000);
  REQUIRE(studio.record(work, 5).ok());
  REQUIRE(work.finish().ok());
  CHECK(std::abs(studio.play().ms - 10'000) <= 1);
}

TEST_CASE("a microphone that is pulled ends the recording and loses nothing") {
  Studio studio;
  studio.sound.state.pulled_after = 10 * sound::kSampleRate;
  sound::Recorder::Work work = studio.begin();
  const Result<void> stepped = studio.record(work, 20);
  REQUIRE(!stepped.ok());
  CHECK(stepped.error().reason == sound::kSoundLost);
  REQUIRE(work.finish().ok());
  CHECK(std::abs(studio.play().ms - 10'000) <= 1);
}

TEST_CASE("a full disk ends the recording; what was there plays") {
  Studio studio;
  sound::Recorder::Work work = studio.begin();
  REQUIRE(studio.record(work, 10).ok());
  studio.world.fail_from(1, FailingDisk::Dies);
  const Result<void> stepped = studio.record(work, 10);
  REQUIRE(!stepped.ok());
  CHECK(stepped.error().kind() == Kind::Full);
  studio.world.stop_failing();
  studio.world.die_and_reopen();
  CHECK(studio.play().ms >= 8000);
}

TEST_CASE("a recording cut at any byte plays up to there, or says that it cannot be played") {
  FakeRandom random;
  Result<sound::VoiceEncoder> encoder = sound::VoiceEncoder::create(random);
  REQUIRE(encoder.ok());
  FakeSound fake;
  auto microphone = fake.open_microphone();
  std::vector<std::int16_t> second(sound::kSampleRate);
  REQUIRE(microphone.value()->read(second, 0).ok());
  REQUIRE(encoder.value().encode(second).ok());
  REQUIRE(encoder.value().finish().ok());
  const Bytes whole = encoder.value().take();
  std::int64_t before = 0;
  for (std::size_t length = 0; length <= whole.size(); length += 13) {
    BytesSource source(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
    const Result<Heard> heard = listen(source);
    if (!heard.ok()) {
      CHECK(heard.error().reason == sound::kSoundUnreadable);
      CHECK(before == 0);
      continue;
    }
    CHECK(heard.value().ms >= before);
    before = heard.value().ms;
  }
  CHECK(before >= 900);
}

TEST_CASE("foreign bytes instead of a recording are refused or played, never more") {
  FakeRandom random;
  Result<sound::VoiceEncoder> encoder = sound::VoiceEncoder::create(random);
  REQUIRE(encoder.value().encode(std::vector<std::int16_t>(sound::kSampleRate / 2)).ok());
  REQUIRE(encoder.value().finish().ok());
  const Bytes whole = encoder.value().take();
  for (int round = 0; round < 500; ++round) {
    Bytes changed = whole;
    for (int flips = 0; flips < 4; ++flips) {
      changed[random.below(changed.size())] ^= static_cast<std::uint8_t>(1 + random.below(255));
    }
    BytesSource source(std::move(changed));
    const Result<Heard> heard = listen(source);
    if (heard.ok()) CHECK(heard.value().ms < 60'000);
  }
}

TEST_CASE("the recorder's thread records until it is stopped") {
  Studio studio;
  Result<store::SpoolWriter> spool = store::SpoolWriter::begin(studio.world.vault(), recording_row());
  std::atomic<int> changes = 0;
  auto recorder =
      sound::Recorder::start(studio.sound, std::move(spool).value(), studio.world.random, [&changes] { ++changes; });
  REQUIRE(recorder.ok());
  while (recorder.value()->state().heard_ms < 3000) std::this_thread::yield();
  recorder.value()->stop();
  const sound::RecorderState state = recorder.value()->state();
  CHECK(state.ended);
  CHECK(!state.failed);
  CHECK(changes > 0);
  CHECK(studio.play().ms == state.heard_ms);
}

TEST_CASE("without a microphone nothing begins") {
  Studio studio;
  studio.sound.state.has_microphone = false;
  Result<store::SpoolWriter> spool = store::SpoolWriter::begin(studio.world.vault(), recording_row());
  auto recorder = sound::Recorder::start(studio.sound, std::move(spool).value(), studio.world.random, [] {});
  REQUIRE(!recorder.ok());
  CHECK(recorder.error().reason == sound::kSoundNoDevice);
}

TEST_CASE("a recording is played to its end") {
  Studio studio;
  sound::Recorder::Work work = studio.begin();
  REQUIRE(studio.record(work, 3).ok());
  REQUIRE(work.finish().ok());
  auto source = store::open_spool(studio.world.vault(), recording_row().id);
  auto player = sound::Player::start(studio.sound, std::move(source).value(), [] {});
  REQUIRE(player.ok());
  while (!player.value()->state().ended) std::this_thread::yield();
  CHECK(!player.value()->state().failed);
  player.value().reset();
  CHECK(std::abs(static_cast<std::int64_t>(studio.sound.state.played.size()) - 3 * sound::kSampleRate) < 100);
}

}  // namespace holdfast::test
