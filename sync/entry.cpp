#include "sync/entry.h"

#include <algorithm>

#include "crypto/hash.h"
#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::string_view kEntryLabel = "holdfast/entry/v1";
constexpr std::size_t kEntryFields = 14;
constexpr EntryType kEntryTypeLast = EntryType::Revoke;

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

Result<Entry> parse_entry(ByteView bytes) {
  if (bytes.size() > kEntrySizeMax) return kEncodingLimit;
  CborReader in(bytes);
  TRY(open_record(in, kEntryFields));
  Entry out;
  TRY(in.key(1));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.device = TRY(in.byte_array<16>());
  TRY(in.key(3));
  out.seq = TRY(in.uint());
  TRY(in.key(4));
  out.prev = TRY(in.byte_array<32>());
  TRY(in.key(5));
  out.hlc.value = TRY(in.uint());
  TRY(in.key(6));
  out.wall_ms = TRY(in.integer());
  TRY(in.key(7));
  out.type = static_cast<EntryType>(TRY(in.uint_max(static_cast<std::uint64_t>(kEntryTypeLast))));
  TRY(in.key(8));
  out.object = TRY(in.byte_array<16>());
  TRY(in.key(9));
  out.parents = TRY(read_ascending<32>(in, kParentsMax));
  TRY(in.key(10));
  if (!TRY(take_null(in))) out.form = TRY(in.byte_array<32>());
  TRY(in.key(11));
  out.root = TRY(in.byte_array<32>());
  TRY(in.key(12));
  out.blobs = TRY(read_ascending<16>(in, kEntryBlobsMax));
  TRY(in.key(13));
  if (!TRY(take_null(in))) {
    TRY(in.array_of(2));
    Checkpoint checkpoint;
    checkpoint.size = TRY(in.uint());
    checkpoint.root = TRY(in.byte_array<32>());
    out.checkpoint = checkpoint;
  }
  TRY(in.end());
  const bool no_prev = out.prev == EntryHash{};
  if (out.seq == 0 || (out.seq == 1) != no_prev) return kEntryMalformed;
  if (out.type < EntryType::Create) return kEntryMalformed;
  return out;
}

}  // namespace

std::string_view to_string(EntryType type) {
  switch (type) {
    case EntryType::Create: return "create";
    case EntryType::Set: return "set";
    case EntryType::Attach: return "attach";
    case EntryType::Seal: return "seal";
    case EntryType::Resolve: return "resolve";
    case EntryType::Link: return "link";
    case EntryType::Unlink: return "unlink";
    case EntryType::Custody: return "custody";
    case EntryType::Consent: return "consent";
    case EntryType::Withdraw: return "withdraw";
    case EntryType::Erase: return "erase";
    case EntryType::View: return "view";
    case EntryType::Export: return "export";
    case EntryType::Receipt: return "receipt";
    case EntryType::Device: return "device";
    case EntryType::Release: return "release";
    case EntryType::Revoke: return "revoke";
  }
  return "unknown";
}

Bytes encode_entry(const Entry& entry) {
  CborWriter out;
  begin_record(out, kEntryFields);
  out.uint(1).bytes(entry.team);
  out.uint(2).bytes(entry.device);
  out.uint(3).uint(entry.seq);
  out.uint(4).bytes(entry.prev);
  out.uint(5).uint(entry.hlc.value);
  out.uint(6).integer(entry.wall_ms);
  out.uint(7).uint(static_cast<std::uint64_t>(entry.type));
  out.uint(8).bytes(entry.object);
  out.uint(9);
  write_array_list(out, entry.parents);
  out.uint(10);
  if (entry.form) out.bytes(*entry.form);
  else out.null();
  out.uint(11).bytes(entry.root);
  out.uint(12);
  write_array_list(out, entry.blobs);
  out.uint(13);
  if (entry.checkpoint) out.array(2).uint(entry.checkpoint->size).bytes(entry.checkpoint->root);
  else out.null();
  return out.take();
}

Result<Entry> decode_entry(ByteView bytes) { return refuse_as(parse_entry(bytes), kEntryMalformed); }

EntryHash entry_hash(ByteView encoded) { return crypto::labelled_hash(kEntryLabel, {encoded}); }

SignedEntry sign_entry(Entry entry, const crypto::SigningKey& key) {
  sort_unique(entry.parents);
  sort_unique(entry.blobs);
  SignedEntry out;
  out.encoded = encode_entry(entry);
  // What others would refuse must never be signed: it would sit in the chain for ever.
  HOLDFAST_ASSERT(decode_entry(out.encoded).ok());
  out.entry = std::move(entry);
  out.hash = entry_hash(out.encoded);
  out.signature = key.sign(kEntryLabel, out.hash);
  return out;
}

Result<SignedEntry> read_entry(ByteView encoded, const crypto::Signature& signature) {
  SignedEntry out;
  out.entry = TRY(decode_entry(encoded));
  out.encoded = to_bytes(encoded);
  out.hash = entry_hash(encoded);
  out.signature = signature;
  return out;
}

Result<void> check_entry_signature(const SignedEntry& entry, const crypto::VerifyKey& key) {
  if (!crypto::verify(key, kEntryLabel, entry.hash, entry.signature).ok()) return kEntrySignature;
  return {};
}

bool follows(const SignedEntry& previous, const SignedEntry& next) {
  return next.entry.team == previous.entry.team && next.entry.device == previous.entry.device &&
         next.entry.seq == previous.entry.seq + 1 && next.entry.prev == previous.hash;
}

}  // namespace holdfast::sync
