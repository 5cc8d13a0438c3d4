// CBOR, the deterministic subset of RFC 8949 section 4.2: no tags, no floats, no indefinite lengths, shortest
// integers, map keys sorted bytewise and unique, valid UTF-8, depth <= 16. Everything else is refused.
//
// CborWriter and CborReader serve fixed records; CborValue is a tree for answers of forms, whose shape is not ours.
// What CborReader accepts, CborWriter would write again byte for byte (crypto/FORMAT.md, "CBOR").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast {

inline constexpr std::size_t kCborDepthMax = 16;

class CborWriter {
 public:
  CborWriter& uint(std::uint64_t value);
  CborWriter& integer(std::int64_t value);
  CborWriter& bytes(ByteView value);
  CborWriter& text(std::string_view value);  // REQUIRES: valid UTF-8
  CborWriter& boolean(bool value);
  CborWriter& null();
  // The next `count` items are its elements.
  CborWriter& array(std::size_t count);
  // The next 2 * `count` items are its keys and values. REQUIRES: keys come in bytewise order of their encoding
  // (unsigned integers ascending; texts by length, then by bytes).
  CborWriter& map(std::size_t count);
  // An already encoded item.
  CborWriter& raw(ByteView item);

  const Bytes& view() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  void head(std::uint8_t major, std::uint64_t value);
  Bytes out_;
};

class CborReader {
 public:
  explicit CborReader(ByteView bytes) : source_(bytes) {}

  enum class Type : std::uint8_t { Uint, Negative, Bytes, Text, Array, Map, Boolean, Null };

  // Looks at the next item without taking it.
  Result<Type> peek() const;

  Result<std::uint64_t> uint();
  // An unsigned integer not above `max` (kEncodingLimit).
  Result<std::uint64_t> uint_max(std::uint64_t max);
  Result<std::int64_t> integer();
  // Views into the source. `size_max` is checked before anything else happens with the length.
  Result<ByteView> bytes(std::size_t size_max);
  Result<std::string_view> text(std::size_t size_max);
  Result<bool> boolean();
  Result<void> null();
  // How many elements (pairs) follow; refused above `count_max` and where the source cannot hold that many.
  Result<std::size_t> array(std::size_t count_max);
  // Order and uniqueness of the keys that follow are checked as they are read.
  Result<std::size_t> map(std::size_t count_max);

  template <std::size_t N>
  Result<ByteArray<N>> byte_array() {
    ByteView view = TRY(bytes(N));
    if (view.size() != N) return kEncodingType;
    return to_array<N>(view);
  }
  // An array of exactly `count` elements.
  Result<void> array_of(std::size_t count);
  // The next key of a map with small integer keys must be `key`.
  Result<void> key(std::uint64_t key);
  // The next whole item, still encoded (checked, so that it can be decoded later without surprise).
  Result<ByteView> raw();

  // Succeeds only if every item was taken and nothing follows.
  Result<void> end() const;
  std::size_t offset() const { return offset_; }
  bool done() const { return offset_ == source_.size(); }

 private:
  struct Head {
    std::uint8_t major;
    std::uint8_t info;
    std::uint64_t value;
  };
  struct Frame {
    std::uint64_t remaining = 0;  // items still to come
    bool is_map = false;
    bool at_key = false;
    ByteView last_key{};
  };

  Result<Head> read_head();
  Result<Head> expect(std::uint8_t major);
  Result<std::size_t> open(std::uint8_t major, std::size_t count_max);
  // Counts one finished item that began at `start`, and checks key order where it was a key.
  Result<void> finished(std::size_t start);

  ByteView source_;
  std::size_t offset_ = 0;
  std::vector<Frame> frames_;
};

// A decoded tree. Map keys are texts; that is what answers and settings use.
class CborValue {
 public:
  using Array = std::vector<CborValue>;
  using Map = std::map<std::string, CborValue>;

  CborValue() = default;  // null
  CborValue(bool value) : value_(value) {}                            // NOLINT: a value of each type
  CborValue(std::int64_t value) : value_(value) {}                    // NOLINT
  CborValue(int value) : value_(static_cast<std::int64_t>(value)) {}  // NOLINT
  CborValue(std::string value) : value_(std::move(value)) {}          // NOLINT
  CborValue(const char* value) : value_(std::string(value)) {}        // NOLINT
  CborValue(Bytes value) : value_(std::move(value)) {}                // NOLINT
  CborValue(Array value) : value_(std::move(value)) {}                // NOLINT
  CborValue(Map value) : value_(std::move(value)) {}                  // NOLINT

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const Bytes* bytes() const { return std::get_if<Bytes>(&value_); }
  const Array* array() const { return std::get_if<Array>(&value_); }
  const Map* map() const { return std::get_if<Map>(&value_); }

  friend bool operator==(const CborValue&, const CborValue&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Bytes, Array, Map> value_;
};

void write_value(CborWriter& out, const CborValue& value);
Bytes encode_value(const CborValue& value);
// Integers outside std::int64_t are refused (kEncodingLimit): no answer needs them.
Result<CborValue> read_value(CborReader& in);
// Exactly one item, nothing behind it.
Result<CborValue> decode_value(ByteView bytes);

}  // namespace holdfast
