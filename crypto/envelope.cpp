#include "crypto/envelope.h"

#include <algorithm>

#include "crypto/chunk_cipher.h"
#include "crypto/envelope_text.h"
#include "crypto/hash.h"

namespace holdfast::crypto {

namespace {

constexpr std::size_t kFileKeySize = 16;
constexpr std::size_t kPayloadNonceSize = 16;
constexpr ChunkNonce kWrapNonce{};  // a wrap key is used once

Secret<32> wrap_key(const ByteArray<32>& share, const Recipient& recipient, KeyView secret) {
  Bytes salt = to_bytes(share);
  append(salt, recipient.key);
  return hkdf_sha256(salt, secret, "age-encryption.org/v1/X25519");
}

Result<AgeStanza> wrap_file_key(const Recipient& recipient, ByteView file_key, Random& random) {
  const Identity ephemeral = Identity::generate(random);
  const Secret<32> secret = TRY(shared_secret(ephemeral.scalar(), recipient.key));
  AgeStanza out;
  out.share = ephemeral.recipient().key;
  const Secret<32> key = wrap_key(out.share, recipient, secret.view());
  ChunkCipher(key.view(), ChunkCipher::Use::Seal).seal(kWrapNonce, file_key, out.body);
  return out;
}

// Nothing when this stanza is not for this identity.
Result<std::optional<Secret<16>>> unwrap_file_key(const AgeStanza& stanza, const Identity& identity) {
  Result<Secret<32>> secret = shared_secret(identity.scalar(), stanza.share);
  if (!secret.ok()) return kEnvelopeDamaged;  // the age specification: a low-order share spoils the file
  const Secret<32> key = wrap_key(stanza.share, identity.recipient(), secret->view());
  Secret<16> out;
  if (!ChunkCipher(key.view(), ChunkCipher::Use::Open).open(kWrapNonce, stanza.body, out.mutable_view())) {
    return std::optional<Secret<16>>();
  }
  return std::optional<Secret<16>>(std::move(out));
}

Hash256 age_header_mac(ByteView file_key, ByteView up_to_mac) {
  const Secret<32> key = hkdf_sha256({}, file_key, "header");
  return hmac_sha256(key.view(), up_to_mac);
}

// A number below `bound` without bias. REQUIRES: 0 < bound <= 256.
std::size_t random_below(Random& random, std::size_t bound) {
  const std::size_t usable = 256 / bound * bound;
  for (;;) {
    const std::size_t byte = random.array<1>()[0];
    if (byte < usable) return byte % bound;
  }
}

void add_dummies_and_shuffle(std::vector<AgeStanza>& stanzas, Random& random) {
  std::size_t step = 4;
  while (step < stanzas.size()) step *= 2;
  while (stanzas.size() < step) {
    const auto scalar = Secret<32>::random(random);
    stanzas.push_back({public_point(scalar.view()), random.array<32>()});
  }
  for (std::size_t i = stanzas.size(); i > 1; --i) std::swap(stanzas[i - 1], stanzas[random_below(random, i)]);
}

bool all_different(std::span<const Recipient> recipients) {
  std::vector<Recipient> sorted(recipients.begin(), recipients.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

}  // namespace

Result<Envelope> make_envelope(std::span<const Recipient> recipients, Padding padding, Random& random) {
  if (recipients.empty() || recipients.size() > kStanzasMax || !all_different(recipients)) return kEnvelopeProfile;
  const auto file_key = Secret<kFileKeySize>::random(random);
  std::vector<AgeStanza> stanzas;
  for (const Recipient& recipient : recipients) {
    stanzas.push_back(TRY(wrap_file_key(recipient, file_key.view(), random)));
  }
  if (padding == Padding::Stanzas) add_dummies_and_shuffle(stanzas, random);

  Envelope out;
  out.stanza_count = stanzas.size();
  out.head = age_text_before_mac(stanzas);
  append_age_mac(out.head, age_header_mac(file_key.view(), out.head));
  const auto nonce = random.array<kPayloadNonceSize>();
  append(out.head, nonce);
  out.binding = sha256(out.head);
  out.payload_key = hkdf_sha256(nonce, file_key.view(), "payload");
  return out;
}

Result<Envelope> open_envelope(Source& in, std::span<const Identity* const> identities) {
  AgeHeader header = TRY(read_age_header(in));
  ByteArray<kPayloadNonceSize> nonce{};
  const std::size_t nonce_size = TRY(in.read(nonce));
  if (nonce_size != nonce.size()) return kEnvelopeDamaged;

  std::optional<Secret<kFileKeySize>> file_key;
  for (const AgeStanza& stanza : header.stanzas) {
    for (const Identity* identity : identities) {
      // All stanzas are looked at even after a match, so that a spoiled one is always found.
      std::optional<Secret<kFileKeySize>> found = TRY(unwrap_file_key(stanza, *identity));
      if (found && !file_key) file_key = std::move(found);
    }
  }
  if (!file_key) return kEnvelopeNotForUs;
  if (!equal_secrets(age_header_mac(file_key->view(), header.before_mac), header.mac)) return kEnvelopeDamaged;

  Envelope out;
  out.stanza_count = header.stanzas.size();
  out.head = std::move(header.before_mac);
  append_age_mac(out.head, header.mac);
  append(out.head, nonce);
  out.binding = sha256(out.head);
  out.payload_key = hkdf_sha256(nonce, file_key->view(), "payload");
  return out;
}

Result<Bytes> seal_age(std::span<const Recipient> recipients, Padding padding, ByteView plaintext, Random& random,
                       Pool& pool) {
  Envelope envelope = TRY(make_envelope(recipients, padding, random));
  MemorySink out;
  TRY(out.write(envelope.head));
  StreamSealer sealer(envelope.payload_key.view(), out, pool);
  TRY(sealer.write(plaintext));
  TRY(sealer.finish());
  return out.take();
}

Result<SecretBuffer> open_age(ByteView file, std::span<const Identity* const> identities, Pool& pool) {
  MemorySource in(file);
  const Envelope envelope = TRY(open_envelope(in, identities));
  const std::uint64_t size = TRY(plain_size(file.size() - envelope.head.size()));
  SecretBuffer out(static_cast<std::size_t>(size));
  StreamOpener opener(envelope.payload_key.view(), in, pool);
  const std::size_t got = TRY(opener.read(out.mutable_view()));
  HOLDFAST_ASSERT(got == out.size());
  // The end is only certain once a further read says so.
  ByteArray<1> more{};
  const std::size_t behind = TRY(opener.read(more));
  HOLDFAST_ASSERT(behind == 0);
  return out;
}

}  // namespace holdfast::crypto
