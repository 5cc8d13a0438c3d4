#include "sync/types.h"

#include "crypto/hash.h"

namespace holdfast::sync {

DeviceId device_id(const crypto::VerifyKey& signing_key) {
  const Hash256 hash = crypto::labelled_hash("holdfast/device/v1", {signing_key.key});
  return to_array<16>(ByteView(hash).first(16));
}

}  // namespace holdfast::sync
