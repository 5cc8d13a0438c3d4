#include "crypto/outside_hash.h"

#include <openssl/evp.h>

#include <string>

#include "crypto/library.h"

namespace holdfast::crypto {

std::optional<Bytes> outside_hash(std::string_view algorithm, ByteView bytes) {
  constexpr std::string_view kKnown[] = {"MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"};
  bool known = false;
  for (const std::string_view name : kKnown) known = known || name == algorithm;
  if (!known) return std::nullopt;
  EVP_MD* function = EVP_MD_fetch(crypto_library().context, std::string(algorithm).c_str(), nullptr);
  if (function == nullptr) return std::nullopt;
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned int size = 0;
  const std::uint8_t nothing = 0;
  const bool done =
      EVP_Digest(bytes.empty() ? &nothing : bytes.data(), bytes.size(), out.data(), &size, function, nullptr) == 1;
  EVP_MD_free(function);
  if (!done) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace holdfast::crypto
