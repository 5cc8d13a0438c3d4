// HQ's receipts on their way down: who gets one, what else it carries, and where it lies on the road.
#include <algorithm>

#include "app/exchange/devices.h"
#include "app/exchange/enrolment_file.h"
#include "app/exchange/entry_judge.h"
#include "app/exchange/orders.h"
#include "app/exchange/out_file.h"
#include "app/exchange/receipts.h"
#include "app/exchange/told.h"
#include "app/store/hq_log.h"
#include "sync/mailbox.h"
#include "sync/segment.h"

namespace holdfast::exchange {

namespace {

// True if the receipt says something that its device was not told before.
bool tells_news(const sync::Receipt& now, const std::optional<sync::Receipt>& last, const Told& told) {
  if (!last) return !now.held.empty() || !now.refused.empty();
  if (told.put < last->number) return true;  // signed, but it never reached a road
  return now.held != last->held || now.wanted != last->wanted || now.held_entries != last->held_entries ||
         now.refused != last->refused || now.media_wanted_for != last->media_wanted_for ||
         now.safe_to != last->safe_to;
}

// HQ's key of the epoch whose roster the device surely has: it looks into that mailbox.
const crypto::Identity& mailbox_identity(const HqKeys& keys, const Told& told) {
  for (const HqEpochKeys& epoch : keys.epochs) {
    if (epoch.number == told.known_epoch) return epoch.bundle;
  }
  return keys.current().bundle;
}

class ReceiptWriter {
 public:
  ReceiptWriter(store::Vault& vault, const HqKeys& keys, sync::Transport& road, Progress& progress)
      : vault_(vault), keys_(keys), road_(road), progress_(progress) {}

  Result<void> write_for(const sync::Device& device);
  std::vector<SentReceipt> take() { return std::move(sent_); }

 private:
  Result<void> commit_log();
  Result<void> add_luggage(const sync::Device& device, const Told& told, sync::Receipt& receipt);
  Result<std::string> put(const sync::Device& device, const Told& told, const sync::Receipt& receipt,
                          const sync::SignedDocument& document, const std::vector<sync::SignedDocument>& orders);
  Result<void> note_told(const sync::DeviceId& device, Told told, const sync::Receipt& receipt,
                         const sync::SignedDocument& certificate, const std::vector<sync::SignedDocument>& orders);

  store::Vault& vault_;
  const HqKeys& keys_;
  sync::Transport& road_;
  Progress& progress_;
  bool log_committed_ = false;
  std::vector<SentReceipt> sent_;
};

// HQ's own journal commits to the log before a receipt names it: once a run, and only where there is something to say.
Result<void> ReceiptWriter::commit_log() {
  if (log_committed_) return {};
  log_committed_ = true;
  TRY(store::extend_log(vault_));
  if (!vault_.check_may_author().ok()) return {};
  const sync::Checkpoint head = TRY(store::log_checkpoint(vault_));
  store::NewEntry entry;
  entry.type = sync::EntryType::Receipt;
  entry.object = vault_.seams().random.id();
  entry.values = {{"@log/root", CborValue(to_bytes(head.root))},
                  {"@log/size", CborValue(static_cast<std::int64_t>(head.size))}};
  store::Transaction transaction = TRY(store::Transaction::begin(vault_.database()));
  TRY(store::append_entry(vault_, entry));
  return store::commit_entries(vault_, std::move(transaction));
}

// What the device may lack: a newer roster, its certificate as it stands.
Result<void> ReceiptWriter::add_luggage(const sync::Device& device, const Told& told, sync::Receipt& receipt) {
  const bool has_roster = told.roster_version >= receipt.roster_version && told.confirmed(told.roster_receipt);
  if (!has_roster) receipt.roster = TRY(vault_.roster_document());
  receipt.certificate = sign_certificate(keys_, device.certificate);
  return {};
}

Result<std::string> ReceiptWriter::put(const sync::Device& device, const Told& told, const sync::Receipt& receipt,
                                       const sync::SignedDocument& document,
                                       const std::vector<sync::SignedDocument>& orders) {
  const auto packed = [](sync::SectionType type, ByteView raw) {
    sync::PackedSection section = sync::pack_section(raw);
    return sync::section_from_bytes(type, std::move(section.stored), section.raw_size);
  };
  std::vector<sync::SectionContent> sections;
  sections.push_back(packed(sync::SectionType::Receipt, sync::encode_document(document)));
  if (!orders.empty()) sections.push_back(packed(sync::SectionType::Orders, encode_orders(orders)));
  sync::Manifest manifest;
  manifest.team = receipt.team;
  manifest.sender = sync::device_id(keys_.sign.public_key());
  // Each device counts its own receipts: a number over all of them would tell how many others there are.
  manifest.number = receipt.number;
  manifest.kind = sync::BundleKind::Receipt;
  const crypto::Recipient recipients[] = {device.certificate.encryption_key};
  const sync::BundleContent content =
      TRY(sync::prepare_bundle(std::move(manifest), std::move(sections), recipients));
  const std::string tag = TRY(sync::mailbox_tag(mailbox_identity(keys_, told), device.certificate.encryption_key,
                                                sync::month_of(vault_.now_ms())));
  const std::string name = sync::download_name(tag, vault_.seams().random);
  TRY(put_bundle(vault_, road_, name, {content, recipients, keys_.sign, bundle_floor(vault_)}, progress_));
  return name;
}

Result<void> ReceiptWriter::note_told(const sync::DeviceId& device, Told told, const sync::Receipt& receipt,
                                      const sync::SignedDocument& certificate,
                                      const std::vector<sync::SignedDocument>& orders) {
  told.put = receipt.number;
  told.certificate = sync::document_hash(certificate);
  if (receipt.roster) {
    told.roster_version = receipt.roster_version;
    told.roster_receipt = receipt.number;
    told.sent_epoch = vault_.roster()->current_epoch().number;
  }
  for (const sync::SignedDocument& document : orders) {
    const Result<sync::Order> order = sync::decode_order(document.body);
    if (!order.ok()) return store::kVaultDatabase;
    std::erase_if(told.orders, [&order](const ToldOrder& sent) { return sent.id == order->id; });
    told.orders.push_back({order->id, receipt.number});
  }
  return keep_told(vault_, device, told);
}

Result<void> ReceiptWriter::write_for(const sync::Device& device) {
  const sync::DeviceId& id = device.certificate.device;
  const Told told = TRY(told_to(vault_, id));
  sync::Receipt receipt = TRY(build_receipt(vault_, id));
  const std::optional<sync::Receipt> last = TRY(store::last_receipt(vault_, id));
  std::vector<sync::SignedDocument> orders = TRY(orders_for(vault_, id));
  if (orders.size() > kAnswerOrdersMax) orders.resize(kAnswerOrdersMax);
  const sync::SignedDocument certificate = sign_certificate(keys_, device.certificate);
  const bool unsent_order = std::any_of(orders.begin(), orders.end(), [&told](const sync::SignedDocument& document) {
    const Result<sync::Order> order = sync::decode_order(document.body);
    return order.ok() && told.find_order(order->id) == nullptr;
  });
  const bool news = tells_news(receipt, last, told) || unsent_order || receipt.roster_version > told.roster_version ||
                    sync::document_hash(certificate) != told.certificate;
  if (!news) return {};
  TRY(commit_log());
  receipt.checkpoint = TRY(store::log_checkpoint(vault_));
  TRY(add_luggage(device, told, receipt));
  const sync::SignedDocument document =
      sync::sign_document(sync::kReceiptLabel, sync::encode_receipt(receipt), keys_.sign);
  // Kept before the first byte is written: a number is never given twice.
  TRY(store::keep_receipt(vault_, receipt, document));
  SentReceipt line;
  line.device = device.certificate.name;
  line.number = receipt.number;
  line.name = TRY(put(device, told, receipt, document, orders));
  line.held_entries = receipt.held_entries.size();
  line.wanted = receipt.wanted;
  TRY(note_told(id, told, receipt, certificate, orders));
  sent_.push_back(std::move(line));
  return {};
}

}  // namespace

Result<std::vector<SentReceipt>> write_receipts(store::Vault& vault, sync::Transport& road, Progress& progress) {
  if (!vault.is_hq() || !vault.roster()) return kNotHq;
  const HqKeys keys = TRY(hq_keys(vault));
  // `held` in a receipt means verified: no signature stays unchecked behind it.
  TRY(check_signatures(vault, progress));
  TRY(rejudge_held(vault));
  TRY(store::extend_log(vault));
  const sync::DeviceList devices = TRY(current_devices(vault));
  ReceiptWriter writer(vault, keys, road, progress);
  for (const sync::Device& device : devices.devices) {
    TRY(check_cancelled(progress));
    if (device.certificate.device == vault.device() || device.state == sync::DeviceState::Revoked) continue;
    TRY(writer.write_for(device));
  }
  return writer.take();
}

}  // namespace holdfast::exchange
