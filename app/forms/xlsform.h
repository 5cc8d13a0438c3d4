// A form as its author wrote it (XLSForm: survey, choices, settings) and as we ask it.
//
// A form's identity is the hash of its canonical bytes: CBOR {"survey": csv, "choices": csv, "settings": csv}, the
// three sheets as byte strings. Those bytes travel in bundles and orders; every reader builds the same Form from them.
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

inline constexpr std::size_t kFormQuestionsMax = 4096;
inline constexpr std::size_t kFormDepthMax = 12;

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
  // `relevant` is not empty here or around: whether the question is asked is for the forms' logic, so nothing in this
  // layer demands an answer to it.
  bool conditional = false;
  std::string required_expression, relevant, constraint, calculation, default_value, appearance, save_to;
  std::string choice_filter, repeat_count, parameters, trigger;
  std::map<std::string, std::string> labels;
  std::map<std::string, std::string> hints;
  std::map<std::string, std::string> constraint_messages;
  sync::FieldClass field_class = sync::FieldClass::Account;  // own column, else that of the nearest group
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
  std::string entity;            // settings column holdfast:entity: what bare save_to names belong to
  std::vector<Question> questions;  // in order, groups and repeats included before their members
  std::map<std::string, std::vector<Choice>> choices;
  Hash256 hash{};                // of `canonical`
  Bytes canonical;
  std::vector<std::string> warnings;  // what was skipped or not understood, with its row; never a reason to refuse
  const Question* find(std::string_view path) const;
};

// True where the answer names a file (image, audio, video, file).
bool is_file(QuestionType type);
// True where the answer names one or several of a list.
bool is_choice(QuestionType type);
// True where there is nothing to answer: group, repeat, note.
bool has_no_answer(QuestionType type);
std::string_view to_string(QuestionType type);

struct FormSheets {
  Bytes survey;
  Bytes choices;
  Bytes settings;
  std::string fallback_id;  // the folder's name, where settings give no form_id
};

// Strict: everything that a form may not be is refused with sheet, row and column. External lists (people.csv) are
// taken as named; what is in them is for whoever asks. A form id missing from the settings is written into the
// canonical ones, so that a form keeps its name wherever it travels.
Result<Form> load_form(const FormSheets& sheets);
Bytes canonical_form(const FormSheets& sheets);
Result<Form> read_form(ByteView canonical);
// labelled_hash("holdfast/form/v1", canonical).
Hash256 form_hash(ByteView canonical);

}  // namespace holdfast::forms
