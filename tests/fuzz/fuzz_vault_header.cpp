#include <algorithm>

#include "crypto/hash.h"
#include "crypto/vault_header_layout.h"
#include "tests/fuzz/fuzz_targets.h"

namespace holdfast::fuzz {

int fuzz_vault_header(const std::uint8_t* data, std::size_t size) {
  crypto::start_crypto();
  static_cast<void>(crypto::check_header_copy(ByteView(data, size)).ok());
  // The hash against torn writes is no secret: set it, so that what lies behind it is reached.
  Bytes copy(crypto::kHeaderSize);
  std::copy_n(data, std::min(size, copy.size()), copy.begin());
  const Hash256 sum = crypto::sha256(ByteView(copy).first(copy.size() - 32));
  std::copy(sum.begin(), sum.end(), copy.end() - 32);
  const Result<crypto::HeaderPreamble> preamble = crypto::check_header_copy(copy);
  if (!preamble.ok()) return 0;
  const ByteArray<crypto::kHeaderFixedSize> fixed = crypto::header_fixed_part(*preamble);
  HOLDFAST_ASSERT(std::equal(fixed.begin(), fixed.end(), copy.begin()));
  HOLDFAST_ASSERT(crypto::check_password_parameters(preamble->parameters).ok());
  const crypto::Secret<32> key = fuzz_master_key();
  const Result<crypto::HeaderContent> content = crypto::open_header_copy(copy, key.view());
  if (!content.ok()) return 0;
  HOLDFAST_ASSERT(content->preamble == *preamble);
  return 1;
}

}  // namespace holdfast::fuzz
