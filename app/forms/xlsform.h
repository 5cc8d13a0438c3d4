// A form as its author wrote it (XLSForm: survey, choices, settings) and as we ask it.
//
// A form's identity is the hash of its canonical bytes: CBOR {"choices": csv, "settings": csv, "survey": csv}. Those
// bytes travel in bundles and orders; every reader builds the same Form from them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/forms/table.h"
#include "sync/types.h"

namespace holdfast::forms {

enum class QuestionType : std::uint8_t {
  Text, Integer, Decimal, Date, Time, DateTime, SelectOne, SelectMultiple, SelectOneFromFile, SelectMultipleFromFile,
  Geopoint, Geotrace, Geoshape, Image, Audio, Video, File, Barcode, Acknowledge, Calculate, Note, Hidden, Range, Rank,
  Metadata, Group, Repeat
};

struct Choice {
  std::string name;
  std::map<std::string, std::string> labels;  // language -> label; "" for the plain column
};

struct Question {
  QuestionType type = QuestionType::Text;
  std::string name;
  std::string path;   // "group/question"; inside a repeat "group/repeat/question" (the instance id comes in answers)
  std::string list;   // for selects: the choice list or the file
  bool or_other = false;
  bool required = false;         // required: yes. An expression counts with the forms' logic, not here.
  bool read_only = false;
  std::string required_expression, relevant, constraint, calculation, default_value, appearance, save_to;
  std::map<std::string, std::string> labels;
  std::map<std::string, std::string> hints;
  sync::FieldClass field_class = sync::FieldClass::Account;
  bool keep_as_card = false;     // holdfast:keep
  std::vector<std::string> repeats;  // paths of the repeats around it, outermost first
  std::size_t row = 0;
};

struct Form {
  std::string id;
  std::string title;
  std::string version;
  std::string default_language;
  bool seals = false;            // settings column holdfast:seal = yes: sealed at submit unless said otherwise
  std::vector<Question> questions;  // in order, groups and repeats included before their members
  std::map<std::string, std::vector<Choice>> choices;
  Hash256 hash{};                // of `canonical`
  Bytes canonical;
  const Question* find(std::string_view path) const;
};

struct FormSheets {
  Bytes survey;
  Bytes choices;
  Bytes settings;
  std::string fallback_id;  // the folder's name, where settings give no form_id
};

Result<Form> load_form(const FormSheets& sheets);
Bytes canonical_form(const FormSheets& sheets);
Result<Form> read_form(ByteView canonical);
// labelled_hash("holdfast/form/v1", canonical).
Hash256 form_hash(ByteView canonical);

}  // namespace holdfast::forms
