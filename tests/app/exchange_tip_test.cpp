// What goes ahead of everything else: withdrawals, and a few words that cannot wait for a bundle.
#include <catch2/catch_test_macros.hpp>
#include <cstring>

#include "app/exchange/tips.h"
#include "app/store/tips_store.h"
#include "app/store/views.h"
#include "tests/app/exchange_world.h"

namespace holdfast::test {

namespace {

using exchange::ImportState;

constexpr Id16 kPerson = {0x51, 0x17};

void withdraw(ExchangeWorld& world, const Id16& person = kPerson) {
  store::NewEntry entry;
  entry.type = sync::EntryType::Withdraw;
  entry.object = world.random.id();
  entry.form = world_form().hash;
  entry.values = {{"person", CborValue(to_hex(person))}};
  auto transaction = store::Transaction::begin(world.r7().database());
  REQUIRE(transaction.ok());
  REQUIRE(store::append_entry(world.r7(), entry).ok());
  REQUIRE(store::commit_entries(world.r7(), std::move(*transaction)).ok());
}

bool withdrawn_ahead(ExchangeWorld& world) {
  const auto ahead = store::withdrawn_ahead(world.hq(), {kPerson});
  REQUIRE(ahead.ok());
  return *ahead;
}

// Takes every file but tips off the stick and returns them.
std::map<std::string, Bytes> take_bundles_away(ExchangeWorld& world) {
  std::map<std::string, Bytes> out;
  for (const auto& [name, bytes] : road_files(world)) {
    if (bytes.size() == sync::kTipFileSize) continue;
    out[name] = bytes;
    REQUIRE(world.files.remove(std::string(kRoad) + "/" + name).ok());
  }
  return out;
}

}  // namespace

TEST_CASE("a withdrawal goes ahead of its bundle, and headquarters acts on it before the bundle comes") {
  ExchangeWorld world;
  write_records(world, kR7, 2);
  withdraw(world);
  const auto sent = send(world, kR7);
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].tip);
  CHECK(sent[0].size_bytes == sync::kTipFileSize);
  CHECK(!sent[1].tip);
  const auto bundles = take_bundles_away(world);
  REQUIRE(bundles.size() == 1);
  const auto ahead = receive(world);
  REQUIRE(ahead.size() == 1);
  CHECK(ahead[0].state == ImportState::Tip);
  CHECK(withdrawn_ahead(world));
  // With its entry it is in the journal, and the journal alone says from then on what stands.
  CHECK(import_bytes(world, bundles.begin()->second).state == ImportState::Applied);
  CHECK(!withdrawn_ahead(world));
  const auto tips = store::list_tips(world.hq());
  REQUIRE(tips->size() == 1);
  CHECK(tips->front().tip.kind == sync::TipKind::Withdraw);
  CHECK(tips->front().tip.ref == kPerson);
  CHECK(tips->front().in_journal);
  // Told once.
  CHECK(send(world, kR7).empty());
}

TEST_CASE("of everything on a stick the withdrawals are read first") {
  ExchangeWorld world;
  write_record(world, kR7, {"invented", Bytes(200'000, 1), false});
  withdraw(world);
  withdraw(world, Id16{0x77});
  send(world, kR7);
  const auto outcomes = receive(world);
  REQUIRE(outcomes.size() == 4);
  CHECK(outcomes[0].state == ImportState::Tip);
  CHECK(outcomes[1].state == ImportState::Tip);
  CHECK(outcomes[2].state == ImportState::Applied);
  CHECK(!withdrawn_ahead(world));
}

TEST_CASE("a withdrawal that comes before its tip is not shown as ahead") {
  ExchangeWorld world;
  withdraw(world);
  send(world, kR7);
  const auto bundles = take_bundles_away(world);
  CHECK(import_bytes(world, bundles.begin()->second).state == ImportState::Applied);
  CHECK(receive(world)[0].state == ImportState::Tip);
  CHECK(!withdrawn_ahead(world));
}

TEST_CASE("an entry that repeats a tip's hash revises no record") {
  ExchangeWorld world;
  withdraw(world);
  send(world, kR7);
  receive(world);
  const auto records = store::list_records(world.hq(), {});
  REQUIRE(records->size() == 1);
  CHECK(records->front().revisions == 0);
}

TEST_CASE("a laptop that dies at any point of sending a withdrawal tells of it once") {
  std::uint64_t points = 0;
  for (std::uint64_t n = 1;; ++n) {
    ExchangeWorld world;
    withdraw(world);
    world.files.fail_at = world.files.calls + n;
    world.files.fail_ever_after = true;
    sync::Folder road = world.road();
    NoProgress progress;
    (void)exchange::write_bundles(world.r7(), road, {}, progress);
    const bool reached = world.files.calls >= world.files.fail_at;
    world.power_cut();
    INFO("killed at call " << n);
    send(world, kR7);
    for (const auto& outcome : receive(world)) {
      REQUIRE((outcome.state == ImportState::Tip || outcome.state == ImportState::Applied));
    }
    const auto tips = store::list_tips(world.hq());
    REQUIRE(tips->size() == 1);
    REQUIRE(tips->front().in_journal);
    if (!reached) break;
    ++points;
  }
  CHECK(points > 20);
}

TEST_CASE("one device's messages cannot fill headquarters, and no flood of them keeps a withdrawal out") {
  ExchangeWorld world;
  const auto put = [&](sync::TipKind kind, std::size_t number, const sync::DeviceId& sender) {
    sync::Tip tip{kind, sender, kPerson, {number}, ""};
    Hash256 sha256{};
    std::memcpy(sha256.data(), &number, sizeof number);
    REQUIRE(store::keep_tip(world.hq(), tip, sha256).ok());
  };
  NoProgress progress;
  sync::Folder road = world.road();
  exchange::TipRequest words;
  words.text = "invented words";
  REQUIRE(exchange::make_tip(world.r7(), words).ok());
  for (std::size_t i = 1; i < store::kTipsAheadMax; ++i) put(sync::TipKind::Text, i, world.r7().device());
  put(sync::TipKind::Text, 5000, world.hq().device());  // another's do not count
  REQUIRE(exchange::write_tips(world.r7(), road, progress)->size() == 1);
  REQUIRE(receive(world)[0].state == ImportState::Tip);
  REQUIRE(receive(world)[0].state == ImportState::Repeated);  // what is here already is no news, however many there are
  REQUIRE(exchange::make_tip(world.r7(), words).ok());
  REQUIRE(exchange::write_tips(world.r7(), road, progress)->size() == 1);
  std::size_t refused = 0;
  for (const exchange::ImportOutcome& outcome : receive(world)) {
    if (outcome.state != ImportState::Refused) continue;
    ++refused;
    CHECK(outcome.code == exchange::kTipTooMany.code());
  }
  CHECK(refused == 1);
  // It waits, and a person may take it in all the same.
  const auto released = exchange::retry_quarantined(world.hq(), 1, exchange::Release{}, progress);
  REQUIRE(released.ok());
  CHECK(released->file.state == ImportState::Tip);
  withdraw(world);
  send(world, kR7);
  receive(world);
  CHECK(store::list_tips(world.hq())->size() == store::kTipsAheadMax + 3);
}

TEST_CASE("a few words go as a file of 1,000 bytes, are shown at once and come again as a record") {
  ExchangeWorld world;
  exchange::TipRequest request;
  request.kind = sync::TipKind::Danger;
  request.about = kPerson;
  request.text = "invented: two guards at the gate";
  REQUIRE(exchange::make_tip(world.r7(), request).ok());
  sync::Folder road = world.road();
  NoProgress progress;
  CHECK(exchange::write_tips(world.r7(), road, progress)->size() == 1);
  CHECK(exchange::write_tips(world.r7(), road, progress)->empty());
  CHECK(receive(world)[0].state == ImportState::Tip);
  auto tips = store::list_tips(world.hq());
  REQUIRE(tips->size() == 1);
  CHECK(tips->front().tip.text == request.text);
  CHECK(tips->front().tip.ref == kPerson);
  CHECK(!tips->front().in_journal);
  send(world, kR7);
  receive(world);
  tips = store::list_tips(world.hq());
  CHECK(tips->front().in_journal);
  const auto hits = store::list_records(world.hq(), {});
  REQUIRE(hits->size() == 1);
  const auto values = store::current_values(world.hq(), hits->front().id);
  CHECK(std::any_of(values->begin(), values->end(), [&request](const store::CurrentValue& value) {
    return value.path == "tip/text" && *value.value.text() == request.text;
  }));
}

TEST_CASE("a tip without words, or with too many, is refused and leaves nothing") {
  ExchangeWorld world;
  for (const std::string& text : {std::string(), std::string(693, 'x'), std::string("\xff")}) {
    const auto made = exchange::make_tip(world.r7(), {sync::TipKind::Text, std::nullopt, text});
    REQUIRE(!made.ok());
    CHECK(made.error().reason == exchange::kTipText);
  }
  CHECK(exchange::make_tip(world.r7(), {sync::TipKind::Text, std::nullopt, std::string(692, 'x')}).ok());
  CHECK(store::unwritten_tips(world.r7())->size() == 1);
}

}  // namespace holdfast::test
