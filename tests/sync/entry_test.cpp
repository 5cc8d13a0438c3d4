#include "tests/sync/journal_fixture.h"

namespace holdfast::test {
namespace {

using sync::Entry;
using sync::SignedEntry;

bool reads(ByteView bytes) { return sync::decode_entry(bytes).ok(); }
Bytes rewrite(ByteView bytes) { return sync::encode_entry(*sync::decode_entry(bytes)); }

std::string_view fault_of(const Entry& entry) {
  const auto result = sync::decode_entry(sync::encode_entry(entry));
  return result.ok() ? "ok" : result.error().reason.code();
}

TEST_CASE("an entry comes back as it was signed, with and without its optional fields") {
  JournalTeam team;
  Entry entry = team.entry();
  for (int round = 0; round < 2; ++round) {
    const SignedEntry made = sync::sign_entry(entry, team.device);
    const auto back = sync::read_entry(made.encoded, made.signature);
    REQUIRE(back.ok());
    CHECK(back->entry == entry);
    CHECK(back->hash == made.hash);
    CHECK(sync::check_entry_signature(*back, team.device.public_key()).ok());
    entry.form.reset();
    entry.checkpoint.reset();
    entry.parents.clear();
    entry.blobs.clear();
    entry.seq = 1;
    entry.prev = {};
    entry.wall_ms = -1;
  }
}

TEST_CASE("an entry stands truncation, extra bytes and flipped bits without a second spelling") {
  JournalTeam team;
  attack_encoding(sync::encode_entry(team.entry()), reads, rewrite);
}

TEST_CASE("no bit of a signed entry can change unnoticed") {
  JournalTeam team;
  const SignedEntry made = sync::sign_entry(team.entry(), team.device);
  Bytes good = made.encoded;
  append(good, made.signature);
  attack_signed(good, [&team](ByteView bytes) {
    if (bytes.size() < 64) return false;
    const auto signature = to_array<64>(bytes.last(64));
    const auto entry = sync::read_entry(bytes.first(bytes.size() - 64), signature);
    return entry.ok() && sync::check_entry_signature(*entry, team.device.public_key()).ok();
  });
}

TEST_CASE("another device's key does not answer for an entry") {
  JournalTeam team;
  const SignedEntry made = sync::sign_entry(team.entry(), team.device);
  const auto result = sync::check_entry_signature(made, team.stranger.public_key());
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().reason == sync::kEntrySignature);
}

TEST_CASE("an entry that breaks a rule is refused") {
  JournalTeam team;
  CHECK(fault_of(team.entry()) == "ok");
  Entry bad = team.entry();
  SECTION("number zero") { bad.seq = 0; }
  SECTION("a first entry with a predecessor") { bad.seq = 1; }
  SECTION("a later entry without one") { bad.prev = {}; }
  SECTION("type zero") { bad.type = static_cast<sync::EntryType>(0); }
  SECTION("a type that does not exist") { bad.type = static_cast<sync::EntryType>(18); }
  SECTION("parents out of order") { std::swap(bad.parents[0], bad.parents[1]); }
  SECTION("a parent twice") { bad.parents[1] = bad.parents[0]; }
  SECTION("blobs out of order") { std::swap(bad.blobs[0], bad.blobs[1]); }
  SECTION("more parents than may be") {
    bad.parents.assign(sync::kParentsMax + 1, {});
    for (std::size_t i = 0; i < bad.parents.size(); ++i) {
      bad.parents[i] = marked(static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i));
    }
  }
  CHECK(fault_of(bad) == "entry.malformed");
}

TEST_CASE("an entry with all parents and blobs that may be still fits") {
  JournalTeam team;
  Entry entry = team.entry();
  entry.parents.clear();
  entry.blobs.clear();
  for (std::size_t i = 0; i < sync::kParentsMax; ++i) {
    const Hash256 parent = marked(static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i));
    entry.parents.push_back(parent);
    entry.blobs.push_back(to_array<16>(ByteView(parent).first(16)));
  }
  const SignedEntry made = sync::sign_entry(entry, team.device);
  CHECK(made.encoded.size() <= sync::kEntrySizeMax);
  CHECK(made.entry == entry);
}

TEST_CASE("a count that the bytes cannot hold is refused, whatever it claims") {
  // The parents of an entry as an array of 2^63 elements.
  JournalTeam team;
  const Bytes good = sync::encode_entry(team.entry());
  const Bytes mark = {0x09, 0x82};
  const auto place = std::search(good.begin(), good.end(), mark.begin(), mark.end());
  REQUIRE(place != good.end());
  Bytes bad(good.begin(), place + 1);
  append(bad, Bytes{0x9B, 0x80, 0, 0, 0, 0, 0, 0, 0});
  bad.insert(bad.end(), place + 2, good.end());
  CHECK_FALSE(reads(bad));
}

TEST_CASE("an entry of a later version says so and an older one is refused") {
  JournalTeam team;
  Bytes bytes = sync::encode_entry(team.entry());
  REQUIRE(bytes[1] == 0);
  REQUIRE(bytes[2] == 1);
  bytes[2] = 2;
  CHECK(sync::decode_entry(bytes).error().reason == sync::kDocumentNewer);
  bytes[2] = 0;
  CHECK(sync::decode_entry(bytes).error().reason == sync::kEntryMalformed);
}

TEST_CASE("signing puts parents and blobs in order") {
  JournalTeam team;
  Entry entry = team.entry();
  std::swap(entry.parents[0], entry.parents[1]);
  entry.parents.push_back(entry.parents[0]);
  CHECK(sync::sign_entry(entry, team.device).entry.parents == team.entry().parents);
}

TEST_CASE("an entry follows only the one whose hash it names") {
  JournalTeam team;
  Entry first = team.entry();
  first.seq = 1;
  first.prev = {};
  const SignedEntry one = sync::sign_entry(first, team.device);
  Entry second = team.entry();
  second.seq = 2;
  second.prev = one.hash;
  REQUIRE(sync::follows(one, sync::sign_entry(second, team.device)));
  SECTION("a hole") { second.seq = 3; }
  SECTION("another hash") { second.prev[0] ^= 1; }
  SECTION("another device") { second.device[0] ^= 1; }
  SECTION("another team") { second.team[0] ^= 1; }
  CHECK_FALSE(sync::follows(one, sync::sign_entry(second, team.device)));
}

TEST_CASE("a device id follows from the signing key") {
  JournalTeam team;
  CHECK(sync::device_id(team.device.public_key()) != sync::device_id(team.stranger.public_key()));
}

}  // namespace
}  // namespace holdfast::test
