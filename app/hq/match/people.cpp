#include "app/hq/match/people.h"

#include <algorithm>
#include <set>

#include "app/exchange/reasons.h"
#include "app/field/reasons.h"
#include "app/text/unicode.h"
#include "crypto/hash.h"
#include "sync/authority.h"

namespace holdfast::hq {

namespace {

constexpr std::size_t kNumberSizeMin = 5;
constexpr int kNumberDigitsMin = 3;

// One spelling for one document: upper case, letters and digits only, whatever keyboard it was typed on.
std::string plain_number(std::string_view text) {
  std::string out;
  for (char c : text::nfkc(text)) {
    if (c >= 'a' && c <= 'z')
      out.push_back(static_cast<char>(c - 'a' + 'A'));
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      out.push_back(c);
  }
  return out;
}

// Too short, or a word like "unknown": nothing that tells people apart.
bool identifies(const std::string& number) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return number.size() >= kNumberSizeMin && std::count_if(number.begin(), number.end(), is_digit) >= kNumberDigitsMin;
}

// The object that all decisions about one pair are written on, whoever names it in which order.
sync::ObjectId pair_object(const sync::ObjectId& a, const sync::ObjectId& b) {
  const Hash256 hash = crypto::labelled_hash("holdfast/pair/v1", {std::min(a, b), std::max(a, b)});
  return to_array<16>(ByteView(hash).first(16));
}

// True once somebody at headquarters has decided about the pair, either way.
Result<bool> decided(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b, std::uint64_t known_at) {
  for (const store::StoredEntry& entry : TRY(store::entries_of(vault, pair_object(a, b)))) {
    if (entry.accepted > known_at || !entry.held.empty()) continue;
    const sync::EntryType type = entry.signed_entry.entry.type;
    const bool acts = sync::effect_of(type, entry.role) == sync::Effect::Acts;
    if (acts && (type == sync::EntryType::Link || type == sync::EntryType::Unlink)) return true;
  }
  return false;
}

}  // namespace

void SamePeople::join(const sync::ObjectId& a, const sync::ObjectId& b) {
  const sync::ObjectId root_a = root_of(a);
  const sync::ObjectId root_b = root_of(b);
  parent_.emplace(a, a);
  parent_.emplace(b, b);
  parent_[std::max(root_a, root_b)] = std::min(root_a, root_b);
  parent_[std::min(root_a, root_b)] = std::min(root_a, root_b);
}

sync::ObjectId SamePeople::root_of(const sync::ObjectId& id) const {
  sync::ObjectId at = id;
  for (auto found = parent_.find(at); found != parent_.end() && found->second != at; found = parent_.find(at)) {
    at = found->second;
  }
  return at;
}

std::vector<sync::ObjectId> SamePeople::members_of(const sync::ObjectId& id) const {
  const sync::ObjectId root = root_of(id);
  std::vector<sync::ObjectId> out;
  for (const auto& [member, parent] : parent_) {
    if (root_of(member) == root) out.push_back(member);
  }
  if (out.empty()) out.push_back(id);
  return out;
}

Result<SamePeople> merged_people(store::Vault& vault, std::uint64_t known_at) {
  SamePeople out;
  for (const store::PersonLink& link : TRY(store::person_links(vault, known_at))) out.join(link.a, link.b);
  return out;
}

Result<std::vector<field::Said>> known_entities(store::Vault& vault, cases::EntityKind kind, std::uint64_t known_at) {
  std::vector<store::EntityRow> rows = known_at == kAllKnown ? TRY(store::list_entities(vault, kind))
                                                             : TRY(store::list_entities_known(vault, kind, known_at));
  return field::in_order_said(vault, std::move(rows));
}

Result<std::vector<cases::PersonPair>> undecided_pairs(store::Vault& vault, std::uint64_t known_at) {
  std::map<std::string, std::set<sync::ObjectId>> by_number;
  for (const field::Said& said : TRY(known_entities(vault, cases::EntityKind::Person, known_at))) {
    const std::string number = plain_number(field::field_of(said.row, "document_number"));
    if (identifies(number)) by_number[number].insert(said.row.fact.id);
  }
  const SamePeople merged = TRY(merged_people(vault, known_at));
  std::map<std::pair<sync::ObjectId, sync::ObjectId>, cases::PersonPair> out;
  for (const auto& [number, people] : by_number) {
    for (auto a = people.begin(); a != people.end(); ++a) {
      for (auto b = std::next(a); b != people.end(); ++b) {
        if (merged.root_of(*a) == merged.root_of(*b) || TRY(decided(vault, *a, *b, known_at))) continue;
        out[{*a, *b}] = {*a, *b, "same document number", true};
      }
    }
  }
  std::vector<cases::PersonPair> pairs;
  for (auto& [key, pair] : out) pairs.push_back(std::move(pair));
  return pairs;
}

namespace {

Result<void> check_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b) {
  if (!vault.is_hq()) return exchange::kNotHq;
  if (a == b) return kSamePerson;
  for (const sync::ObjectId& id : {a, b}) {
    const bool known = TRY(field::is_known_as(vault, id, cases::EntityKind::Person));
    if (!known) return field::kPersonUnknown;
  }
  return {};
}

Result<void> write_decision(store::Vault& vault, sync::EntryType type, const sync::ObjectId& a, const sync::ObjectId& b,
                            std::vector<sync::EntryHash> parents, const std::string& reason) {
  store::NewEntry entry;
  entry.type = type;
  entry.object = pair_object(a, b);
  entry.parents = std::move(parents);
  std::sort(entry.parents.begin(), entry.parents.end());
  entry.values = {{"a", CborValue(to_hex(std::min(a, b)))}, {"b", CborValue(to_hex(std::max(a, b)))}};
  entry.classes = {{"a", sync::FieldClass::Plain}, {"b", sync::FieldClass::Plain}};
  if (!reason.empty()) entry.values["@reason"] = CborValue(reason);
  store::Transaction transaction = TRY(store::Transaction::begin(vault.database()));
  TRY(store::append_entry(vault, entry));
  return store::commit_entries(vault, std::move(transaction));
}

}  // namespace

Result<void> merge_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b,
                          const std::string& reason) {
  TRY(check_people(vault, a, b));
  return write_decision(vault, sync::EntryType::Link, a, b, {}, reason);
}

Result<void> unmerge_people(store::Vault& vault, const sync::ObjectId& a, const sync::ObjectId& b,
                            const std::string& reason) {
  TRY(check_people(vault, a, b));
  // Observed remove: exactly the links that were seen are taken back; one that somebody makes later stands.
  std::vector<sync::EntryHash> links;
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, pair_object(a, b)))) {
    if (stored.signed_entry.entry.type == sync::EntryType::Link) links.push_back(stored.signed_entry.hash);
  }
  const bool one = TRY(store::merged_person(vault, a)) == TRY(store::merged_person(vault, b));
  if (one && links.empty()) return kMergedThrough;
  return write_decision(vault, sync::EntryType::Unlink, a, b, std::move(links), reason);
}

}  // namespace holdfast::hq
