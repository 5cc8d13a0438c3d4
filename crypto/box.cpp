#include "crypto/box.h"

#include <sodium.h>

namespace holdfast::crypto {

namespace {

constexpr std::size_t kBoxNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(kBoxOverhead == kBoxNonceSize + crypto_aead_xchacha20poly1305_ietf_ABYTES);

}  // namespace

Bytes seal_box(KeyView key, ByteView context, ByteView plaintext, Random& random) {
  Bytes out(plaintext.size() + kBoxOverhead);
  random.fill(MutableByteView(out).first(kBoxNonceSize));
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kBoxNonceSize, nullptr, plaintext.data(), plaintext.size(),
                                             context.data(), context.size(), nullptr, out.data(), key.data());
  return out;
}

Result<SecretBuffer> open_box(KeyView key, ByteView context, ByteView box) {
  if (box.size() < kBoxOverhead) return kStreamDamaged;
  SecretBuffer out(box.size() - kBoxOverhead);
  const ByteView sealed = box.subspan(kBoxNonceSize);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(out.mutable_view().data(), nullptr, nullptr,
                                                                sealed.data(), sealed.size(), context.data(),
                                                                context.size(), box.data(), key.data());
  if (opened != 0) return kStreamDamaged;
  return out;
}

}  // namespace holdfast::crypto
