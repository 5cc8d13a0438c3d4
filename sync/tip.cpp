#include "sync/tip.h"

#include <algorithm>

#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::string_view kTipLabel = "holdfast/tip/v1";
constexpr std::uint8_t kTipVersion = 1;
constexpr std::size_t kTipSignedSize = 736;
constexpr std::size_t kTipPayloadSize = 800;

// What the sender signs: this very envelope, to this HQ key, with this content.
Bytes tip_body(const Hash256& binding, const crypto::Recipient& hq, ByteView content) {
  Bytes out = to_bytes(binding);
  append(out, crypto::recipient_hash(hq));
  append(out, content);
  return out;
}

Bytes encode_tip(const Tip& tip) {
  Writer out;
  out.u8(kTipVersion).u8(static_cast<std::uint8_t>(tip.kind)).bytes(tip.sender).bytes(tip.ref).u64(tip.hlc.value);
  out.u16(static_cast<std::uint16_t>(tip.text.size())).bytes(as_bytes(tip.text));
  out.zeros(kTipTextMax - tip.text.size());
  return out.take();
}

Result<Tip> decode_tip(ByteView content) {
  Reader in(content);
  const std::uint8_t version = TRY(in.u8());
  if (version > kTipVersion) return kDocumentNewer;
  Tip out;
  const std::uint8_t kind = TRY(in.u8());
  out.kind = static_cast<TipKind>(kind);
  out.sender = TRY(in.array<16>());
  out.ref = TRY(in.array<16>());
  out.hlc.value = TRY(in.u64());
  const std::uint16_t size = TRY(in.u16());
  if (version != kTipVersion || kind < 1 || kind > 4 || size > kTipTextMax) return kTipMalformed;
  const ByteView text = TRY(in.take(size));
  if (!is_utf8(text)) return kTipMalformed;
  out.text = std::string(as_text(text));
  const ByteView zeros = TRY(in.take(kTipTextMax - size));
  if (std::any_of(zeros.begin(), zeros.end(), [](std::uint8_t byte) { return byte != 0; })) return kTipMalformed;
  TRY(in.end());
  return out;
}

Result<OpenedTip> open_for(ByteView file, const crypto::Identity& identity, Pool& pool) {
  MemorySource source(file);
  const crypto::Identity* const one[] = {&identity};
  const crypto::Envelope envelope = TRY(crypto::open_envelope(source, one));
  crypto::StreamOpener stream(envelope.payload_key.view(), source, pool);
  ByteArray<kTipPayloadSize> payload{};
  TRY(read_exactly(stream, payload));
  // The stream ends here, and says so only after its last chunk's tag was checked. A thousand bytes leave room for one
  // stanza and this payload, for nothing else.
  ByteArray<1> beyond{};
  const std::size_t more = TRY(stream.read(beyond));
  if (more != 0) return kTipMalformed;
  const ByteView content = ByteView(payload).first(kTipSignedSize);
  OpenedTip out;
  out.tip = TRY(decode_tip(content));
  out.signed_body = tip_body(envelope.binding, identity.recipient(), content);
  out.signature = to_array<64>(ByteView(payload).subspan(kTipSignedSize));
  return out;
}

}  // namespace

Result<Bytes> write_tip(const Tip& tip, const crypto::SigningKey& key, const crypto::Recipient& hq, Random& random,
                        Pool& pool) {
  if (tip.text.size() > kTipTextMax) return kTipTooLong;
  if (!is_utf8(as_bytes(tip.text))) return kTipMalformed;
  const crypto::Envelope envelope = TRY(crypto::make_envelope({&hq, 1}, crypto::Padding::None, random));
  Bytes payload = encode_tip(tip);
  const crypto::Signature signature = key.sign(kTipLabel, tip_body(envelope.binding, hq, payload));
  append(payload, signature);
  MemorySink file;
  TRY(file.write(envelope.head));
  crypto::StreamSealer stream(envelope.payload_key.view(), file, pool);
  TRY(stream.write(payload));
  TRY(stream.finish());
  HOLDFAST_ASSERT(file.view().size() == kTipFileSize);
  return file.take();
}

Result<OpenedTip> open_tip(ByteView file, std::span<const crypto::Identity* const> identities, Pool& pool) {
  if (file.size() != kTipFileSize) return kTipMalformed;
  // One key at a time: the signature names the key the sender meant, so it matters which one opened.
  for (const crypto::Identity* identity : identities) {
    Result<OpenedTip> opened = open_for(file, *identity, pool);
    if (opened.ok() || opened.error().reason != crypto::kEnvelopeNotForUs) return opened;
  }
  return crypto::kEnvelopeNotForUs;
}

Result<void> check_tip(const OpenedTip& tip, const crypto::VerifyKey& sender) {
  // The sender named in the text must be the one whose key this is: ids follow from keys.
  if (tip.tip.sender != device_id(sender)) return kTipSignature;
  if (!crypto::verify(sender, kTipLabel, tip.signed_body, tip.signature).ok()) return kTipSignature;
  return {};
}

}  // namespace holdfast::sync
