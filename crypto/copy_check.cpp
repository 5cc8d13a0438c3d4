#include "crypto/copy_check.h"

#include <openssl/evp.h>
#include <sodium.h>

#include "crypto/library.h"

namespace holdfast::crypto {

struct CopyCheck::State {
  explicit State(const CryptoLibrary& the_library) : library(the_library) {}
  ~State() { EVP_MAC_CTX_free(context); }

  const CryptoLibrary& library;
  EVP_MAC_CTX* context = nullptr;  // null: libsodium's is used
  crypto_onetimeauth_state sodium{};
  bool begun = false;

  void begin(ByteView first) {
    begun = true;
    const Hash256 key = sha256_with(library, first);
    if (library.poly1305 == nullptr) {
      crypto_onetimeauth_init(&sodium, key.data());
      return;
    }
    context = EVP_MAC_CTX_new(library.poly1305);
    HOLDFAST_ASSERT(context != nullptr);
    HOLDFAST_ASSERT(EVP_MAC_init(context, key.data(), key.size(), nullptr) == 1);
  }
};

CopyCheck::CopyCheck() : CopyCheck(crypto_library()) {}
CopyCheck::CopyCheck(const CryptoLibrary& library) : state_(std::make_unique<State>(library)) {}
CopyCheck::~CopyCheck() = default;

void CopyCheck::update(ByteView bytes) {
  HOLDFAST_ASSERT(state_ != nullptr);
  if (!state_->begun) state_->begin(bytes);
  if (bytes.empty()) return;
  if (state_->context != nullptr) {
    HOLDFAST_ASSERT(EVP_MAC_update(state_->context, bytes.data(), bytes.size()) == 1);
  } else {
    crypto_onetimeauth_update(&state_->sodium, bytes.data(), bytes.size());
  }
}

ByteArray<16> CopyCheck::finish() {
  HOLDFAST_ASSERT(state_ != nullptr);
  if (!state_->begun) state_->begin({});
  ByteArray<16> out{};
  if (state_->context != nullptr) {
    std::size_t size = 0;
    HOLDFAST_ASSERT(EVP_MAC_final(state_->context, out.data(), &size, out.size()) == 1 && size == out.size());
  } else {
    crypto_onetimeauth_final(&state_->sodium, out.data());
  }
  state_.reset();
  return out;
}

}  // namespace holdfast::crypto
