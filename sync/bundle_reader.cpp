#include "sync/bundle_reader.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/reasons.h"
#include "sync/bundle_writer.h"
#include "sync/reasons.h"
#include "sync/segment.h"

namespace holdfast::sync {

namespace {

constexpr std::size_t kReadBufferSize = std::size_t{64} << 10;
constexpr std::string_view kEnvelopeIntro = "age-encryption.org/v1\n";

// How many stanzas an envelope to `recipients` keys has: 4, 8, 16, 32 or 64.
std::size_t stanzas_for(std::size_t recipients) {
  std::size_t out = 4;
  while (out < recipients) out *= 2;
  return out;
}

// Where a section's bytes go: counted into its hash on the way. Remembers whether it was the receiver who failed.
class SectionSink final : public Sink {
 public:
  SectionSink(Sink& out, std::uint64_t size, Progress& progress) : out_(out), size_(size), progress_(progress) {}

  Result<void> write(ByteView bytes) override {
    Result<void> done = take(bytes);
    failed_ = !done.ok();
    return done;
  }
  bool failed() const { return failed_; }
  Hash256 hash() { return hash_.finish(); }

 private:
  Result<void> take(ByteView bytes) {
    TRY(check_cancelled(progress_));
    hash_.update(bytes);
    TRY(out_.write(bytes));
    done_ += bytes.size();
    progress_.report(done_, size_);
    return {};
  }

  Sink& out_;
  std::uint64_t size_;
  Progress& progress_;
  crypto::Sha256 hash_;
  std::uint64_t done_ = 0;
  bool failed_ = false;
};

}  // namespace

struct BundleReader::State {
  // Counts what came from the file and whether its end was seen: that tells a cut file from a damaged one.
  class CountedSource final : public Source {
   public:
    explicit CountedSource(Source& in) : in_(in) {}

    Result<std::size_t> read(MutableByteView out) override {
      const std::size_t got = TRY(in_.read(out));
      for (std::size_t i = 0; i < got && total_ + i < kEnvelopeIntro.size(); ++i) {
        if (out[i] != static_cast<std::uint8_t>(kEnvelopeIntro[static_cast<std::size_t>(total_) + i])) begins_ = false;
      }
      total_ += got;
      if (got < out.size()) ended_ = true;
      return got;
    }

    std::uint64_t total() const { return total_; }
    bool ended() const { return ended_; }
    // True while everything read could be the beginning of an age file.
    bool begins_like_age() const { return begins_; }

   private:
    Source& in_;
    std::uint64_t total_ = 0;
    bool ended_ = false;
    bool begins_ = true;
  };

  State(Source& source, Pool& worker_pool) : in(source), pool(worker_pool) {}

  CountedSource in;
  Pool& pool;
  crypto::Envelope envelope;
  std::unique_ptr<crypto::StreamOpener> stream;
  std::vector<Hash256> own_keys;
  Manifest manifest;
  Bytes manifest_bytes;
  crypto::Signature signature{};
  std::uint64_t container = 0;
  std::size_t next_section = 0;
  bool sender_checked = false;
  std::optional<Error> failure;  // the first one; nothing comes out after it
  Bytes buffer = Bytes(kReadBufferSize);

  Error fail(Error error) {
    if (!failure) failure = error;
    return error;
  }

  // Length of the sealed payload seen so far.
  std::uint64_t payload_size() const { return in.total() - envelope.head.size(); }

  // True where the file ended at a length that this bundle, or any bundle, cannot have.
  bool length_shows_cut() const {
    const std::uint64_t size = payload_size();
    if (container > 0) {
      const std::uint64_t small = padded_container_size(container, kBundleFloorSmall);
      const std::uint64_t usual = padded_container_size(container, kBundleFloor);
      return size != crypto::sealed_size(small) && size < crypto::sealed_size(usual);
    }
    const Result<std::uint64_t> plain = crypto::plain_size(size);
    return !plain.ok() || padded_container_size(*plain, kBundleFloorSmall) != *plain;
  }

  // True where the file is longer than this bundle is under any floor.
  bool length_shows_tail() const {
    if (container == 0) return false;
    return payload_size() > crypto::sealed_size(padded_container_size(container, kBundleFloor));
  }

  // A file that was cut off, or got a tail, says so where its length shows it; else it stays what the stream called it.
  Error plain_error(const Error& error) const {
    const bool cut = error.reason == crypto::kStreamTruncated;
    if (!in.ended() || (!cut && error.reason != crypto::kStreamDamaged)) return error;
    if (length_shows_tail()) return {crypto::kStreamTrailing, {}};
    return cut || length_shows_cut() ? Error{kBundleTruncated, {}} : error;
  }

  Result<void> read_fixed(MutableByteView out) {
    const Result<std::size_t> got = stream->read(out);
    if (!got.ok()) return plain_error(got.error());
    if (*got != out.size()) return kEncodingTruncated;
    return {};
  }

  Result<void> read_container_head();
  Result<void> stream_section(const Section& section, Sink& out, Progress& progress);
  Result<void> read_zeros(std::uint64_t count);
  Result<void> read_padding(std::uint64_t shorter, std::uint64_t longer);
};

Result<void> BundleReader::State::read_container_head() {
  ByteArray<20> head{};
  const Result<void> got = read_fixed(head);
  if (!got.ok()) return got.error().reason == kEncodingTruncated ? Error{kBundleNotBundle, {}} : got.error();
  Reader fields(head);
  const std::uint32_t manifest_size = TRY(fields.u32());
  const DeviceId sender = TRY(fields.array<16>());
  if (manifest_size == 0 || manifest_size > kManifestSizeMax) return kBundleNotBundle;
  // Grows with what really came, not with what the length claims.
  while (manifest_bytes.size() < manifest_size) {
    const std::size_t before = manifest_bytes.size();
    manifest_bytes.resize(std::min<std::size_t>(manifest_size, before + kReadBufferSize));
    const Result<void> piece = read_fixed(MutableByteView(manifest_bytes).subspan(before));
    if (!piece.ok()) return piece.error().reason == kEncodingTruncated ? Error{kBundleNotBundle, {}} : piece.error();
  }
  Result<Manifest> decoded = decode_manifest(manifest_bytes);
  if (!decoded.ok()) {
    const Reason reason = decoded.error().reason;
    if (reason == kBundleNewer || reason == kBundleTooLarge) return reason;
    return Error{kBundleManifest, std::string(reason.code())};
  }
  manifest = std::move(*decoded);
  if (manifest.sender != sender) return kBundleManifest;
  container = container_size(manifest, manifest_size);
  if (container > kBundleSizeMax) return kBundleTooLarge;
  const Result<void> signed_part = read_fixed(signature);
  if (!signed_part.ok()) {
    return signed_part.error().reason == kEncodingTruncated ? Error{kBundleNotBundle, {}} : signed_part.error();
  }
  return {};
}

Result<void> BundleReader::State::stream_section(const Section& section, Sink& out, Progress& progress) {
  SectionSink sink(out, section.stored_size, progress);
  const Result<void> got = stream->pass(section.stored_size, sink);
  if (sink.failed()) return got;
  // The stream ended as its writer wanted, before the sections did: not a cut file but a false one.
  if (!got.ok()) return got.error().reason == kEncodingTruncated ? Error{kBundleSection, {}} : plain_error(got.error());
  if (sink.hash() != section.sha256) return kBundleSection;
  return {};
}

Result<void> BundleReader::State::read_zeros(std::uint64_t count) {
  while (count > 0) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(count, buffer.size()));
    const MutableByteView piece = MutableByteView(buffer).first(size);
    const Result<std::size_t> got = stream->read(piece);
    if (!got.ok()) return plain_error(got.error());
    if (*got != size) return kBundlePadding;
    if (std::any_of(piece.begin(), piece.end(), [](std::uint8_t byte) { return byte != 0; })) return kBundlePadding;
    count -= size;
  }
  return {};
}

// The container ends at one of two lengths, which may be the same. The end is known only when the stream says so: last
// chunk seen, nothing behind it.
Result<void> BundleReader::State::read_padding(std::uint64_t shorter, std::uint64_t longer) {
  TRY(read_zeros(shorter - container));
  std::uint8_t beyond = 0;
  Result<std::size_t> more = stream->read({&beyond, 1});
  if (!more.ok()) return plain_error(more.error());
  if (*more == 0) return {};
  if (beyond != 0 || longer == shorter) return kBundlePadding;
  TRY(read_zeros(longer - shorter - 1));
  more = stream->read({&beyond, 1});
  if (!more.ok()) return plain_error(more.error());
  if (*more != 0) return kBundlePadding;
  return {};
}

BundleReader::BundleReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
BundleReader::BundleReader(BundleReader&&) noexcept = default;
BundleReader& BundleReader::operator=(BundleReader&&) noexcept = default;
BundleReader::~BundleReader() = default;

Result<BundleReader> BundleReader::begin(Source& in, std::span<const crypto::Identity* const> identities,
                                         Pool& pool) {
  auto state = std::make_unique<State>(in, pool);
  Result<crypto::Envelope> envelope = crypto::open_envelope(state->in, identities);
  if (!envelope.ok()) {
    const Kind kind = envelope.error().kind();
    const bool cut = kind == Kind::Refused && state->in.ended() && state->in.begins_like_age();
    return cut ? Error{kBundleTruncated, {}} : envelope.error();
  }
  state->envelope = std::move(*envelope);
  for (const crypto::Identity* identity : identities) {
    state->own_keys.push_back(crypto::recipient_hash(identity->recipient()));
  }
  state->stream =
      std::make_unique<crypto::StreamOpener>(state->envelope.payload_key.view(), state->in, state->pool);
  TRY(state->read_container_head());
  return BundleReader(std::move(state));
}

const Manifest& BundleReader::manifest() const { return state_->manifest; }
const Bytes& BundleReader::manifest_bytes() const { return state_->manifest_bytes; }
Hash256 BundleReader::manifest_hash() const { return crypto::sha256(state_->manifest_bytes); }
const crypto::Signature& BundleReader::signature() const { return state_->signature; }
const Hash256& BundleReader::envelope_binding() const { return state_->envelope.binding; }

Result<void> BundleReader::check_sender(const crypto::VerifyKey& sender) {
  State& state = *state_;
  if (state.failure) return *state.failure;
  if (device_id(sender) != state.manifest.sender) return state.fail({kBundleSignature, {}});
  const Bytes body = bundle_signed_body(state.envelope.binding, state.manifest.sender, state.manifest_bytes);
  if (!crypto::verify(sender, kBundleLabel, body, state.signature).ok()) return state.fail({kBundleSignature, {}});
  const std::vector<Hash256>& meant = state.manifest.recipients;
  const bool for_us = std::any_of(state.own_keys.begin(), state.own_keys.end(), [&meant](const Hash256& key) {
    return std::binary_search(meant.begin(), meant.end(), key);
  });
  if (!for_us || state.envelope.stanza_count != stanzas_for(meant.size())) return state.fail({kBundleRecipients, {}});
  state.sender_checked = true;
  return {};
}

Result<void> BundleReader::read_section(std::size_t index, Sink& out, Progress& progress) {
  State& state = *state_;
  if (state.failure) return *state.failure;
  HOLDFAST_ASSERT(state.sender_checked);
  HOLDFAST_ASSERT(index == state.next_section && index < state.manifest.sections.size());
  Result<void> done = state.stream_section(state.manifest.sections[index], out, progress);
  if (!done.ok()) return state.fail(std::move(done).error());
  ++state.next_section;
  return {};
}

Result<Bytes> BundleReader::read_section_bytes(std::size_t index, std::uint64_t raw_max, Progress& progress) {
  State& state = *state_;
  if (state.failure) return *state.failure;
  HOLDFAST_ASSERT(index < state.manifest.sections.size());
  const Section& section = state.manifest.sections[index];
  if (section.stored_size > raw_max || section.raw_size > raw_max) return state.fail({kBundleTooLarge, {}});
  MemorySink stored;
  TRY(read_section(index, stored, progress));
  Result<Bytes> raw = unpack_section(stored.view(), section.raw_size, raw_max);
  if (!raw.ok()) return state.fail(raw.error());
  return raw;
}

Result<void> BundleReader::finish_at(std::uint64_t floor, std::uint64_t other_floor) {
  State& state = *state_;
  if (state.failure) return *state.failure;
  HOLDFAST_ASSERT(state.sender_checked && state.next_section == state.manifest.sections.size());
  Result<void> done = state.read_padding(padded_container_size(state.container, floor),
                                         padded_container_size(state.container, other_floor));
  if (!done.ok()) return state.fail(std::move(done).error());
  return {};
}

Result<void> BundleReader::finish(std::uint64_t floor) { return finish_at(floor, floor); }

Result<void> BundleReader::finish_either_floor() { return finish_at(kBundleFloorSmall, kBundleFloor); }

}  // namespace holdfast::sync
