#include "tests/sync/journal_fixture.h"

namespace holdfast::test {
namespace {

using sync::FieldClass;
using sync::Opening;
using sync::Values;

const std::map<std::string, FieldClass>& classes() {
  static const std::map<std::string, FieldClass> kClasses = {
      {"name", FieldClass::Identity}, {"age", FieldClass::Identity}, {"told", FieldClass::Account},
      {"injury", FieldClass::Health}, {"site", FieldClass::Plain}};
  return kClasses;
}

Values sample_values() {
  return {{"name", "Mei"}, {"age", 23}, {"told", "an invented account"}, {"injury", "none"}, {"site", "S-1"},
          {"@actor", "R7-01"}};
}

Opening sample(std::uint64_t seed = 5) {
  crypto::start_crypto();
  FakeRandom random(seed);
  return sync::make_opening(sample_values(), classes(), random);
}

bool reads(ByteView bytes) { return sync::decode_opening(bytes).ok(); }
Bytes rewrite(ByteView bytes) { return sync::encode_opening(*sync::decode_opening(bytes)); }

std::string_view fault_of(const Opening& opening) {
  const auto result = sync::decode_opening(sync::encode_opening(opening));
  return result.ok() ? "ok" : result.error().reason.code();
}

const FieldClass kPlainOnly[] = {FieldClass::Plain};

TEST_CASE("values go into one part a class, each under its own seed") {
  const Opening opening = sample();
  REQUIRE(opening.parts.size() == 4);
  CHECK(opening.parts[0].field_class == FieldClass::Identity);
  CHECK(opening.parts[0].values.size() == 2);
  CHECK(opening.parts[3].field_class == FieldClass::Plain);
  CHECK(opening.parts[3].values.count("@actor") == 1);
  CHECK(opening.parts[0].seed != opening.parts[1].seed);
  CHECK(opening.complete());
  CHECK(sync::opening_values(opening) == sample_values());
}

TEST_CASE("an answer without a class is part of the account, and our own paths are plain whatever is said") {
  crypto::start_crypto();
  FakeRandom random(1);
  const Opening opening = sync::make_opening({{"new", 1}, {"@tip", 2}}, {{"@tip", FieldClass::Card}}, random);
  REQUIRE(opening.parts.size() == 2);
  CHECK(opening.parts[0].field_class == FieldClass::Account);
  CHECK(opening.parts[1].field_class == FieldClass::Plain);
}

TEST_CASE("an opening without values still has a root") {
  crypto::start_crypto();
  FakeRandom random(1);
  const Opening opening = sync::make_opening({}, {}, random);
  CHECK(sync::opening_root(opening).ok());
  CHECK(fault_of(opening) == "ok");
}

TEST_CASE("openings come back as they were, at the sizes where padding changes") {
  crypto::start_crypto();
  FakeRandom random(2);
  for (const std::size_t count : {0u, 1u, 3u, 4u, 5u, 8u, 9u, 64u, 65u}) {
    Values values;
    for (std::size_t i = 0; i < count; ++i) values.emplace("q" + std::to_string(i), static_cast<std::int64_t>(i));
    const Opening opening = sync::make_opening(values, {}, random);
    const auto back = sync::decode_opening(sync::encode_opening(opening));
    REQUIRE(back.ok());
    CHECK(*back == opening);
    CHECK(*sync::opening_root(*back) == *sync::opening_root(opening));
  }
}

TEST_CASE("each value, seed and path is bound by the root") {
  const Opening opening = sample();
  const Hash256 root = *sync::opening_root(opening);
  Opening changed = opening;
  SECTION("value") { changed.parts[0].values["age"] = CborValue(24); }
  SECTION("seed") { changed.parts[1].seed[0] ^= 1; }
  SECTION("one value fewer") { changed.parts[0].values.erase("age"); }
  SECTION("one value more") { changed.parts[0].values["nickname"] = CborValue("x"); }
  CHECK(*sync::opening_root(changed) != root);
}

TEST_CASE("classes can be disclosed apart and the root stays the same") {
  const Opening opening = sample();
  const auto plain = sync::disclose_classes(opening, kPlainOnly);
  REQUIRE(plain.ok());
  CHECK(*sync::opening_root(*plain) == *sync::opening_root(opening));
  CHECK(sync::opening_values(*plain) == Values{{"site", "S-1"}, {"@actor", "R7-01"}});
  CHECK(plain->parts.size() == 1);
  const Bytes bytes = sync::encode_opening(*plain);
  CHECK(fault_of(*plain) == "ok");
  CHECK_FALSE(holds(bytes, as_bytes("Mei")));
  CHECK_FALSE(holds(bytes, opening.parts[0].seed));
  const FieldClass all[] = {FieldClass::Identity, FieldClass::Account, FieldClass::Health, FieldClass::Plain};
  CHECK(*sync::disclose_classes(opening, all) == opening);
  const auto none = sync::disclose_classes(opening, {});
  REQUIRE(none.ok());
  CHECK(none->hidden.size() == 8);
  CHECK(*sync::opening_root(*none) == *sync::opening_root(opening));
}

TEST_CASE("single paths can be disclosed, again and again, and say nothing about their neighbours") {
  const Opening opening = sample();
  const auto some = sync::disclose_paths(opening, {"age", "site", "not there"});
  REQUIRE(some.ok());
  CHECK(*sync::opening_root(*some) == *sync::opening_root(opening));
  CHECK(sync::opening_values(*some) == Values{{"age", 23}, {"site", "S-1"}});
  const Bytes bytes = sync::encode_opening(*some);
  for (const sync::OpeningPart& part : opening.parts) CHECK_FALSE(holds(bytes, part.seed));
  CHECK_FALSE(holds(bytes, sync::leaf_salt(opening.parts[0].seed, "name")));
  CHECK(*sync::decode_opening(bytes) == *some);
  const auto fewer = sync::disclose_paths(*some, {"age"});
  REQUIRE(fewer.ok());
  CHECK(*sync::opening_root(*fewer) == *sync::opening_root(opening));
  CHECK(*fewer == *sync::disclose_paths(opening, {"age"}));
  const auto by_class = sync::disclose_classes(*some, kPlainOnly);
  REQUIRE(by_class.ok());
  CHECK(sync::opening_values(*by_class) == Values{{"site", "S-1"}});
}

// Tries every 32 bytes that are left as seed and as salt, with the right path and the right value: if one of them
// gives the leaf, whoever holds the bytes can test guesses.
bool guess_works(ByteView left, const std::string& path, const CborValue& value, const Hash256& leaf) {
  for (std::size_t i = 0; i + 32 <= left.size(); ++i) {
    const auto window = to_array<32>(left.subspan(i, 32));
    if (sync::leaf_hash(window, path, value) == leaf) return true;
    if (sync::leaf_hash(sync::leaf_salt(window, path), path, value) == leaf) return true;
  }
  return false;
}

TEST_CASE("an erased value cannot be found or guessed from what is left, and the root still holds") {
  const Opening opening = sample();
  const Hash256 leaf = *sync::leaf_hash_of(opening, "age");
  REQUIRE(guess_works(sync::encode_opening(opening), "age", CborValue(23), leaf));
  const auto left = sync::erase_leaves(opening, {&leaf, 1});
  REQUIRE(left.ok());
  CHECK(*sync::opening_root(*left) == *sync::opening_root(opening));
  Values expected = sample_values();
  expected.erase("age");
  CHECK(sync::opening_values(*left) == expected);
  const Bytes bytes = sync::encode_opening(*left);
  CHECK_FALSE(holds(bytes, opening.parts[0].seed));
  CHECK_FALSE(guess_works(bytes, "age", CborValue(23), leaf));
  CHECK(left->parts.size() == 3);  // the other classes keep their seeds
  CHECK(left->revealed.size() == 1);
  CHECK(*sync::decode_opening(bytes) == *left);
}

TEST_CASE("erasing twice, in parts or in another order, leaves the same") {
  const Opening opening = sample();
  const Hash256 leaves[] = {*sync::leaf_hash_of(opening, "age"), *sync::leaf_hash_of(opening, "told")};
  const Opening both = *sync::erase_leaves(opening, leaves);
  CHECK(*sync::erase_leaves(both, leaves) == both);
  const Opening first = *sync::erase_leaves(opening, {leaves, 1});
  CHECK(*sync::erase_leaves(first, {leaves + 1, 1}) == both);
  const Opening second = *sync::erase_leaves(opening, {leaves + 1, 1});
  CHECK(*sync::erase_leaves(second, {leaves, 1}) == both);
  CHECK(both.parts.size() == 2);
  const Hash256 unknown = marked(9);
  CHECK(*sync::erase_leaves(opening, {&unknown, 1}) == opening);
}

TEST_CASE("everything can be erased") {
  const Opening opening = sample();
  std::vector<Hash256> leaves;
  for (const auto& [path, value] : sample_values()) leaves.push_back(*sync::leaf_hash_of(opening, path));
  const auto left = sync::erase_leaves(opening, leaves);
  REQUIRE(left.ok());
  CHECK(left->parts.empty());
  CHECK(left->hidden.size() == 8);
  CHECK(*sync::opening_root(*left) == *sync::opening_root(opening));
  CHECK(fault_of(*left) == "ok");
}

TEST_CASE("any subset disclosed or erased proves the same root") {
  crypto::start_crypto();
  FakeRandom random(77);
  const Opening opening = sample();
  const Hash256 root = *sync::opening_root(opening);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> paths;
    std::vector<Hash256> leaves;
    for (const auto& [path, value] : sample_values()) {
      if (random.below(2) == 0) paths.push_back(path);
      if (random.below(3) == 0) leaves.push_back(*sync::leaf_hash_of(opening, path));
    }
    const Opening shown = *sync::disclose_paths(opening, paths);
    const Opening erased = *sync::erase_leaves(opening, leaves);
    const Opening both = *sync::erase_leaves(shown, leaves);
    if (sync::opening_values(shown).size() != paths.size()) FAIL_CHECK("not all disclosed");
    if (*sync::opening_root(shown) != root || *sync::opening_root(erased) != root) FAIL_CHECK("root differs");
    if (!(both == *sync::disclose_paths(erased, paths))) FAIL_CHECK("order of erasing and disclosing matters");
    if (!(*sync::decode_opening(sync::encode_opening(erased)) == erased)) FAIL_CHECK("erased does not come back");
  }
}

TEST_CASE("openings stand truncation, extra bytes and flipped bits without a second spelling") {
  const Opening opening = sample();
  const Hash256 leaf = *sync::leaf_hash_of(opening, "age");
  attack_encoding(sync::encode_opening(opening), reads, rewrite);
  attack_encoding(sync::encode_opening(*sync::erase_leaves(opening, {&leaf, 1})), reads, rewrite);
}

TEST_CASE("an opening that breaks a rule is refused") {
  const Opening good = sample();
  Opening bad = good;
  SECTION("parts out of order") { std::swap(bad.parts[0], bad.parts[1]); }
  SECTION("a class twice") { bad.parts[1].field_class = bad.parts[0].field_class; }
  SECTION("a class that does not exist") { bad.parts[3].field_class = static_cast<FieldClass>(6); }
  SECTION("a path in two parts") { bad.parts[1].values["name"] = CborValue("Mei"); }
  SECTION("no part at all") { bad.parts.clear(); }
  SECTION("an empty part beside others") { bad.parts[2].values.clear(); }
  SECTION("an empty path") { bad.parts[0].values[""] = CborValue(1); }
  SECTION("a path that is too long") { bad.parts[0].values[std::string(513, 'q')] = CborValue(1); }
  SECTION("a value that is too large") { bad.parts[0].values["q"] = CborValue(Bytes(sync::kValueSizeMax)); }
  SECTION("a value that nests too deep") {
    CborValue value(1);
    for (std::size_t i = 0; i <= sync::kValueDepthMax; ++i) value = CborValue(CborValue::Array{value});
    bad.parts[0].values["q"] = value;
  }
  SECTION("hidden leaves that do not fill the tree") { bad.hidden = {marked(1)}; }
  SECTION("hidden out of order") {
    bad = *sync::disclose_paths(good, {"age"});
    std::swap(bad.hidden[0], bad.hidden[1]);
  }
  SECTION("a leaf both shown and hidden") {
    bad = *sync::disclose_paths(good, {"age"});
    bad.hidden[0] = *sync::leaf_hash_of(good, "age");
    std::sort(bad.hidden.begin(), bad.hidden.end());
  }
  SECTION("single leaves out of order") {
    bad = *sync::disclose_paths(good, {"age", "name"});
    std::swap(bad.revealed[0], bad.revealed[1]);
  }
  CHECK(fault_of(bad) == "opening.malformed");
}

TEST_CASE("as many leaves as may be are taken, and one more is not") {
  crypto::start_crypto();
  FakeRandom random(4);
  Values values;
  for (std::size_t i = 0; i < sync::kLeavesMax; ++i) values.emplace("q" + std::to_string(i), 1);
  const Opening full = sync::make_opening(values, {}, random);
  CHECK(fault_of(full) == "ok");
  values.emplace("one more", 1);
  const Opening over = sync::make_opening(values, {}, random);
  CHECK_FALSE(sync::opening_root(over).ok());
  CHECK(fault_of(over) == "opening.malformed");
}

}  // namespace
}  // namespace holdfast::test
