#include "app/hq/office/create.h"

#include "app/exchange/devices.h"
#include "app/exchange/enrolment.h"
#include "app/exchange/orders.h"
#include "app/hq/office/builtin_forms.h"
#include "app/hq/office/root_key.h"
#include "app/store/hq_log.h"
#include "app/store/journal.h"
#include "crypto/fingerprint.h"
#include "crypto/shares.h"

namespace holdfast::hq {

namespace {

constexpr std::size_t kTeamNameMax = 80;
constexpr std::string_view kRecoveryConfirmed = "hq/recovery_confirmed";

// First version of the roster: everything a laptop has to know of its team.
Result<sync::Roster> first_roster(store::Vault& vault, const CreateRequest& request, const crypto::SigningKey& root,
                                  const crypto::Recipient& recovery) {
  sync::Roster roster;
  roster.team = vault.seams().random.id();
  roster.team_name = request.team;
  roster.version = 1;
  roster.threshold = 1;
  roster.root_keys = {root.public_key()};
  roster.hq_sign_keys = {TRY(exchange::make_hq_sign_key(vault))};
  roster.epochs = {TRY(exchange::make_epoch(vault, 1))};
  roster.recovery = recovery;
  roster.policy.practice = request.practice;
  roster.issued_ms = vault.now_ms();
  return roster;
}

// HQ's own device as the first of the list, with a certificate of role hq.
Result<void> enrol_self(store::Vault& vault, const std::string& name) {
  const exchange::HqKeys keys = TRY(exchange::hq_keys(vault));
  const sync::Certificate certificate = exchange::new_certificate(
      vault, name, vault.signing_key().public_key(), vault.encryption_identity().recipient(), sync::Role::Hq);
  const sync::SignedDocument document = exchange::sign_certificate(keys, certificate);
  TRY(vault.keep_certificate(document, certificate));
  return exchange::change_devices(vault, keys, [&certificate](sync::DeviceList& list) -> Result<void> {
    sync::Device device;
    device.certificate = certificate;
    exchange::put_device(list, device);
    return {};
  });
}

Result<void> found_team(store::Vault& vault, const CreateRequest& request, const sync::Roster& roster,
                        const crypto::SigningKey& root) {
  const sync::SignedDocument document = sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), root);
  TRY(vault.keep_roster(document, roster));
  return enrol_self(vault, request.device_name);
}

}  // namespace

Result<CreateAnswer> create_hq(store::Vault& vault, const CreateRequest& request,
                               const crypto::SecretBuffer& root_passphrase) {
  if (request.team.empty() || request.team.size() > kTeamNameMax) return kHqName;
  if (!sync::is_device_name(request.device_name)) return exchange::kEnrolName;
  if (vault.roster()) return exchange::kEnrolAlready;
  const std::size_t shares = request.recovery_shares;
  if (request.recovery_threshold < 2 || shares < request.recovery_threshold || shares > crypto::kSharesMax)
    return kHqShares;
  // Read before anything is made: a form of ours that does not load is found while nothing exists yet.
  const std::vector<forms::Form> forms = TRY(builtin_forms());
  Random& random = vault.seams().random;
  const crypto::SigningKey root = crypto::SigningKey::generate(random);
  const crypto::Identity recovery = crypto::Identity::generate(random);
  CreateAnswer answer;
  answer.recovery_shares = crypto::split_secret(crypto::Secret<32>::copy_of(recovery.scalar()),
                                                request.recovery_threshold, request.recovery_shares, random);
  answer.root_file = TRY(write_root_file(root, root_passphrase, vault.header().parameters(), random));
  // One transaction: a headquarters is whole, or the vault is as empty as before.
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  const sync::Roster roster = TRY(first_roster(vault, request, root, recovery.recipient()));
  TRY(found_team(vault, request, roster, root));
  TRY(exchange::publish_forms(vault, forms));
  TRY(transaction.commit());
  const crypto::Fingerprint print = TRY(crypto::fingerprint("hq", roster.team, sync::fingerprint_keys(roster)));
  answer.words = crypto::to_words(print);
  answer.digits = crypto::to_digits(print);
  return answer;
}

Result<void> confirm_recovery(store::Vault& vault, std::span<const crypto::SecretBuffer> shares) {
  if (!vault.roster()) return exchange::kNotHq;
  const crypto::Secret<32> scalar = TRY(crypto::join_shares(shares));
  const crypto::Identity identity = crypto::Identity::from_scalar(scalar.clone());
  if (!(identity.recipient() == vault.roster()->recovery)) return kHqRecovery;
  return vault.set_meta(kRecoveryConfirmed, as_bytes("yes"));
}

Result<bool> recovery_confirmed(store::Vault& vault) {
  const std::optional<Bytes> said = TRY(vault.meta(kRecoveryConfirmed));
  return said.has_value();
}

namespace {

// A signed trace of keys that left the vault.
Result<void> sign_key_export(store::Vault& vault, std::uint32_t epoch) {
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  store::NewEntry entry;
  entry.type = sync::EntryType::Export;
  entry.object = vault.seams().random.id();
  entry.values = {{"@exported_epoch", CborValue(static_cast<std::int64_t>(epoch))}};
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace

Result<crypto::SecretBuffer> export_epoch_identity(store::Vault& vault, std::uint32_t epoch) {
  const exchange::HqKeys keys = TRY(exchange::hq_keys(vault));
  for (const exchange::HqEpochKeys& found : keys.epochs) {
    if (found.number != epoch) continue;
    // One line a key, as `age -i` reads them: the bundle key first, then the classes'.
    std::vector<crypto::SecretBuffer> lines;
    lines.push_back(found.bundle.to_text());
    for (const crypto::Identity& identity : found.classes) lines.push_back(identity.to_text());
    std::size_t size = 0;
    for (const crypto::SecretBuffer& line : lines) size += line.size() + 1;
    crypto::SecretBuffer out(size);
    std::size_t at = 0;
    for (const crypto::SecretBuffer& line : lines) {
      for (std::uint8_t byte : line.view()) out.mutable_view()[at++] = byte;
      out.mutable_view()[at++] = '\n';
    }
    TRY(sign_key_export(vault, epoch));
    return out;
  }
  return kEpochUnknown;
}

}  // namespace holdfast::hq
