// One body a parser, for libFuzzer (run.sh) and for the plain test (fuzz_corpus_test.cpp): bytes in, nothing out.
// A body ends the program where what it parsed does not encode to the same bytes again; else it says 1 where the bytes
// were accepted and 0 where they were refused.
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/envelope.h"

namespace holdfast::fuzz {

int fuzz_bundle(const std::uint8_t* data, std::size_t size);  // the container, signed and sealed by the body
int fuzz_cbor(const std::uint8_t* data, std::size_t size);
int fuzz_csv(const std::uint8_t* data, std::size_t size);  // a survey and the lists beside a form
int fuzz_certificate(const std::uint8_t* data, std::size_t size);
int fuzz_entries(const std::uint8_t* data, std::size_t size);
int fuzz_envelope(const std::uint8_t* data, std::size_t size);
int fuzz_manifest(const std::uint8_t* data, std::size_t size);
int fuzz_openings(const std::uint8_t* data, std::size_t size);
int fuzz_order(const std::uint8_t* data, std::size_t size);
int fuzz_picture_answer(const std::uint8_t* data, std::size_t size);  // what the decoder's process says
int fuzz_receipt(const std::uint8_t* data, std::size_t size);
int fuzz_roster(const std::uint8_t* data, std::size_t size);
int fuzz_tip(const std::uint8_t* data, std::size_t size);  // the 800 bytes inside, sealed by the body
int fuzz_unpack(const std::uint8_t* data, std::size_t size);  // u32 raw length, then the stored bytes
int fuzz_xform(const std::uint8_t* data, std::size_t size);
int fuzz_xlsx(const std::uint8_t* data, std::size_t size);  // a workbook, or the XML of one sheet
int fuzz_vault_header(const std::uint8_t* data, std::size_t size);  // the hash at its end is set by the body
int fuzz_xpath(const std::uint8_t* data, std::size_t size);  // an expression of a form

// Not random on purpose: seeds are made for these keys, and a finding must come back from its bytes alone.
crypto::Identity fuzz_identity();
crypto::SigningKey fuzz_signing_key();
crypto::Secret<32> fuzz_master_key();

// Decodes, and where that succeeds, demands that encoding gives the same bytes.
template <typename Decode, typename Encode>
int expect_same_bytes(const std::uint8_t* data, std::size_t size, Decode decode, Encode encode) {
  const ByteView in(data, size);
  const auto decoded = decode(in);
  if (!decoded.ok()) return 0;
  HOLDFAST_ASSERT(equal(encode(*decoded), in));
  return 1;
}

}  // namespace holdfast::fuzz
