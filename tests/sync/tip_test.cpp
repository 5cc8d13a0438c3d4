#include "tests/sync/journal_fixture.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "crypto/stream.h"
#include "sync/tip.h"

namespace holdfast::test {
namespace {

using sync::Tip;

Tip sample_tip(const JournalTeam& team) {
  Tip out;
  out.kind = sync::TipKind::Danger;
  out.sender = team.device_id();
  out.ref = Id16{4};
  out.hlc = sync::next_hlc({}, 1'790'000'000'000);
  out.text = "Practice: a van left the compound at six. \xE1\x80\x80";
  return out;
}

Bytes written(JournalTeam& team, const Tip& tip) {
  return *sync::write_tip(tip, team.device, team.hq.recipient(), team.random, team.pool);
}

bool accepted(JournalTeam& team, ByteView file) {
  const crypto::Identity* const ours[] = {&team.hq};
  const auto opened = sync::open_tip(file, ours, team.pool);
  return opened.ok() && sync::check_tip(*opened, team.device.public_key()).ok();
}

TEST_CASE("a tip has exactly a thousand bytes, from no text to all that fits, and comes back") {
  JournalTeam team;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, sync::kTipTextMax}) {
    Tip tip = sample_tip(team);
    tip.text = std::string(size, 't');
    const Bytes file = written(team, tip);
    CHECK(file.size() == 1000);
    const crypto::Identity* const ours[] = {&team.device_box, &team.hq};
    const auto opened = sync::open_tip(file, ours, team.pool);
    REQUIRE(opened.ok());
    CHECK(opened->tip == tip);
    REQUIRE(opened->signed_body.size() == 32 + 32 + 736);
    CHECK(equal(ByteView(opened->signed_body).subspan(32, 32), crypto::recipient_hash(team.hq.recipient())));
    CHECK(sync::check_tip(*opened, team.device.public_key()).ok());
  }
}

TEST_CASE("a text that is too long or no text at all is not sent") {
  JournalTeam team;
  Tip tip = sample_tip(team);
  tip.text = std::string(sync::kTipTextMax + 1, 't');
  CHECK(sync::write_tip(tip, team.device, team.hq.recipient(), team.random, team.pool).error().reason ==
        sync::kTipTooLong);
  tip.text = "\xFF";
  CHECK_FALSE(sync::write_tip(tip, team.device, team.hq.recipient(), team.random, team.pool).ok());
}

TEST_CASE("no bit of a tip can change, and no byte be missing") {
  JournalTeam team;
  attack_signed(written(team, sample_tip(team)), [&team](ByteView file) { return accepted(team, file); });
}

TEST_CASE("a tip is for headquarters alone, and counts for its sender alone") {
  JournalTeam team;
  const Bytes file = written(team, sample_tip(team));
  const crypto::Identity* const others[] = {&team.device_box};
  CHECK(sync::open_tip(file, others, team.pool).error().reason == crypto::kEnvelopeNotForUs);
  const crypto::Identity* const ours[] = {&team.hq};
  const auto opened = sync::open_tip(file, ours, team.pool);
  REQUIRE(opened.ok());
  CHECK(sync::check_tip(*opened, team.stranger.public_key()).error().reason == sync::kTipSignature);
}

TEST_CASE("a sender cannot take another device's name") {
  JournalTeam team;
  const Bytes file =
      *sync::write_tip(sample_tip(team), team.stranger, team.hq.recipient(), team.random, team.pool);
  const crypto::Identity* const ours[] = {&team.hq};
  const auto opened = sync::open_tip(file, ours, team.pool);
  REQUIRE(opened.ok());
  CHECK_FALSE(sync::check_tip(*opened, team.device.public_key()).ok());
  CHECK_FALSE(sync::check_tip(*opened, team.stranger.public_key()).ok());
}

// Whoever could read a tip puts its payload, signature and all, into a fresh envelope: to the same key or to another.
Bytes passed_on(JournalTeam& team, ByteView file, const crypto::Identity& reader, const crypto::Recipient& to) {
  MemorySource source(file);
  const crypto::Identity* const one[] = {&reader};
  const crypto::Envelope old = std::move(*crypto::open_envelope(source, one));
  crypto::StreamOpener opener(old.payload_key.view(), source, team.pool);
  Bytes payload(800);
  REQUIRE(read_exactly(opener, payload).ok());
  const crypto::Envelope fresh = std::move(*crypto::make_envelope({&to, 1}, crypto::Padding::None, team.random));
  MemorySink out;
  REQUIRE(out.write(fresh.head).ok());
  crypto::StreamSealer sealer(fresh.payload_key.view(), out, team.pool);
  REQUIRE(sealer.write(payload).ok());
  REQUIRE(sealer.finish().ok());
  return out.take();
}

TEST_CASE("a tip passed on in another envelope is no longer signed") {
  JournalTeam team;
  const Bytes to_hq = written(team, sample_tip(team));
  CHECK_FALSE(accepted(team, passed_on(team, to_hq, team.hq, team.hq.recipient())));
  const Bytes to_other =
      *sync::write_tip(sample_tip(team), team.device, team.device_box.recipient(), team.random, team.pool);
  CHECK_FALSE(accepted(team, passed_on(team, to_other, team.device_box, team.hq.recipient())));
}

TEST_CASE("age itself opens a tip") {
  if (std::system("age --version > /dev/null 2>&1") != 0) SKIP("age is not installed");
  JournalTeam team;
  const auto folder = std::filesystem::temp_directory_path() / ("holdfast-tip-" + to_hex(SystemRandom().id()));
  std::filesystem::create_directory(folder);
  const auto write = [&folder](const char* name, ByteView bytes) {
    std::ofstream out(folder / name, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  };
  write("tip.age", written(team, sample_tip(team)));
  write("key", team.hq.to_text().view());
  const std::string in = folder.string();
  const int status = std::system(("age -d -i " + in + "/key -o " + in + "/out " + in + "/tip.age 2>/dev/null").c_str());
  std::ifstream opened(folder / "out", std::ios::binary);
  const std::string payload((std::istreambuf_iterator<char>(opened)), {});
  opened.close();
  std::filesystem::remove_all(folder);
  CHECK(status == 0);
  REQUIRE(payload.size() == 800);
  CHECK(payload.substr(44, sample_tip(team).text.size()) == sample_tip(team).text);
}

}  // namespace
}  // namespace holdfast::test
