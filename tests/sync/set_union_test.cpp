// What is current: small cases by hand, and journals built to be slow.
#include "tests/sync/journal_fixture.h"

#include "sync/set_union.h"

namespace holdfast::test {
namespace {

using sync::EntryType;
using sync::Fact;
using sync::Role;
using sync::SetUnion;

const sync::ObjectId kObject{0x0B};

// Device 9 is headquarters.
Fact fact(std::uint8_t mark, std::uint8_t device, EntryType type, std::vector<std::uint8_t> parents,
          std::vector<std::string> paths = {"name"}) {
  Fact out;
  out.hash = marked(mark);
  out.device = sync::DeviceId{device};
  out.role = device == 9 ? Role::Hq : Role::Field;
  out.type = type;
  out.object = kObject;
  for (const std::uint8_t parent : parents) out.parents.push_back(marked(parent));
  out.paths = std::move(paths);
  return out;
}

std::vector<std::uint8_t> names(const SetUnion& set, const std::string& path = "name") {
  std::vector<std::uint8_t> out;
  for (const sync::EntryHash& hash : set.current(kObject, path)) out.push_back(hash[0]);
  return out;
}

using Marks = std::vector<std::uint8_t>;

TEST_CASE("a device's later value takes the place of its earlier one") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}, {"name", "age"}));
  set.add(fact(2, 1, EntryType::Set, {1}));
  CHECK(names(set) == Marks{2});
  CHECK(names(set, "age") == Marks{1});
  CHECK(names(set, "never written").empty());
}

TEST_CASE("another device's value makes a conflict and hides nothing, even naming its parent") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  set.add(fact(2, 2, EntryType::Set, {1}));
  CHECK(names(set) == Marks{1, 2});
}

TEST_CASE("headquarters resolves a conflict, and a field device cannot") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  set.add(fact(2, 2, EntryType::Set, {1}));
  set.add(fact(3, 2, EntryType::Resolve, {1, 2}));
  CHECK(names(set) == Marks{1, 2});  // a wish changes nothing, not even by standing beside
  set.add(fact(4, 9, EntryType::Resolve, {1, 2}));
  CHECK(names(set) == Marks{4});
}

TEST_CASE("a resolution counts only against what it knew") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  set.add(fact(3, 9, EntryType::Resolve, {1}));
  set.add(fact(2, 1, EntryType::Set, {1}));
  CHECK(names(set) == Marks{2, 3});
}

TEST_CASE("anyone withdraws a consent, and withdrawing hides nothing else of another device") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Consent, {}));
  set.add(fact(2, 2, EntryType::Withdraw, {1}));
  CHECK(names(set) == Marks{2});
  SetUnion evidence;
  evidence.add(fact(1, 1, EntryType::Create, {}));
  evidence.add(fact(2, 2, EntryType::Withdraw, {1}));
  CHECK(names(evidence) == Marks{1, 2});
  SetUnion own;
  own.add(fact(1, 1, EntryType::Create, {}));
  own.add(fact(2, 1, EntryType::Withdraw, {1}));
  CHECK(names(own) == Marks{2});
}

TEST_CASE("a held entry is neither current nor superseding, but its descendants still descend through it") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  Fact held = fact(2, 1, EntryType::Set, {1});
  held.held = true;
  set.add(held);
  CHECK(names(set) == Marks{1});
  set.add(fact(3, 1, EntryType::Set, {2}));
  CHECK(names(set) == Marks{3});
  set.set_held(marked(3), true);
  set.set_held(marked(2), false);
  CHECK(names(set) == Marks{2});
}

TEST_CASE("a parent that comes late counts when it comes") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  set.add(fact(3, 1, EntryType::Set, {2}));
  CHECK(names(set) == Marks{1, 3});
  CHECK(set.missing_parents() == std::set<sync::EntryHash>{marked(2)});
  set.add(fact(2, 1, EntryType::Set, {1}, {"age"}));
  CHECK(names(set) == Marks{3});
  CHECK(set.missing_parents().empty());
}

TEST_CASE("an opening that comes late brings its paths with it") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  set.add(fact(2, 1, EntryType::Set, {1}, {}));
  CHECK(names(set) == Marks{1});
  set.add(fact(2, 1, EntryType::Set, {1}));
  CHECK(names(set) == Marks{2});
  const Hash256 state = set.state_hash();
  set.add(fact(2, 1, EntryType::Set, {1}, {}));
  CHECK(set.state_hash() == state);
}

TEST_CASE("a role that two sides do not agree on is the lesser one, whoever is asked first") {
  Fact as_hq = fact(2, 9, EntryType::Resolve, {1});
  Fact as_field = as_hq;
  as_field.role = Role::Field;
  for (const bool hq_first : {true, false}) {
    SetUnion set;
    set.add(fact(1, 1, EntryType::Create, {}));
    set.add(hq_first ? as_hq : as_field);
    set.add(hq_first ? as_field : as_hq);
    CHECK(names(set) == Marks{1});
  }
}

TEST_CASE("the same path of another object is another value, ancestry or not") {
  SetUnion set;
  set.add(fact(1, 1, EntryType::Create, {}));
  Fact other = fact(2, 1, EntryType::Set, {1});
  other.object = sync::ObjectId{0x0C};
  set.add(other);
  CHECK(names(set) == Marks{1});
  set.add(fact(3, 1, EntryType::Set, {2}));  // descends through the other object
  CHECK(names(set) == Marks{3});
}

TEST_CASE("the state hash sees every part of a fact") {
  const Fact base = fact(5, 1, EntryType::Set, {1});
  std::vector<Fact> variants(8, base);
  variants[1].hash[5] ^= 1;
  variants[2].device[5] ^= 1;
  variants[3].role = Role::Hq;
  variants[4].type = EntryType::Attach;
  variants[5].object[5] ^= 1;
  variants[6].parents[0][5] ^= 1;
  variants[7].paths = {"nam", "e"};
  std::set<Hash256> hashes;
  for (const Fact& variant : variants) {
    SetUnion set;
    set.add(variant);
    hashes.insert(set.state_hash());
    set.set_held(variant.hash, true);
    hashes.insert(set.state_hash());
  }
  CHECK(hashes.size() == variants.size() * 2);
}

Hash256 numbered(std::size_t number) {
  Hash256 out{};
  for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return out;
}

// A ladder in which the number of ways from top to bottom doubles on every rung: 2^300 walks, 600 entries.
TEST_CASE("a ladder of diamonds is walked once, not once for every way through it") {
  SetUnion set;
  for (std::size_t rung = 0; rung < 300; ++rung) {
    for (std::size_t side = 0; side < 2; ++side) {
      Fact entry = fact(0, static_cast<std::uint8_t>(1 + side), EntryType::Set, {});
      entry.hash = numbered(1 + rung * 2 + side);
      if (rung > 0) entry.parents = {numbered(rung * 2 - 1), numbered(rung * 2)};
      set.add(entry);
    }
  }
  CHECK(set.current(kObject, "name").size() == 2);
}

TEST_CASE("an object of five thousand entries by four devices has its newest values") {
  SetUnion set;
  constexpr std::size_t kCount = 5000;
  for (std::size_t i = 0; i < kCount; ++i) {
    Fact entry = fact(0, static_cast<std::uint8_t>(1 + i % 4), EntryType::Set, {}, {"q" + std::to_string(i % 12), "q"});
    entry.hash = numbered(1 + i);
    if (i > 0) entry.parents = {numbered(i)};
    set.add(entry);
  }
  const auto all = set.current(kObject);
  CHECK(all.size() == 13);
  CHECK(all.at("q").size() == 4);
  for (const auto& [path, standing] : all) CHECK(standing == set.current(kObject, path));
}

}  // namespace
}  // namespace holdfast::test
