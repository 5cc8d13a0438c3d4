#include "crypto/envelope.h"

#include "crypto/envelope_text.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_envelope(const std::uint8_t* data, std::size_t size) {
  crypto::start_crypto();
  const ByteView file(data, size);
  MemorySource text(file);
  const Result<crypto::AgeHeader> header = crypto::read_age_header(text);
  if (header.ok()) {
    Bytes again = crypto::age_text_before_mac(header->stanzas);
    HOLDFAST_ASSERT(again == header->before_mac);
    crypto::append_age_mac(again, header->mac);
    HOLDFAST_ASSERT(again.size() <= size && equal(again, file.first(again.size())));
  }
  const crypto::Identity identity = fuzz_identity();
  const crypto::Identity* const identities[] = {&identity};
  MemorySource source(file);
  const Result<crypto::Envelope> envelope = crypto::open_envelope(source, identities);
  if (!envelope.ok()) return 0;
  HOLDFAST_ASSERT(header.ok() && envelope->stanza_count == header->stanzas.size());
  HOLDFAST_ASSERT(envelope->head.size() <= size && equal(envelope->head, file.first(envelope->head.size())));
  // The payload ends properly or with an error, and never brings more than was in the file.
  Pool pool(1);
  crypto::StreamOpener stream(envelope->payload_key.view(), source, pool);
  Bytes buffer(4096);
  std::size_t total = 0;
  for (Result<std::size_t> got = stream.read(buffer); got.ok() && *got > 0; got = stream.read(buffer)) total += *got;
  HOLDFAST_ASSERT(total <= size);
  return 1;
}

}  // namespace holdfast::fuzz
