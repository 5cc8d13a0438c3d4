#include "crypto/base/bytes.h"

#include "crypto/base/source.h"
#include "tests/support/fake_seams.h"

namespace holdfast {
namespace {

TEST_CASE("every byte survives the way to hexadecimal and back") {
  Bytes all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
  const std::string hex = to_hex(all);
  CHECK(hex.substr(0, 8) == "00010203");
  CHECK(hex.substr(508) == "feff");
  CHECK(from_hex(hex).value() == all);
  CHECK(from_hex("").value().empty());
}

TEST_CASE("hexadecimal has one spelling for one value") {
  CHECK(from_hex("0").error().reason == kEncodingTruncated);
  for (const char* wrong : {"AB", "aB", "0x", "g0", "0g", " 0", "0 ", "-1", "\xC3\xA9"}) {
    INFO(wrong);
    CHECK(from_hex(wrong).error().reason == kEncodingType);
  }
}

TEST_CASE("a fixed length from hexadecimal refuses every other length") {
  CHECK(array_from_hex<2>("beef").value() == ByteArray<2>{0xBE, 0xEF});
  for (const char* wrong : {"", "be", "bee", "beeff", "beefee", "beeg"}) {
    INFO(wrong);
    CHECK(array_from_hex<2>(wrong).error().reason == kEncodingType);
  }
}

TEST_CASE("what the writer writes the reader reads, little end first") {
  Writer out;
  const Bytes tail = {9, 8, 7};
  out.u8(0x01).u16(0x0203).u32(0x04050607).u64(0x08090A0B0C0D0E0F).bytes(tail).zeros(2);
  CHECK(to_hex(out.view()) == "01" "0302" "07060504" "0f0e0d0c0b0a0908" "090807" "0000");
  CHECK(out.size() == 20);
  const Bytes bytes = out.take();
  Reader in(bytes);
  CHECK(in.u8().value() == 0x01);
  CHECK(in.u16().value() == 0x0203);
  CHECK(in.u32().value() == 0x04050607);
  CHECK(in.u64().value() == 0x08090A0B0C0D0E0F);
  CHECK(in.array<3>().value() == ByteArray<3>{9, 8, 7});
  CHECK(in.end().error().reason == kEncodingTrailing);
  CHECK(equal(in.take(2).value(), ByteArray<2>{0, 0}));
  CHECK(in.end().ok());
  CHECK(in.remaining() == 0);
}

TEST_CASE("the largest and smallest integers come back") {
  Writer out;
  out.u8(0xFF).u16(0xFFFF).u32(0xFFFFFFFF).u64(0xFFFFFFFFFFFFFFFF).u64(0);
  const Bytes bytes = out.take();
  Reader in(bytes);
  CHECK(in.u8().value() == 0xFF);
  CHECK(in.u16().value() == 0xFFFF);
  CHECK(in.u32().value() == 0xFFFFFFFF);
  CHECK(in.u64().value() == 0xFFFFFFFFFFFFFFFF);
  CHECK(in.u64().value() == 0);
}

// Reads the record of the test below; true only if it was all there.
bool reads_whole_record(ByteView bytes) {
  Reader in(bytes);
  return in.u8().ok() && in.u16().ok() && in.u32().ok() && in.u64().ok() && in.array<4>().ok() && in.take(3).ok() &&
         in.end().ok();
}

TEST_CASE("a record cut at any length or one byte too long is refused") {
  const Bytes whole(1 + 2 + 4 + 8 + 4 + 3, 0xA5);
  CHECK(reads_whole_record(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    CHECK_FALSE(reads_whole_record(ByteView(whole).first(size)));
  }
  CHECK_FALSE(reads_whole_record(Bytes(whole.size() + 1, 0xA5)));
}

TEST_CASE("a length that is far too large is refused and takes nothing") {
  const Bytes bytes = {1, 2, 3};
  Reader in(bytes);
  CHECK(in.take(4).error().reason == kEncodingTruncated);
  CHECK(in.take(std::numeric_limits<std::size_t>::max()).error().reason == kEncodingTruncated);
  CHECK(in.remaining() == 3);
  CHECK(in.take(3).ok());
}

TEST_CASE("bytes are equal only in length and content") {
  const Bytes a = {1, 2, 3};
  CHECK(equal(a, Bytes{1, 2, 3}));
  CHECK_FALSE(equal(a, Bytes{1, 2}));
  CHECK_FALSE(equal(a, Bytes{1, 2, 4}));
  CHECK_FALSE(equal(a, Bytes{1, 2, 3, 0}));
  CHECK(equal({}, {}));
}

// The plain definition of UTF-8 (RFC 3629): encode, and compare. Slow, obviously right.
std::string encoded(std::uint32_t code) {
  std::string out;
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

TEST_CASE("exactly the code points that are not surrogates are valid UTF-8") {
  std::uint32_t wrong = 0;
  for (std::uint32_t code = 0; code <= 0x10FFFF; ++code) {
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (is_utf8(as_bytes(encoded(code))) == surrogate) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("exactly the one-, two- and three-byte strings that encode something are valid UTF-8") {
  std::set<std::string> valid;
  for (std::uint32_t code = 0x80; code < 0x10000; ++code) {
    if (code < 0xD800 || code > 0xDFFF) valid.insert(encoded(code));
  }
  std::size_t wrong = 0;
  for (unsigned a = 0x80; a < 0x100; ++a) {
    if (is_utf8(Bytes{static_cast<std::uint8_t>(a)})) ++wrong;
    for (unsigned b = 0; b < 0x100; ++b) {
      const std::string two = {static_cast<char>(a), static_cast<char>(b)};
      if (is_utf8(as_bytes(two)) != valid.contains(two)) ++wrong;
      if (a < 0xE0) continue;
      for (unsigned c : {0x00u, 0x41u, 0x7Fu, 0x80u, 0x9Fu, 0xA0u, 0xBFu, 0xC0u, 0xFFu}) {
        const std::string three = two + static_cast<char>(c);
        if (is_utf8(as_bytes(three)) != valid.contains(three)) ++wrong;
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("overlong forms, surrogates and numbers beyond Unicode are not UTF-8") {
  for (const char* wrong : {"c080", "c1bf", "e08080", "e09fbf", "f0808080", "f08fbfbf", "f4908080", "f7bfbfbf",
                            "f888808080", "fc8480808080", "eda080", "edbfbf", "80", "ff", "fe", "e4bd", "f09f9882f0"}) {
    INFO(wrong);
    CHECK_FALSE(is_utf8(from_hex(wrong).value()));
  }
  CHECK(is_utf8(as_bytes("Sok Dara សុខ 林美 \xF0\x9F\x98\x82")));
}

TEST_CASE("a source gives its bytes once, in pieces of any size") {
  const Bytes bytes = {1, 2, 3, 4, 5};
  for (std::size_t piece = 1; piece <= 7; ++piece) {
    MemorySource source(bytes);
    Bytes got;
    Bytes buffer(piece);
    for (;;) {
      const std::size_t size = source.read(buffer).value();
      append(got, ByteView(buffer).first(size));
      if (size < piece) break;
    }
    CHECK(got == bytes);
    CHECK(source.read(buffer).value() == 0);
  }
}

TEST_CASE("reading exactly fails where the source ends earlier") {
  const Bytes bytes = {1, 2, 3};
  MemorySource enough(bytes);
  Bytes three(3);
  CHECK(read_exactly(enough, three).ok());
  CHECK(three == bytes);
  MemorySource short_one(bytes);
  Bytes four(4);
  CHECK(read_exactly(short_one, four).error().reason == kEncodingTruncated);
}

TEST_CASE("a file source reads its window of the file and nothing else") {
  test::FakeFiles files;
  files.put("/data", Bytes{0, 1, 2, 3, 4, 5, 6, 7});
  const std::unique_ptr<File> file = files.open("/data", OpenMode::Read).value();
  FileSource source(*file, 2, 4);
  Bytes buffer(3);
  CHECK(source.read(buffer).value() == 3);
  CHECK(buffer == Bytes{2, 3, 4});
  CHECK(source.read(buffer).value() == 1);
  CHECK(buffer[0] == 5);
  CHECK(source.read(buffer).value() == 0);
  FileSource beyond(*file, 6, 100);
  CHECK(beyond.read(buffer).value() == 2);
  CHECK(beyond.read(buffer).value() == 0);
}

TEST_CASE("a file sink appends from its offset") {
  test::FakeFiles files;
  files.put("/data", Bytes{9, 9});
  const std::unique_ptr<File> file = files.open("/data", OpenMode::ReadWrite).value();
  FileSink sink(*file, 1);
  CHECK(sink.write(Bytes{1, 2}).ok());
  CHECK(sink.write(Bytes{3}).ok());
  CHECK(sink.offset() == 4);
  CHECK(files.content("/data") == Bytes{9, 1, 2, 3});
}

}  // namespace
}  // namespace holdfast
