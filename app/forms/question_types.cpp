#include "app/forms/question_types.h"

#include <array>

namespace holdfast::forms {
namespace {

using Row = TypeCell::Row;

struct PlainType {
  std::string_view spelled;  // lower case, underscores as blanks
  QuestionType type;
};
constexpr PlainType kPlainTypes[] = {
    {"text", QuestionType::Text}, {"string", QuestionType::Text}, {"url", QuestionType::Text},
    {"email", QuestionType::Metadata},
    {"integer", QuestionType::Integer}, {"int", QuestionType::Integer}, {"decimal", QuestionType::Decimal},
    {"date", QuestionType::Date}, {"time", QuestionType::Time},
    {"datetime", QuestionType::DateTime}, {"date time", QuestionType::DateTime},
    {"geopoint", QuestionType::Geopoint}, {"gps", QuestionType::Geopoint}, {"location", QuestionType::Geopoint},
    {"geotrace", QuestionType::Geotrace}, {"geoshape", QuestionType::Geoshape},
    {"image", QuestionType::Image}, {"photo", QuestionType::Image}, {"signature", QuestionType::Image},
    {"audio", QuestionType::Audio}, {"video", QuestionType::Video}, {"file", QuestionType::File},
    {"barcode", QuestionType::Barcode}, {"acknowledge", QuestionType::Acknowledge},
    {"trigger", QuestionType::Acknowledge}, {"calculate", QuestionType::Calculate}, {"note", QuestionType::Note},
    {"hidden", QuestionType::Hidden}, {"range", QuestionType::Range},
    {"start", QuestionType::Metadata}, {"end", QuestionType::Metadata}, {"today", QuestionType::Metadata},
    {"start time", QuestionType::Metadata}, {"end time", QuestionType::Metadata},
    {"deviceid", QuestionType::Metadata}, {"device id", QuestionType::Metadata}, {"imei", QuestionType::Metadata},
    {"subscriberid", QuestionType::Metadata}, {"simserial", QuestionType::Metadata},
    {"phonenumber", QuestionType::Metadata}, {"phone number", QuestionType::Metadata},
    {"username", QuestionType::Metadata}, {"audit", QuestionType::Metadata},
    {"start-geopoint", QuestionType::Metadata},
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
    {"select1 ", QuestionType::SelectOne},
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
  if (key == "begin group" || key == "group") return TypeCell{Row::Begin, QuestionType::Group, {}, false, {}};
  if (key == "begin repeat" || key == "repeat" || key == "lgroup" || key == "begin lgroup" || key == "looped group" ||
      key == "begin looped group") {
    return TypeCell{Row::Begin, QuestionType::Repeat, {}, false, {}};
  }
  if (starts_with(key, "begin loop")) {
    return TypeCell{Row::Begin, QuestionType::Group, {}, false, "a loop is read as a plain group"};
  }
  if (key == "end group" || key == "end loop") return TypeCell{Row::EndGroup, QuestionType::Group, {}, false, {}};
  if (key == "end repeat" || key == "end lgroup" || key == "end looped group") {
    return TypeCell{Row::EndRepeat, QuestionType::Repeat, {}, false, {}};
  }
  if (starts_with(key, "osm") || starts_with(key, "include") || key == "xml-external" || key == "csv-external") {
    return TypeCell{Row::Skipped, QuestionType::Note, {}, false, "this row is skipped: its type is not supported"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<TypeCell> read_type(std::string_view cell) {
  const std::string key = type_key(cell);
  if (auto structure = read_structure(key)) return structure;
  for (const PlainType& plain : kPlainTypes) {
    if (plain.spelled == key) return TypeCell{Row::Question, plain.type, {}, false, {}};
  }
  for (const ListType& with_list : kListTypes) {
    if (!starts_with(key, with_list.spelled)) continue;
    TypeCell out{Row::Question, with_list.type, std::string(cell.substr(with_list.spelled.size())), false, {}};
    out.or_other = drop_ending(out.list, " or other") || drop_ending(out.list, " or specify other");
    if (starts_with(with_list.spelled, "select one external")) {
      out.list += ".csv";
      out.warning = "choices of an external sheet are not checked";
    }
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
