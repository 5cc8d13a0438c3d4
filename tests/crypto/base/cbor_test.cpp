#include "crypto/base/cbor.h"

#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "tests/support/fake_seams.h"

namespace holdfast {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

// The reason why one whole item is refused, or "" if it is taken.
std::string refusal(ByteView bytes) {
  CborReader in(bytes);
  const Result<ByteView> item = in.raw();
  if (!item.ok()) return std::string(item.error().reason.code());
  const Result<void> end = in.end();
  return end.ok() ? "" : std::string(end.error().reason.code());
}
std::string refusal(std::string_view text) { return refusal(hex(text)); }

// Some tree of answers, at most `depth` levels deep.
CborValue random_value(test::FakeRandom& random, std::size_t depth) {
  switch (random.below(depth == 0 ? 6 : 8)) {
    case 0: return CborValue();
    case 1: return CborValue(random.below(2) == 0);
    case 2: return CborValue(static_cast<std::int64_t>(random.next() >> random.below(64)));
    case 3: return CborValue(-static_cast<std::int64_t>(random.next() >> (1 + random.below(63))) - 1);
    case 4: return CborValue(std::string(static_cast<std::size_t>(random.below(300)), 'm'));
    case 5: {
      Bytes bytes(static_cast<std::size_t>(random.below(300)));
      random.fill(bytes);
      return CborValue(std::move(bytes));
    }
    case 6: {
      CborValue::Array items;
      for (std::uint64_t i = random.below(30); i > 0; --i) items.push_back(random_value(random, depth - 1));
      return CborValue(std::move(items));
    }
    default: {
      CborValue::Map pairs;
      for (std::uint64_t i = random.below(30); i > 0; --i) {
        std::string key(static_cast<std::size_t>(random.below(4)), 'k');
        key += std::to_string(random.below(1000));
        pairs.insert_or_assign(std::move(key), random_value(random, depth - 1));
      }
      return CborValue(std::move(pairs));
    }
  }
}

Bytes nested_arrays(std::size_t depth, std::string_view innermost) {
  Bytes out(depth, 0x81);
  append(out, hex(innermost));
  return out;
}

TEST_CASE("integers take the shortest form, and the reader insists on it") {
  const std::pair<std::uint64_t, const char*> cases[] = {
      {0, "00"}, {23, "17"}, {24, "1818"}, {255, "18ff"}, {256, "190100"}, {65535, "19ffff"}, {65536, "1a00010000"},
      {0xFFFFFFFF, "1affffffff"}, {0x100000000, "1b0000000100000000"}, {~std::uint64_t{0}, "1bffffffffffffffff"}};
  for (const auto& [value, spelling] : cases) {
    INFO(spelling);
    CborWriter out;
    out.uint(value);
    CHECK(to_hex(out.view()) == spelling);
    CborReader in(out.view());
    CHECK(in.uint().value() == value);
    CHECK(in.end().ok());
  }
  for (const char* longer : {"1800", "1817", "190000", "1900ff", "1a00000000", "1a0000ffff", "1b0000000000000000",
                             "1b00000000ffffffff", "3800", "3817", "5800", "7800", "9800", "b800", "3900ff",
                             "581700"}) {
    INFO(longer);
    CHECK(refusal(longer) == "encoding.not_canonical");
  }
}

TEST_CASE("signed integers reach both ends and are refused beyond") {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-24}, std::int64_t{-25},
                                   std::int64_t{-256}, std::int64_t{-257}, std::numeric_limits<std::int64_t>::max(),
                                   std::numeric_limits<std::int64_t>::min()}) {
    CborWriter out;
    out.integer(value);
    CborReader in(out.view());
    CHECK(in.integer().value() == value);
  }
  for (const char* beyond : {"1b8000000000000000", "3b8000000000000000", "3bffffffffffffffff"}) {
    const Bytes bytes = hex(beyond);
    CborReader in(bytes);
    CHECK(in.integer().error().reason == kEncodingLimit);
    CHECK(refusal(beyond).empty());  // still one well-formed item
    CHECK(decode_value(bytes).error().reason == kEncodingLimit);
  }
}

TEST_CASE("tags, floats, undefined, other simple values and indefinite lengths are refused") {
  for (const char* foreign : {"c000", "c11a514b67b0", "d81800", "f90000", "fa00000000", "fb0000000000000000", "f7",
                              "e0", "f0", "f3", "f8ff", "f814", "f815", "f816", "f818", "f820"}) {
    INFO(foreign);
    CHECK(refusal(foreign) == "encoding.type");
  }
  for (const char* indefinite : {"5f4100ff", "7f6161ff", "9fff", "9f00ff", "bfff", "bf0000ff", "1c", "1d", "1e", "1f",
                                 "3c", "3f", "5c", "7d", "9e", "bc"}) {
    INFO(indefinite);
    CHECK(refusal(indefinite) == "encoding.not_canonical");
  }
  CHECK(refusal("ff") == "encoding.type");
  CHECK(refusal("fc") == "encoding.type");
}

TEST_CASE("map keys are sorted by their encoding and unique") {
  for (const char* good : {"a0", "a10000", "a200000100", "a21700181800", "a2616100616200", "a261620062616100",
                           "a20000616100", "a200002000", "a2410000610000", "a2f400f500"}) {
    INFO(good);
    CHECK(refusal(good).empty());
  }
  for (const char* bad : {"a200000000", "a201000000", "a2616100616100", "a2616200616100", "a262616100616200",
                          "a21818001700", "a26161000000", "a220000000", "a2f500f400"}) {
    INFO(bad);
    CHECK(refusal(bad) == "encoding.not_canonical");
  }
}

TEST_CASE("the order of keys starts anew in each map") {
  // [{1: {0: 0}, 2: 0}, {0: 0}]: the inner and the following map have smaller keys than what came before.
  CHECK(refusal("82a201a100000200a10000").empty());
  // {1: {0: 0}, 1: 0}: after the inner map the outer one remembers its own last key.
  CHECK(refusal("a201a100000100") == "encoding.not_canonical");
}

TEST_CASE("a container is never a key") {
  for (const char* bad : {"a1800000", "a1a00000", "a1810000"}) CHECK(refusal(bad) == "encoding.type");
}

TEST_CASE("texts must be UTF-8") {
  CHECK(refusal("62c3a9").empty());
  for (const char* bad : {"61ff", "62c080", "63eda080", "61c3", "64f4908080"}) {
    INFO(bad);
    CHECK(refusal(bad) == "encoding.text");
  }
}

TEST_CASE("sixteen levels are read and seventeen refused, empty ones too") {
  CHECK(refusal(nested_arrays(15, "8100")).empty());
  CHECK(refusal(nested_arrays(15, "80")).empty());
  CHECK(refusal(nested_arrays(16, "8100")) == "encoding.limit");
  CHECK(refusal(nested_arrays(16, "80")) == "encoding.limit");
  CHECK(refusal(nested_arrays(16, "a0")) == "encoding.limit");
  CHECK(refusal(nested_arrays(100000, "00")) == "encoding.limit");
  CHECK(decode_value(nested_arrays(16, "00")).ok());
  CHECK(decode_value(nested_arrays(17, "00")).error().reason == kEncodingLimit);
}

TEST_CASE("huge counts are refused before anything is allocated") {
  // With the count believed, any of these would end the program.
  for (const char* lead : {"5b", "7b", "9b", "bb"}) {
    for (const char* count : {"7fffffffffffffff", "8000000000000000", "8000000000000001", "ffffffffffffffff",
                              "0000000100000000", "4000000000000000"}) {
      INFO(lead << count);
      CHECK(refusal(std::string(lead) + count) == "encoding.truncated");
      CHECK(decode_value(hex(std::string(lead) + count + "0000")).error().reason == kEncodingTruncated);
    }
  }
}

TEST_CASE("named limits are checked against the count alone") {
  const Bytes five = hex("850000000000");
  CHECK(CborReader(five).array(4).error().reason == kEncodingLimit);
  CHECK(CborReader(five).array(5).value() == 5);
  CHECK(CborReader(five).array_of(5).ok());
  CHECK(CborReader(five).array_of(6).error().reason == kEncodingType);
  CHECK(CborReader(five).array_of(4).error().reason == kEncodingLimit);
  const Bytes text = hex("63616263");
  CHECK(CborReader(text).text(2).error().reason == kEncodingLimit);
  CHECK(CborReader(text).text(3).value() == "abc");
  const Bytes bytes = hex("43010203");
  CHECK(CborReader(bytes).bytes(2).error().reason == kEncodingLimit);
  CHECK(CborReader(bytes).byte_array<4>().error().reason == kEncodingType);
  CHECK(CborReader(bytes).byte_array<3>().value() == ByteArray<3>{1, 2, 3});
  const Bytes number = hex("0a");
  CHECK(CborReader(number).uint_max(9).error().reason == kEncodingLimit);
  CHECK(CborReader(number).uint_max(10).value() == 10);
  const Bytes pairs = hex("a200000100");
  CHECK(CborReader(pairs).map(1).error().reason == kEncodingLimit);
  CHECK(CborReader(pairs).map(2).value() == 2);
}

TEST_CASE("a wrong type is said to be one") {
  const Bytes text = hex("6161");
  CHECK(CborReader(text).uint().error().reason == kEncodingType);
  CHECK(CborReader(text).integer().error().reason == kEncodingType);
  CHECK(CborReader(text).bytes(9).error().reason == kEncodingType);
  CHECK(CborReader(text).array(9).error().reason == kEncodingType);
  CHECK(CborReader(text).map(9).error().reason == kEncodingType);
  CHECK(CborReader(text).boolean().error().reason == kEncodingType);
  CHECK(CborReader(text).null().error().reason == kEncodingType);
  const Bytes null = hex("f6");
  CHECK(CborReader(null).text(9).error().reason == kEncodingType);
  CHECK(CborReader(null).boolean().error().reason == kEncodingType);
  CHECK(CborReader(null).null().ok());
  const Bytes keyed = hex("a10100");
  CborReader in(keyed);
  CHECK(in.map(1).ok());
  CHECK(in.key(2).error().reason == kEncodingType);
}

TEST_CASE("the end is only the end when every item was taken and nothing follows") {
  const Bytes two = hex("820000");
  CborReader in(two);
  CHECK(in.array(2).ok());
  CHECK(in.end().error().reason == kEncodingTruncated);
  CHECK(in.uint().ok());
  CHECK(in.uint().ok());
  CHECK(in.end().ok());
  CHECK(in.done());
  CHECK(refusal("0000") == "encoding.trailing");
  CHECK(decode_value(hex("a000")).error().reason == kEncodingTrailing);
  CHECK(decode_value({}).error().reason == kEncodingTruncated);
}

TEST_CASE("a raw item is handed out whole and checked") {
  const Bytes bytes = hex("8301a10082f4616105");
  CborReader in(bytes);
  CHECK(in.array(3).ok());
  CHECK(in.uint().value() == 1);
  CHECK(to_hex(in.raw().value()) == "a10082f46161");
  CHECK(in.uint().value() == 5);
  CHECK(in.end().ok());
}

TEST_CASE("a map is written in the order of its encoded keys, whatever order it was filled in") {
  CborValue::Map map;
  map.emplace("sex", "f");
  map.emplace("age", 23);
  map.emplace("name", "Mei");
  map.emplace("z", CborValue());
  const Bytes bytes = encode_value(CborValue(map));
  CHECK(to_hex(bytes) == "a4617af6636167651763736578616" "6646e616d65634d6569");
  CHECK(decode_value(bytes).value() == CborValue(map));
}

TEST_CASE("random trees come back, and none survives being cut or lengthened") {
  test::FakeRandom random(11);
  for (int round = 0; round < 150; ++round) {
    const CborValue value = random_value(random, 3);
    Bytes bytes = encode_value(value);
    REQUIRE(decode_value(bytes).value() == value);
    const std::size_t step = 1 + bytes.size() / 40;
    for (std::size_t size = 0; size < bytes.size(); size += step) {
      REQUIRE_FALSE(decode_value(ByteView(bytes).first(size)).ok());
    }
    bytes.push_back(0);
    REQUIRE(decode_value(bytes).error().reason == kEncodingTrailing);
  }
}

TEST_CASE("a record cut at every length is refused") {
  CborWriter out;
  out.map(4).uint(1).text("Sok Dara").uint(2).bytes(Bytes(40, 7)).uint(3).array(3).uint(70000).null().boolean(true);
  out.uint(4).integer(-1000);
  CHECK(refusal(out.view()).empty());
  for (std::size_t size = 0; size < out.view().size(); ++size) {
    INFO(size);
    CHECK(refusal(ByteView(out.view()).first(size)) == "encoding.truncated");
  }
}

// Half the bytes are chosen so that structure is likely; the other half is anything.
Bytes random_input(test::FakeRandom& random) {
  constexpr std::uint8_t kLikely[] = {0x00, 0x01, 0x18, 0x19, 0x20, 0x41, 0x61, 0x62, 0x80, 0x81, 0x82, 0xA0,
                                      0xA1, 0xA2, 0xF4, 0xF5, 0xF6, 0x40, 0x60, 0x1B, 0x7F, 0xC3, 0xA9, 0x98};
  Bytes out(1 + static_cast<std::size_t>(random.below(24)));
  for (std::uint8_t& byte : out) {
    const std::uint64_t pick = random.next();
    byte = pick % 4 != 0 ? kLikely[(pick >> 8) % std::size(kLikely)] : static_cast<std::uint8_t>(pick >> 16);
  }
  return out;
}

TEST_CASE("whatever parses is encoded again to the same bytes") {
  test::FakeRandom random(3);
  std::size_t parsed = 0;
  for (int round = 0; round < 200000; ++round) {
    const Bytes bytes = random_input(random);
    const Result<CborValue> value = decode_value(bytes);
    if (!value.ok()) continue;
    ++parsed;
    if (encode_value(*value) != bytes) FAIL("not the same again: " << to_hex(bytes));
  }
  CHECK(parsed > 4000);  // otherwise this proves little
}

TEST_CASE("every flipped bit of a record is refused or gives another value") {
  test::FakeRandom random(5);
  for (int round = 0; round < 40; ++round) {
    const CborValue value = random_value(random, 2);
    const Bytes bytes = encode_value(value);
    if (bytes.size() > 400) continue;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      Bytes flipped = bytes;
      flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
      const Result<CborValue> got = decode_value(flipped);
      if (got.ok()) REQUIRE_FALSE(*got == value);
    }
  }
}

// The examples of RFC 8949 appendix A that lie inside our subset are read and written alike; all others are refused.
TEST_CASE("the published examples of CBOR are read alike or refused") {
  std::ifstream in(std::string(HOLDFAST_SHARED_DIR) + "/data/crypto/cbor/appendix_a.json");
  if (!in) SKIP("the shared test data is not here");
  // A number beyond 64 bits in the file is none of ours; the reader of JSON turns it into a float.
  const nlohmann::json cases = nlohmann::json::parse(in);
  std::size_t taken = 0;
  for (const nlohmann::json& one : cases) {
    const auto spelling = one["hex"].get<std::string>();
    INFO(spelling);
    const Bytes bytes = hex(spelling);
    const Result<CborValue> value = decode_value(bytes);
    if (!value.ok()) continue;
    ++taken;
    CHECK(to_hex(encode_value(*value)) == spelling);
    CHECK(one["roundtrip"].get<bool>());
    if (!one.contains("decoded")) continue;
    const nlohmann::json& decoded = one["decoded"];
    if (decoded.is_number_integer()) CHECK(*value->integer() == decoded.get<std::int64_t>());
    if (decoded.is_string()) CHECK(*value->text() == decoded.get<std::string>());
    if (decoded.is_boolean()) CHECK(*value->boolean() == decoded.get<bool>());
    if (decoded.is_array()) CHECK(value->array()->size() == decoded.size());
    if (decoded.is_object()) CHECK(value->map()->size() == decoded.size());
  }
  CHECK(taken >= 30);
}

}  // namespace
}  // namespace holdfast
