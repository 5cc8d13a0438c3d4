#include "tests/sync/journal_fixture.h"

namespace holdfast::test {
namespace {

using sync::Roster;
using sync::SignedDocument;

std::string_view next_fault(const SignedDocument& document, const Roster& known) {
  const auto result = sync::read_next_roster(document, known);
  return result.ok() ? "ok" : result.error().reason.code();
}

std::string_view fault_of(const Roster& roster) {
  const auto result = sync::decode_roster(sync::encode_roster(roster));
  return result.ok() ? "ok" : result.error().reason.code();
}

SignedDocument signed_by(const Roster& roster, std::vector<const crypto::SigningKey*> keys) {
  SignedDocument out = sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), *keys.front());
  for (const crypto::SigningKey* key : keys) sync::add_signature(out, sync::kRosterLabel, *key);
  return out;
}

TEST_CASE("a first roster needs enough signatures of its own root") {
  JournalTeam team;
  const Roster roster = team.roster();
  CHECK(*sync::read_first_roster(team.signed_roster(roster)) == roster);
  CHECK_FALSE(sync::read_first_roster(signed_by(roster, {&team.roots[0]})).ok());
  CHECK_FALSE(sync::read_first_roster(signed_by(roster, {&team.roots[0], &team.stranger})).ok());
  CHECK_FALSE(sync::read_first_roster(signed_by(roster, {&team.hq_sign, &team.stranger})).ok());
}

TEST_CASE("a later roster rises in version and is never taken back") {
  JournalTeam team;
  const Roster known = team.roster(5);
  CHECK(next_fault(team.signed_roster(team.roster(6)), known) == "ok");
  CHECK(next_fault(team.signed_roster(team.roster(1000)), known) == "ok");
  CHECK(next_fault(team.signed_roster(team.roster(5)), known) == "roster.old");
  CHECK(next_fault(team.signed_roster(team.roster(4)), known) == "roster.old");
}

TEST_CASE("changing the root needs the old root and the new root") {
  JournalTeam team;
  JournalTeam other(99);
  const Roster known = team.roster(1);
  Roster next = team.roster(2);
  next.root_keys.clear();
  for (const crypto::SigningKey& root : other.roots) next.root_keys.push_back(root.public_key());
  const auto& a = team.roots;
  const auto& b = other.roots;
  CHECK(next_fault(signed_by(next, {&a[0], &a[1], &b[0], &b[1]}), known) == "ok");
  CHECK(next_fault(signed_by(next, {&a[0], &a[1], &b[0]}), known) == "roster.signatures");
  CHECK(next_fault(signed_by(next, {&a[0], &b[0], &b[1]}), known) == "roster.signatures");
  CHECK(next_fault(signed_by(next, {&b[0], &b[1]}), known) == "roster.signatures");
  CHECK(next_fault(signed_by(next, {&a[0], &a[1]}), known) == "roster.signatures");
}

TEST_CASE("a lower threshold in the new roster does not lower the old one") {
  JournalTeam team;
  const Roster known = team.roster(1);
  Roster next = team.roster(2);
  next.threshold = 1;
  CHECK(next_fault(signed_by(next, {&team.roots[0]}), known) == "roster.signatures");
}

TEST_CASE("a roster of another team is refused, even signed by the same root") {
  JournalTeam team;
  const Roster known = team.roster(1);
  Roster next = team.roster(2);
  next.team[0] ^= 1;
  CHECK(next_fault(team.signed_roster(next), known) == "roster.signatures");
}

TEST_CASE("one false signature of a root key spoils the document") {
  JournalTeam team;
  SignedDocument document = team.signed_roster(team.roster());
  sync::add_signature(document, sync::kRosterLabel, team.roots[2]);
  REQUIRE(sync::read_first_roster(document).ok());
  document.signatures[2].signature[0] ^= 1;
  CHECK_FALSE(sync::read_first_roster(document).ok());
}

TEST_CASE("a roster that breaks a rule is refused") {
  JournalTeam team;
  Roster roster = team.roster();
  REQUIRE(fault_of(roster) == "ok");
  SECTION("version zero") { roster.version = 0; }
  SECTION("threshold zero") { roster.threshold = 0; }
  SECTION("a threshold nobody can reach") { roster.threshold = 4; }
  SECTION("no root key") { roster.root_keys.clear(); }
  SECTION("root keys out of order") { std::swap(roster.root_keys[0], roster.root_keys[1]); }
  SECTION("a root key twice") { roster.root_keys[1] = roster.root_keys[0]; }
  SECTION("no signing key of headquarters") { roster.hq_sign_keys.clear(); }
  SECTION("no epoch") { roster.epochs.clear(); }
  SECTION("an epoch twice") { roster.epochs.push_back(roster.epochs[0]); }
  SECTION("never locks") { roster.policy.lock_minutes = 0; }
  SECTION("locks too late") { roster.policy.lock_minutes = 16; }
  SECTION("a name that is too long") { roster.team_name = std::string(sync::kTeamNameMax + 1, 'x'); }
  CHECK(fault_of(roster) == "roster.malformed");
}

TEST_CASE("a roster stands every attack on its bytes") {
  JournalTeam team;
  const Roster roster = team.roster();
  attack_encoding(
      sync::encode_roster(roster), [](ByteView bytes) { return sync::decode_roster(bytes).ok(); },
      [](ByteView bytes) { return sync::encode_roster(*sync::decode_roster(bytes)); });
  const Roster known = [&roster] {
    Roster out = roster;
    out.version = 0;
    return out;
  }();
  attack_signed(sync::encode_document(team.signed_roster(roster)), [&known](ByteView bytes) {
    const auto document = sync::decode_document(bytes);
    return document.ok() && sync::read_next_roster(*document, known).ok();
  });
}

TEST_CASE("a first roster stands every attack, or has other root words") {
  JournalTeam team;
  const Roster roster = team.roster();
  const Bytes good = sync::encode_document(team.signed_roster(roster));
  attack_signed(good, [&roster](ByteView bytes) {
    const auto document = sync::decode_document(bytes);
    if (!document.ok()) return false;
    const auto read = sync::read_first_roster(*document);
    return read.ok() && sync::fingerprint_keys(*read) == sync::fingerprint_keys(roster);
  });
}

TEST_CASE("what the words are made of is all root keys in order") {
  JournalTeam team;
  const Bytes keys = sync::fingerprint_keys(team.roster());
  REQUIRE(keys.size() == 96);
  CHECK(equal(ByteView(keys).subspan(32, 32), team.roots[1].public_key().key));
}

}  // namespace
}  // namespace holdfast::test
