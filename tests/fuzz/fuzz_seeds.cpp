#include "tests/fuzz/fuzz_seeds.h"

#include "crypto/hash.h"
#include "crypto/vault_header_layout.h"
#include "sync/bundle_writer.h"
#include "sync/certificate.h"
#include "sync/order.h"
#include "sync/receipt.h"
#include "sync/segment.h"
#include "sync/tip.h"
#include "tests/support/fake_seams.h"

namespace holdfast::fuzz {

namespace {

const Hash256 kSomeHash = {1, 2, 3};

std::vector<sync::SignedEntry> sample_entries(std::vector<sync::EntryOpening>& openings, Random& random) {
  const crypto::SigningKey key = fuzz_signing_key();
  std::vector<sync::SignedEntry> out;
  for (std::uint64_t seq = 1; seq <= 3; ++seq) {
    sync::Values values;
    values["story/text"] = CborValue("invented, for a test");
    values["person/age"] = CborValue(static_cast<std::int64_t>(30 + seq));
    values["list"] = CborValue(CborValue::Array{CborValue(), CborValue(true), CborValue(Bytes{1, 2})});
    sync::Opening opening = sync::make_opening(values, {{"person/age", sync::FieldClass::Identity}}, random);
    sync::Entry entry;
    entry.device = sync::device_id(key.public_key());
    entry.seq = seq;
    if (seq > 1) entry.prev = out.back().hash;
    entry.hlc.value = seq << 16;
    entry.object = random.id();
    if (seq > 1) entry.parents = {out.back().hash};
    if (seq == 2) entry.form = kSomeHash;
    if (seq == 3) entry.blobs = {Id16{1}, Id16{2}};
    if (seq == 3) entry.checkpoint = sync::Checkpoint{5, kSomeHash};
    entry.root = *sync::opening_root(opening);
    out.push_back(sync::sign_entry(entry, key));
    if (seq == 2) opening = *sync::disclose_paths(opening, {"person/age"});
    openings.push_back({out.back().hash, std::move(opening)});
  }
  return out;
}

sync::Manifest sample_manifest(const std::vector<sync::SignedEntry>& entries) {
  sync::Manifest out;
  out.sender = sync::device_id(fuzz_signing_key().public_key());
  out.number = 4;
  out.voided = {1, 2};
  out.kind = sync::BundleKind::Changes;
  out.segment = sync::range_of(entries);
  return out;
}

// The container of a bundle for the fuzz identity, as its reader decrypts it.
Bytes sample_container(const sync::BundleContent& content) {
  Writer out;
  out.u32(static_cast<std::uint32_t>(content.manifest_bytes.size())).bytes(content.manifest.sender);
  out.bytes(content.manifest_bytes).zeros(64);  // the body signs
  for (const sync::SectionContent& section : content.sections) {
    Bytes bytes(static_cast<std::size_t>(section.section.stored_size));
    const auto source = section.open();
    HOLDFAST_ASSERT(source.ok() && read_exactly(**source, bytes).ok());
    out.bytes(bytes);
  }
  const auto padded = static_cast<std::size_t>(sync::padded_container_size(out.size(), 0));
  return out.zeros(padded - out.size()).take();
}

sync::BundleContent sample_bundle(const std::vector<sync::SignedEntry>& entries,
                                  const std::vector<sync::EntryOpening>& openings) {
  const sync::PackedSection packed = sync::pack_section(sync::encode_entries(entries));
  std::vector<sync::SectionContent> sections;
  sections.push_back(sync::section_from_bytes(sync::SectionType::Entries, packed.stored, packed.raw_size));
  sections.push_back(sync::section_from_bytes(sync::SectionType::Openings, sync::encode_openings(openings), 0));
  sections.push_back(sync::section_from_bytes(sync::SectionType::Sealed, Bytes(50, 7), 0));
  sections.back().section.subject = kSomeHash;
  sections.push_back(sync::section_from_bytes(sync::SectionType::Blob, Bytes(20, 9), 0));
  sections.back().section.blob = sync::BlobPart{{}, kSomeHash, 0, 40};
  const crypto::Recipient recipient = fuzz_identity().recipient();
  Result<sync::BundleContent> out =
      sync::prepare_bundle(sample_manifest(entries), std::move(sections), {&recipient, 1});
  HOLDFAST_ASSERT(out.ok());
  return std::move(*out);
}

sync::Certificate sample_certificate() {
  const crypto::SigningKey key = fuzz_signing_key();
  sync::Certificate out;
  out.device = sync::device_id(key.public_key());
  out.name = "R7";
  out.signing_key = key.public_key();
  out.encryption_key = fuzz_identity().recipient();
  out.issued_ms = 1'790'000'000'000;
  out.expires_ms = 1'797'000'000'000;
  return out;
}

sync::Roster sample_roster() {
  sync::Roster out;
  out.team_name = "An invented team";
  out.version = 2;
  out.root_keys = {crypto::VerifyKey{{1}}, crypto::VerifyKey{{2}}};
  out.threshold = 2;
  out.hq_sign_keys = {fuzz_signing_key().public_key()};
  sync::Epoch epoch;
  epoch.bundle = fuzz_identity().recipient();
  epoch.classes.fill(fuzz_identity().recipient());
  for (std::uint32_t number = 1; number <= 2; ++number) {
    epoch.number = number;
    out.epochs.push_back(epoch);
  }
  out.recovery = fuzz_identity().recipient();
  return out;
}

sync::Receipt sample_receipt() {
  const crypto::SigningKey key = fuzz_signing_key();
  sync::Receipt out;
  out.number = 3;
  out.hq_time_ms = 1'790'000'000'000;
  out.held = {{1, 10, kSomeHash}, {21, 30, kSomeHash}};
  out.wanted = {{11, 20}};
  out.held_entries = {{4, "entry.signature"}, {7, "entry.expired"}};
  out.refused = {{kSomeHash, 2, "bundle.padding"}};
  out.media_wanted_for = {3, 9};
  out.safe_to = 8;
  out.roster_version = 2;
  out.roster = sync::sign_document(sync::kRosterLabel, sync::encode_roster(sample_roster()), key);
  out.certificate =
      sync::sign_document(sync::kCertificateLabel, sync::encode_certificate(sample_certificate()), key);
  out.checkpoint = {40, kSomeHash};
  return out;
}

sync::Order sample_order() {
  sync::Order out;
  out.kind = sync::OrderKind::Question;
  out.issued_ms = 1'790'000'000'000;
  CborValue::Map content;
  content["text"] = CborValue("Is the bridge at the invented town open?");
  content["to"] = CborValue(CborValue::Array{CborValue("R7"), CborValue(-5), CborValue()});
  out.content = CborValue(std::move(content));
  return out;
}

Bytes sample_tip() {
  Writer out;
  const std::string_view text = "Two children were seen (invented).";
  out.u8(1).u8(4).bytes(Id16{9}).bytes(Id16{8}).u64(std::uint64_t{77} << 16);
  out.u16(static_cast<std::uint16_t>(text.size())).bytes(as_bytes(text)).zeros(sync::kTipTextMax - text.size());
  return out.zeros(64).take();
}

Bytes sample_header(Random& random) {
  crypto::HeaderContent content;
  content.preamble.parameters = {3, std::uint64_t{64} << 20};
  content.preamble.generation = 5;
  content.preamble.durable_generation = 4;
  for (std::size_t i = 0; i < crypto::kSlotCount; ++i) append(content.slots, crypto::unused_slot(random));
  content.directory[0] = crypto::SlotInfo{0, crypto::SlotKind::Passphrase, "staff-7", {}, 1'790'000'000'000};
  content.state = crypto::SecretBuffer::copy_of(as_bytes("a state that nobody here reads"));
  const crypto::Secret<32> key = fuzz_master_key();
  return crypto::seal_header_copy(content, key.view(), random);
}

std::vector<Bytes> sample_envelopes(Random& random) {
  const crypto::Recipient recipient = fuzz_identity().recipient();
  Pool pool(1);
  std::vector<Bytes> out;
  for (const std::size_t size : {0u, 100u, 3000u}) {
    out.push_back(*crypto::seal_age({&recipient, 1}, crypto::Padding::Stanzas, Bytes(size, 1), random, pool));
    out.push_back(*crypto::seal_age({&recipient, 1}, crypto::Padding::None, Bytes(size, 1), random, pool));
  }
  return out;
}

std::vector<Bytes> sample_expressions() {
  std::vector<Bytes> out;
  for (const std::string_view text : {
           "if(${n} >= 18 and not(selected(/data/t, 'raid')), concat(\"a\", round(${n} div 3, 2)), string(today()))",
           "sum(${x}) + count(/data/r[x > 0]) * -2 mod 7", "position(..) = last() or . != ''",
           "instance('list')/root/item[name = 'b' and label != current()]/label",
           "indexed-repeat(${x}, /data/r, 2)", "join(' ', randomize(/data/r/x, 42))",
           "format-date-time(now(), '%Y-%m-%d %H:%M:%S.%3 %a %b %W')", "regex(., '[a-z0-9 ]{1,9}|x+')",
           "digest(translate(/data/t, 'ab', 'c'), 'SHA-256', 'hex')", "//x | /data/*[2]/../descendant::node()",
           "substr(normalize-space('  a b '), -2) = substring-after('x b', 'x ')",
           "pulldata('list', 'label', 'name', 'a')",
           "area('0 0;0 1;1 1;0 0') > distance('0 0;1 1')", "decimal-date-time(/data/d) + date('2026-01-02')",
           "coalesce(once(uuid()), jr:choice-name('a', '${n}'))", "weighted-checklist(1, 2, true(), .5, false(), 3)"}) {
    const ByteView bytes = as_bytes(text);
    out.emplace_back(bytes.begin(), bytes.end());
  }
  return out;
}

std::vector<Bytes> sample_packed() {
  std::vector<Bytes> out;
  for (const std::size_t size : {10u, 300u, 70000u}) {
    const sync::PackedSection packed = sync::pack_section(Bytes(size, 0x33));
    Writer writer;
    out.push_back(writer.u32(static_cast<std::uint32_t>(packed.raw_size)).bytes(packed.stored).take());
  }
  return out;
}

// Two pixels beside each other, of a picture twice as large.
Bytes sample_picture_answer() {
  Writer out;
  out.bytes(as_bytes("HFPX")).u8(1).u8(0).u16(0).u32(2).u32(1).u32(4).u32(2).u64(8);
  out.bytes(Bytes{255, 0, 0, 255, 0, 0, 255, 255});
  return out.take();
}

}  // namespace

std::vector<FuzzTarget> all_fuzz_targets() {
  crypto::start_crypto();
  test::FakeRandom random(11);
  std::vector<sync::EntryOpening> openings;
  const std::vector<sync::SignedEntry> entries = sample_entries(openings, random);
  const sync::BundleContent bundle = sample_bundle(entries, openings);
  std::vector<FuzzTarget> out = {
      {"bundle", fuzz_bundle, {sample_container(bundle)}, 1000},
      {"cbor", fuzz_cbor, {sync::encode_order(sample_order()), encode_value(sample_order().content)}, 5000},
      {"certificate", fuzz_certificate, {sync::encode_certificate(sample_certificate())}, 5000},
      {"entries", fuzz_entries, {sync::encode_entries(entries), sync::encode_entries({})}, 4000},
      {"envelope", fuzz_envelope, sample_envelopes(random), 1500},
      {"manifest", fuzz_manifest, {bundle.manifest_bytes}, 5000},
      {"openings", fuzz_openings, {sync::encode_openings(openings), sync::encode_openings({})}, 3000},
      {"order", fuzz_order, {sync::encode_order(sample_order())}, 5000},
      {"picture_answer", fuzz_picture_answer, {sample_picture_answer()}, 5000},
      {"receipt", fuzz_receipt, {sync::encode_receipt(sample_receipt())}, 5000},
      {"roster", fuzz_roster, {sync::encode_roster(sample_roster())}, 5000},
      {"tip", fuzz_tip, {sample_tip()}, 1000},
      {"unpack", fuzz_unpack, sample_packed(), 2000},
      {"vault_header", fuzz_vault_header, {sample_header(random)}, 2000},
      {"xpath", fuzz_xpath, sample_expressions(), 6000},
  };
  for (FuzzTarget& target : form_fuzz_targets()) out.push_back(std::move(target));
  return out;
}

}  // namespace holdfast::fuzz
