#include "sync/roster.h"

#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kRosterFields = 12;
constexpr std::size_t kSealedClassCount = kFieldClassCount - 1;  // every class but card
constexpr std::uint64_t kLockMinutesMax = 15;
constexpr std::uint64_t kCertificateDaysMax = 3650;

void write_keys(CborWriter& out, const std::vector<crypto::VerifyKey>& keys) {
  out.array(keys.size());
  for (const crypto::VerifyKey& key : keys) out.bytes(key.key);
}

Result<std::vector<crypto::VerifyKey>> read_keys(CborReader& in, std::size_t count_max) {
  const std::vector<ByteArray<32>> raw = TRY(read_ascending<32>(in, count_max));
  std::vector<crypto::VerifyKey> out;
  for (const ByteArray<32>& key : raw) out.push_back({key});
  return out;
}

Result<Epoch> read_epoch(CborReader& in) {
  Epoch out;
  TRY(in.array_of(3));
  out.number = static_cast<std::uint32_t>(TRY(in.uint_max(0xFFFFFFFF)));
  out.bundle.key = TRY(in.byte_array<32>());
  TRY(in.array_of(kSealedClassCount));
  for (std::size_t i = 0; i < kSealedClassCount; ++i) out.classes[i].key = TRY(in.byte_array<32>());
  out.classes[kSealedClassCount] = out.bundle;
  return out;
}

Result<Policy> read_policy(CborReader& in) {
  Policy out;
  TRY(in.array_of(4));
  out.small_bundles = TRY(in.boolean());
  out.lock_minutes = static_cast<std::uint32_t>(TRY(in.uint_max(kLockMinutesMax)));
  out.certificate_days = static_cast<std::uint32_t>(TRY(in.uint_max(kCertificateDaysMax)));
  out.practice = TRY(in.boolean());
  if (out.lock_minutes == 0 || out.certificate_days == 0) return kRosterMalformed;
  return out;
}

Result<Roster> parse_roster(ByteView body) {
  if (body.size() > kDocumentSizeMax) return kEncodingLimit;
  CborReader in(body);
  TRY(open_record(in, kRosterFields));
  Roster out;
  TRY(in.key(1));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.team_name = std::string(TRY(in.text(kTeamNameMax)));
  TRY(in.key(3));
  out.version = TRY(in.uint());
  TRY(in.key(4));
  out.threshold = static_cast<std::uint32_t>(TRY(in.uint_max(kRootKeysMax)));
  TRY(in.key(5));
  out.root_keys = TRY(read_keys(in, kRootKeysMax));
  TRY(in.key(6));
  out.hq_sign_keys = TRY(read_keys(in, kHqSignKeysMax));
  TRY(in.key(7));
  const std::size_t epochs = TRY(in.array(kEpochsMax));
  for (std::size_t i = 0; i < epochs; ++i) {
    const Epoch epoch = TRY(read_epoch(in));
    if (!out.epochs.empty() && out.epochs.back().number >= epoch.number) return kEncodingNotCanonical;
    out.epochs.push_back(epoch);
  }
  TRY(in.key(8));
  out.recovery.key = TRY(in.byte_array<32>());
  TRY(in.key(9));
  out.policy = TRY(read_policy(in));
  TRY(in.key(10));
  out.device_list = TRY(in.byte_array<32>());
  TRY(in.key(11));
  out.issued_ms = TRY(in.integer());
  TRY(in.end());
  // A threshold of nothing, or one that cannot be reached, would make the roster anybody's or nobody's.
  if (out.threshold == 0 || out.threshold > out.root_keys.size()) return kRosterMalformed;
  if (out.hq_sign_keys.empty() || out.epochs.empty() || out.version == 0) return kRosterMalformed;
  return out;
}

// kRosterSignatures unless at least `threshold` of `keys` have signed, and none of them falsely.
Result<void> check_threshold(const SignedDocument& document, const std::vector<crypto::VerifyKey>& keys,
                             std::uint32_t threshold) {
  const auto valid = count_signatures(document, kRosterLabel, keys);
  if (!valid.ok() || *valid < threshold) return kRosterSignatures;
  return {};
}

}  // namespace

const Epoch& Roster::current_epoch() const {
  HOLDFAST_ASSERT(!epochs.empty());
  return epochs.back();
}

Bytes encode_roster(const Roster& roster) {
  CborWriter out;
  begin_record(out, kRosterFields);
  out.uint(1).bytes(roster.team);
  out.uint(2).text(roster.team_name);
  out.uint(3).uint(roster.version);
  out.uint(4).uint(roster.threshold);
  out.uint(5);
  write_keys(out, roster.root_keys);
  out.uint(6);
  write_keys(out, roster.hq_sign_keys);
  out.uint(7).array(roster.epochs.size());
  for (const Epoch& epoch : roster.epochs) {
    out.array(3).uint(epoch.number).bytes(epoch.bundle.key).array(kSealedClassCount);
    for (std::size_t i = 0; i < kSealedClassCount; ++i) out.bytes(epoch.classes[i].key);
  }
  out.uint(8).bytes(roster.recovery.key);
  out.uint(9).array(4).boolean(roster.policy.small_bundles).uint(roster.policy.lock_minutes);
  out.uint(roster.policy.certificate_days).boolean(roster.policy.practice);
  out.uint(10).bytes(roster.device_list);
  out.uint(11).integer(roster.issued_ms);
  return out.take();
}

Result<Roster> decode_roster(ByteView body) { return refuse_as(parse_roster(body), kRosterMalformed); }

Result<Roster> read_first_roster(const SignedDocument& document) {
  Roster roster = TRY(decode_roster(document.body));
  TRY(check_threshold(document, roster.root_keys, roster.threshold));
  return roster;
}

Result<Roster> read_next_roster(const SignedDocument& document, const Roster& known) {
  // The old root speaks first: nothing of the new roster counts before those we already trust have signed it.
  TRY(check_threshold(document, known.root_keys, known.threshold));
  Roster roster = TRY(decode_roster(document.body));
  TRY(check_threshold(document, roster.root_keys, roster.threshold));
  if (roster.team != known.team) return kRosterSignatures;
  if (roster.version <= known.version) return kRosterOld;
  return roster;
}

Bytes fingerprint_keys(const Roster& roster) {
  Bytes out;
  for (const crypto::VerifyKey& key : roster.root_keys) append(out, key.key);
  return out;
}

}  // namespace holdfast::sync
