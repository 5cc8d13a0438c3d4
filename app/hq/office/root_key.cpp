#include "app/hq/office/root_key.h"

#include "app/hq/reasons.h"
#include "crypto/box.h"

namespace holdfast::hq {

namespace {

constexpr std::string_view kRootMagic = "holdfast root 1\n";
constexpr std::size_t kRootHeadSize = 16 + 16 + 4 + 8;
constexpr std::size_t kRootFileSize = kRootHeadSize + 32 + crypto::kBoxOverhead;

// The box is bound to everything that stands before it.
Bytes root_context(ByteView head) {
  Writer out;
  out.bytes(as_bytes("holdfast/root-key/v1")).u8(0).bytes(head);
  return out.take();
}

}  // namespace

Result<crypto::SecretBuffer> write_root_file(const crypto::SigningKey& key, const crypto::SecretBuffer& passphrase,
                                             const crypto::PasswordParameters& parameters, Random& random) {
  const ByteArray<16> salt = random.array<16>();
  const crypto::Secret<32> stretched = TRY(crypto::stretch_password(passphrase.view(), salt, parameters));
  Writer out;
  out.bytes(as_bytes(kRootMagic)).bytes(salt).u32(parameters.passes).u64(parameters.memory_bytes);
  const Bytes head = out.view();
  const Bytes box = crypto::seal_box(stretched.view(), root_context(head), key.seed(), random);
  out.bytes(box);
  return crypto::SecretBuffer::copy_of(out.view());
}

Result<crypto::SigningKey> read_root_file(ByteView file, const crypto::SecretBuffer& passphrase) {
  if (file.size() != kRootFileSize || !equal(file.first(16), as_bytes(kRootMagic))) return kRootFile;
  Reader in(file.subspan(16));
  const ByteArray<16> salt = TRY(in.array<16>());
  crypto::PasswordParameters parameters;
  parameters.passes = TRY(in.u32());
  parameters.memory_bytes = TRY(in.u64());
  TRY(crypto::check_password_parameters(parameters));
  const crypto::Secret<32> stretched = TRY(crypto::stretch_password(passphrase.view(), salt, parameters));
  Result<crypto::SecretBuffer> seed =
      crypto::open_box(stretched.view(), root_context(file.first(kRootHeadSize)), file.subspan(kRootHeadSize));
  if (!seed.ok()) return kRootPassphrase;
  return crypto::SigningKey::from_seed(crypto::Secret<32>::copy_of(seed->view()).view());
}

}  // namespace holdfast::hq
