#include "crypto/base/cbor.h"

#include <algorithm>
#include <limits>

namespace holdfast {

namespace {

constexpr std::uint8_t kMajorUint = 0;
constexpr std::uint8_t kMajorNegative = 1;
constexpr std::uint8_t kMajorBytes = 2;
constexpr std::uint8_t kMajorText = 3;
constexpr std::uint8_t kMajorArray = 4;
constexpr std::uint8_t kMajorMap = 5;
constexpr std::uint8_t kMajorSimple = 7;
constexpr std::uint8_t kSimpleFalse = 20;
constexpr std::uint8_t kSimpleTrue = 21;
constexpr std::uint8_t kSimpleNull = 22;
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();  // what is there is the limit

// RFC 8949 4.2.1: keys are ordered bytewise by their encoding.
bool less_bytewise(ByteView a, ByteView b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

void CborWriter::head(std::uint8_t major, std::uint64_t value) {
  const auto lead = static_cast<std::uint8_t>(major << 5);
  int bytes = 0;
  if (value < 24) {
    out_.push_back(static_cast<std::uint8_t>(lead | value));
    return;
  }
  if (value <= 0xFF) {
    out_.push_back(lead | 24);
    bytes = 1;
  } else if (value <= 0xFFFF) {
    out_.push_back(lead | 25);
    bytes = 2;
  } else if (value <= 0xFFFFFFFF) {
    out_.push_back(lead | 26);
    bytes = 4;
  } else {
    out_.push_back(lead | 27);
    bytes = 8;
  }
  for (int i = bytes - 1; i >= 0; --i) out_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

CborWriter& CborWriter::uint(std::uint64_t value) { head(kMajorUint, value); return *this; }

CborWriter& CborWriter::integer(std::int64_t value) {
  if (value >= 0) head(kMajorUint, static_cast<std::uint64_t>(value));
  else head(kMajorNegative, static_cast<std::uint64_t>(-(value + 1)));
  return *this;
}

CborWriter& CborWriter::bytes(ByteView value) {
  head(kMajorBytes, value.size());
  append(out_, value);
  return *this;
}

CborWriter& CborWriter::text(std::string_view value) {
  HOLDFAST_ASSERT(is_utf8(as_bytes(value)));
  head(kMajorText, value.size());
  append(out_, as_bytes(value));
  return *this;
}

CborWriter& CborWriter::boolean(bool value) { head(kMajorSimple, value ? kSimpleTrue : kSimpleFalse); return *this; }
CborWriter& CborWriter::null() { head(kMajorSimple, kSimpleNull); return *this; }
CborWriter& CborWriter::array(std::size_t count) { head(kMajorArray, count); return *this; }
CborWriter& CborWriter::map(std::size_t count) { head(kMajorMap, count); return *this; }
CborWriter& CborWriter::raw(ByteView item) { append(out_, item); return *this; }

Result<CborReader::Head> CborReader::read_head() {
  if (!frames_.empty() && frames_.back().remaining == 0) return kEncodingType;  // unreachable: frames close themselves
  if (offset_ >= source_.size()) return kEncodingTruncated;
  const std::uint8_t lead = source_[offset_++];
  Head out{static_cast<std::uint8_t>(lead >> 5), static_cast<std::uint8_t>(lead & 31), 0};
  if (out.info < 24) {
    out.value = out.info;
    return out;
  }
  if (out.info > 27) return kEncodingNotCanonical;  // reserved, or an indefinite length
  const std::size_t size = std::size_t{1} << (out.info - 24);
  if (source_.size() - offset_ < size) return kEncodingTruncated;
  for (std::size_t i = 0; i < size; ++i) out.value = out.value << 8 | source_[offset_++];
  constexpr std::uint64_t kSmallestFor[] = {24, 0x100, 0x10000, 0x100000000};
  if (out.major != kMajorSimple && out.value < kSmallestFor[out.info - 24]) return kEncodingNotCanonical;
  return out;
}

Result<CborReader::Head> CborReader::expect(std::uint8_t major) {
  Head head = TRY(read_head());
  if (head.major != major) return kEncodingType;
  return head;
}

Result<void> CborReader::finished(std::size_t start) {
  const ByteView item = source_.subspan(start, offset_ - start);
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.is_map && frame.at_key) {
      if (!frame.last_key.empty() && !less_bytewise(frame.last_key, item)) return kEncodingNotCanonical;
      frame.last_key = item;
    }
    frame.at_key = !frame.at_key;
    if (--frame.remaining > 0) return {};
    // The container itself is now one finished item of its parent. A container is never a key here (open refuses).
    frames_.pop_back();
  }
  return {};
}

Result<CborReader::Type> CborReader::peek() const {
  if (offset_ >= source_.size()) return kEncodingTruncated;
  const std::uint8_t lead = source_[offset_];
  switch (lead >> 5) {
    case kMajorUint: return Type::Uint;
    case kMajorNegative: return Type::Negative;
    case kMajorBytes: return Type::Bytes;
    case kMajorText: return Type::Text;
    case kMajorArray: return Type::Array;
    case kMajorMap: return Type::Map;
    default: break;
  }
  if ((lead & 31) == kSimpleFalse || (lead & 31) == kSimpleTrue) {
    if (lead >> 5 == kMajorSimple) return Type::Boolean;
  }
  if (lead == (kMajorSimple << 5 | kSimpleNull)) return Type::Null;
  return kEncodingType;  // tags, floats, undefined, other simple values
}

Result<std::uint64_t> CborReader::uint() {
  const std::size_t start = offset_;
  const Head head = TRY(expect(kMajorUint));
  TRY(finished(start));
  return head.value;
}

Result<std::uint64_t> CborReader::uint_max(std::uint64_t max) {
  const std::uint64_t value = TRY(uint());
  if (value > max) return kEncodingLimit;
  return value;
}

Result<std::int64_t> CborReader::integer() {
  const std::size_t start = offset_;
  const Head head = TRY(read_head());
  if (head.major != kMajorUint && head.major != kMajorNegative) return kEncodingType;
  if (head.value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return kEncodingLimit;
  const auto magnitude = static_cast<std::int64_t>(head.value);
  TRY(finished(start));
  return head.major == kMajorUint ? magnitude : -magnitude - 1;
}

Result<ByteView> CborReader::bytes(std::size_t size_max) {
  const std::size_t start = offset_;
  const Head head = TRY(expect(kMajorBytes));
  if (head.value > size_max) return kEncodingLimit;
  if (head.value > source_.size() - offset_) return kEncodingTruncated;
  const ByteView out = source_.subspan(offset_, static_cast<std::size_t>(head.value));
  offset_ += out.size();
  TRY(finished(start));
  return out;
}

Result<std::string_view> CborReader::text(std::size_t size_max) {
  const std::size_t start = offset_;
  const Head head = TRY(expect(kMajorText));
  if (head.value > size_max) return kEncodingLimit;
  if (head.value > source_.size() - offset_) return kEncodingTruncated;
  const ByteView out = source_.subspan(offset_, static_cast<std::size_t>(head.value));
  if (!is_utf8(out)) return kEncodingText;
  offset_ += out.size();
  TRY(finished(start));
  return as_text(out);
}

Result<bool> CborReader::boolean() {
  const std::size_t start = offset_;
  const Head head = TRY(expect(kMajorSimple));
  if (head.info != kSimpleFalse && head.info != kSimpleTrue) return kEncodingType;
  TRY(finished(start));
  return head.info == kSimpleTrue;
}

Result<void> CborReader::null() {
  const std::size_t start = offset_;
  const Head head = TRY(expect(kMajorSimple));
  if (head.info != kSimpleNull) return kEncodingType;
  return finished(start);
}

Result<std::size_t> CborReader::open(std::uint8_t major, std::size_t count_max) {
  const std::size_t start = offset_;
  const Head head = TRY(expect(major));
  if (head.value > count_max) return kEncodingLimit;
  const std::size_t rest = source_.size() - offset_;
  const std::uint64_t items = major == kMajorMap ? head.value * 2 : head.value;
  // Every item takes at least one byte. The first test also keeps the doubling above from having overflowed.
  if (head.value > rest || items > rest) return kEncodingTruncated;
  if (!frames_.empty() && frames_.back().is_map && frames_.back().at_key) return kEncodingType;
  if (frames_.size() >= kCborDepthMax) return kEncodingLimit;  // an empty container is a level, too
  if (items == 0) {
    TRY(finished(start));
    return std::size_t{0};
  }
  frames_.push_back({items, major == kMajorMap, major == kMajorMap, {}});
  return static_cast<std::size_t>(head.value);
}

Result<std::size_t> CborReader::array(std::size_t count_max) { return open(kMajorArray, count_max); }
Result<std::size_t> CborReader::map(std::size_t count_max) { return open(kMajorMap, count_max); }

Result<void> CborReader::array_of(std::size_t count) {
  const std::size_t got = TRY(array(count));
  if (got != count) return kEncodingType;
  return {};
}

Result<void> CborReader::key(std::uint64_t key) {
  const std::uint64_t got = TRY(uint());
  if (got != key) return kEncodingType;
  return {};
}

Result<ByteView> CborReader::raw() {
  const std::size_t start = offset_;
  const std::size_t depth = frames_.size();
  // Takes items until the one that began here is complete: its own frames have all closed again.
  do {
    switch (TRY(peek())) {
      case Type::Uint: TRY(uint()); break;
      case Type::Negative: {
        // integer() would refuse values beyond int64; a raw item may carry them.
        const std::size_t item = offset_;
        TRY(expect(kMajorNegative));
        TRY(finished(item));
        break;
      }
      case Type::Bytes: TRY(bytes(kNoLimit)); break;
      case Type::Text: TRY(text(kNoLimit)); break;
      case Type::Array: TRY(array(kNoLimit)); break;
      case Type::Map: TRY(map(kNoLimit)); break;
      case Type::Boolean: TRY(boolean()); break;
      case Type::Null: TRY(null()); break;
    }
  } while (frames_.size() > depth);
  return source_.subspan(start, offset_ - start);
}

Result<void> CborReader::end() const {
  if (!frames_.empty()) return kEncodingTruncated;
  if (offset_ != source_.size()) return kEncodingTrailing;
  return {};
}

namespace {

// Shorter encodings sort first, equal lengths by bytes: for texts that is exactly the order of their encodings.
bool key_less(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace

void write_value(CborWriter& out, const CborValue& value) {
  if (value.is_null()) {
    out.null();
  } else if (const bool* flag = value.boolean()) {
    out.boolean(*flag);
  } else if (const std::int64_t* number = value.integer()) {
    out.integer(*number);
  } else if (const std::string* text = value.text()) {
    out.text(*text);
  } else if (const Bytes* bytes = value.bytes()) {
    out.bytes(*bytes);
  } else if (const CborValue::Array* array = value.array()) {
    out.array(array->size());
    for (const CborValue& item : *array) write_value(out, item);
  } else if (const CborValue::Map* map = value.map()) {
    std::vector<const CborValue::Map::value_type*> pairs;
    for (const auto& pair : *map) pairs.push_back(&pair);
    std::sort(pairs.begin(), pairs.end(), [](auto* a, auto* b) { return key_less(a->first, b->first); });
    out.map(pairs.size());
    for (const auto* pair : pairs) {
      out.text(pair->first);
      write_value(out, pair->second);
    }
  }
}

Bytes encode_value(const CborValue& value) {
  CborWriter out;
  write_value(out, value);
  return out.take();
}

Result<CborValue> read_value(CborReader& in) {
  switch (TRY(in.peek())) {
    case CborReader::Type::Uint:
    case CborReader::Type::Negative: return CborValue(TRY(in.integer()));
    case CborReader::Type::Bytes: return CborValue(to_bytes(TRY(in.bytes(kNoLimit))));
    case CborReader::Type::Text: return CborValue(std::string(TRY(in.text(kNoLimit))));
    case CborReader::Type::Boolean: return CborValue(TRY(in.boolean()));
    case CborReader::Type::Null: TRY(in.null()); return CborValue();
    case CborReader::Type::Array: {
      const std::size_t count = TRY(in.array(kNoLimit));
      CborValue::Array items;
      for (std::size_t i = 0; i < count; ++i) items.push_back(TRY(read_value(in)));
      return CborValue(std::move(items));
    }
    case CborReader::Type::Map: {
      const std::size_t count = TRY(in.map(kNoLimit));
      CborValue::Map pairs;
      for (std::size_t i = 0; i < count; ++i) {
        std::string key(TRY(in.text(kNoLimit)));
        pairs.emplace(std::move(key), TRY(read_value(in)));
      }
      return CborValue(std::move(pairs));
    }
  }
  return kEncodingType;
}

Result<CborValue> decode_value(ByteView bytes) {
  CborReader in(bytes);
  CborValue value = TRY(read_value(in));
  TRY(in.end());
  return value;
}

}  // namespace holdfast
