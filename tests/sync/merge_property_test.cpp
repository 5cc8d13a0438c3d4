// Random histories: a naive definition is the oracle, and every way of arrival must end in the same state.
#include "tests/sync/journal_fixture.h"

#include "sync/set_union.h"

namespace holdfast::test {
namespace {

using sync::EntryType;
using sync::Fact;
using sync::Role;
using sync::SetUnion;

using History = std::vector<Fact>;
const std::string kPaths[] = {"a", "b", "c"};

bool is_ancestor(const std::map<Hash256, Fact>& facts, const Fact& of, const Hash256& wanted) {
  for (const Hash256& parent : of.parents) {
    const auto found = facts.find(parent);
    if (found == facts.end()) continue;
    if (parent == wanted || is_ancestor(facts, found->second, wanted)) return true;
  }
  return false;
}

bool writes(const Fact& fact, const sync::ObjectId& object, const std::string& path) {
  return fact.object == object && std::find(fact.paths.begin(), fact.paths.end(), path) != fact.paths.end();
}

bool takes_part(const Fact& fact) { return !fact.held && effect_of(fact.type, fact.role) == sync::Effect::Acts; }

// sync/FORMAT.md, "Merge", sentence by sentence.
std::vector<Hash256> naive_current(const std::map<Hash256, Fact>& facts, const sync::ObjectId& object,
                                   const std::string& path) {
  std::vector<Hash256> out;
  for (const auto& [hash, fact] : facts) {
    if (!takes_part(fact) || !writes(fact, object, path)) continue;
    bool superseded = false;
    for (const auto& [later_hash, later] : facts) {
      if (!takes_part(later) || !writes(later, object, path) || !is_ancestor(facts, later, hash)) continue;
      if (!may_supersede(later.type, later.role, later.device, fact.device)) continue;
      const bool consent = fact.type == EntryType::Consent || fact.type == EntryType::Withdraw;
      if (later.type == EntryType::Withdraw && later.device != fact.device && !consent) continue;
      superseded = true;
    }
    if (!superseded) out.push_back(hash);
  }
  return out;
}

// Up to 14 entries of three devices and one desk on two objects, with all that can happen to them.
History random_history(FakeRandom& random) {
  History out;
  const std::uint64_t count = 1 + random.below(14);
  for (std::uint64_t i = 0; i < count; ++i) {
    Fact fact;
    fact.hash = random.array<32>();
    fact.device[0] = static_cast<std::uint8_t>(1 + random.below(4));
    fact.role = fact.device[0] == 4 ? Role::Hq : Role::Field;
    fact.type = static_cast<EntryType>(1 + random.below(17));
    fact.object[0] = static_cast<std::uint8_t>(1 + random.below(2));
    for (const Fact& earlier : out) {
      if (random.below(3) == 0) fact.parents.push_back(earlier.hash);
    }
    if (random.below(8) == 0) fact.parents.push_back(random.array<32>());  // one that never comes
    std::sort(fact.parents.begin(), fact.parents.end());
    for (const std::string& path : kPaths) {
      if (random.below(2) == 0) fact.paths.push_back(path);
    }
    fact.held = random.below(6) == 0;
    out.push_back(fact);
  }
  return out;
}

// What one desk gets to see of a history: some entries, some of them before their opening came or while held.
SetUnion partial(const History& history, FakeRandom& random) {
  SetUnion out;
  for (const Fact& fact : history) {
    if (random.below(3) == 0) continue;
    Fact seen = fact;
    if (random.below(3) == 0) seen.paths.clear();
    if (random.below(3) == 0) seen.held = true;
    if (random.below(9) == 0) seen.role = Role::Field;  // before the certificate of a desk came
    out.add(seen);
  }
  return out;
}

SetUnion arrived(const History& history, FakeRandom& random) {
  History order;
  for (const Fact& fact : history) {
    order.push_back(fact);
    Fact early = fact;
    early.paths.clear();
    if (random.below(2) == 0) order.push_back(early);
    if (random.below(4) == 0) order.push_back(fact);
  }
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  SetUnion out;
  for (const Fact& fact : order) out.add(fact);
  return out;
}

SetUnion merged(const SetUnion& a, const SetUnion& b) {
  SetUnion out = a;
  out.merge(b);
  return out;
}

TEST_CASE("any order of arrival gives one state and the values of the definition") {
  crypto::start_crypto();
  FakeRandom random(20260901);
  for (int round = 0; round < 2500; ++round) {
    const History history = random_history(random);
    std::map<Hash256, Fact> facts;
    for (const Fact& fact : history) facts.emplace(fact.hash, fact);
    const SetUnion one = arrived(history, random);
    const SetUnion two = arrived(history, random);
    if (one.state_hash() != two.state_hash()) FAIL_CHECK("round " << round << ": two states");
    for (std::uint8_t mark = 1; mark <= 2; ++mark) {
      const sync::ObjectId object{mark};
      const auto all = one.current(object);
      for (const std::string& path : kPaths) {
        const auto expected = naive_current(facts, object, path);
        if (one.current(object, path) != expected) FAIL_CHECK("round " << round << ": not the definition");
        const auto found = all.find(path);
        if ((found == all.end() ? std::vector<Hash256>{} : found->second) != expected) {
          FAIL_CHECK("round " << round << ": both questions differ");
        }
      }
    }
  }
}

TEST_CASE("merging is commutative, associative and idempotent, whatever each side has seen") {
  crypto::start_crypto();
  FakeRandom random(404);
  for (int round = 0; round < 2500; ++round) {
    const History history = random_history(random);
    const SetUnion a = partial(history, random);
    const SetUnion b = partial(history, random);
    const SetUnion c = partial(history, random);
    const Hash256 ab = merged(a, b).state_hash();
    if (ab != merged(b, a).state_hash()) FAIL_CHECK("round " << round << ": not commutative");
    if (merged(merged(a, b), c).state_hash() != merged(a, merged(b, c)).state_hash()) {
      FAIL_CHECK("round " << round << ": not associative");
    }
    if (merged(a, a).state_hash() != a.state_hash()) FAIL_CHECK("round " << round << ": not idempotent");
    if (merged(merged(a, b), b).state_hash() != ab) FAIL_CHECK("round " << round << ": merging twice changes");
  }
}

}  // namespace
}  // namespace holdfast::test
