#include "crypto/vault_header_layout.h"

#include <algorithm>
#include <cstring>

#include "crypto/box.h"
#include "crypto/hash.h"

namespace holdfast::crypto {

namespace {

constexpr std::string_view kHeaderMagic = "HFVAULT\n";
constexpr std::uint16_t kHeaderVersion = 1;
constexpr std::uint16_t kHeaderSuite = 1;
constexpr std::size_t kPreambleSize = 128;
constexpr std::size_t kPreambleZeros = 48;
constexpr std::size_t kDirectoryEntrySize = 112;
constexpr std::size_t kDirectorySize = kSlotCount * kDirectoryEntrySize;
constexpr std::size_t kDirectoryAt = kPreambleSize + kSlotCount * kSlotSize;
constexpr std::size_t kStateAt = kDirectoryAt + kDirectorySize + kBoxOverhead;
constexpr std::size_t kStatePlainSize = 968;
constexpr std::size_t kStateLengthSize = 2;
constexpr std::size_t kFillerAt = kStateAt + kStatePlainSize + kBoxOverhead;
constexpr std::size_t kMacAt = kHeaderSize - 64;
constexpr std::size_t kSumAt = kHeaderSize - 32;
static_assert(kDirectoryAt == 4224 && kStateAt == 5160 && kFillerAt == 6168 && kMacAt == 8128);
static_assert(kHeaderStateMax + kStateLengthSize <= kStatePlainSize);

bool header_all_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

void write_fixed_part(Writer& out, const HeaderPreamble& preamble) {
  out.bytes(as_bytes(kHeaderMagic)).u16(kHeaderVersion).u16(kHeaderSuite);
  out.u32(preamble.parameters.passes).u64(preamble.parameters.memory_bytes).u32(1).u32(0);
  out.bytes(preamble.salt).bytes(preamble.vault_id);
}

Bytes encode_preamble(const HeaderPreamble& preamble) {
  Writer out;
  write_fixed_part(out, preamble);
  out.u64(preamble.generation).u64(preamble.durable_generation).zeros(kPreambleZeros);
  HOLDFAST_ASSERT(out.size() == kPreambleSize);
  return out.take();
}

Result<HeaderPreamble> decode_preamble(ByteView bytes) {
  Reader in(bytes);
  const ByteView magic = TRY(in.take(kHeaderMagic.size()));
  if (as_text(magic) != kHeaderMagic) return kHeaderDamaged;
  const std::uint16_t version = TRY(in.u16());
  const std::uint16_t suite = TRY(in.u16());
  if (version == 0 || suite == 0) return kHeaderDamaged;
  if (version > kHeaderVersion || suite > kHeaderSuite) return kHeaderNewer;
  HeaderPreamble out;
  out.parameters.passes = TRY(in.u32());
  out.parameters.memory_bytes = TRY(in.u64());
  TRY(check_password_parameters(out.parameters));
  const std::uint32_t lanes = TRY(in.u32());
  if (lanes != 1) return kPasswordParameters;
  const std::uint32_t zero = TRY(in.u32());
  out.salt = TRY(in.array<16>());
  out.vault_id = TRY(in.array<16>());
  out.generation = TRY(in.u64());
  out.durable_generation = TRY(in.u64());
  const ByteView zeros = TRY(in.take(kPreambleZeros));
  if (zero != 0 || !header_all_zero(zeros)) return kHeaderDamaged;
  if (out.durable_generation == 0 || out.durable_generation > out.generation) return kHeaderDamaged;
  return out;
}

Bytes encode_directory(const HeaderContent& content) {
  Writer out;
  for (const std::optional<SlotInfo>& slot : content.directory) {
    if (!slot) {
      out.zeros(kDirectoryEntrySize);
      continue;
    }
    HOLDFAST_ASSERT(!slot->label.empty() && slot->label.size() <= kSlotLabelMax);
    out.u8(static_cast<std::uint8_t>(slot->kind)).u8(static_cast<std::uint8_t>(slot->label.size()));
    out.bytes(as_bytes(slot->label)).zeros(kSlotLabelMax - slot->label.size() + 6);
    out.bytes(slot->person_key).u64(static_cast<std::uint64_t>(slot->created_ms));
  }
  return out.take();
}

Result<std::optional<SlotInfo>> decode_directory_entry(ByteView bytes, std::size_t number) {
  if (bytes[0] == 0) {
    if (!header_all_zero(bytes)) return kHeaderDamaged;
    return std::optional<SlotInfo>();
  }
  Reader in(bytes);
  SlotInfo out;
  out.index = number;
  const std::uint8_t kind = TRY(in.u8());
  const std::uint8_t length = TRY(in.u8());
  if (kind > 3 || length == 0 || length > kSlotLabelMax) return kHeaderDamaged;
  out.kind = static_cast<SlotKind>(kind);
  const ByteView label = TRY(in.take(length));
  const ByteView filler = TRY(in.take(kSlotLabelMax - length + 6));
  if (!is_utf8(label) || !header_all_zero(filler)) return kHeaderDamaged;
  out.label = std::string(as_text(label));
  out.person_key = TRY(in.array<32>());
  out.created_ms = static_cast<std::int64_t>(TRY(in.u64()));
  return std::optional<SlotInfo>(std::move(out));
}

SecretBuffer encode_state(ByteView state) {
  HOLDFAST_ASSERT(state.size() <= kHeaderStateMax);
  SecretBuffer out(kStatePlainSize);
  out.mutable_view()[0] = static_cast<std::uint8_t>(state.size());
  out.mutable_view()[1] = static_cast<std::uint8_t>(state.size() >> 8);
  if (!state.empty()) std::memcpy(out.mutable_view().data() + kStateLengthSize, state.data(), state.size());
  return out;
}

Result<SecretBuffer> decode_state(ByteView plain) {
  const std::size_t size = plain[0] | static_cast<std::size_t>(plain[1]) << 8;
  if (size > kHeaderStateMax || !header_all_zero(plain.subspan(kStateLengthSize + size))) return kHeaderDamaged;
  return SecretBuffer::copy_of(plain.subspan(kStateLengthSize, size));
}

// A box's context: its label, zero byte, the preamble (and so the generation).
Bytes header_context(std::string_view label, ByteView preamble) {
  Bytes out = to_bytes(as_bytes(label));
  out.push_back(0);
  append(out, preamble);
  return out;
}

constexpr std::string_view kDirectoryLabel = "holdfast/header-directory/v1";
constexpr std::string_view kStateLabel = "holdfast/header-state/v1";

Bytes header_copy_mac(ByteView covered, KeyView vmk, const Id16& vault_id) {
  const Secret<32> key = derive_key(vmk, "holdfast/header-mac/v1", {vault_id});
  return keyed_hash(key.view(), "holdfast/header/v1", {covered});
}

}  // namespace

HeaderContent HeaderContent::clone() const {
  HeaderContent out;
  out.preamble = preamble;
  out.slots = slots;
  out.directory = directory;
  out.state = state.clone();
  return out;
}

ByteArray<kHeaderFixedSize> header_fixed_part(const HeaderPreamble& preamble) {
  Writer out;
  write_fixed_part(out, preamble);
  return to_array<kHeaderFixedSize>(out.view());
}

Result<HeaderPreamble> check_header_copy(ByteView copy) {
  if (copy.size() != kHeaderSize) return kHeaderDamaged;
  const Hash256 sum = sha256(copy.first(kSumAt));
  if (!equal(sum, copy.subspan(kSumAt))) return kHeaderDamaged;
  return decode_preamble(copy.first(kPreambleSize));
}

ByteView header_slot(ByteView copy, std::size_t number) {
  HOLDFAST_ASSERT(copy.size() == kHeaderSize && number < kSlotCount);
  return copy.subspan(kPreambleSize + number * kSlotSize, kSlotSize);
}

Bytes seal_header_copy(const HeaderContent& content, KeyView vmk, Random& random) {
  const Id16& vault_id = content.preamble.vault_id;
  const Bytes preamble = encode_preamble(content.preamble);
  const Secret<32> directory_key = derive_key(vmk, kDirectoryLabel, {vault_id});
  const Secret<32> state_key = derive_key(vmk, kStateLabel, {vault_id});
  const SecretBuffer state = encode_state(content.state.view());
  HOLDFAST_ASSERT(content.slots.size() == kSlotCount * kSlotSize);

  Bytes out = preamble;
  append(out, content.slots);
  append(out, seal_box(directory_key.view(), header_context(kDirectoryLabel, preamble), encode_directory(content),
                       random));
  append(out, seal_box(state_key.view(), header_context(kStateLabel, preamble), state.view(), random));
  HOLDFAST_ASSERT(out.size() == kFillerAt);
  out.resize(kMacAt);
  random.fill(MutableByteView(out).subspan(kFillerAt));
  append(out, header_copy_mac(out, vmk, vault_id));
  append(out, sha256(out));
  HOLDFAST_ASSERT(out.size() == kHeaderSize);
  return out;
}

Result<HeaderContent> open_header_copy(ByteView copy, KeyView vmk) {
  HeaderContent out;
  out.preamble = TRY(decode_preamble(copy.first(kPreambleSize)));
  const Id16& vault_id = out.preamble.vault_id;
  const Bytes mac = header_copy_mac(copy.first(kMacAt), vmk, vault_id);
  if (!equal_secrets(mac, copy.subspan(kMacAt, 32))) return kHeaderDamaged;

  const ByteView preamble = copy.first(kPreambleSize);
  const Secret<32> directory_key = derive_key(vmk, kDirectoryLabel, {vault_id});
  Result<SecretBuffer> directory = open_box(directory_key.view(), header_context(kDirectoryLabel, preamble),
                                            copy.subspan(kDirectoryAt, kDirectorySize + kBoxOverhead));
  const Secret<32> state_key = derive_key(vmk, kStateLabel, {vault_id});
  Result<SecretBuffer> state = open_box(state_key.view(), header_context(kStateLabel, preamble),
                                        copy.subspan(kStateAt, kStatePlainSize + kBoxOverhead));
  if (!directory.ok() || !state.ok()) return kHeaderDamaged;
  for (std::size_t i = 0; i < kSlotCount; ++i) {
    const ByteView entry = directory->view().subspan(i * kDirectoryEntrySize, kDirectoryEntrySize);
    out.directory[i] = TRY(decode_directory_entry(entry, i));
  }
  out.state = TRY(decode_state(state->view()));
  out.slots = to_bytes(copy.subspan(kPreambleSize, kSlotCount * kSlotSize));
  return out;
}

}  // namespace holdfast::crypto
