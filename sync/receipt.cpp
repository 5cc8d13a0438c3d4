#include "sync/receipt.h"

#include "sync/record.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kReceiptFields = 15;

// Ranges ascend and do not touch one another's numbers; `last` is where the one before ended.
template <typename Range>
Result<void> check_range(const Range& range, std::uint64_t last) {
  if (range.from == 0 || range.from <= last || range.to < range.from) return kReceiptMalformed;
  return {};
}

Result<std::vector<HeldRange>> read_held(CborReader& in) {
  const std::size_t count = TRY(in.array(kReceiptRangesMax));
  std::vector<HeldRange> out;
  for (std::size_t i = 0; i < count; ++i) {
    HeldRange range;
    TRY(in.array_of(3));
    range.from = TRY(in.uint());
    range.to = TRY(in.uint());
    range.head = TRY(in.byte_array<32>());
    TRY(check_range(range, out.empty() ? 0 : out.back().to));
    out.push_back(range);
  }
  return out;
}

Result<std::vector<WantedRange>> read_wanted(CborReader& in) {
  const std::size_t count = TRY(in.array(kReceiptRangesMax));
  std::vector<WantedRange> out;
  for (std::size_t i = 0; i < count; ++i) {
    WantedRange range;
    TRY(in.array_of(2));
    range.from = TRY(in.uint());
    range.to = TRY(in.uint());
    TRY(check_range(range, out.empty() ? 0 : out.back().to));
    out.push_back(range);
  }
  return out;
}

Result<std::string> read_code(CborReader& in) {
  std::string code(TRY(in.text(64)));
  if (!is_reason_code(code)) return kReceiptMalformed;
  return code;
}

Result<std::vector<HeldEntry>> read_held_entries(CborReader& in) {
  const std::size_t count = TRY(in.array(kReceiptEntriesMax));
  std::vector<HeldEntry> out;
  for (std::size_t i = 0; i < count; ++i) {
    HeldEntry entry;
    TRY(in.array_of(2));
    entry.seq = TRY(in.uint());
    entry.code = TRY(read_code(in));
    if (entry.seq == 0 || (!out.empty() && entry.seq <= out.back().seq)) return kReceiptMalformed;
    out.push_back(std::move(entry));
  }
  return out;
}

Result<std::vector<RefusedBundle>> read_refused(CborReader& in) {
  const std::size_t count = TRY(in.array(kReceiptRangesMax));
  std::vector<RefusedBundle> out;
  for (std::size_t i = 0; i < count; ++i) {
    RefusedBundle bundle;
    TRY(in.array_of(3));
    bundle.manifest = TRY(in.byte_array<32>());
    bundle.number = TRY(in.uint());
    bundle.code = TRY(read_code(in));
    out.push_back(std::move(bundle));
  }
  return out;
}

Result<std::vector<std::uint64_t>> read_seqs(CborReader& in) {
  const std::size_t count = TRY(in.array(kReceiptEntriesMax));
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t seq = TRY(in.uint());
    if (seq == 0 || (!out.empty() && seq <= out.back())) return kReceiptMalformed;
    out.push_back(seq);
  }
  return out;
}

Result<std::optional<SignedDocument>> read_inner(CborReader& in) {
  if (TRY(take_null(in))) return std::optional<SignedDocument>();
  const ByteView raw = TRY(in.raw());
  SignedDocument document = TRY(decode_document(raw));
  return std::optional<SignedDocument>(std::move(document));
}

void write_inner(CborWriter& out, const std::optional<SignedDocument>& document) {
  if (document) out.raw(encode_document(*document));
  else out.null();
}

// What is held from entry 1 on without a hole.
std::uint64_t held_from_start(const std::vector<HeldRange>& held) {
  std::uint64_t end = 0;
  for (const HeldRange& range : held) {
    if (range.from != end + 1) break;
    end = range.to;
  }
  return end;
}

bool overlap(const std::vector<HeldRange>& held, const std::vector<WantedRange>& wanted) {
  std::size_t h = 0;
  for (const WantedRange& want : wanted) {
    while (h < held.size() && held[h].to < want.from) ++h;
    if (h < held.size() && held[h].from <= want.to) return true;
  }
  return false;
}

Result<Receipt> parse_receipt(ByteView body) {
  if (body.size() > kDocumentSizeMax) return kEncodingLimit;
  CborReader in(body);
  TRY(open_record(in, kReceiptFields));
  Receipt out;
  TRY(in.key(1));
  out.team = TRY(in.byte_array<16>());
  TRY(in.key(2));
  out.device = TRY(in.byte_array<16>());
  TRY(in.key(3));
  out.number = TRY(in.uint());
  TRY(in.key(4));
  out.hq_time_ms = TRY(in.integer());
  TRY(in.key(5));
  out.held = TRY(read_held(in));
  TRY(in.key(6));
  out.wanted = TRY(read_wanted(in));
  TRY(in.key(7));
  out.held_entries = TRY(read_held_entries(in));
  TRY(in.key(8));
  out.refused = TRY(read_refused(in));
  TRY(in.key(9));
  out.media_wanted_for = TRY(read_seqs(in));
  TRY(in.key(10));
  out.safe_to = TRY(in.uint());
  TRY(in.key(11));
  out.roster_version = TRY(in.uint());
  TRY(in.key(12));
  out.roster = TRY(read_inner(in));
  TRY(in.key(13));
  out.certificate = TRY(read_inner(in));
  TRY(in.key(14));
  TRY(in.array_of(2));
  out.checkpoint.size = TRY(in.uint());
  out.checkpoint.root = TRY(in.byte_array<32>());
  TRY(in.end());
  if (out.number == 0 || overlap(out.held, out.wanted)) return kReceiptMalformed;
  // A laptop drops records on `safe`: it must never reach beyond what the same receipt says is held.
  if (out.safe_to > held_from_start(out.held)) return kReceiptMalformed;
  return out;
}

}  // namespace

Bytes encode_receipt(const Receipt& receipt) {
  CborWriter out;
  begin_record(out, kReceiptFields);
  out.uint(1).bytes(receipt.team);
  out.uint(2).bytes(receipt.device);
  out.uint(3).uint(receipt.number);
  out.uint(4).integer(receipt.hq_time_ms);
  out.uint(5).array(receipt.held.size());
  for (const HeldRange& range : receipt.held) out.array(3).uint(range.from).uint(range.to).bytes(range.head);
  out.uint(6).array(receipt.wanted.size());
  for (const WantedRange& range : receipt.wanted) out.array(2).uint(range.from).uint(range.to);
  out.uint(7).array(receipt.held_entries.size());
  for (const HeldEntry& entry : receipt.held_entries) out.array(2).uint(entry.seq).text(entry.code);
  out.uint(8).array(receipt.refused.size());
  for (const RefusedBundle& bundle : receipt.refused) {
    out.array(3).bytes(bundle.manifest).uint(bundle.number).text(bundle.code);
  }
  out.uint(9).array(receipt.media_wanted_for.size());
  for (const std::uint64_t seq : receipt.media_wanted_for) out.uint(seq);
  out.uint(10).uint(receipt.safe_to);
  out.uint(11).uint(receipt.roster_version);
  out.uint(12);
  write_inner(out, receipt.roster);
  out.uint(13);
  write_inner(out, receipt.certificate);
  out.uint(14).array(2).uint(receipt.checkpoint.size).bytes(receipt.checkpoint.root);
  return out.take();
}

Result<Receipt> decode_receipt(ByteView body) { return refuse_as(parse_receipt(body), kReceiptMalformed); }

Result<Receipt> read_receipt(const SignedDocument& document, const Roster& roster, const DeviceId& device,
                             std::uint64_t last_number) {
  const auto valid = count_signatures(document, kReceiptLabel, roster.hq_sign_keys);
  if (!valid.ok() || *valid == 0) return kReceiptSignature;
  Receipt receipt = TRY(decode_receipt(document.body));
  if (receipt.team != roster.team || receipt.device != device) return kReceiptNotForUs;
  if (receipt.number <= last_number) return kReceiptOld;
  return receipt;
}

}  // namespace holdfast::sync
