#include "crypto/vault_slot.h"

#include <cstring>

#include "crypto/box.h"
#include "crypto/hash.h"

namespace holdfast::crypto {

namespace {

constexpr std::size_t kSlotPlainSize = 408;
constexpr std::size_t kSlotCommitmentAt = 32;
constexpr std::size_t kSlotBoxAt = 64;
constexpr std::size_t kSlotSeedAt = 32;
constexpr std::size_t kSlotKindAt = 64;
constexpr std::size_t kSlotFillerAt = 65;
constexpr std::size_t kSlotVaultIdAt = 48;  // inside the fixed part
static_assert(kSlotBoxAt + kSlotPlainSize + kBoxOverhead == kSlotSize);

ByteView slot_vault_id(const SlotPlace& place) { return ByteView(place.fixed).subspan(kSlotVaultIdAt, 16); }

Bytes slot_context(const SlotPlace& place) {
  Bytes out = to_bytes(as_bytes("holdfast/slot-context/v1"));
  out.push_back(0);
  append(out, place.fixed);
  out.push_back(place.number);
  return out;
}

Bytes slot_commitment(KeyView key) { return keyed_hash(key, "holdfast/slot-commitment/v1", {}); }

Secret<32> passphrase_slot_key(const SlotPlace& place, KeyView stretched, const std::optional<SecretBuffer>& key_file,
                               ByteView share) {
  const std::uint8_t number[1] = {place.number};
  const auto base = key_file ? derive_key(stretched, "holdfast/slot-key-file/v1", {key_file->view()})
                             : Secret<32>::copy_of(stretched);
  return derive_key(base.view(), "holdfast/slot/v1", {slot_vault_id(place), number, share});
}

Secret<32> escrow_slot_key(const SlotPlace& place, ByteView share, const Recipient& recipient, KeyView secret) {
  Bytes salt = to_bytes(share);
  append(salt, recipient.key);
  Bytes info = to_bytes(as_bytes("holdfast/slot-escrow/v1"));
  info.push_back(0);
  append(info, slot_vault_id(place));
  return hkdf_sha256(salt, secret, as_text(info));
}

Bytes seal_slot_under(const SlotPlace& place, const ByteArray<32>& share, KeyView key, const SlotSecret& secret,
                      Random& random) {
  SecretBuffer plain(kSlotPlainSize);
  std::memcpy(plain.mutable_view().data(), secret.vmk.view().data(), 32);
  std::memcpy(plain.mutable_view().data() + kSlotSeedAt, secret.person_seed.view().data(), 32);
  plain.mutable_view()[kSlotKindAt] = static_cast<std::uint8_t>(secret.kind);
  const Secret<32> box_key = derive_key(key, "holdfast/slot-box/v1");
  Bytes out = to_bytes(share);
  append(out, slot_commitment(key));
  append(out, seal_box(box_key.view(), slot_context(place), plain.view(), random));
  HOLDFAST_ASSERT(out.size() == kSlotSize);
  return out;
}

bool is_slot_kind(std::uint8_t kind) { return kind >= 1 && kind <= 3; }

std::optional<SlotSecret> open_slot_under(const SlotPlace& place, ByteView slot, KeyView key) {
  // The commitment first: without it one crafted box could open under many passphrases and test them all at once.
  if (!equal_secrets(slot.subspan(kSlotCommitmentAt, 32), slot_commitment(key))) return std::nullopt;
  const Secret<32> box_key = derive_key(key, "holdfast/slot-box/v1");
  Result<SecretBuffer> plain = open_box(box_key.view(), slot_context(place), slot.subspan(kSlotBoxAt));
  if (!plain.ok()) return std::nullopt;
  const ByteView bytes = plain->view();
  for (std::uint8_t byte : bytes.subspan(kSlotFillerAt)) {
    if (byte != 0) return std::nullopt;
  }
  if (!is_slot_kind(bytes[kSlotKindAt])) return std::nullopt;
  SlotSecret out;
  out.vmk = Secret<32>::copy_of(bytes.first(32));
  out.person_seed = Secret<32>::copy_of(bytes.subspan(kSlotSeedAt, 32));
  out.kind = static_cast<SlotKind>(bytes[kSlotKindAt]);
  return out;
}

}  // namespace

Bytes unused_slot(Random& random) {
  // A real point and then random bytes: used, unused, passphrase and escrow cannot be told apart.
  Bytes out = to_bytes(Identity::generate(random).recipient().key);
  out.resize(kSlotSize);
  random.fill(MutableByteView(out).subspan(kSlotCommitmentAt));
  return out;
}

Bytes seal_passphrase_slot(const SlotPlace& place, KeyView stretched, const Passphrase& passphrase,
                           const SlotSecret& secret, Random& random) {
  const ByteArray<32> share = Identity::generate(random).recipient().key;
  const Secret<32> key = passphrase_slot_key(place, stretched, passphrase.key_file, share);
  return seal_slot_under(place, share, key.view(), secret, random);
}

std::optional<SlotSecret> open_passphrase_slot(const SlotPlace& place, ByteView slot, KeyView stretched,
                                               const Passphrase& passphrase) {
  HOLDFAST_ASSERT(slot.size() == kSlotSize);
  const Secret<32> key = passphrase_slot_key(place, stretched, passphrase.key_file, slot.first(32));
  std::optional<SlotSecret> out = open_slot_under(place, slot, key.view());
  if (out || !passphrase.key_file) return out;
  // A key file may be given out of habit; the passphrase alone then still opens its own slot.
  const Secret<32> plain_key = passphrase_slot_key(place, stretched, std::nullopt, slot.first(32));
  return open_slot_under(place, slot, plain_key.view());
}

Result<Bytes> seal_escrow_slot(const SlotPlace& place, const Recipient& recipient, const SlotSecret& secret,
                               Random& random) {
  const Identity ephemeral = Identity::generate(random);
  const Secret<32> shared = TRY(shared_secret(ephemeral.scalar(), recipient.key));
  const ByteArray<32>& share = ephemeral.recipient().key;
  const Secret<32> key = escrow_slot_key(place, share, recipient, shared.view());
  return seal_slot_under(place, share, key.view(), secret, random);
}

std::optional<SlotSecret> open_escrow_slot(const SlotPlace& place, ByteView slot, const Identity& identity) {
  HOLDFAST_ASSERT(slot.size() == kSlotSize);
  Result<Secret<32>> shared = shared_secret(identity.scalar(), to_array<32>(slot.first(32)));
  if (!shared.ok()) return std::nullopt;
  const Secret<32> key = escrow_slot_key(place, slot.first(32), identity.recipient(), shared->view());
  return open_slot_under(place, slot, key.view());
}

}  // namespace holdfast::crypto
