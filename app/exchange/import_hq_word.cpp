// A laptop takes HQ's word: receipt, newer roster, extended certificate, orders. All of it is checked before any of it
// is kept, and all is kept in one transaction.
#include <algorithm>

#include "app/exchange/enrolment_file.h"
#include "app/exchange/bundle_load.h"
#include "app/exchange/import_context.h"
#include "app/exchange/order_forms.h"
#include "app/store/outbox.h"
#include "sync/reasons.h"

namespace holdfast::exchange {

namespace {

constexpr std::uint64_t kWordSectionMax = std::uint64_t{16} << 20;

struct HqWord {
  sync::SignedDocument document;                // the receipt as it was signed
  sync::Receipt receipt;
  std::vector<sync::SignedDocument> orders;
};

Result<HqWord> read_word(sync::BundleReader& reader, Progress& progress) {
  HqWord out;
  bool has_receipt = false;
  for (std::size_t i = 0; i < reader.manifest().sections.size(); ++i) {
    const sync::SectionType type = reader.manifest().sections[i].type;
    const Bytes raw = TRY(reader.read_section_bytes(i, kWordSectionMax, progress));
    if (type == sync::SectionType::Receipt && !has_receipt) {
      out.document = TRY(sync::decode_document(raw));
      out.receipt = TRY(sync::decode_receipt(out.document.body));
      has_receipt = true;
    } else if (type == sync::SectionType::Orders && out.orders.empty()) {
      out.orders = TRY(decode_orders(raw));
    } else {
      return sync::kBundleManifest;
    }
  }
  if (!has_receipt) return sync::kBundleManifest;
  return out;
}

class WordImport {
 public:
  WordImport(ImportContext& context, sync::BundleReader& reader)
      : context_(context), vault_(context.vault), reader_(reader) {}

  Result<void> run() {
    TRY(check_sender());
    // Receipts are cumulative: an older one says nothing that we do not know.
    known_number_ = TRY(store::last_receipt_number(vault_, vault_.device()));
    if (reader_.manifest().number <= known_number_) {
      context_.outcome.state = ImportState::Repeated;
      return {};
    }
    Result<HqWord> word = read_word(reader_, context_.progress);
    if (!word.ok()) return section_error(word.error());
    TRY(check_roster(word->receipt));
    TRY(reader_.finish_either_floor());
    TRY(check_rest(*word));
    return keep(*word);
  }

 private:
  Result<void> check_sender();
  Result<void> check_roster(const sync::Receipt& receipt);
  Result<void> check_rest(const HqWord& word);
  Result<bool> heads_are_ours(const sync::Receipt& receipt);
  Result<void> ask_again(const sync::Receipt& receipt);
  Result<void> keep(const HqWord& word);

  ImportContext& context_;
  store::Vault& vault_;
  sync::BundleReader& reader_;
  std::uint64_t known_number_ = 0;
  sync::Roster roster_;                            // the newest we know after this
  bool roster_is_new_ = false;
  std::optional<sync::Certificate> certificate_;   // where it is newer than ours
  std::vector<std::pair<const sync::SignedDocument*, CheckedOrder>> orders_;
};

Result<void> WordImport::check_sender() {
  const sync::Manifest& manifest = reader_.manifest();
  roster_ = *vault_.roster();
  if (manifest.team != roster_.team) return sync::kBundleWrongTeam;
  if (manifest.kind != sync::BundleKind::Receipt && manifest.kind != sync::BundleKind::Order) {
    return sync::kBundleManifest;
  }
  const auto key = std::find_if(roster_.hq_sign_keys.begin(), roster_.hq_sign_keys.end(),
                                [&manifest](const crypto::VerifyKey& candidate) {
                                  return sync::device_id(candidate) == manifest.sender;
                                });
  if (key == roster_.hq_sign_keys.end()) return sync::kBundleUnknownSender;
  return reader_.check_sender(*key);
}

Result<void> WordImport::check_roster(const sync::Receipt& receipt) {
  if (!receipt.roster) return {};
  const sync::Roster claimed = TRY(sync::decode_roster(receipt.roster->body));
  if (claimed.version <= roster_.version) return {};
  sync::Roster next = TRY(sync::read_next_roster(*receipt.roster, roster_));
  // A team is for practice or for work from its first day: nobody may turn the one into the other.
  if (next.policy.practice != roster_.policy.practice) return kPracticeTeam;
  roster_ = std::move(next);
  roster_is_new_ = true;
  return {};
}

Result<void> WordImport::check_rest(const HqWord& word) {
  TRY(sync::read_receipt(word.document, roster_, vault_.device(), known_number_));
  if (word.receipt.number != reader_.manifest().number) return sync::kBundleManifest;
  if (word.receipt.certificate) {
    sync::Certificate next = TRY(sync::read_certificate(*word.receipt.certificate, roster_));
    if (next.device != vault_.device() || next.encryption_key != vault_.encryption_identity().recipient()) {
      return sync::kReceiptNotForUs;
    }
    if (next.issued_ms > vault_.certificate()->issued_ms) certificate_ = std::move(next);
  }
  for (const sync::SignedDocument& document : word.orders) {
    Result<CheckedOrder> order = check_order(document, roster_, vault_.now_ms());
    if (!order.ok() && order.error().reason == sync::kOrderExpired) continue;
    if (!order.ok()) return order.error();
    orders_.emplace_back(&document, std::move(*order));
  }
  return {};
}

// False: HQ confirmed entries that this vault does not have. It is an old copy, or another one goes on beside it.
Result<bool> WordImport::heads_are_ours(const sync::Receipt& receipt) {
  for (const sync::HeldRange& range : receipt.held) {
    const std::optional<store::StoredEntry> entry = TRY(store::entry_at(vault_, vault_.device(), range.to));
    if (!entry || entry->signed_entry.hash != range.head) return false;
  }
  return true;
}

Result<void> WordImport::ask_again(const sync::Receipt& receipt) {
  const std::optional<sync::Receipt> before = TRY(store::last_receipt(vault_, vault_.device()));
  for (const sync::WantedRange& range : receipt.wanted) TRY(store::request_again(vault_, range.from, range.to));
  if (!before) return {};
  // Media often comes after its facts on another stick. Only what two receipts in a row miss is sent once more.
  for (const std::uint64_t seq : receipt.media_wanted_for) {
    const auto& earlier = before->media_wanted_for;
    if (std::binary_search(earlier.begin(), earlier.end(), seq)) TRY(store::request_media_again(vault_, seq));
  }
  return {};
}

Result<void> WordImport::keep(const HqWord& word) {
  const bool ours = TRY(heads_are_ours(word.receipt));
  store::Transaction transaction = TRY(store::Transaction::begin(vault_.database()));
  if (roster_is_new_) TRY(vault_.keep_roster(*word.receipt.roster, roster_));
  if (certificate_) TRY(vault_.keep_certificate(*word.receipt.certificate, *certificate_));
  if (ours) TRY(ask_again(word.receipt));
  TRY(store::keep_receipt(vault_, word.receipt, word.document));
  for (const auto& [document, order] : orders_) TRY(keep_checked_order(vault_, *document, order));
  TRY(transaction.commit());
  vault_.note_receipt(word.receipt.number);
  ImportOutcome& outcome = context_.outcome;
  outcome.state = ImportState::Receipt;
  for (const sync::HeldEntry& entry : word.receipt.held_entries) outcome.held.push_back({entry.seq, entry.code});
  outcome.gaps = word.receipt.wanted;
  if (!ours) {
    vault_.raise_doubt(store::Doubt::ReceiptNotOnChain);
    outcome.code = std::string(sync::kReceiptHeadUnknown.code());
  }
  return {};
}

}  // namespace

Result<void> take_from_hq(ImportContext& context, sync::BundleReader& reader) {
  return WordImport(context, reader).run();
}

}  // namespace holdfast::exchange
