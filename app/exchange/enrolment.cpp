#include "app/exchange/enrolment.h"

#include <algorithm>

#include "app/exchange/devices.h"
#include "app/exchange/enrolment_file.h"
#include "app/exchange/order_forms.h"
#include "app/exchange/told.h"
#include "crypto/fingerprint.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

// A laptop that asks knows no team yet; the words cover its keys, and the team is in what HQ signs.
Result<crypto::Fingerprint> device_fingerprint(const sync::EnrolRequest& request) {
  return crypto::fingerprint("device", Id16{}, sync::fingerprint_keys(request));
}

Result<crypto::Fingerprint> hq_fingerprint(const sync::Roster& roster) {
  return crypto::fingerprint("hq", roster.team, sync::fingerprint_keys(roster));
}

// kEnrolWords where a person read other words than these keys have.
Result<void> compare_words(std::string_view spoken, const crypto::Fingerprint& expected) {
  const crypto::Fingerprint heard = TRY(crypto::fingerprint_from_text(spoken));
  if (!crypto::equal_secrets(heard.bits, expected.bits)) return kEnrolWords;
  return {};
}

Result<sync::EnrolRequest> read_request_file(ByteView bytes) {
  const Result<sync::SignedDocument> document = sync::decode_document(bytes);
  if (!document.ok()) return document.error().kind() == Kind::Newer ? document.error() : Error{kEnrolFile, {}};
  return sync::read_request(*document);
}

// The prefix of a device's codes must be its own: two devices with one name would make equal codes.
Result<void> check_name_free(const sync::DeviceList& list, const sync::EnrolRequest& request) {
  const sync::DeviceId id = sync::device_id(request.signing_key);
  for (const sync::Device& device : list.devices) {
    const bool same = device.certificate.device == id;
    if (same && device.state == sync::DeviceState::Revoked) return kEnrolRevoked;
    if (!same && device.state != sync::DeviceState::Revoked && device.certificate.name == request.name) {
      return kEnrolNameTaken;
    }
  }
  return {};
}

// What the answer file already tells the device need not be in its first receipt.
Told told_by_answer(const sync::SignedDocument& certificate, const sync::Roster& roster,
                    const std::vector<sync::SignedDocument>& orders) {
  Told out;
  out.certificate = sync::document_hash(certificate);
  out.roster_version = roster.version;
  out.sent_epoch = roster.current_epoch().number;
  out.known_epoch = out.sent_epoch;
  for (const sync::SignedDocument& document : orders) {
    const Result<sync::Order> order = sync::decode_order(document.body);
    if (order.ok()) out.orders.push_back({order->id, 0});
  }
  return out;
}

Result<sync::Certificate> check_answer(store::Vault& vault, const EnrolmentFile& file, const sync::Roster& roster) {
  const sync::Certificate certificate = TRY(sync::read_certificate(file.answer.certificate, roster));
  const bool ours = certificate.signing_key == vault.signing_key().public_key() &&
                    certificate.encryption_key == vault.encryption_identity().recipient();
  if (!ours) return kEnrolNotOurs;
  return certificate;
}

}  // namespace

Result<RequestAnswer> request_enrolment(store::Vault& vault, const std::string& name) {
  if (vault.certificate()) return kEnrolAlready;
  if (!sync::is_device_name(name)) return kEnrolName;
  sync::EnrolRequest request;
  request.name = name;
  request.signing_key = vault.signing_key().public_key();
  request.encryption_key = vault.encryption_identity().recipient();
  request.made_ms = vault.now_ms();
  const crypto::Fingerprint words = TRY(device_fingerprint(request));
  return RequestAnswer{sync::encode_document(sync::sign_request(request, vault.signing_key())),
                       crypto::to_words(words), crypto::to_digits(words)};
}

Result<ApproveAnswer> approve_enrolment(store::Vault& vault, ByteView request_file, std::string_view device_words,
                                        sync::Role role) {
  if (!vault.is_hq() || !vault.roster()) return kNotHq;
  const HqKeys keys = TRY(hq_keys(vault));
  const sync::EnrolRequest request = TRY(read_request_file(request_file));
  const crypto::Fingerprint expected = TRY(device_fingerprint(request));
  TRY(compare_words(device_words, expected));
  const sync::DeviceList devices = TRY(current_devices(vault));
  TRY(check_name_free(devices, request));
  std::optional<sync::SignedDocument> roster = TRY(vault.roster_document());
  if (!roster) return kHqKeysMissing;
  const sync::Certificate certificate =
      new_certificate(vault, request.name, request.signing_key, request.encryption_key, role);
  EnrolmentFile file;
  file.answer = {std::move(*roster), sign_certificate(keys, certificate)};
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(keep_told(vault, certificate.device, Told{}));  // a repeated enrolment is told everything again
  file.orders = TRY(orders_for(vault, certificate.device));
  if (file.orders.size() > kAnswerOrdersMax) file.orders.resize(kAnswerOrdersMax);  // the rest comes with receipts
  TRY(change_devices(vault, keys, [&certificate](sync::DeviceList& list) -> Result<void> {
    put_device(list, {certificate, sync::DeviceState::Active, 0, {}});
    return {};
  }));
  TRY(keep_told(vault, certificate.device, told_by_answer(file.answer.certificate, *vault.roster(), file.orders)));
  TRY(transaction.commit());
  const crypto::Fingerprint ours = TRY(hq_fingerprint(*vault.roster()));
  return ApproveAnswer{encode_enrolment_file(file), request.name, crypto::to_words(ours), crypto::to_digits(ours)};
}

Result<void> accept_enrolment(store::Vault& vault, ByteView answer_file, std::string_view hq_words) {
  if (vault.certificate()) return kEnrolAlready;
  const EnrolmentFile file = TRY(decode_enrolment_file(answer_file));
  const sync::Roster roster = TRY(sync::read_first_roster(file.answer.roster));
  // The words cover the root keys, and those have signed everything else that follows from the roster.
  const crypto::Fingerprint expected = TRY(hq_fingerprint(roster));
  TRY(compare_words(hq_words, expected));
  const sync::Certificate certificate = TRY(check_answer(vault, file, roster));
  std::vector<CheckedOrder> orders;
  std::vector<const sync::SignedDocument*> documents;
  for (const sync::SignedDocument& document : file.orders) {
    Result<CheckedOrder> order = check_order(document, roster, vault.now_ms());
    if (!order.ok() && order.error().reason == sync::kOrderExpired) continue;
    if (!order.ok()) return order.error();
    orders.push_back(std::move(*order));
    documents.push_back(&document);
  }
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(vault.keep_roster(file.answer.roster, roster));
  TRY(vault.keep_certificate(file.answer.certificate, certificate));
  for (std::size_t i = 0; i < orders.size(); ++i) TRY(keep_checked_order(vault, *documents[i], orders[i]));
  return transaction.commit();
}

Result<std::string> hq_words(store::Vault& vault) {
  if (!vault.roster()) return store::kNotEnrolled;
  const crypto::Fingerprint words = TRY(hq_fingerprint(*vault.roster()));
  return crypto::to_words(words);
}

}  // namespace holdfast::exchange
