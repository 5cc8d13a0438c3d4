#include <catch2/catch_test_macros.hpp>

#include "app/store/outbox.h"
#include "sync/reasons.h"
#include "tests/app/exchange_world.h"
#include "tests/app/store2_world.h"

namespace holdfast::test {

namespace {

using exchange::ImportState;

std::size_t count_state(const std::vector<exchange::ImportOutcome>& outcomes, ImportState state) {
  std::size_t out = 0;
  for (const auto& outcome : outcomes) out += outcome.state == state ? 1 : 0;
  return out;
}

Bytes content_at(ExchangeWorld& world, const std::string& name, const sync::BlobRef& ref) {
  const auto source = store::open_blob(world.vault(name), ref);
  REQUIRE(source.ok());
  return read_all(**source).value();
}

}  // namespace

TEST_CASE("a change of the policy for small bundles makes no bundle on its way a false one") {
  ExchangeWorld world;
  for (const bool small : {true, false}) {
    write_record(world, kR7);
    const auto sent = send(world, kR7);  // under the policy that R7 knows
    REQUIRE(sent.size() == 1);
    CHECK((sent[0].size_bytes < 200'000) == !small);
    set_small_bundles(world, small);
    const auto outcomes = receive(world);
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].state == exchange::ImportState::Applied);
    clear_road(world);
    // The answer tells R7 of the policy, and is itself written under it.
    REQUIRE(!answer(world).empty());
    CHECK(receive(world, kR7)[0].state == exchange::ImportState::Receipt);
    CHECK(world.r7().roster()->policy.small_bundles == small);
    clear_road(world);
  }
}

TEST_CASE("records go to headquarters and come back as confirmed") {
  ExchangeWorld world;
  write_records(world, kR7, 5);
  const auto written = send(world, kR7);
  REQUIRE(written.size() == 1);
  CHECK(written[0].from == 1);
  CHECK(written[0].to == 5);
  CHECK(written[0].records == 5);
  CHECK(written[0].size_bytes == road_files(world).begin()->second.size());
  CHECK(send(world, kR7).empty());

  auto outcomes = receive(world);
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].state == ImportState::Applied);
  CHECK(outcomes[0].device == kR7);
  CHECK(outcomes[0].new_entries == 5);
  CHECK(outcomes[0].held.empty());
  CHECK(outcomes[0].gaps.empty());
  CHECK(entries_of_device(world, kHq, kR7) == 5);

  CHECK(confirmed(world, kR7).confirmed == 0);
  const auto receipts = answer(world);
  REQUIRE(receipts.size() == 1);
  CHECK(receipts[0].device == kR7);
  CHECK(answer(world).empty());  // nothing new to say

  const auto taken = receive(world, kR7);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].state == ImportState::Receipt);
  const auto now = confirmed(world, kR7);
  CHECK(now.written == 5);
  CHECK(now.confirmed == 5);
  CHECK(now.safe == 0);
  CHECK(now.hq_time_ms == world.clock.now_ms);

  // A second look at the same stick changes nothing, on either side.
  CHECK(count_state(receive(world), ImportState::Repeated) == 1);
  CHECK(count_state(receive(world, kR7), ImportState::Repeated) == 1);
  // Nobody else finds a file for it.
  CHECK(receive(world, kR8).empty());
}

TEST_CASE("safe is said only of what a backup holds, and never beyond what is held") {
  ExchangeWorld world;
  write_records(world, kR7, 3);
  send(world, kR7);
  receive(world);
  REQUIRE(exchange::note_safe(world.hq(), world.r7().device(), 2).ok());
  answer(world);
  receive(world, kR7);
  CHECK(confirmed(world, kR7).safe == 2);
  REQUIRE(exchange::note_safe(world.hq(), world.r7().device(), 99).ok());
  REQUIRE(exchange::note_safe(world.hq(), world.r7().device(), 1).ok());  // never goes back
  answer(world);
  receive(world, kR7);
  CHECK(confirmed(world, kR7).safe == 3);
}

TEST_CASE("media travels after its facts and arrives byte for byte") {
  ExchangeWorld world;
  const Bytes content = sample_bytes(300'000, 3);
  const auto entry = write_record(world, kR7, {"with a paper", content, false});
  const auto written = send(world, kR7);
  REQUIRE(written.size() == 2);
  CHECK(written[0].kind == sync::BundleKind::Changes);
  CHECK(written[1].kind == sync::BundleKind::Media);
  CHECK(written[1].files == 1);
  const auto outcomes = receive(world);
  CHECK(count_state(outcomes, ImportState::Applied) == 2);
  CHECK(content_at(world, kHq, entry.entry.blobs[0]) == content);
  CHECK(exchange::build_receipt(world.hq(), world.r7().device())->media_wanted_for.empty());
}

TEST_CASE("facts alone can go first, and headquarters says which media it waits for") {
  ExchangeWorld world;
  const auto entry = write_record(world, kR7, {"with a paper", sample_bytes(1000, 4), false});
  exchange::BundleRequest facts;
  facts.facts_only = true;
  CHECK(send(world, kR7, facts).size() == 1);
  receive(world);
  const auto receipt = exchange::build_receipt(world.hq(), world.r7().device());
  REQUIRE(receipt.ok());
  CHECK(receipt->media_wanted_for == std::vector<std::uint64_t>{1});
  CHECK(send(world, kR7).size() == 1);
  receive(world);
  CHECK(content_at(world, kHq, entry.entry.blobs[0]) == sample_bytes(1000, 4));
}

TEST_CASE("a size limit makes smaller segments and splits media into parts") {
  ExchangeWorld world;
  for (int i = 0; i < 6; ++i) write_record(world, kR7, {std::string(60'000, static_cast<char>('a' + i)), {}, false});
  const Bytes content = sample_bytes(900'000, 5);
  const auto entry = write_record(world, kR7, {"a long recording", content, false});
  exchange::BundleRequest request;
  request.size_bytes_max = 400'000;
  const auto written = send(world, kR7, request);
  std::size_t segments = 0;
  std::size_t media = 0;
  for (const auto& bundle : written) {
    CHECK(bundle.size_bytes <= request.size_bytes_max);
    if (bundle.kind == sync::BundleKind::Changes) ++segments;
    else ++media;
  }
  CHECK(segments >= 2);
  CHECK(media >= 3);
  receive(world);
  CHECK(entries_of_device(world, kHq, kR7) == 7);
  CHECK(content_at(world, kHq, entry.entry.blobs[0]) == content);
}

TEST_CASE("sealed media in parts comes whole, part by part") {
  ExchangeWorld world;
  const Bytes content = sample_bytes(900'000, 9);
  const auto entry = write_record(world, kR7, {"only for headquarters", content, true});
  exchange::BundleRequest request;
  request.size_bytes_max = 400'000;
  CHECK(send(world, kR7, request).size() >= 4);
  receive(world);
  CHECK(content_at(world, kHq, entry.entry.blobs[0]) == content);
}

TEST_CASE("headquarters' header is no more than a minute behind while files come in") {
  ExchangeWorld world;
  write_record(world, kR7);
  send(world, kR7);
  const Bytes bundle = road_files(world).begin()->second;
  receive(world);
  const auto before = world.hq().state().head_seq;
  answer(world);  // writes an entry of headquarters, whose place in the header is not due yet
  write_record(world, kHq);
  const auto head = store::own_head(world.hq());
  REQUIRE(head->seq > before);
  world.clock.steady_now_ms += 61'000;
  CHECK(import_bytes(world, bundle).state == ImportState::Repeated);
  world.power_cut();
  CHECK(world.hq().state().head_seq == head->seq);
}

TEST_CASE("a sealed record opens at headquarters alone, its media too") {
  ExchangeWorld world;
  const Bytes content = sample_bytes(200'000, 6);
  const auto entry = write_record(world, kR7, {"only for headquarters", content, true});
  CHECK(store::opening_state(world.r7(), entry.hash).value() == store::OpeningState::Sealed);
  CHECK(!store::open_blob(world.r7(), entry.entry.blobs[0]).ok());
  const auto written = send(world, kR7);
  REQUIRE(written.size() == 2);
  const auto outcomes = receive(world);
  REQUIRE(count_state(outcomes, ImportState::Applied) == 2);
  CHECK(outcomes[0].held.empty());
  CHECK(outcomes[1].damaged_blobs.empty());
  const auto opening = store::get_opening(world.hq(), entry);
  REQUIRE(opening.ok());
  CHECK(sync::opening_values(*opening).at("story") == CborValue("only for headquarters"));
  CHECK(content_at(world, kHq, entry.entry.blobs[0]) == content);
}

TEST_CASE("media of a record that was sealed after its facts had gone still opens at headquarters") {
  ExchangeWorld world;
  const Bytes content = sample_bytes(30'000, 7);
  const auto entry = write_record(world, kR7, {"sealed too late for its words", content, false});
  exchange::BundleRequest facts;
  facts.facts_only = true;
  send(world, kR7, facts);
  receive(world);
  store::Transaction transaction = std::move(store::Transaction::begin(world.r7().database()).value());
  REQUIRE(store::seal_entry(world.r7(), entry).ok());
  REQUIRE(store::commit_entries(world.r7(), std::move(transaction)).ok());
  CHECK(!store::open_blob(world.r7(), entry.entry.blobs[0]).ok());
  CHECK(send(world, kR7).size() == 2);
  receive(world);
  CHECK(content_at(world, kHq, entry.entry.blobs[0]) == content);
  CHECK(store::list_unclaimed(world.hq())->empty());
}

TEST_CASE("what a receipt misses is sent again under a new number") {
  ExchangeWorld world;
  write_records(world, kR7, 2);
  send(world, kR7);
  const auto lost = road_files(world);
  clear_road(world);
  write_records(world, kR7, 2);
  send(world, kR7);
  const auto outcomes = receive(world);
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].from == 3);
  CHECK(outcomes[0].gaps == std::vector<sync::WantedRange>{{1, 2}});
  answer(world);
  const auto taken = receive(world, kR7);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].gaps == std::vector<sync::WantedRange>{{1, 2}});
  const auto again = send(world, kR7);
  REQUIRE(again.size() == 1);
  CHECK(again[0].again);
  CHECK(again[0].from == 1);
  CHECK(again[0].to == 2);
  CHECK(again[0].number == 3);
  receive(world);
  CHECK(entries_of_device(world, kHq, kR7) == 4);
  // The lost stick turns up: nothing new, nothing refused.
  for (const auto& [name, bytes] : lost) CHECK(import_bytes(world, bytes).state == ImportState::Applied);
  CHECK(entries_of_device(world, kHq, kR7) == 4);
  answer(world);
  receive(world, kR7);
  CHECK(confirmed(world, kR7).confirmed == 4);
  CHECK(send(world, kR7).empty());
}

TEST_CASE("a planned bundle is made again from the same manifest, with other bytes") {
  ExchangeWorld world;
  write_records(world, kR7, 2);
  world.files.fail_at = 0;
  // The stick is pulled in the middle of writing: the plan is durable, the file is not.
  sync::Folder missing(world.files, "/no-such-stick");
  NoProgress progress;
  REQUIRE(!exchange::write_bundles(world.r7(), missing, {}, progress).ok());
  const auto planned = store::list_out_bundles(world.r7());
  REQUIRE(planned.ok());
  REQUIRE(planned->size() == 1);
  CHECK((*planned)[0].state == store::OutState::Planned);
  write_records(world, kR7, 1);
  const auto written = send(world, kR7);
  REQUIRE(written.size() == 2);
  CHECK(written[0].again);
  CHECK(written[0].number == 1);
  CHECK(written[0].to == 2);
  CHECK(written[1].from == 3);
  const auto bundles = store::list_out_bundles(world.r7());
  CHECK((*bundles)[0].manifest_bytes == (*planned)[0].manifest_bytes);
  CHECK(count_state(receive(world), ImportState::Applied) == 2);
  CHECK(entries_of_device(world, kHq, kR7) == 3);
}

TEST_CASE("once a bundle lies on a stick, a database put back to before it is noticed") {
  ExchangeWorld world;
  write_records(world, kR7, 1);
  const WorldFiles before = world.lock_and_copy();
  for (const char* name : {kHq, kR7, kR8, kStranger}) world.open(name);
  write_records(world, kR7, 2);
  send(world, kR7);
  // The power goes before the vault is locked: only what was written before the bundle got its name is in the header.
  world.power_cut();
  REQUIRE(world.r7().doubt() == store::Doubt::None);
  world.close(kR7);
  for (const std::string& path : world.files.paths()) {
    if (path.find("/R7/records") == 0 && !before.contains(path)) REQUIRE(world.files.remove(path).ok());
  }
  for (const auto& [path, bytes] : before) {
    if (path.find("/R7/records") == 0) world.files.put(path, bytes);
  }
  world.open(kR7);
  CHECK(world.r7().doubt() == store::Doubt::JournalBehindHeader);
}

TEST_CASE("a bundle whose contents changed since it was planned becomes void, and the next one says so") {
  ExchangeWorld world;
  const auto entry = write_record(world, kR7);
  sync::Folder missing(world.files, "/no-such-stick");
  NoProgress progress;
  REQUIRE(!exchange::write_bundles(world.r7(), missing, {}, progress).ok());
  const auto leaf = sync::leaf_hash_of(*store::get_opening(world.r7(), entry), "story");
  REQUIRE(leaf);
  REQUIRE(store::erase_values(world.r7(), entry.hash, {&*leaf, 1}).ok());
  const auto written = send(world, kR7);
  REQUIRE(written.size() == 1);
  CHECK(written[0].number == 2);
  CHECK(written[0].from == 1);
  const auto bundles = store::list_out_bundles(world.r7());
  REQUIRE(bundles->size() == 2);
  CHECK((*bundles)[0].state == store::OutState::Void);
  CHECK(sync::decode_manifest((*bundles)[1].manifest_bytes)->voided == std::vector<std::uint64_t>{1});
  CHECK(count_state(receive(world), ImportState::Applied) == 1);
}

TEST_CASE("a vault without a team sends and takes nothing") {
  ExchangeWorld world;
  sync::Folder road = world.road();
  NoProgress progress;
  CHECK(exchange::write_bundles(world.vault(kStranger), road, {}, progress).error().reason == store::kNotEnrolled);
  CHECK(exchange::import_road(world.vault(kStranger), road, progress).error().reason == store::kNotEnrolled);
  CHECK(exchange::write_receipts(world.r7(), road, progress).error().reason == exchange::kNotHq);
}

}  // namespace holdfast::test
