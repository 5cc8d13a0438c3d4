#include "tests/sync/journal_fixture.h"

namespace holdfast::test {

namespace {

std::vector<crypto::SigningKey> three_roots(FakeRandom& random) {
  std::vector<crypto::SigningKey> out;
  for (int i = 0; i < 3; ++i) out.push_back(crypto::SigningKey::generate(random));
  std::sort(out.begin(), out.end(), [](const crypto::SigningKey& a, const crypto::SigningKey& b) {
    return a.public_key() < b.public_key();
  });
  return out;
}

}  // namespace

JournalTeam::JournalTeam(std::uint64_t seed)
    : random((crypto::start_crypto(), seed)),
      team(random.id()),
      device(crypto::SigningKey::generate(random)),
      stranger(crypto::SigningKey::generate(random)),
      hq_sign(crypto::SigningKey::generate(random)),
      roots(three_roots(random)),
      hq(crypto::Identity::generate(random)),
      device_box(crypto::Identity::generate(random)) {}

sync::Roster JournalTeam::roster(std::uint64_t version) {
  sync::Roster out;
  out.team = team;
  out.team_name = "Practice team Étoile";
  out.version = version;
  out.threshold = 2;
  for (const crypto::SigningKey& root : roots) out.root_keys.push_back(root.public_key());
  out.hq_sign_keys.push_back(hq_sign.public_key());
  sync::Epoch epoch;
  epoch.number = 4;
  epoch.bundle = hq.recipient();
  for (crypto::Recipient& recipient : epoch.classes) recipient.key = random.array<32>();
  epoch.classes.back() = epoch.bundle;
  out.epochs.push_back(epoch);
  out.recovery.key = random.array<32>();
  out.policy.practice = true;
  out.device_list = marked(0xD1);
  out.issued_ms = 1'790'000'000'000;
  return out;
}

sync::SignedDocument JournalTeam::signed_roster(const sync::Roster& roster) const {
  sync::SignedDocument out = sync::sign_document(sync::kRosterLabel, sync::encode_roster(roster), roots[0]);
  sync::add_signature(out, sync::kRosterLabel, roots[1]);
  return out;
}

sync::Certificate JournalTeam::certificate() const {
  sync::Certificate out;
  out.team = team;
  out.device = device_id();
  out.name = "R7";
  out.signing_key = device.public_key();
  out.encryption_key = device_box.recipient();
  out.issued_ms = 1'790'000'000'000;
  out.expires_ms = out.issued_ms + std::int64_t{90} * 86'400'000;
  return out;
}

sync::Entry JournalTeam::entry() const {
  sync::Entry out;
  out.team = team;
  out.device = device_id();
  out.seq = 3;
  out.prev = marked(0x33);
  out.hlc = sync::next_hlc({}, 1'790'000'000'000);
  out.wall_ms = 1'790'000'000'000;
  out.type = sync::EntryType::Set;
  out.object[0] = 0x0B;
  out.parents = {marked(1), marked(2)};
  out.form = marked(0xF0);
  out.root = marked(0xA0);
  out.blobs = {sync::BlobRef{1}, sync::BlobRef{2}};
  out.checkpoint = sync::Checkpoint{17, marked(0xC0)};
  return out;
}

sync::Receipt JournalTeam::receipt() const {
  sync::Receipt out;
  out.team = team;
  out.device = device_id();
  out.number = 5;
  out.hq_time_ms = 1'790'000'100'000;
  out.held = {{1, 40, marked(0x40)}, {58, 60, marked(0x60)}};
  out.wanted = {{41, 57}};
  out.held_entries = {{7, "entry.form_unknown"}, {59, "entry.expired"}};
  out.refused = {{marked(0xBB), 9, "bundle.padding"}};
  out.media_wanted_for = {3, 12};
  out.safe_to = 38;
  out.roster_version = 2;
  out.checkpoint = {99, marked(0xCC)};
  return out;
}

Hash256 marked(std::uint8_t first, std::uint8_t second) {
  Hash256 out{};
  out[0] = first;
  out[1] = second;
  return out;
}

void attack_encoding(const Bytes& good, const Accepts& accepts, const Rewrites& rewrites) {
  REQUIRE(accepts(good));
  REQUIRE(rewrites(good) == good);
  for (std::size_t size = 0; size < good.size(); ++size) {
    if (accepts(ByteView(good).first(size))) FAIL_CHECK("cut to " << size << " bytes and accepted");
  }
  Bytes longer = good;
  longer.push_back(0);
  CHECK_FALSE(accepts(longer));
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes bad = good;
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1u << (bit % 8)));
    if (accepts(bad) && rewrites(bad) != bad) FAIL_CHECK("bit " << bit << " gives a second spelling");
  }
}

void attack_signed(const Bytes& good, const Accepts& accepts) {
  REQUIRE(accepts(good));
  for (std::size_t size = 0; size < good.size(); ++size) {
    if (accepts(ByteView(good).first(size))) FAIL_CHECK("cut to " << size << " bytes and accepted");
  }
  Bytes longer = good;
  longer.push_back(0);
  CHECK_FALSE(accepts(longer));
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes bad = good;
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1u << (bit % 8)));
    if (accepts(bad)) FAIL_CHECK("bit " << bit << " flipped and accepted");
  }
}

bool holds(ByteView haystack, ByteView needle) {
  return std::search(haystack.begin(), haystack.end(), needle.begin(), needle.end()) != haystack.end();
}

}  // namespace holdfast::test
