// Writing the journal (declared in app/store/journal.h).
#include <algorithm>

#include "app/store/blobs.h"
#include "app/store/erasure.h"
#include "app/store/object_facts.h"
#include "app/store/sealed_content.h"
#include "app/store/views.h"
#include "crypto/hash.h"
#include "sync/authority.h"
#include "sync/reasons.h"

namespace holdfast::store {

namespace {

constexpr const char* kInsertEntry =
    "INSERT INTO entry (hash, device, seq, prev, hlc, wall_ms, type, object, form, encoded, signature, role, held, "
    "checked, aside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kInsertParent = "INSERT INTO parent (entry, parent) VALUES (?, ?)";
// Of anybody, but not of a clock that is more than a day ahead of ours: sync/FORMAT.md, "Time".
constexpr const char* kLastHlc = "SELECT max(hlc) FROM entry WHERE hlc <= ?";
constexpr const char* kSetHeld = "UPDATE entry SET held = ? WHERE hash = ?";

struct EntryPlace {
  bool checked = false;  // the signature was made or verified here
  bool aside = false;
};

Result<void> insert_row(Vault& vault, const sync::SignedEntry& signed_entry, std::string_view held, sync::Role role,
                        const EntryPlace& place) {
  const sync::Entry& entry = signed_entry.entry;
  Statement insert(vault.database(), kInsertEntry);
  insert.bind(signed_entry.hash).bind(entry.device).bind(entry.seq).bind(entry.prev).bind(entry.hlc.value);
  insert.bind(entry.wall_ms).bind(static_cast<int>(entry.type)).bind(entry.object);
  if (entry.form) insert.bind(*entry.form);
  else insert.bind_null();
  insert.bind(signed_entry.encoded).bind(signed_entry.signature).bind(static_cast<int>(role));
  if (held.empty()) insert.bind_null();
  else insert.bind(held);
  TRY(insert.bind(place.checked ? 1 : 0).bind(place.aside ? 1 : 0).run());
  for (const sync::EntryHash& parent : entry.parents) {
    Statement link(vault.database(), kInsertParent);
    TRY(link.bind(signed_entry.hash).bind(parent).run());
  }
  return {};
}

// custody, consent, release, erase are also signed by the person; withdraw too, since it undoes a consent.
bool person_signs(sync::EntryType type) {
  using enum sync::EntryType;
  return type == Custody || type == Consent || type == Withdraw || type == Release || type == Erase;
}

// What the person's signature covers: everything the device's does but place in the chain and clock.
Bytes person_body(const sync::Entry& entry, const sync::Values& values) {
  Writer out;
  out.bytes(entry.team).bytes(entry.object).u8(static_cast<std::uint8_t>(entry.type));
  out.u32(static_cast<std::uint32_t>(entry.parents.size()));
  for (const sync::EntryHash& parent : entry.parents) out.bytes(parent);
  out.bytes(crypto::sha256(encode_value(CborValue(values))));
  return out.take();
}

// @actor, and where it is due the person's own signature.
void add_person(const Vault& vault, const sync::Entry& entry, sync::Values& values) {
  if (vault.person() == nullptr) return;
  values["@actor"] = CborValue(vault.person()->staff);
  if (!person_signs(entry.type)) return;
  const auto signature = vault.sign_as_person("holdfast/person/v1", person_body(entry, values));
  if (!signature) return;
  values["@person_key"] = CborValue(to_bytes(vault.person()->key.key));
  values["@person_signature"] = CborValue(to_bytes(*signature));
}

template <typename T>
void sort_and_unite(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

Result<sync::Hlc> next_time(Vault& vault, std::int64_t wall_ms) {
  constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;
  const std::uint64_t latest = static_cast<std::uint64_t>(wall_ms + kDayMs) << 16 | 0xFFFF;
  Statement find(vault.database(), kLastHlc);
  TRY(find.bind(latest).step());
  return sync::next_hlc({static_cast<std::uint64_t>(find.integer(0))}, wall_ms);
}

// Place in the chain, time, checkpoint.
Result<sync::Entry> next_entry(Vault& vault, const NewEntry& fresh) {
  const ChainHead head = TRY(own_head(vault));
  sync::Entry entry;
  entry.team = vault.certificate()->team;
  entry.device = vault.device();
  entry.seq = head.seq + 1;
  entry.prev = head.hash;
  entry.wall_ms = vault.now_ms();
  entry.hlc = TRY(next_time(vault, entry.wall_ms));
  entry.type = fresh.type;
  entry.object = fresh.object;
  entry.parents = fresh.parents;
  sort_and_unite(entry.parents);
  entry.form = fresh.form;
  entry.blobs = fresh.blobs;
  sort_and_unite(entry.blobs);
  entry.checkpoint = vault.seen_checkpoint();
  return entry;
}

sync::Role own_role(const Vault& vault) { return vault.certificate()->role; }

constexpr std::string_view kSealClassNames[] = {"identity", "account", "health", "intelligence", "plain", "card"};

// Which files the seal covers and who can open them: the commitment that `verify` checks.
sync::Values seal_values(const std::vector<SealedPart>& parts, const sync::Epoch& epoch,
                         const crypto::Recipient& recovery) {
  sync::Values out;
  for (const SealedPart& part : parts) {
    const auto number = static_cast<std::size_t>(part.field_class);
    const std::string name(kSealClassNames[number]);
    out["@sealed/" + name] = CborValue(to_bytes(crypto::sha256(part.file)));
    CborValue::Array recipients;
    recipients.emplace_back(to_bytes(crypto::recipient_hash(epoch.classes[number])));
    recipients.emplace_back(to_bytes(crypto::recipient_hash(recovery)));
    out["@recipients/" + name] = CborValue(std::move(recipients));
  }
  return out;
}

struct Sealing {
  std::vector<SealedPart> parts;
  std::optional<sync::OpeningPart> card;
  sync::Values seal_values;
};

// In which sealed part the key of a file goes: that of the question it answers, which the leaf @file/<ref> names. What
// no question names is part of the account, as every answer without a class is.
sync::FieldClass class_of_file(const sync::Opening& opening, const sync::BlobRef& ref) {
  const sync::Values values = sync::opening_values(opening);
  const auto leaf = values.find("@file/" + to_hex(ref));
  const std::string* question = leaf == values.end() ? nullptr : leaf->second.text();
  for (const sync::OpeningPart& part : opening.parts) {
    if (question != nullptr && part.values.count(*question) != 0) return part.field_class;
  }
  return sync::FieldClass::Account;
}

// Files by the part that takes their keys. The plain part is always sealed and takes what would have no place.
std::map<sync::FieldClass, std::vector<BlobKey>> keys_by_part(const sync::Opening& opening,
                                                              const std::vector<BlobKey>& keys) {
  std::map<sync::FieldClass, std::vector<BlobKey>> out;
  for (const BlobKey& key : keys) {
    const sync::FieldClass wanted = class_of_file(opening, key.ref);
    const bool there = std::any_of(opening.parts.begin(), opening.parts.end(),
                                   [wanted](const auto& part) { return part.field_class == wanted; });
    const bool sealed = there && wanted != sync::FieldClass::Card;
    out[sealed ? wanted : sync::FieldClass::Plain].push_back({key.ref, key.key.clone()});
  }
  return out;
}

Result<Sealing> seal_opening(Vault& vault, const sync::Opening& opening, const std::vector<BlobKey>& keys) {
  const sync::Roster& roster = *vault.roster();
  const sync::Epoch& epoch = roster.current_epoch();
  const Seams& seams = vault.seams();
  std::map<sync::FieldClass, std::vector<BlobKey>> by_part = keys_by_part(opening, keys);
  Sealing out;
  for (const sync::OpeningPart& part : opening.parts) {
    if (part.field_class == sync::FieldClass::Card) {
      out.card = part;
      continue;
    }
    const crypto::Recipient& of_class = epoch.classes[static_cast<std::size_t>(part.field_class)];
    const crypto::Recipient recipients[] = {of_class, roster.recovery};
    out.parts.push_back(TRY(make_sealed_part(part, by_part[part.field_class], recipients, seams.random, seams.pool)));
    by_part.erase(part.field_class);
  }
  // A key that found no part would be lost, and the file with it.
  HOLDFAST_ASSERT(by_part.empty());
  out.seal_values = seal_values(out.parts, epoch, roster.recovery);
  return out;
}

Result<sync::SignedEntry> write_entry(Vault& vault, const NewEntry& fresh);

Result<void> write_seal(Vault& vault, const sync::SignedEntry& sealed, const Sealing& sealing) {
  NewEntry seal;
  seal.type = sync::EntryType::Seal;
  seal.object = sealed.entry.object;
  seal.parents = {sealed.hash};
  seal.values = sealing.seal_values;
  TRY(write_entry(vault, seal));
  return {};
}

// An erase entry of headquarters acts at once.
Result<void> act_on(Vault& vault, const sync::SignedEntry& entry, sync::Role role, const sync::Opening& opening) {
  if (entry.entry.type != sync::EntryType::Erase) return {};
  if (sync::effect_of(entry.entry.type, role) != sync::Effect::Acts) return {};
  const std::vector<Erasure> erasures = erasures_in(sync::opening_values(opening));
  for (const Erasure& erasure : erasures) {
    TRY(carry_out(vault, erasure));
    const std::optional<StoredEntry> erased = TRY(find_entry(vault, erasure.entry));
    if (erased) TRY(refresh_object(vault, erased->signed_entry.entry.object));
  }
  return {};
}

// Everything of append_entry but the views.
Result<sync::SignedEntry> write_entry(Vault& vault, const NewEntry& fresh) {
  sync::Entry entry = TRY(next_entry(vault, fresh));
  sync::Values values = fresh.values;
  add_person(vault, entry, values);
  const sync::Opening opening = sync::make_opening(values, fresh.classes, vault.seams().random);
  entry.root = TRY(sync::opening_root(opening));
  if (sync::encode_opening(opening).size() > sync::kOpeningSizeMax) return sync::kOpeningMalformed;
  sync::SignedEntry written = sync::sign_entry(std::move(entry), vault.signing_key());
  TRY(insert_row(vault, written, "", own_role(vault), {true, false}));
  if (!fresh.seal) {
    TRY(put_opening(vault, written.hash, opening));
    TRY(act_on(vault, written, own_role(vault), opening));
    return written;
  }
  const Sealing sealing = TRY(seal_opening(vault, opening, fresh.blob_keys));
  TRY(put_sealed(vault, written.hash, sealing.parts, sealing.card));
  TRY(write_seal(vault, written, sealing));
  return written;
}

Result<void> check_authoring(const Vault& vault) {
  TRY(vault.check_may_author());
  if (!vault.certificate() || !vault.roster()) return kNotEnrolled;
  if (vault.clock_in_doubt()) return kVaultClock;
  return {};
}

}  // namespace

Result<sync::SignedEntry> append_entry(Vault& vault, const NewEntry& fresh) {
  HOLDFAST_ASSERT(!fresh.seal || fresh.type != sync::EntryType::Erase);
  TRY(check_authoring(vault));
  sync::SignedEntry written = TRY(write_entry(vault, fresh));
  if (fresh.seal) TRY(refresh_object(vault, fresh.object));
  else TRY(refresh_object_with(vault, fresh.object, {written.hash, fresh.values}));
  return written;
}

Result<void> seal_entry(Vault& vault, const sync::SignedEntry& open_entry) {
  TRY(check_authoring(vault));
  const OpeningState state = TRY(opening_state(vault, open_entry.hash));
  if (state != OpeningState::Open) return kOpeningSealed;
  const sync::Opening opening = TRY(get_opening(vault, open_entry));
  if (!opening.complete()) return kOpeningSealed;  // something of it is closed already
  std::vector<BlobKey> keys;
  const std::vector<BlobRow> blobs = TRY(blobs_of(vault, open_entry.hash));
  for (const BlobRow& blob : blobs) {
    if (!blob.here) continue;
    crypto::Secret<32> key = TRY(blob_key(vault, blob.fact.ref));
    keys.push_back({blob.fact.ref, std::move(key)});
  }
  const Sealing sealing = TRY(seal_opening(vault, opening, keys));
  TRY(close_opening(vault, open_entry.hash, sealing.parts, sealing.card));
  for (const BlobKey& key : keys) TRY(forget_blob_key(vault, key.ref));
  TRY(write_seal(vault, open_entry, sealing));
  return refresh_object(vault, open_entry.entry.object);
}

Result<void> commit_entries(Vault& vault, Transaction transaction) {
  const ChainHead head = TRY(own_head(vault));
  TRY(transaction.commit());
  if (head.seq > 0) vault.note_head(head.seq, head.hash);
  return {};
}

Result<void> insert_entry(Vault& vault, const sync::SignedEntry& entry, std::string_view held, sync::Role role,
                          bool aside) {
  return insert_row(vault, entry, held, role, {false, aside});
}

Result<void> set_held(Vault& vault, const sync::EntryHash& hash, std::string_view code) {
  Statement set(vault.database(), kSetHeld);
  if (code.empty()) set.bind_null();
  else set.bind(code);
  TRY(set.bind(hash).run());
  const std::optional<StoredEntry> stored = TRY(find_entry(vault, hash));
  if (!stored) return {};
  if (code.empty() && stored->signed_entry.entry.type == sync::EntryType::Erase) {
    const Result<sync::Opening> opening = get_opening(vault, stored->signed_entry);
    if (opening.ok()) TRY(act_on(vault, stored->signed_entry, stored->role, opening.value()));
  }
  return refresh_object(vault, stored->signed_entry.entry.object);
}

}  // namespace holdfast::store
