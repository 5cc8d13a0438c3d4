#include "sync/record.h"

#include <algorithm>

namespace holdfast::sync {

namespace {

constexpr std::size_t kRecordFieldsMax = 64;

}  // namespace

void begin_record(CborWriter& out, std::size_t fields) { out.map(fields).uint(0).uint(kRecordVersion); }

Result<void> open_record(CborReader& in, std::size_t fields) {
  const std::size_t count = TRY(in.map(kRecordFieldsMax));
  if (count == 0) return kEncodingType;
  TRY(in.key(0));
  const std::uint64_t version = TRY(in.uint());
  if (version > kRecordVersion) return kDocumentNewer;
  if (version != kRecordVersion || count != fields) return kEncodingType;
  return {};
}

Error refusal(const Error& error, const Reason& reason) {
  if (error.reason == kDocumentNewer) return error;
  return Error{reason, std::string(error.reason.code())};
}

std::size_t value_depth(const CborValue& value) {
  std::size_t deepest = 0;
  if (const CborValue::Array* items = value.array()) {
    for (const CborValue& item : *items) deepest = std::max(deepest, value_depth(item));
    return deepest + 1;
  }
  if (const CborValue::Map* pairs = value.map()) {
    for (const auto& [key, item] : *pairs) deepest = std::max(deepest, value_depth(item));
    return deepest + 1;
  }
  return 0;
}

bool is_reason_code(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

Result<bool> take_null(CborReader& in) {
  if (TRY(in.peek()) != CborReader::Type::Null) return false;
  TRY(in.null());
  return true;
}

}  // namespace holdfast::sync
