// Speech as Opus in Ogg (RFC 6716, RFC 7845): 24 kbit/s, one channel. What every phone and browser can play.
#pragma once

#include <memory>

#include "app/gui/sound/sound.h"
#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/source.h"

namespace holdfast::sound {

inline constexpr const char* kVoiceMediaType = "audio/ogg";
// A page leaves the encoder at least this often: what may be lost beyond the last box that was spooled.
inline constexpr int kPageMs = 500;

// Turns frames into the bytes of a file. The bytes so far are always the front of a file that plays.
class VoiceEncoder {
 public:
  // `random` numbers the stream; nothing in the file tells of machine, time or person. kSoundCoding.
  static Result<VoiceEncoder> create(Random& random);
  VoiceEncoder(VoiceEncoder&&) noexcept;
  VoiceEncoder& operator=(VoiceEncoder&&) noexcept;
  ~VoiceEncoder();

  Result<void> encode(Samples samples);
  // Ends the stream; nothing is encoded after it.
  Result<void> finish();
  // The bytes that are ready, taken out.
  Bytes take();

 private:
  struct State;
  explicit VoiceEncoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Reads a file from front to end, also one that a crash cut short. Foreign files too: bounded, no seeking.
class VoiceDecoder {
 public:
  // kSoundUnreadable: no Opus stream. The source must outlive it.
  static Result<VoiceDecoder> open(Source& source);
  VoiceDecoder(VoiceDecoder&&) noexcept;
  VoiceDecoder& operator=(VoiceDecoder&&) noexcept;
  ~VoiceDecoder();

  // Fills the front of `out`; 0 at the end. Other channels are mixed into one.
  Result<std::size_t> read(std::span<std::int16_t> out);

 private:
  struct State;
  explicit VoiceDecoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace holdfast::sound
