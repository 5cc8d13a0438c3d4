#include "tests/sync/journal_fixture.h"

namespace holdfast::test {
namespace {

using sync::Certificate;
using sync::Device;
using sync::DeviceList;
using sync::EnrolRequest;
using sync::SignedDocument;

SignedDocument signed_certificate(const Certificate& certificate, const crypto::SigningKey& key) {
  return sync::sign_document(sync::kCertificateLabel, sync::encode_certificate(certificate), key);
}

std::string_view fault_of(const Certificate& certificate) {
  const auto result = sync::decode_certificate(sync::encode_certificate(certificate));
  return result.ok() ? "ok" : result.error().reason.code();
}

TEST_CASE("a certificate counts when this team's headquarters signed it") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  Certificate certificate = team.certificate();
  CHECK(*sync::read_certificate(signed_certificate(certificate, team.hq_sign), roster) == certificate);
  CHECK_FALSE(sync::read_certificate(signed_certificate(certificate, team.stranger), roster).ok());
  CHECK_FALSE(sync::read_certificate(signed_certificate(certificate, team.device), roster).ok());
  certificate.team[0] ^= 1;
  CHECK_FALSE(sync::read_certificate(signed_certificate(certificate, team.hq_sign), roster).ok());
}

TEST_CASE("a certificate that breaks a rule is refused") {
  JournalTeam team;
  Certificate certificate = team.certificate();
  REQUIRE(fault_of(certificate) == "ok");
  SECTION("the id of another device") { certificate.device = sync::device_id(team.stranger.public_key()); }
  SECTION("the key of another device") { certificate.signing_key = team.stranger.public_key(); }
  SECTION("no name") { certificate.name.clear(); }
  SECTION("a role that does not exist") { certificate.role = static_cast<sync::Role>(2); }
  SECTION("expires before it was issued") { certificate.expires_ms = certificate.issued_ms - 1; }
  CHECK(fault_of(certificate) == "certificate.malformed");
}

TEST_CASE("names of devices are short, upper case and begin with a letter") {
  for (const char* good : {"R", "R7", "AB12", "ZZZZ"}) CHECK(sync::is_device_name(good));
  for (const char* bad : {"", "7R", "r7", "R-7", "ABCDE", "R 7", "\xC3\x84"}) CHECK_FALSE(sync::is_device_name(bad));
}

TEST_CASE("a certificate stands every attack on its bytes") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  attack_encoding(
      sync::encode_certificate(team.certificate()), [](ByteView bytes) { return sync::decode_certificate(bytes).ok(); },
      [](ByteView bytes) { return sync::encode_certificate(*sync::decode_certificate(bytes)); });
  const Bytes good = sync::encode_document(signed_certificate(team.certificate(), team.hq_sign));
  attack_signed(good, [&roster](ByteView bytes) {
    const auto document = sync::decode_document(bytes);
    return document.ok() && sync::read_certificate(*document, roster).ok();
  });
}

EnrolRequest sample_request(const JournalTeam& team) {
  return {"R7", team.device.public_key(), team.device_box.recipient(), 1'790'000'000'000};
}

TEST_CASE("a request to enrol shows any flipped bit by itself") {
  JournalTeam team;
  const EnrolRequest request = sample_request(team);
  const SignedDocument document = sync::sign_request(request, team.device);
  CHECK(*sync::read_request(document) == request);
  attack_signed(sync::encode_document(document), [](ByteView bytes) {
    const auto read = sync::decode_document(bytes);
    return read.ok() && sync::read_request(*read).ok();
  });
  CHECK_FALSE(sync::read_request(sync::sign_request(request, team.stranger)).ok());
  SignedDocument two = document;
  sync::add_signature(two, sync::kEnrolRequestLabel, team.stranger);
  CHECK_FALSE(sync::read_request(two).ok());
  CHECK(sync::fingerprint_keys(request).size() == 64);
}

TEST_CASE("an answer to a request carries both documents") {
  JournalTeam team;
  const sync::EnrolAnswer answer{team.signed_roster(team.roster()),
                                 signed_certificate(team.certificate(), team.hq_sign)};
  const Bytes bytes = sync::encode_answer(answer);
  const auto back = sync::decode_answer(bytes);
  REQUIRE(back.ok());
  CHECK(back->roster == answer.roster);
  CHECK(back->certificate == answer.certificate);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    if (sync::decode_answer(ByteView(bytes).first(size)).ok()) FAIL_CHECK("cut to " << size);
  }
}

DeviceList sample_list(JournalTeam& team) {
  DeviceList out;
  out.team = team.team;
  out.version = 3;
  for (int i = 0; i < 3; ++i) {
    const crypto::SigningKey key = crypto::SigningKey::generate(team.random);
    Device device;
    device.certificate = team.certificate();
    device.certificate.signing_key = key.public_key();
    device.certificate.device = sync::device_id(key.public_key());
    out.devices.push_back(device);
  }
  std::sort(out.devices.begin(), out.devices.end(),
            [](const Device& a, const Device& b) { return a.certificate.device < b.certificate.device; });
  out.devices[1].state = sync::DeviceState::Suspended;
  out.devices[2].state = sync::DeviceState::Revoked;
  out.devices[2].revoked_after_seq = 12;
  out.devices[2].revoked_head = marked(0x12);
  return out;
}

std::string_view list_fault(const DeviceList& list) {
  const auto result = sync::decode_device_list(sync::encode_device_list(list));
  return result.ok() ? "ok" : result.error().reason.code();
}

TEST_CASE("a device list comes back, finds its devices and only counts when headquarters signed it") {
  JournalTeam team;
  const sync::Roster roster = team.roster();
  DeviceList list = sample_list(team);
  const auto signed_by = [&list](const crypto::SigningKey& key) {
    return sync::sign_document(sync::kDeviceListLabel, sync::encode_device_list(list), key);
  };
  CHECK(*sync::read_device_list(signed_by(team.hq_sign), roster) == list);
  CHECK(list.find(list.devices[1].certificate.device) == &list.devices[1]);
  CHECK(list.find(team.device_id()) == nullptr);
  CHECK(sync::read_device_list(signed_by(team.stranger), roster).error().reason == sync::kDeviceListSignature);
  list.team[0] ^= 1;
  for (Device& device : list.devices) device.certificate.team = list.team;
  CHECK(sync::read_device_list(signed_by(team.hq_sign), roster).error().reason == sync::kDeviceListSignature);
}

TEST_CASE("a device list that breaks a rule is refused") {
  JournalTeam team;
  DeviceList list = sample_list(team);
  REQUIRE(list_fault(list) == "ok");
  SECTION("version zero") { list.version = 0; }
  SECTION("devices out of order") { std::swap(list.devices[0], list.devices[1]); }
  SECTION("a device twice") { list.devices[1] = list.devices[0]; }
  SECTION("a device of another team") { list.devices[0].certificate.team[0] ^= 1; }
  SECTION("revoked after nothing, yet with a head") { list.devices[2].revoked_after_seq = 0; }
  SECTION("revoked after something without a head") { list.devices[2].revoked_head = {}; }
  SECTION("a state that does not exist") { list.devices[0].state = static_cast<sync::DeviceState>(3); }
  CHECK(list_fault(list) == "device_list.malformed");
}

TEST_CASE("a device list stands every attack on its bytes") {
  JournalTeam team;
  attack_encoding(
      sync::encode_device_list(sample_list(team)), [](ByteView bytes) { return sync::decode_device_list(bytes).ok(); },
      [](ByteView bytes) { return sync::encode_device_list(*sync::decode_device_list(bytes)); });
}

}  // namespace
}  // namespace holdfast::test
