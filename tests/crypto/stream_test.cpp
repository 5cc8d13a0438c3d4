#include "crypto/stream.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/chunk_cipher.h"
#include "tests/crypto/crypto_support.h"

namespace holdfast::crypto {
namespace {

using test::open_stream;
using test::patterned;
using test::seal_stream;
using test::test_key;

constexpr std::size_t kSizes[] = {
    0,          1,          5000,           65535,      65536,          65537,          131071,
    131072,     131073,     983040,         1048575,    1048576,        1048577,        17 * 65536,
    1114113,    32 * 65536, 49 * 65536 - 1, 49 * 65536, 49 * 65536 + 1, 81 * 65536 + 5,
};

// The format's own words, chunk by chunk: what the parallel code must give.
Bytes seal_plainly(KeyView key, ByteView plain) {
  Bytes out;
  ChunkCipher cipher(key, ChunkCipher::Use::Seal);
  for (std::uint64_t number = 0;; ++number) {
    const std::size_t size = std::min(kChunkSize, plain.size());
    const bool last = size == plain.size();
    Bytes sealed(size + kTagSize);
    cipher.seal(chunk_nonce(number, last), plain.first(size), sealed);
    append(out, sealed);
    plain = plain.subspan(size);
    if (last) return out;
  }
}

TEST_CASE("A stream of any size comes back, with any number of workers") {
  const Secret<32> key = test_key();
  for (std::size_t workers : std::initializer_list<std::size_t>{1, 2, 3}) {
    Pool pool(workers);
    for (std::size_t size : kSizes) {
      const Bytes plain = patterned(size);
      const Bytes sealed = seal_stream(key.view(), plain, pool);
      CHECK(sealed.size() == sealed_size(size));
      CHECK(plain_size(sealed.size()).value() == size);
      CHECK((sealed == seal_plainly(key.view(), plain)));
      CHECK((open_stream(key.view(), sealed, pool).value() == plain));
    }
  }
}

TEST_CASE("A chunk's nonce is its number, big-endian, and the flag") {
  CHECK(to_hex(chunk_nonce(0, false)) == "000000000000000000000000");
  CHECK(to_hex(chunk_nonce(1, true)) == "000000000000000000000101");
  CHECK(to_hex(chunk_nonce(0x0102030405060708, false)) == "000000010203040506070800");
}

TEST_CASE("Pieces written and read do not matter") {
  const Secret<32> key = test_key();
  Pool pool(2);
  const Bytes plain = patterned(20 * 65536 + 17);
  const Bytes expected = seal_plainly(key.view(), plain);
  for (std::size_t piece : std::initializer_list<std::size_t>{1000, 65535, 65536, 65537, 524287, 524288, 1'000'000}) {
    MemorySink out;
    StreamSealer sealer(key.view(), out, pool);
    for (std::size_t at = 0; at < plain.size(); at += piece) {
      REQUIRE(sealer.write(ByteView(plain).subspan(at, std::min(piece, plain.size() - at))).ok());
    }
    REQUIRE(sealer.finish().ok());
    CHECK((out.view() == expected));

    MemorySource in(expected);
    StreamOpener opener(key.view(), in, pool);
    Bytes opened;
    Bytes part(piece);
    for (;;) {
      const std::size_t got = opener.read(part).value();
      append(opened, ByteView(part).first(got));
      if (got < piece) break;
    }
    CHECK(opener.read(part).value() == 0);
    CHECK((opened == plain));
  }
}

TEST_CASE("Large and small pieces by turns make the same stream") {
  const Secret<32> key = test_key();
  const Bytes plain = patterned(90 * 65536 + 17);
  const Bytes expected = seal_plainly(key.view(), plain);
  for (std::size_t workers : std::initializer_list<std::size_t>{1, 2, 3}) {
    Pool pool(workers);
    for (std::size_t small : std::initializer_list<std::size_t>{1, 65535, 65536, 131072, 200'000}) {
      MemorySink out;
      StreamSealer sealer(key.view(), out, pool);
      std::size_t at = 0;
      for (int turn = 0; at < plain.size(); ++turn) {
        const std::size_t piece = std::min(turn % 2 == 0 ? small : std::size_t{1'500'000}, plain.size() - at);
        REQUIRE(sealer.write(ByteView(plain).subspan(at, piece)).ok());
        at += piece;
      }
      REQUIRE(sealer.finish().ok());
      CHECK((out.view() == expected));
    }
  }
}

TEST_CASE("What is passed on is what would have been read, and an end too early is said") {
  const Secret<32> key = test_key();
  for (std::size_t workers : std::initializer_list<std::size_t>{1, 2}) {
    Pool pool(workers);
    for (std::size_t size : kSizes) {
      const Bytes plain = patterned(size);
      const Bytes sealed = seal_stream(key.view(), plain, pool);
      for (std::size_t first : std::initializer_list<std::size_t>{0, 1, 65536, 200'000, 5'000'000}) {
        MemorySource in(sealed);
        StreamOpener opener(key.view(), in, pool);
        Bytes head(std::min(first, size));
        REQUIRE(opener.read(head).value() == head.size());
        MemorySink rest;
        REQUIRE(opener.pass(size - head.size(), rest).ok());
        append(head, rest.view());
        CHECK((head == plain));
        MemorySink beyond;
        CHECK(opener.pass(1, beyond).error().reason == kEncodingTruncated);
        CHECK(beyond.view().empty());
      }
    }
  }
}

TEST_CASE("Nothing of a damaged chunk is passed on") {
  const Secret<32> key = test_key();
  Pool pool(2);
  const Bytes plain = patterned(20 * 65536);
  Bytes sealed = seal_stream(key.view(), plain, pool);
  sealed[18 * kSealedChunkSize + 7] ^= 1;
  MemorySource in(sealed);
  StreamOpener opener(key.view(), in, pool);
  MemorySink out;
  CHECK(opener.pass(plain.size(), out).error().reason == kStreamDamaged);
  CHECK(out.view().size() <= 18 * kChunkSize);
  CHECK((equal(out.view(), ByteView(plain).first(out.view().size()))));
  CHECK(opener.pass(1, out).error().reason == kStreamDamaged);
}

TEST_CASE("Without its last chunk a stream does not open") {
  const Secret<32> key = test_key();
  Pool pool(1);
  MemorySink out;
  StreamSealer sealer(key.view(), out, pool);
  REQUIRE(sealer.write(patterned(40 * 65536)).ok());
  CHECK_FALSE(out.view().empty());
  CHECK(open_stream(key.view(), out.view(), pool).error().reason == kStreamTruncated);
  CHECK(open_stream(key.view(), {}, pool).error().reason == kStreamTruncated);
}

TEST_CASE("Every truncation of a stream is noticed") {
  const Secret<32> key = test_key();
  Pool pool(1);
  const Bytes small = seal_stream(key.view(), patterned(300), pool);
  for (std::size_t size = 0; size < small.size(); ++size) {
    CHECK_FALSE(open_stream(key.view(), ByteView(small).first(size), pool).ok());
  }
  const Bytes large = seal_stream(key.view(), patterned(2 * 65536 + 100), pool);
  for (std::size_t size = 0; size < large.size(); size += size % kSealedChunkSize < 40 ? 1 : 401) {
    const Result<Bytes> opened = open_stream(key.view(), ByteView(large).first(size), pool);
    CHECK_FALSE(opened.ok());
    if (size % kSealedChunkSize == 0) CHECK(opened.error().reason == kStreamTruncated);
  }
}

TEST_CASE("Every flipped bit of a small stream is noticed, and one in every place of a large one") {
  const Secret<32> key = test_key();
  Pool pool(1);
  Bytes small = seal_stream(key.view(), patterned(100), pool);
  for (std::size_t bit = 0; bit < small.size() * 8; ++bit) {
    small[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    CHECK(open_stream(key.view(), small, pool).error().reason == kStreamDamaged);
    small[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  }
  Bytes large = seal_stream(key.view(), patterned(3 * 65536), pool);
  for (std::size_t at = 0; at < large.size(); at += 1009) {
    large[at] ^= 1;
    CHECK(open_stream(key.view(), large, pool).error().reason == kStreamDamaged);
    large[at] ^= 1;
  }
  CHECK(open_stream(key.view(), large, pool).ok());
  CHECK(open_stream(test_key(2).view(), large, pool).error().reason == kStreamDamaged);
}

TEST_CASE("Bytes behind the end are noticed") {
  const Secret<32> key = test_key();
  Pool pool(1);
  for (std::size_t size : std::initializer_list<std::size_t>{0, 1, 65535, 65536, 131072, 17 * 65536}) {
    const Bytes sealed = seal_stream(key.view(), patterned(size), pool);
    for (std::size_t extra : std::initializer_list<std::size_t>{1, 15, 16, 17, 65552}) {
      Bytes longer = sealed;
      append(longer, Bytes(extra));
      const Result<Bytes> opened = open_stream(key.view(), longer, pool);
      REQUIRE_FALSE(opened.ok());
      if (size > 0 && size % kChunkSize == 0) CHECK(opened.error().reason == kStreamTrailing);
    }
    Bytes twice = sealed;
    append(twice, sealed);
    CHECK_FALSE(open_stream(key.view(), twice, pool).ok());
  }
}

TEST_CASE("Chunks cannot be swapped, dropped, doubled or taken from elsewhere") {
  const Secret<32> key = test_key();
  Pool pool(1);
  const Bytes sealed = seal_stream(key.view(), patterned(5 * 65536 + 9), pool);
  const auto chunk = [&](std::size_t i) {
    const std::size_t start = i * kSealedChunkSize;
    return ByteView(sealed).subspan(start, std::min(kSealedChunkSize, sealed.size() - start));
  };
  const std::vector<std::vector<std::size_t>> orders = {
      {1, 0, 2, 3, 4, 5}, {0, 2, 3, 4, 5}, {0, 1, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 5}, {5}, {0, 1, 2, 3, 4, 5, 5}, {0, 5}};
  for (const auto& order : orders) {
    Bytes mixed;
    for (std::size_t i : order) append(mixed, chunk(i));
    CHECK_FALSE(open_stream(key.view(), mixed, pool).ok());
  }
  const Secret<32> other = test_key(3);
  Bytes spliced = to_bytes(ByteView(sealed).first(2 * kSealedChunkSize));
  const Bytes foreign = seal_stream(other.view(), patterned(5 * 65536 + 9), pool);
  append(spliced, ByteView(foreign).subspan(2 * kSealedChunkSize));
  CHECK_FALSE(open_stream(key.view(), spliced, pool).ok());
}

// age's rule: otherwise one plaintext would have two sealed forms.
TEST_CASE("An empty last chunk behind a full one is refused") {
  const Secret<32> key = test_key();
  Pool pool(1);
  const Bytes plain = patterned(65536);
  Bytes sealed(kSealedChunkSize);
  ChunkCipher cipher(key.view(), ChunkCipher::Use::Seal);
  cipher.seal(chunk_nonce(0, false), plain, sealed);
  Bytes empty(kTagSize);
  cipher.seal(chunk_nonce(1, true), {}, empty);
  append(sealed, empty);
  CHECK(open_stream(key.view(), sealed, pool).error().reason == kStreamDamaged);
  CHECK_FALSE(plain_size(sealed.size()).ok());
}

TEST_CASE("Lengths that no stream has are refused") {
  for (std::uint64_t size : std::initializer_list<std::uint64_t>{0, 1, 15, 65553, 65567, 65568, 131105}) {
    CHECK(plain_size(size).error().reason == kStreamTruncated);
  }
  for (std::uint64_t size : std::initializer_list<std::uint64_t>{16, 17, 65552, 65569, 131104}) {
    CHECK(sealed_size(plain_size(size).value()) == size);
  }
}

class FailingSink final : public Sink {
 public:
  Result<void> write(ByteView) override {
    ++calls;
    return kFileFull;
  }
  int calls = 0;
};

TEST_CASE("A sink that failed is told no more, and the failure is repeated") {
  const Secret<32> key = test_key();
  Pool pool(1);
  FailingSink out;
  StreamSealer sealer(key.view(), out, pool);
  CHECK(sealer.write(patterned(200'000)).error().reason == kFileFull);
  CHECK(sealer.write(patterned(200'000)).error().reason == kFileFull);
  CHECK(sealer.finish().error().reason == kFileFull);
  CHECK(out.calls == 1);
}

class FailingSource final : public Source {
 public:
  Result<std::size_t> read(MutableByteView) override { return kFileRead; }
};

TEST_CASE("A source that failed is not mistaken for an end") {
  const Secret<32> key = test_key();
  Pool pool(1);
  FailingSource in;
  StreamOpener opener(key.view(), in, pool);
  Bytes out(10);
  CHECK(opener.read(out).error().reason == kFileRead);
  CHECK(opener.read(out).error().reason == kFileRead);
}

TEST_CASE("A sealed file can be read anywhere, and only as far as it is whole") {
  const Secret<32> key = test_key();
  Pool pool(1);
  for (std::size_t size : std::initializer_list<std::size_t>{0, 1, 65536, 65537, 200'000}) {
    const Bytes plain = patterned(size);
    const Bytes sealed = seal_stream(key.view(), plain, pool);
    test::FakeFiles files;
    Bytes content = patterned(33);
    append(content, sealed);
    files.put("/blob", content);
    std::unique_ptr<File> file = files.open("/blob", OpenMode::Read).value();
    StreamFile stream = StreamFile::open(key.view(), *file, 33, sealed.size()).value();
    CHECK(stream.size() == size);
    constexpr std::size_t kPlaces[] = {0, 1, 65535, 65536, 65537, 150'000, 199'999, 200'000, 300'000};
    for (std::size_t from : kPlaces) {
      for (std::size_t want : std::initializer_list<std::size_t>{0, 1, 2, 65536, 70'000, 300'000}) {
        Bytes out(want);
        const std::size_t got = stream.read_at(from, out).value();
        const std::size_t expected = from >= size ? 0 : std::min(want, size - from);
        REQUIRE(got == expected);
        if (got > 0) CHECK(equal(ByteView(out).first(got), ByteView(plain).subspan(from, got)));
      }
    }
    if (sealed.size() > 16 + 65552) {
      CHECK_FALSE(StreamFile::open(key.view(), *file, 33, sealed.size() - 65552).ok());
      CHECK_FALSE(StreamFile::open(key.view(), *file, 33, 65552).ok());
    }
    CHECK(StreamFile::open(key.view(), *file, 34, sealed.size()).error().kind() == Kind::Refused);
    CHECK_FALSE(StreamFile::open(test_key(9).view(), *file, 33, sealed.size()).ok());
  }
}

TEST_CASE("A damaged middle of a sealed file shows when it is read") {
  const Secret<32> key = test_key();
  Pool pool(1);
  Bytes sealed = seal_stream(key.view(), patterned(200'000), pool);
  sealed[70'000] ^= 1;
  test::FakeFiles files;
  files.put("/blob", sealed);
  std::unique_ptr<File> file = files.open("/blob", OpenMode::Read).value();
  StreamFile stream = StreamFile::open(key.view(), *file, 0, sealed.size()).value();
  Bytes out(10);
  CHECK(stream.read_at(0, out).ok());
  CHECK(stream.read_at(70'000, out).error().reason == kStreamDamaged);
  CHECK(stream.read_at(190'000, out).ok());
}

}  // namespace
}  // namespace holdfast::crypto
