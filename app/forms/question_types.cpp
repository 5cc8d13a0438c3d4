#include "app/forms/question_types.h"

#include <array>

namespace holdfast::forms {
namespace {

using Row = TypeCell::Row;

struct PlainType {
  std::string_view spelled;  // lower case, underscores as blanks
  QuestionType type;
  std::string_view metadata{};
};
constexpr PlainType kPlainTypes[] = {
    {"text", QuestionType::Text}, {"string", QuestionType::Text}, {"url", QuestionType::Text},
    // With a blank a question about anybody's number; without one, that of the device.
    {"phone number", QuestionType::Text}, {"add text prompt", QuestionType::Text}, {"uri", QuestionType::Text},
    {"integer", QuestionType::Integer}, {"int", QuestionType::Integer}, {"decimal", QuestionType::Decimal},
    {"date", QuestionType::Date}, {"time", QuestionType::Time},
    {"datetime", QuestionType::DateTime}, {"date time", QuestionType::DateTime},
    {"geopoint", QuestionType::Geopoint}, {"gps", QuestionType::Geopoint}, {"location", QuestionType::Geopoint},
    {"geotrace", QuestionType::Geotrace}, {"geoshape", QuestionType::Geoshape},
    {"image", QuestionType::Image}, {"photo", QuestionType::Image}, {"signature", QuestionType::Image},
    {"audio", QuestionType::Audio}, {"video", QuestionType::Video}, {"file", QuestionType::File},
    {"barcode", QuestionType::Barcode}, {"acknowledge", QuestionType::Acknowledge},
    {"trigger", QuestionType::Acknowledge}, {"calculate", QuestionType::Calculate}, {"note", QuestionType::Note},
    {"hidden", QuestionType::Hidden}, {"range", QuestionType::Range}, {"percentage", QuestionType::Integer},
    {"start", QuestionType::Metadata, "start"}, {"start time", QuestionType::Metadata, "start"},
    {"end", QuestionType::Metadata, "end"}, {"end time", QuestionType::Metadata, "end"},
    {"today", QuestionType::Metadata, "today"}, {"get today", QuestionType::Metadata, "today"},
    {"deviceid", QuestionType::Metadata, "deviceid"}, {"device id", QuestionType::Metadata, "deviceid"},
    {"imei", QuestionType::Metadata, "deviceid"}, {"uri:deviceid", QuestionType::Metadata, "deviceid"},
    {"get device id", QuestionType::Metadata, "deviceid"},
    {"subscriberid", QuestionType::Metadata, "subscriberid"}, {"imsi", QuestionType::Metadata, "subscriberid"},
    {"subscriber id", QuestionType::Metadata, "subscriberid"},
    {"uri:subscriberid", QuestionType::Metadata, "subscriberid"},
    {"get subscriber id", QuestionType::Metadata, "subscriberid"},
    {"simserial", QuestionType::Metadata, "simserial"}, {"sim id", QuestionType::Metadata, "simserial"},
    {"uri:simserial", QuestionType::Metadata, "simserial"}, {"get sim id", QuestionType::Metadata, "simserial"},
    {"phonenumber", QuestionType::Metadata, "phonenumber"},
    {"uri:phonenumber", QuestionType::Metadata, "phonenumber"},
    {"get phone number", QuestionType::Metadata, "phonenumber"},
    {"username", QuestionType::Metadata, "username"}, {"uri:username", QuestionType::Metadata, "username"},
    {"email", QuestionType::Metadata, "email"}, {"uri:email", QuestionType::Metadata, "email"},
    {"audit", QuestionType::Metadata, "audit"}, {"start-geopoint", QuestionType::Metadata, "start-geopoint"},
};

struct ListType {
  std::string_view spelled;  // what stands before the list's name; the longer spellings first
  QuestionType type;
};
constexpr ListType kListTypes[] = {
    {"select one from file ", QuestionType::SelectOneFromFile},
    {"select multiple from file ", QuestionType::SelectMultipleFromFile},
    {"select one external ", QuestionType::SelectOneFromFile},
    {"select all that apply from ", QuestionType::SelectMultiple},
    {"select all that apply ", QuestionType::SelectMultiple},
    {"select multiple from ", QuestionType::SelectMultiple},
    {"select multiple ", QuestionType::SelectMultiple},
    {"select one from ", QuestionType::SelectOne},
    {"select one ", QuestionType::SelectOne},
    {"select1 from ", QuestionType::SelectOne},
    {"select1 ", QuestionType::SelectOne},
    {"add select one prompt using ", QuestionType::SelectOne},
    {"add select multiple prompt using ", QuestionType::SelectMultiple},
    {"select ", QuestionType::SelectMultiple},
    {"rank ", QuestionType::Rank},
};

// Lower case with underscores as blanks, up to the list's name, which keeps its spelling.
std::string type_key(std::string_view cell) {
  std::string out;
  for (const char c : cell) {
    if (c == '_') out.push_back(' ');
    else out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return out;
}

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

bool drop_ending(std::string& list, std::string_view ending) {
  if (list.size() <= ending.size() || type_key(list).substr(list.size() - ending.size()) != ending) return false;
  list.resize(list.size() - ending.size());
  return true;
}

std::optional<TypeCell> read_structure(std::string_view key) {
  TypeCell out;
  if (key == "begin group" || key == "group") {
    out.row = Row::Begin;
    out.type = QuestionType::Group;
  } else if (key == "begin repeat" || key == "repeat" || key == "lgroup" || key == "begin lgroup" ||
             key == "looped group" || key == "begin looped group") {
    out.row = Row::Begin;
    out.type = QuestionType::Repeat;
  } else if (starts_with(key, "begin loop")) {
    out.row = Row::Begin;
    out.type = QuestionType::Group;
    out.warning = "a loop is read as a plain group";
  } else if (key == "end group" || key == "end loop") {
    out.row = Row::EndGroup;
  } else if (key == "end repeat" || key == "end lgroup" || key == "end looped group") {
    out.row = Row::EndRepeat;
  } else if (key == "xml-external" || key == "csv-external") {
    out.row = Row::Skipped;
    out.file_ending = "." + std::string(key.substr(0, 3));
  } else if (starts_with(key, "osm") || starts_with(key, "include")) {
    out.row = Row::Skipped;
    out.warning = "this row is skipped: its type is not supported";
  } else if (key == "background-audio") {
    out.row = Row::Refused;
    out.warning = "background-audio: nobody is recorded without knowing; delete this row";
  } else {
    return std::nullopt;
  }
  return out;
}

}  // namespace

std::optional<TypeCell> read_type(std::string_view cell) {
  const std::string key = type_key(cell);
  if (auto structure = read_structure(key)) return structure;
  TypeCell out;
  for (const PlainType& plain : kPlainTypes) {
    if (plain.spelled != key) continue;
    out.type = plain.type;
    out.metadata = plain.metadata;
    return out;
  }
  for (const ListType& with_list : kListTypes) {
    if (!starts_with(key, with_list.spelled)) continue;
    out.type = with_list.type;
    out.list = std::string(cell.substr(with_list.spelled.size()));
    out.or_other = drop_ending(out.list, " or other") || drop_ending(out.list, " or specify other");
    out.external = starts_with(with_list.spelled, "select one external");
    return out;
  }
  return std::nullopt;
}

bool is_file(QuestionType type) {
  return type == QuestionType::Image || type == QuestionType::Audio || type == QuestionType::Video ||
         type == QuestionType::File;
}

bool is_choice(QuestionType type) {
  return type == QuestionType::SelectOne || type == QuestionType::SelectMultiple ||
         type == QuestionType::SelectOneFromFile || type == QuestionType::SelectMultipleFromFile ||
         type == QuestionType::Rank;
}

bool has_no_answer(QuestionType type) {
  return type == QuestionType::Group || type == QuestionType::Repeat || type == QuestionType::Note;
}

std::string_view to_string(QuestionType type) {
  constexpr std::array<std::string_view, 27> kNames = {
      "text", "integer", "decimal", "date", "time", "dateTime", "select_one", "select_multiple",
      "select_one_from_file", "select_multiple_from_file", "geopoint", "geotrace", "geoshape", "image", "audio",
      "video", "file", "barcode", "acknowledge", "calculate", "note", "hidden", "range", "rank", "metadata", "group",
      "repeat"};
  return kNames[static_cast<std::size_t>(type)];
}

}  // namespace holdfast::forms
