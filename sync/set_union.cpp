#include "sync/set_union.h"

#include <algorithm>

#include "crypto/hash.h"

namespace holdfast::sync {

namespace {

constexpr std::string_view kStateLabel = "holdfast/state/v1";

template <typename T>
void sort_unique_list(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// What two desks know of one entry, joined: the same whoever is asked first. Everything but paths, held and role
// follows from the entry itself. A role not agreed on is the lesser one.
Fact join(Fact known, const Fact& other) {
  known.paths.insert(known.paths.end(), other.paths.begin(), other.paths.end());
  sort_unique_list(known.paths);
  known.held = known.held && other.held;
  known.role = std::min(known.role, other.role);
  return known;
}

bool counts(const Fact& fact) { return !fact.held && effect_of(fact.type, fact.role) == Effect::Acts; }

bool is_consent(EntryType type) { return type == EntryType::Consent || type == EntryType::Withdraw; }

// May `later`, a descendant, take the place of `earlier`?
bool supersedes(const Fact& later, const Fact& earlier) {
  if (!may_supersede(later.type, later.role, later.device, earlier.device)) return false;
  // Anyone may take back a consent at once; that must not become a way to hide somebody else's evidence.
  const bool others_withdraw = later.type == EntryType::Withdraw && later.device != earlier.device;
  return !others_withdraw || is_consent(earlier.type);
}

// Which entries a writer can supersede depends on its author and on what its type may do, on nothing else: writers
// alike in this are walked together.
using Reach = std::pair<DeviceId, int>;
Reach reach_of(const Fact& fact) {
  const DeviceId nobody{};
  DeviceId somebody_else = fact.device;
  somebody_else[0] ^= 0xFF;
  const bool anyone = may_supersede(fact.type, fact.role, fact.device, somebody_else);
  if (!anyone) return {fact.device, 0};
  return fact.type == EntryType::Withdraw ? Reach{fact.device, 1} : Reach{nobody, 2};
}

// All facts from which one of `from` descends, walked once each. Stops early when all of `targets` were met.
std::set<const Fact*> ancestors_of(const std::map<EntryHash, Fact>& facts, const std::vector<const Fact*>& from,
                                   const std::set<const Fact*>& targets) {
  std::set<const Fact*> seen;
  std::vector<const Fact*> waiting = from;
  std::size_t missing = targets.size();
  while (!waiting.empty() && missing > 0) {
    const Fact* fact = waiting.back();
    waiting.pop_back();
    for (const EntryHash& parent : fact->parents) {
      const auto found = facts.find(parent);
      if (found == facts.end() || !seen.insert(&found->second).second) continue;
      if (targets.count(&found->second) > 0) --missing;
      waiting.push_back(&found->second);
    }
  }
  return seen;
}

// The standing ones among writers of the same path, in the order given.
std::vector<EntryHash> standing(const std::map<EntryHash, Fact>& facts, const std::vector<const Fact*>& writers) {
  std::set<const Fact*> standing_set(writers.begin(), writers.end());
  if (writers.size() > 1) {
    std::map<Reach, std::vector<const Fact*>> groups;
    for (const Fact* writer : writers) groups[reach_of(*writer)].push_back(writer);
    for (const auto& [reach, group] : groups) {
      std::set<const Fact*> targets;
      for (const Fact* writer : standing_set) {
        if (supersedes(*group.front(), *writer)) targets.insert(writer);
      }
      const std::set<const Fact*> below = ancestors_of(facts, group, targets);
      for (const Fact* target : targets) {
        if (below.count(target) > 0) standing_set.erase(target);
      }
    }
  }
  std::vector<EntryHash> out;
  for (const Fact* writer : writers) {
    if (standing_set.count(writer) > 0) out.push_back(writer->hash);
  }
  return out;
}

}  // namespace

void SetUnion::add(const Fact& fact) {
  const auto [place, is_new] = facts_.try_emplace(fact.hash, fact);
  Fact& kept = place->second;
  if (is_new) {
    sort_unique_list(kept.parents);
    sort_unique_list(kept.paths);
    by_object_[fact.object].insert(fact.hash);
    return;
  }
  kept = join(std::move(kept), fact);
}

void SetUnion::merge(const SetUnion& other) {
  for (const auto& [hash, fact] : other.facts_) add(fact);
}

void SetUnion::set_held(const EntryHash& hash, bool held) {
  const auto found = facts_.find(hash);
  if (found != facts_.end()) found->second.held = held;
}

std::vector<EntryHash> SetUnion::current(const ObjectId& object, const std::string& path) const {
  const auto members = by_object_.find(object);
  if (members == by_object_.end()) return {};
  std::vector<const Fact*> writers;
  for (const EntryHash& hash : members->second) {
    const Fact& fact = facts_.at(hash);
    if (counts(fact) && std::binary_search(fact.paths.begin(), fact.paths.end(), path)) writers.push_back(&fact);
  }
  return standing(facts_, writers);
}

std::map<std::string, std::vector<EntryHash>> SetUnion::current(const ObjectId& object) const {
  const auto members = by_object_.find(object);
  if (members == by_object_.end()) return {};
  std::map<std::string, std::vector<const Fact*>> writers;
  for (const EntryHash& hash : members->second) {
    const Fact& fact = facts_.at(hash);
    if (!counts(fact)) continue;
    for (const std::string& path : fact.paths) writers[path].push_back(&fact);
  }
  // The questions of one form mostly have the same writers: each such set is judged once.
  std::map<std::vector<const Fact*>, std::vector<EntryHash>> judged;
  std::map<std::string, std::vector<EntryHash>> out;
  for (const auto& [path, list] : writers) {
    auto known = judged.find(list);
    if (known == judged.end()) known = judged.emplace(list, standing(facts_, list)).first;
    out.emplace(path, known->second);
  }
  return out;
}

std::set<EntryHash> SetUnion::missing_parents() const {
  std::set<EntryHash> out;
  for (const auto& [hash, fact] : facts_) {
    for (const EntryHash& parent : fact.parents) {
      if (facts_.count(parent) == 0) out.insert(parent);
    }
  }
  return out;
}

Hash256 SetUnion::state_hash() const {
  constexpr std::uint8_t kZero[] = {0};
  crypto::Sha256 hash;
  hash.update(as_bytes(kStateLabel));
  hash.update(kZero);
  for (const auto& [key, fact] : facts_) {
    CborWriter out;
    out.array(8).bytes(fact.hash).bytes(fact.device).uint(static_cast<std::uint64_t>(fact.role));
    out.uint(static_cast<std::uint64_t>(fact.type)).bytes(fact.object).array(fact.parents.size());
    for (const EntryHash& parent : fact.parents) out.bytes(parent);
    out.array(fact.paths.size());
    for (const std::string& path : fact.paths) out.text(path);
    out.boolean(fact.held);
    hash.update(out.view());
  }
  return hash.finish();
}

}  // namespace holdfast::sync
