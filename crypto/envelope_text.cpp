#include "crypto/envelope_text.h"

#include <sodium.h>

namespace holdfast::crypto {

namespace {

constexpr std::string_view kAgeFirstLine = "age-encryption.org/v1\n";
constexpr std::string_view kAgeArmorStart = "-----BEGIN AGE ENCRYP";  // as long as the first line allows us to look
constexpr std::string_view kAgeStanzaStart = "-> X25519 ";
constexpr std::string_view kAgeAnyStanzaStart = "-> ";
constexpr std::string_view kAgeMacStart = "---";
constexpr std::size_t kAgeBase64Size = 43;  // 32 bytes without padding
constexpr std::size_t kAgeMacLineSize = 3 + 1 + kAgeBase64Size + 1;
constexpr std::size_t kAgeStanzaSize = kAgeStanzaStart.size() + 2 * (kAgeBase64Size + 1);
constexpr int kAgeBase64Variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

void append_age_base64(Bytes& out, const ByteArray<32>& bytes) {
  char text[kAgeBase64Size + 1];
  sodium_bin2base64(text, sizeof text, bytes.data(), bytes.size(), kAgeBase64Variant);
  append(out, as_bytes({text, kAgeBase64Size}));
}

// Strict: our alphabet only, no padding, spare bits zero.
Result<ByteArray<32>> age_base64_value(ByteView text) {
  ByteArray<32> out{};
  std::size_t size = 0;
  const int decoded = sodium_base642bin(out.data(), out.size(), reinterpret_cast<const char*>(text.data()),
                                        text.size(), nullptr, &size, nullptr, kAgeBase64Variant);
  if (decoded != 0 || size != out.size()) return kEnvelopeDamaged;
  // libsodium 1.0.18 takes every byte from 0x80 on for a '/': only what we would write again is one spelling.
  Bytes again;
  append_age_base64(again, out);
  if (!equal(again, text)) return kEnvelopeDamaged;
  return out;
}

bool begins_with(ByteView bytes, std::string_view start) { return as_text(bytes).substr(0, start.size()) == start; }

// The two lines of a stanza, of which we know by now that they are as long as ours.
Result<AgeStanza> age_stanza_of(ByteView text) {
  const ByteView share = text.subspan(kAgeStanzaStart.size(), kAgeBase64Size);
  const ByteView body = text.subspan(kAgeStanzaStart.size() + kAgeBase64Size + 1, kAgeBase64Size);
  if (share.back() == '\n' || text[kAgeStanzaStart.size() + kAgeBase64Size] != '\n' || text.back() != '\n') {
    return kEnvelopeDamaged;
  }
  AgeStanza out;
  out.share = TRY(age_base64_value(share));
  out.body = TRY(age_base64_value(body));
  return out;
}

Result<void> read_age_part(Source& in, MutableByteView out) {
  const std::size_t got = TRY(in.read(out));
  if (got != out.size()) return kEnvelopeDamaged;
  return {};
}

Result<void> read_age_first_line(Source& in, Bytes& text) {
  text.resize(kAgeFirstLine.size());
  const std::size_t got = TRY(in.read(text));
  if (begins_with(text, kAgeArmorStart)) return kEnvelopeProfile;
  if (got != text.size() || as_text(text) != kAgeFirstLine) return kEnvelopeNotAge;
  return {};
}

}  // namespace

Bytes age_text_before_mac(std::span<const AgeStanza> stanzas) {
  Bytes out = to_bytes(as_bytes(kAgeFirstLine));
  for (const AgeStanza& stanza : stanzas) {
    append(out, as_bytes(kAgeStanzaStart));
    append_age_base64(out, stanza.share);
    out.push_back('\n');
    append_age_base64(out, stanza.body);
    out.push_back('\n');
  }
  append(out, as_bytes(kAgeMacStart));
  return out;
}

void append_age_mac(Bytes& text, const ByteArray<32>& mac) {
  text.push_back(' ');
  append_age_base64(text, mac);
  text.push_back('\n');
}

Result<AgeHeader> read_age_header(Source& in) {
  AgeHeader out;
  TRY(read_age_first_line(in, out.before_mac));
  for (;;) {
    // Both kinds of line are at least as long as the MAC's, so this never reads beyond the header.
    ByteArray<kAgeStanzaSize> text{};
    const MutableByteView line = MutableByteView(text).first(kAgeMacLineSize);
    TRY(read_age_part(in, line));
    if (begins_with(line, "--- ")) {
      if (line.back() != '\n') return kEnvelopeDamaged;
      out.mac = TRY(age_base64_value(line.subspan(4, kAgeBase64Size)));
      append(out.before_mac, as_bytes(kAgeMacStart));
      break;
    }
    if (!begins_with(line, kAgeStanzaStart)) {
      return begins_with(line, kAgeAnyStanzaStart) ? kEnvelopeProfile : kEnvelopeDamaged;
    }
    if (out.stanzas.size() == kStanzasMax) return kEnvelopeProfile;
    TRY(read_age_part(in, MutableByteView(text).subspan(kAgeMacLineSize)));
    out.stanzas.push_back(TRY(age_stanza_of(text)));
    append(out.before_mac, text);
  }
  if (out.stanzas.empty()) return kEnvelopeProfile;
  return out;
}

}  // namespace holdfast::crypto
