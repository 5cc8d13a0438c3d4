// The text lines of an age header of our profile, and nothing about keys. Internal to crypto/.
// crypto/FORMAT.md, "Envelope".
#pragma once

#include "crypto/envelope.h"

namespace holdfast::crypto {

struct AgeStanza {
  ByteArray<32> share{};
  ByteArray<32> body{};
};

struct AgeHeader {
  std::vector<AgeStanza> stanzas;
  Bytes before_mac;  // all bytes up to and with "---": what the MAC covers
  ByteArray<32> mac{};
};

// The lines up to and with "---".
Bytes age_text_before_mac(std::span<const AgeStanza> stanzas);
// Appends the rest of the MAC's line.
void append_age_mac(Bytes& text, const ByteArray<32>& mac);

// Takes exactly the header's bytes from `in`. kEnvelopeNotAge, kEnvelopeProfile, kEnvelopeDamaged.
Result<AgeHeader> read_age_header(Source& in);

}  // namespace holdfast::crypto
