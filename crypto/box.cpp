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
  const Result<void> opened = open_box_into(key, context, box, out.mutable_view());
  if (!opened.ok()) return opened.error();
  return out;
}

Result<void> open_box_into(KeyView key, ByteView context, ByteView box, MutableByteView out) {
  HOLDFAST_ASSERT(out.size() + kBoxOverhead == box.size());
  const ByteView sealed = box.subspan(kBoxNonceSize);
  const int opened =
      crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                 context.data(), context.size(), box.data(), key.data());
  if (opened == 0) return {};
  wipe(out);
  return kStreamDamaged;
}

}  // namespace holdfast::crypto
