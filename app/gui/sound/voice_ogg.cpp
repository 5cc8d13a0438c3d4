#include "app/gui/sound/voice_ogg.h"

#include <opus/opusenc.h>
#include <opus/opusfile.h>

#include <algorithm>
#include <array>
#include <optional>

#include "crypto/secret.h"

namespace holdfast::sound {

namespace {

constexpr int kBitsPerSecond = 24000;
// Half the work of the highest, for speech no difference that can be heard: old laptops record for hours on a battery.
constexpr int kComplexity = 5;
// Samples of one call of the encoder; it counts in int.
constexpr std::size_t kEncodeSamplesMax = kSampleRate;

int take_page(void* bytes, const unsigned char* page, opus_int32 size) {
  auto& out = *static_cast<Bytes*>(bytes);
  out.insert(out.end(), page, page + size);
  return 0;
}
int close_nothing(void*) { return 0; }

}  // namespace

struct VoiceEncoder::State {
  Bytes ready;
  OggOpusEnc* encoder = nullptr;
  bool finished = false;

  ~State() {
    if (encoder != nullptr) ope_encoder_destroy(encoder);
    crypto::wipe(ready);
  }
};

VoiceEncoder::VoiceEncoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
VoiceEncoder::VoiceEncoder(VoiceEncoder&&) noexcept = default;
VoiceEncoder& VoiceEncoder::operator=(VoiceEncoder&&) noexcept = default;
VoiceEncoder::~VoiceEncoder() = default;

Result<VoiceEncoder> VoiceEncoder::create(Random& random) {
  auto state = std::make_unique<State>();
  const OpusEncCallbacks callbacks{take_page, close_nothing};
  OggOpusComments* comments = ope_comments_create();
  int error = OPE_OK;
  state->encoder = ope_encoder_create_callbacks(&callbacks, &state->ready, comments, kSampleRate, 1, 0, &error);
  ope_comments_destroy(comments);
  if (state->encoder == nullptr) return kSoundCoding;
  std::array<std::uint8_t, 4> number{};
  random.fill(number);
  const int serial = number[0] | number[1] << 8 | number[2] << 16 | (number[3] & 0x7F) << 24;
  constexpr int kPageDelay = kSampleRate / 1000 * kPageMs;
  for (const int refused : {ope_encoder_ctl(state->encoder, OPUS_SET_BITRATE(kBitsPerSecond)),
                            ope_encoder_ctl(state->encoder, OPUS_SET_COMPLEXITY(kComplexity)),
                            ope_encoder_ctl(state->encoder, OPE_SET_SERIALNO(serial)),
                            ope_encoder_ctl(state->encoder, OPE_SET_MUXING_DELAY(kPageDelay)),
                            ope_encoder_ctl(state->encoder, OPE_SET_DECISION_DELAY(0)),
                            ope_encoder_ctl(state->encoder, OPE_SET_COMMENT_PADDING(0)),
                            ope_encoder_flush_header(state->encoder)}) {
    if (refused != OPE_OK) return kSoundCoding;
  }
  return VoiceEncoder(std::move(state));
}

Result<void> VoiceEncoder::encode(Samples samples) {
  HOLDFAST_ASSERT(!state_->finished);
  while (!samples.empty()) {
    const std::size_t count = std::min(samples.size(), kEncodeSamplesMax);
    if (ope_encoder_write(state_->encoder, samples.data(), static_cast<int>(count)) != OPE_OK) return kSoundCoding;
    samples = samples.subspan(count);
  }
  return {};
}

Result<void> VoiceEncoder::finish() {
  HOLDFAST_ASSERT(!state_->finished);
  state_->finished = true;
  if (ope_encoder_drain(state_->encoder) != OPE_OK) return kSoundCoding;
  return {};
}

Bytes VoiceEncoder::take() { return std::exchange(state_->ready, {}); }

struct VoiceDecoder::State {
  Source* source = nullptr;
  std::optional<Error> failed{};  // what the source said
  OggOpusFile* file = nullptr;
  std::array<opus_int16, 2 * 5760> pair{};  // 120 ms, the longest packet

  ~State() {
    if (file != nullptr) op_free(file);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(pair.data()), sizeof(pair)});
  }
  int read(unsigned char* out, int size) {
    const Result<std::size_t> count =
        source->read({static_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
    if (count.ok()) return static_cast<int>(count.value());
    failed = count.error();
    return -1;
  }
  static int read_for_library(void* state, unsigned char* out, int size) {
    return static_cast<State*>(state)->read(out, size);
  }
};

VoiceDecoder::VoiceDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
VoiceDecoder::VoiceDecoder(VoiceDecoder&&) noexcept = default;
VoiceDecoder& VoiceDecoder::operator=(VoiceDecoder&&) noexcept = default;
VoiceDecoder::~VoiceDecoder() = default;

Result<VoiceDecoder> VoiceDecoder::open(Source& source) {
  auto state = std::make_unique<State>();
  state->source = &source;
  const OpusFileCallbacks callbacks{State::read_for_library, nullptr, nullptr, nullptr};
  int error = 0;
  state->file = op_open_callbacks(state.get(), &callbacks, nullptr, 0, &error);
  if (state->failed) return *state->failed;
  if (state->file == nullptr) return kSoundUnreadable;
  return VoiceDecoder(std::move(state));
}

Result<std::size_t> VoiceDecoder::read(std::span<std::int16_t> out) {
  for (;;) {
    const std::size_t room = std::min(state_->pair.size(), out.size() * 2);
    const int count = op_read_stereo(state_->file, state_->pair.data(), static_cast<int>(room));
    if (state_->failed) return *state_->failed;
    // A hole is what a damaged packet leaves: the rest is still to be heard.
    if (count == OP_HOLE) continue;
    if (count < 0) return kSoundUnreadable;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      out[i] = static_cast<std::int16_t>((state_->pair[2 * i] + state_->pair[2 * i + 1]) / 2);
    }
    return static_cast<std::size_t>(count);
  }
}

}  // namespace holdfast::sound
