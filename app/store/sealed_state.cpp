#include "app/store/sealed_state.h"

#include <algorithm>

#include "app/store/reasons.h"
#include "crypto/base/cbor.h"
#include "crypto/vault_header.h"

namespace holdfast::store {

namespace {

constexpr std::uint64_t kStateVersion = 1;
constexpr std::size_t kStateFields = 9;
constexpr std::size_t kDatabaseKeySize = 48;

// A fixed buffer in locked memory: CborWriter's own would leave keys in the heap.
class StateWriter {
 public:
  StateWriter() : out_(crypto::kHeaderStateMax) {}
  void put(ByteView bytes) {
    HOLDFAST_ASSERT(size_ + bytes.size() <= out_.size());
    std::copy(bytes.begin(), bytes.end(), out_.mutable_view().begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += bytes.size();
  }
  // CBOR's head of a short byte string, then the bytes.
  void secret(ByteView bytes) {
    HOLDFAST_ASSERT(bytes.size() >= 24 && bytes.size() < 256);
    const std::uint8_t head[] = {0x58, static_cast<std::uint8_t>(bytes.size())};
    put(head);
    put(bytes);
  }
  crypto::SecretBuffer take() {
    out_.shrink(size_);
    return std::move(out_);
  }

 private:
  crypto::SecretBuffer out_;
  std::size_t size_ = 0;
};

void write_epoch(StateWriter& out, const DatabaseEpoch& epoch) {
  out.put(CborWriter().array(2).uint(epoch.number).view());
  out.secret(epoch.key.view());
}

Result<DatabaseEpoch> read_epoch(CborReader& in) {
  DatabaseEpoch out;
  TRY(in.array_of(2));
  out.number = static_cast<std::uint32_t>(TRY(in.uint_max(UINT32_MAX)));
  const ByteView key = TRY(in.bytes(kDatabaseKeySize));
  if (key.size() != kDatabaseKeySize) return kEncodingType;
  out.key = crypto::SecretBuffer::copy_of(key);
  return out;
}

Result<crypto::Secret<32>> read_state_key(CborReader& in) {
  const ByteView key = TRY(in.bytes(32));
  if (key.size() != 32) return kEncodingType;
  return crypto::Secret<32>::copy_of(key);
}

Result<bool> state_null(CborReader& in) {
  const CborReader::Type type = TRY(in.peek());
  if (type != CborReader::Type::Null) return false;
  TRY(in.null());
  return true;
}

Result<SealedState> parse_state(ByteView bytes) {
  CborReader in(bytes);
  SealedState out;
  TRY(in.array_of(kStateFields + 1));
  const std::uint64_t version = TRY(in.uint());
  if (version > kStateVersion) return kVaultNewer;
  if (version != kStateVersion) return kVaultDatabase;
  out.database = TRY(read_epoch(in));
  if (!TRY(state_null(in))) out.previous_database = TRY(read_epoch(in));
  out.wrap_key = TRY(read_state_key(in));
  out.draft_key = TRY(read_state_key(in));
  if (!TRY(state_null(in))) out.previous_draft_key = TRY(read_state_key(in));
  out.head_seq = TRY(in.uint());
  out.head_hash = TRY(in.byte_array<32>());
  out.last_receipt = TRY(in.uint());
  out.clock_high_ms = TRY(in.integer());
  TRY(in.end());
  return out;
}

}  // namespace

SealedState SealedState::clone() const {
  SealedState out;
  out.database = {database.number, database.key.clone()};
  if (previous_database) {
    out.previous_database = DatabaseEpoch{previous_database->number, previous_database->key.clone()};
  }
  out.wrap_key = wrap_key.clone();
  out.draft_key = draft_key.clone();
  if (previous_draft_key) out.previous_draft_key = previous_draft_key->clone();
  out.head_seq = head_seq;
  out.head_hash = head_hash;
  out.last_receipt = last_receipt;
  out.clock_high_ms = clock_high_ms;
  return out;
}

crypto::SecretBuffer encode_state(const SealedState& state) {
  const Bytes null = CborWriter().null().take();
  StateWriter out;
  out.put(CborWriter().array(kStateFields + 1).uint(kStateVersion).view());
  write_epoch(out, state.database);
  if (state.previous_database) write_epoch(out, *state.previous_database);
  else out.put(null);
  out.secret(state.wrap_key.view());
  out.secret(state.draft_key.view());
  if (state.previous_draft_key) out.secret(state.previous_draft_key->view());
  else out.put(null);
  CborWriter rest;
  rest.uint(state.head_seq).bytes(state.head_hash).uint(state.last_receipt).integer(state.clock_high_ms);
  out.put(rest.view());
  return out.take();
}

Result<SealedState> decode_state(ByteView bytes) {
  Result<SealedState> state = parse_state(bytes);
  if (state.ok() || state.error().reason == kVaultNewer) return state;
  return Error{kVaultDatabase, "the header's state is malformed"};
}

}  // namespace holdfast::store
