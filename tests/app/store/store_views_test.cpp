// Views are a function of the journal: whatever order entries came in, rebuilt or not.
#include "app/store/erasure.h"
#include "app/store/forms_store.h"
#include "app/store/search.h"
#include "sync/authority.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/store/store_world.h"

namespace holdfast::test {
namespace {

NoProgress quiet{};

// An author whose entries come as from a bundle.
class Author {
 public:
  Author(const TeamKeys& team, std::uint64_t seed, sync::Role role)
      : random_(seed), key_(crypto::SigningKey::generate(random_)), team_(team.roster.team), role_(role) {}

  struct Made {
    sync::SignedEntry entry;
    sync::Opening opening;
    sync::Role role = sync::Role::Field;
  };
  Made make(sync::EntryType type, const sync::ObjectId& object, const sync::Values& values,
            std::vector<sync::EntryHash> parents = {}) {
    std::map<std::string, sync::FieldClass> classes;
    for (const auto& [path, value] : values) classes[path] = sync::FieldClass::Plain;
    Made out;
    out.opening = sync::make_opening(values, classes, random_);
    out.role = role_;
    sync::Entry entry;
    entry.team = team_;
    entry.device = sync::device_id(key_.public_key());
    entry.seq = ++seq_;
    entry.prev = prev_;
    entry.wall_ms = 1'790'000'000'000 + static_cast<std::int64_t>(seq_);
    entry.hlc = sync::next_hlc({}, entry.wall_ms);
    entry.type = type;
    entry.object = object;
    std::sort(parents.begin(), parents.end());
    entry.parents = std::move(parents);
    if (type == sync::EntryType::Create || type == sync::EntryType::Set) entry.form = story_form().hash;
    entry.root = sync::opening_root(out.opening).value();
    out.entry = sync::sign_entry(entry, key_);
    prev_ = out.entry.hash;
    return out;
  }

 private:
  FakeRandom random_;
  crypto::SigningKey key_;
  sync::TeamId team_;
  sync::Role role_;
  std::uint64_t seq_ = 0;
  sync::EntryHash prev_{};
};

// As the last step of an import does it.
void take(store::Vault& vault, const Author::Made& made) {
  store::Transaction transaction = store::Transaction::begin(vault.database()).value();
  REQUIRE(store::insert_entry(vault, made.entry, "", made.role).ok());
  REQUIRE(store::put_opening(vault, made.entry.hash, made.opening).ok());
  const bool acts = sync::effect_of(made.entry.entry.type, made.role) == sync::Effect::Acts;
  if (made.entry.entry.type == sync::EntryType::Erase && acts) {
    const std::vector<store::Erasure> erasures = store::erasures_in(sync::opening_values(made.opening));
    for (const store::Erasure& erasure : erasures) {
      REQUIRE(store::carry_out(vault, erasure).ok());
      const auto erased = store::find_entry(vault, erasure.entry).value();
      if (erased) REQUIRE(store::refresh_object(vault, erased->signed_entry.entry.object).ok());
    }
  }
  REQUIRE(store::refresh_object(vault, made.entry.entry.object).ok());
  REQUIRE(transaction.commit().ok());
}

// Two teams and HQ: a revision, a conflict, a decision about it, a link, one taken back, an erasure.
std::vector<Author::Made> busy_week(const TeamKeys& team) {
  using enum sync::EntryType;
  Author red(team, 31, sync::Role::Field);
  Author blue(team, 32, sync::Role::Field);
  Author hq(team, 33, sync::Role::Hq);
  std::vector<Author::Made> out;
  const auto add = [&out](Author::Made made) {
    out.push_back(std::move(made));
    return out.back().entry.hash;
  };
  const auto first = add(red.make(Create, id_of(1), {{"story", CborValue("white van")}, {"place", CborValue("A")}}));
  const auto second = add(red.make(Set, id_of(1), {{"story", CborValue("green van")}}, {first}));
  const auto other = add(blue.make(Set, id_of(1), {{"place", CborValue("B")}}, {first}));
  add(red.make(Create, id_of(2), {{"story", CborValue("a lighthouse")}, {"name", CborValue("to be erased")}}));
  add(blue.make(Create, id_of(3), {{"story", CborValue("a harbour")}}));
  const auto both = add(blue.make(Create, id_of(4), {{"story", CborValue("one")}, {"place", CborValue("same")}}));
  add(red.make(Set, id_of(4), {{"place", CborValue("same")}}, {both}));
  add(hq.make(Resolve, id_of(1), {{"story", CborValue("green van, decided")}}, {second, other}));
  const sync::Values pair = {{"a", CborValue(to_hex(id_of(1)))}, {"b", CborValue(to_hex(id_of(2)))}};
  const auto link = add(hq.make(Link, id_of(90), pair));
  add(hq.make(Unlink, id_of(90), pair, {link}));
  add(hq.make(Link, id_of(90), pair));
  const sync::Values wish = {{"a", CborValue(to_hex(id_of(2)))}, {"b", CborValue(to_hex(id_of(3)))}};
  add(red.make(Link, id_of(91), wish));  // a request of the field changes nothing
  sync::Values erase;
  store::add_erasure(erase, {out[3].entry.hash, {*sync::leaf_hash_of(out[3].opening, "name")}});
  add(hq.make(Erase, id_of(92), erase));
  return out;
}

TEST_CASE("any order of arrival gives one state hash and the same answers") {
  FakeRandom shuffle(5);
  std::optional<Hash256> expected;
  for (int round = 0; round < 12; ++round) {
    FakeWorld world(sync::Role::Hq);
    store::Vault& vault = world.open();
    std::vector<Author::Made> entries = busy_week(world.team());
    for (std::size_t i = entries.size(); round > 0 && i > 1; --i) std::swap(entries[i - 1], entries[shuffle.below(i)]);
    for (const Author::Made& made : entries) take(vault, made);
    const Hash256 state = store::state_hash(vault).value();
    if (!expected) expected = state;
    INFO("round " << round);
    CHECK(state == *expected);
    CHECK_FALSE(contains(all_rows(vault), "to be erased"));
    const auto conflicts = store::list_conflicts(vault).value();
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts[0].path == "place");
    CHECK(conflicts[0].values.size() == 2);
    CHECK(store::merged_person(vault, id_of(1)).value() == store::merged_person(vault, id_of(2)).value());
    CHECK(store::merged_person(vault, id_of(3)).value() != store::merged_person(vault, id_of(2)).value());
    CHECK(store::search_records(vault, "decided", 10)->size() == 1);
    CHECK(store::search_records(vault, "white", 10)->empty());
  }
}

TEST_CASE("one entry more or less, and the state hash is another") {
  FakeWorld world(sync::Role::Hq);
  store::Vault& vault = world.open();
  std::set<Hash256> seen{store::state_hash(vault).value()};
  const std::vector<Author::Made> entries = busy_week(world.team());
  for (const Author::Made& made : entries) {
    take(vault, made);
    CHECK(seen.insert(store::state_hash(vault).value()).second);
  }
  REQUIRE(store::set_held(vault, entries[0].entry.hash, "entry.answers").ok());
  CHECK(seen.insert(store::state_hash(vault).value()).second);
  REQUIRE(store::drop_opening(vault, entries[4].entry.hash).ok());
  CHECK(seen.insert(store::state_hash(vault).value()).second);
}

TEST_CASE("rebuilding gives the views that were there, also after they were spoilt") {
  FakeWorld world(sync::Role::Hq);
  store::Vault& vault = world.open();
  const std::vector<Author::Made> entries = busy_week(world.team());
  for (const Author::Made& made : entries) take(vault, made);
  REQUIRE(write_one(vault, story_entry(id_of(10), "sealed and invented", true)).ok());
  const std::string before = views_text(vault);
  const Hash256 state = store::state_hash(vault).value();
  REQUIRE(store::rebuild(vault, quiet).ok());
  CHECK(views_text(vault) == before);
  CHECK(store::state_hash(vault).value() == state);
  for (const char* spoil : {"DELETE FROM record", "UPDATE current_value SET value = x'f6'", "DELETE FROM search",
                            "DELETE FROM person_link", "DELETE FROM conflict", "DELETE FROM entity"}) {
    REQUIRE(vault.database().run(spoil).ok());
  }
  CHECK(views_text(vault) != before);
  REQUIRE(store::rebuild(vault, quiet).ok());
  CHECK(views_text(vault) == before);
}

TEST_CASE("a link that an unlink has not seen stands") {
  FakeWorld world(sync::Role::Hq);
  store::Vault& vault = world.open();
  Author hq(world.team(), 33, sync::Role::Hq);
  const sync::Values pair = {{"a", CborValue(to_hex(id_of(1)))}, {"b", CborValue(to_hex(id_of(2)))}};
  const Author::Made first = hq.make(sync::EntryType::Link, id_of(90), pair);
  const Author::Made second = hq.make(sync::EntryType::Link, id_of(90), pair);
  take(vault, first);
  take(vault, hq.make(sync::EntryType::Unlink, id_of(90), pair, {first.entry.hash}));
  CHECK(store::merged_person(vault, std::max(id_of(1), id_of(2))).value() == std::max(id_of(1), id_of(2)));
  take(vault, second);
  CHECK(store::merged_person(vault, std::max(id_of(1), id_of(2))).value() == std::min(id_of(1), id_of(2)));
}

TEST_CASE("erased values do not come back, whichever comes first") {
  for (const bool erase_first : {true, false}) {
    FakeWorld world(sync::Role::Hq);
    store::Vault& vault = world.open();
    Author red(world.team(), 31, sync::Role::Field);
    Author hq(world.team(), 33, sync::Role::Hq);
    const Author::Made told =
        red.make(sync::EntryType::Create, id_of(1), {{"name", CborValue("zebrawood")}, {"story", CborValue("stays")}});
    sync::Values values;
    store::add_erasure(values, {told.entry.hash, {*sync::leaf_hash_of(told.opening, "name")}});
    const Author::Made erase = hq.make(sync::EntryType::Erase, id_of(92), values);
    take(vault, erase_first ? erase : told);
    take(vault, erase_first ? told : erase);
    CHECK_FALSE(contains(all_rows(vault), "zebrawood"));
    CHECK(store::opening_state(vault, told.entry.hash).value() == store::OpeningState::Erased);
    const sync::Opening left = store::get_opening(vault, told.entry).value();
    CHECK(sync::opening_values(left) == sync::Values{{"story", CborValue("stays")}});
    // Sent again, it changes nothing.
    REQUIRE(store::put_opening(vault, told.entry.hash, told.opening).ok());
    REQUIRE(store::refresh_object(vault, id_of(1)).ok());
    CHECK_FALSE(contains(all_rows(vault), "zebrawood"));
    CHECK(store::find_record(vault, id_of(1)).value()->state == "erased");
  }
}

TEST_CASE("a field device's erase, and one that is held, erase nothing until HQ's is freed") {
  FakeWorld world(sync::Role::Field);
  store::Vault& vault = world.open();
  const auto told = write_one(vault, story_entry(id_of(1), "stays"));
  REQUIRE(told.ok());
  store::NewEntry wish;
  wish.type = sync::EntryType::Erase;
  wish.object = id_of(92);
  const sync::Opening opening = store::get_opening(vault, *told).value();
  store::add_erasure(wish.values, {told->hash, {*sync::leaf_hash_of(opening, "story")}});
  REQUIRE(write_one(vault, wish).ok());
  CHECK(store::opening_state(vault, told->hash).value() == store::OpeningState::Open);
  Author hq(world.team(), 33, sync::Role::Hq);
  const Author::Made order = hq.make(sync::EntryType::Erase, id_of(93), wish.values);
  store::Transaction transaction = store::Transaction::begin(vault.database()).value();
  REQUIRE(store::insert_entry(vault, order.entry, "entry.expired", sync::Role::Hq).ok());
  REQUIRE(store::put_opening(vault, order.entry.hash, order.opening).ok());
  CHECK(store::opening_state(vault, told->hash).value() == store::OpeningState::Open);
  REQUIRE(store::set_held(vault, order.entry.hash, "").ok());
  CHECK(store::opening_state(vault, told->hash).value() == store::OpeningState::Erased);
  REQUIRE(transaction.commit().ok());
}

store::NewEntry status_entry(const forms::Form& form, const sync::ObjectId& object, const std::string& when) {
  store::NewEntry entry;
  entry.object = object;
  entry.form = form.hash;
  entry.values = {{"person", CborValue(to_hex(id_of(50)))}, {"status", CborValue("shelter")},
                  {"when_", CborValue(when)}};
  for (const auto& [path, value] : entry.values) entry.classes[path] = sync::FieldClass::Plain;
  return entry;
}

TEST_CASE("what the journal told at an earlier length can still be asked") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const forms::Form form = built_in_form("status");
  REQUIRE(store::keep_form(vault, form, true).ok());
  const auto first = write_one(vault, status_entry(form, id_of(1), "2026-05-01"));
  REQUIRE(first.ok());
  const std::uint64_t then = store::journal_size(vault).value();
  store::NewEntry revision = status_entry(form, id_of(1), "2026-05-09");
  revision.type = sync::EntryType::Set;
  revision.parents = {first->hash};
  REQUIRE(write_one(vault, revision).ok());
  REQUIRE(write_one(vault, status_entry(form, id_of(2), "2026-05-01")).ok());
  const auto now = store::list_entities(vault, cases::EntityKind::StatusEvent).value();
  const auto earlier = store::list_entities_known(vault, cases::EntityKind::StatusEvent, then).value();
  REQUIRE(now.size() == 2);
  REQUIRE(earlier.size() == 1);
  CHECK(now[0].fact.fields.at("when") == "2026-05-09");
  CHECK(earlier[0].fact.fields.at("when") == "2026-05-01");
  CHECK(store::list_entities_known(vault, cases::EntityKind::StatusEvent, UINT64_MAX)->size() == 2);
  CHECK(store::list_entities_known(vault, cases::EntityKind::StatusEvent, 0)->empty());
}

TEST_CASE("an object is found by the beginning of its id, and by nothing shorter than four digits") {
  FakeWorld world;
  store::Vault& vault = world.open();
  const sync::ObjectId a = id_of(1);
  sync::ObjectId b = a;
  b[15] ^= 1;
  REQUIRE(write_one(vault, story_entry(a, "invented")).ok());
  CHECK(store::resolve_object(vault, to_hex(a).substr(0, 4)).value() == a);
  CHECK(store::resolve_object(vault, to_hex(a).substr(0, 3)).error().reason == store::kRecordUnknown);
  CHECK(store::resolve_object(vault, "zzzz").error().reason == store::kRecordUnknown);
  REQUIRE(write_one(vault, story_entry(b, "invented")).ok());
  CHECK(store::resolve_object(vault, to_hex(a).substr(0, 8)).error().reason == store::kRecordAmbiguous);
  CHECK(store::resolve_object(vault, to_hex(b)).value() == b);
}

TEST_CASE("a code number is given once, also where the process died before it was used") {
  FakeWorld world;
  std::set<std::uint32_t> given;
  world.open();
  for (int i = 0; i < 6; ++i) {
    store::Vault& vault = i < 3 ? world.vault() : world.cut_and_open();
    CHECK(given.insert(store::next_code_number(vault).value()).second);
  }
  CHECK(*given.rbegin() == 6);
}

TEST_CASE("of two writers of one value both stand, and agreeing is no conflict") {
  FakeWorld world(sync::Role::Hq);
  store::Vault& vault = world.open();
  const std::vector<Author::Made> entries = busy_week(world.team());
  for (const Author::Made& made : entries) take(vault, made);
  CHECK(store::find_record(vault, id_of(1)).value()->in_conflict);
  CHECK_FALSE(store::find_record(vault, id_of(4)).value()->in_conflict);
  const auto values = store::current_values(vault, id_of(4)).value();
  CHECK(std::count_if(values.begin(), values.end(), [](const auto& value) { return value.path == "place"; }) == 2);
}

}  // namespace
}  // namespace holdfast::test
