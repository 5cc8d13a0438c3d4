#include "crypto/stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "crypto/chunk_cipher.h"
#include "crypto/stream_batch.h"

namespace holdfast::crypto {

namespace {

// So much at once is sealed where it lies; less is gathered first, so that the pool has something to share out.
constexpr std::size_t kSealInPlaceMin = kRunChunks / 2 * kChunkSize;

}  // namespace

std::uint64_t sealed_size(std::uint64_t plain_size) {
  const std::uint64_t chunks = std::max<std::uint64_t>(1, (plain_size + kChunkSize - 1) / kChunkSize);
  return plain_size + chunks * kTagSize;
}

Result<std::uint64_t> plain_size(std::uint64_t sealed_size) {
  const std::uint64_t chunks = (sealed_size + kSealedChunkSize - 1) / kSealedChunkSize;
  if (chunks == 0) return kStreamTruncated;
  const std::uint64_t last = sealed_size - (chunks - 1) * kSealedChunkSize;
  if (last < kTagSize || (last == kTagSize && chunks > 1)) return kStreamTruncated;
  return sealed_size - chunks * kTagSize;
}

void for_each_run(Pool& pool, std::size_t chunks, const std::function<void(std::size_t, std::size_t)>& task) {
  const std::size_t runs = (chunks + kRunChunks - 1) / kRunChunks;
  if (runs == 1) {
    task(0, chunks);
    return;
  }
  pool.run(runs, [&](std::size_t run) { task(run * kRunChunks, std::min(chunks, (run + 1) * kRunChunks)); });
}

struct StreamSealer::State {
  State(KeyView stream_key, Sink& sink, Pool& workers)
      : key(Secret<32>::copy_of(stream_key)), out(sink), pool(workers) {}

  Secret<32> key;
  Sink& out;
  Pool& pool;
  PlainBuffer plain;
  std::size_t filled = 0;
  SealedBuffer sealed;
  std::uint64_t next_chunk = 0;
  std::size_t batch = 0;
  std::optional<Error> failed;
  bool finished = false;

  // Seals and writes these bytes. All chunks are full, except perhaps the very last one of the stream.
  Result<void> seal(ByteView bytes, bool last) {
    const std::size_t chunks = std::max<std::size_t>(1, (bytes.size() + kChunkSize - 1) / kChunkSize);
    const std::size_t sealed_bytes = bytes.size() + chunks * kTagSize;
    const MutableByteView target = sealed.room(sealed_bytes);
    for_each_run(pool, chunks, [&](std::size_t from, std::size_t to) {
      ChunkCipher cipher(key.view(), ChunkCipher::Use::Seal);
      for (std::size_t i = from; i < to; ++i) {
        const std::size_t size = std::min(kChunkSize, bytes.size() - i * kChunkSize);
        cipher.seal(chunk_nonce(next_chunk + i, last && i + 1 == chunks), bytes.subspan(i * kChunkSize, size),
                    target.subspan(i * kSealedChunkSize, size + kTagSize));
      }
    });
    next_chunk += chunks;
    ++batch;
    Result<void> written = out.write(target);
    if (!written.ok()) failed = written.error();
    return written;
  }

  Result<void> seal_gathered(bool last) {
    const std::size_t size = std::exchange(filled, 0);
    return seal(plain.part(0, size), last);
  }

  // Full chunks at the front of `bytes`; at least one byte stays, since a chunk may be the last of all.
  Result<std::size_t> seal_in_place(ByteView bytes) {
    if (filled > 0) TRY(seal_gathered(false));
    const std::size_t chunks = std::min((bytes.size() - 1) / kChunkSize, kRunChunks * pool.workers());
    TRY(seal(bytes.first(chunks * kChunkSize), false));
    return chunks * kChunkSize;
  }

  // Copies as much of `bytes` as fits; of a large piece only up to the end of a chunk.
  std::size_t gather(ByteView bytes) {
    if (filled == 0) plain.replace(batch_chunks(batch, pool) * kChunkSize);
    const bool large = bytes.size() >= kSealInPlaceMin;
    const std::size_t room = large ? kChunkSize - filled % kChunkSize : plain.capacity() - filled;
    const std::size_t size = std::min(bytes.size(), room);
    std::memcpy(plain.part(filled, size).data(), bytes.data(), size);
    filled += size;
    return size;
  }
};

StreamSealer::StreamSealer(KeyView key, Sink& out, Pool& pool) : state_(std::make_unique<State>(key, out, pool)) {}
StreamSealer::~StreamSealer() = default;

Result<void> StreamSealer::write(ByteView bytes) {
  State& state = *state_;
  HOLDFAST_ASSERT(!state.finished);
  if (state.failed) return *state.failed;
  while (!bytes.empty()) {
    // A full batch is held back until more comes: its last chunk could be the last of all.
    if (state.filled > 0 && state.filled == state.plain.capacity()) TRY(state.seal_gathered(false));
    const bool in_place = state.filled % kChunkSize == 0 && bytes.size() >= kSealInPlaceMin;
    std::size_t done = 0;
    if (in_place) done = TRY(state.seal_in_place(bytes));
    else done = state.gather(bytes);
    bytes = bytes.subspan(done);
  }
  return {};
}

Result<void> StreamSealer::finish() {
  State& state = *state_;
  HOLDFAST_ASSERT(!state.finished);
  if (state.failed) return *state.failed;
  state.finished = true;
  return state.seal_gathered(true);
}

struct StreamOpener::State {
  State(KeyView stream_key, Source& source, Pool& workers)
      : key(Secret<32>::copy_of(stream_key)), in(source), pool(workers) {}

  Secret<32> key;
  Source& in;
  Pool& pool;
  SealedBuffer sealed;    // a batch and one byte more, which tells whether the batch is the last
  std::size_t held = 0;   // 1 if that byte was read with the batch before
  std::uint8_t held_byte = 0;
  PlainBuffer plain;
  std::size_t filled = 0;
  std::size_t given = 0;
  std::uint64_t next_chunk = 0;
  std::size_t batch = 0;
  bool ended = false;
  std::optional<Error> failed;

  // Reads the next batch; returns its length, and sets `ended` if nothing follows.
  Result<std::size_t> read_batch() {
    const std::size_t capacity = batch_chunks(batch++, pool) * kSealedChunkSize;
    const MutableByteView room = sealed.room(capacity + 1);
    if (held == 1) room[0] = held_byte;
    const std::size_t size = held + TRY(in.read(room.subspan(held)));
    ended = size <= capacity;
    held = ended ? 0 : 1;
    if (held == 1) held_byte = room[capacity];
    return std::min(size, capacity);
  }

  ByteView sealed_chunk(std::size_t size, std::size_t i) const {
    const std::size_t start = i * kSealedChunkSize;
    return sealed.view().subspan(start, std::min(kSealedChunkSize, size - start));
  }

  // Why a chunk did not open: with the other flag it might, and that names what happened to the stream.
  Reason reason_of(std::size_t size, std::size_t i, bool last) {
    ChunkCipher cipher(key.view(), ChunkCipher::Use::Open);
    const ByteView chunk = sealed_chunk(size, i);
    PlainBuffer scratch;
    scratch.replace(chunk.size() - kTagSize);
    if (!cipher.open(chunk_nonce(next_chunk + i, !last), chunk, scratch.view())) return kStreamDamaged;
    return last ? kStreamTruncated : kStreamTrailing;
  }

  // What is wrong with the length of the last chunk, if anything.
  std::optional<Reason> bad_end(std::size_t size, std::size_t chunks) const {
    if (chunks == 0) return kStreamTruncated;
    const std::size_t last_size = size - (chunks - 1) * kSealedChunkSize;
    if (last_size < kTagSize) return kStreamTruncated;
    // age's rule: an empty last chunk only where the whole plaintext is empty.
    if (last_size == kTagSize && next_chunk + chunks > 1) return kStreamDamaged;
    return std::nullopt;
  }

  // Opens the first `chunks` chunks of the batch into `plain`; `last`: the last of them ends the stream.
  Result<void> open_chunks(std::size_t size, std::size_t chunks, bool last) {
    plain.replace(batch_chunks(batch - 1, pool) * kChunkSize);
    std::vector<std::size_t> first_false((chunks + kRunChunks - 1) / kRunChunks, chunks);
    for_each_run(pool, chunks, [&](std::size_t from, std::size_t to) {
      ChunkCipher cipher(key.view(), ChunkCipher::Use::Open);
      for (std::size_t i = from; i < to; ++i) {
        const ByteView chunk = sealed_chunk(size, i);
        const MutableByteView target = plain.view().subspan(i * kChunkSize, chunk.size() - kTagSize);
        if (cipher.open(chunk_nonce(next_chunk + i, last && i + 1 == chunks), chunk, target)) continue;
        first_false[from / kRunChunks] = i;
        return;
      }
    });
    const std::size_t bad = *std::min_element(first_false.begin(), first_false.end());
    if (bad < chunks) return reason_of(size, bad, last && bad + 1 == chunks);
    return {};
  }

  Result<void> open_batch() {
    const std::size_t size = TRY(read_batch());
    const std::size_t chunks = (size + kSealedChunkSize - 1) / kSealedChunkSize;
    const std::optional<Reason> bad = ended ? bad_end(size, chunks) : std::nullopt;
    if (bad) {
      // The chunks before say more precisely what happened: one of them may have been the last already.
      if (chunks > 1) TRY(open_chunks(size, chunks - 1, false));
      return *bad;
    }
    TRY(open_chunks(size, chunks, ended));
    next_chunk += chunks;
    filled = size - chunks * kTagSize;
    given = 0;
    return {};
  }

  // Sees to it that opened bytes lie ready; afterwards none do only at the end.
  Result<void> fill() {
    while (given == filled && !ended) {
      if (failed) return *failed;
      filled = given = 0;
      Result<void> opened = open_batch();
      if (!opened.ok()) failed = opened.error();
    }
    if (failed) return *failed;
    return {};
  }
};

StreamOpener::StreamOpener(KeyView key, Source& in, Pool& pool, std::uint64_t first_chunk)
    : state_(std::make_unique<State>(key, in, pool)) {
  state_->next_chunk = first_chunk;
}
StreamOpener::~StreamOpener() = default;

Result<std::size_t> StreamOpener::read(MutableByteView out) {
  State& state = *state_;
  std::size_t done = 0;
  while (done < out.size()) {
    TRY(state.fill());
    if (state.given == state.filled) break;
    const std::size_t size = std::min(out.size() - done, state.filled - state.given);
    std::memcpy(out.data() + done, state.plain.view().data() + state.given, size);
    state.given += size;
    done += size;
  }
  return done;
}

Result<void> StreamOpener::pass(std::uint64_t size, Sink& out) {
  State& state = *state_;
  while (size > 0) {
    TRY(state.fill());
    if (state.given == state.filled) return kEncodingTruncated;
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(size, state.filled - state.given));
    TRY(out.write(state.plain.view().subspan(state.given, piece)));
    state.given += piece;
    size -= piece;
  }
  return {};
}

}  // namespace holdfast::crypto
