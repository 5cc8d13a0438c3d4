#include "app/cli/json_text.h"

#include <nlohmann/json.hpp>

#include "app/cli/output.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

Json json_of(const CborValue& value) {
  if (const bool* flag = value.boolean()) return *flag;
  if (const std::int64_t* number = value.integer()) return *number;
  if (const std::string* text = value.text()) return *text;
  if (const Bytes* bytes = value.bytes()) return to_hex(*bytes);
  if (const CborValue::Array* items = value.array()) {
    Json out = Json::array();
    for (const CborValue& item : *items) out.push_back(json_of(item));
    return out;
  }
  if (const CborValue::Map* pairs = value.map()) {
    Json out = Json::object();
    for (const auto& [key, item] : *pairs) out[key] = json_of(item);
    return out;
  }
  return nullptr;
}

Json json_of(const store::RecordRow& record) {
  Json out;
  out["id"] = to_hex(record.id);
  if (!record.code.empty()) out["code"] = record.code;
  out["form"] = record.form_id;
  out["title"] = record.title;
  out["state"] = record.state;
  out["created"] = utc_time(record.created_ms);
  out["device"] = to_hex(record.device);
  out["revisions"] = record.revisions;
  out["in_conflict"] = record.in_conflict;
  out["files"] = record.blobs;
  return out;
}

Json json_of(const std::vector<forms::AnswerProblem>& problems) {
  Json out = Json::array();
  for (const forms::AnswerProblem& problem : problems) {
    out.push_back({{"path", problem.path}, {"code", problem.code}, {"sentence", problem.sentence}});
  }
  return out;
}

std::string name_of(const store::RecordRow& record) { return record.code.empty() ? short_id(record.id) : record.code; }

std::string text_of(const CborValue& value) {
  if (value.is_null()) return "(taken away)";
  if (const std::string* text = value.text()) return text::printable_lines(*text);
  if (const CborValue::Array* items = value.array()) {
    std::string out;
    for (const CborValue& item : *items) out += (out.empty() ? "" : ", ") + text_of(item);
    return out;
  }
  return json_of(value).dump();
}

}  // namespace holdfast::cli
