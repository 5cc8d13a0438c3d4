// A form as its author wrote it (XLSForm: survey, choices, settings) and as we ask it.
//
// A form's identity is the hash of its canonical bytes, a CBOR map of its sheets or its XForm and the lists beside it
// (sync/FORMAT.md, "Form"). Those bytes travel in bundles and orders; every reader builds the same Form from them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/forms/form_media.h"
#include "app/forms/form_parts.h"
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
// Of the canonical bytes: with its signature and frame a form fits one document and one section of a bundle.
inline constexpr std::size_t kFormSizeMax = std::size_t{12} << 20;

struct Choice {
  std::string name;
  Texts labels;
  MediaTexts media;
  std::map<std::string, std::string> columns;  // the author's own, which choice filters name
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
  // With a trigger, `calculation` runs as an action of the form (Form::actions), not whenever something changes.
  std::string choice_filter, repeat_count, parameters, trigger;
  std::string read_only_expression;     // read_only: yes. Anything else that is not no stands here.
  bool default_is_expression = false;   // default_value is to be computed: it is one of Form::actions as well
  std::string metadata;                 // "start", "end", "today", "deviceid", …: what the program fills in
  // Where choices come from that are neither a list of the form nor a file: an expression that gives nodes (the answers
  // of a repeat, an instance of another shape). `list` is empty then; choice_filter is asked of each node.
  std::string itemset;
  std::string value_column = "name", label_column = "label";  // of an item, where choices come from nodes or a file
  // A group only for the eye: it has no node among the answers, and the paths of its members do not go through it. Its
  // own path cannot be that of a question ("@" and a number).
  bool presentation = false;
  std::size_t parent = kNoParent;       // position of the group or repeat around it in Form::questions
  static constexpr std::size_t kNoParent = static_cast<std::size_t>(-1);
  // What stands in ${…} inside these texts is a question's name or, where it is more than a name, an expression.
  Texts labels, hints, guidance_hints, constraint_messages, required_messages;
  MediaTexts media;
  // What binds and controls say beside what is read above: "odk:length" -> "short". Prefixes are ours where we know the
  // namespace ("jr", "odk", "orx", "entities", "holdfast"), whatever the author called them.
  std::map<std::string, std::string> bind_attributes, body_attributes;
  sync::FieldClass field_class = sync::FieldClass::Account;  // own column, else that of the nearest group
  bool keep_as_card = false;     // holdfast:keep
  std::vector<std::string> repeats;  // paths of the repeats around it, outermost first
  // Of a repeat in an XForm: the instances that a record begins with, each with the answers it brings (path -> text).
  std::vector<std::map<std::string, std::string>> first_instances;
  std::size_t row = 0;               // of the sheet; of an XForm the line
};

struct Form {
  std::string id;
  std::string title;
  std::string version;
  std::string default_language;
  bool seals = false;            // settings column holdfast:seal = yes: sealed at submit unless said otherwise
  bool for_hq = false;           // settings column holdfast:for = hq: filled in at headquarters only
  std::string entity;            // settings column holdfast:entity: what bare save_to names belong to
  std::vector<Question> questions;  // in order, groups and repeats included before their members
  std::map<std::string, std::vector<Choice>> choices;
  std::string root = "data";     // name of the node around all answers: /data/group/question
  bool is_xform = false;         // read from an XForm
  std::string instance_name;     // an expression: how one record of this form is called
  std::string style;
  std::vector<std::string> languages;  // in the order of the columns; without "" unless it is the only one
  std::map<std::string, std::string> namespaces;  // prefix -> URI, as the form declares them
  TextsById texts_by_id;         // of an XForm; of sheets they follow from the questions (text_ids.h)
  std::vector<FormAction> actions;
  std::vector<EntityDeclaration> entities;
  ExternalLists lists;           // by instance name: the files that came with the form, and an XForm's own instances
  ExternalTrees trees;           // those of them that are no tables
  FormMediaFiles media;                   // by name: pictures, sound and film that came with the form
  std::vector<std::string> files_named;   // lists and media that the form names
  std::vector<std::string> files_missing; // those of them that did not come with it
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
  Bytes entities{};
  Bytes external_choices{};
  Bytes xform{};            // instead of all sheets
  std::map<std::string, Bytes> files{};  // lists and media beside the form, by name
};

// Strict: everything that a form may not be is refused with sheet, row and column. External lists (people.csv) that did
// not come with the form are taken as named; what is in them is for whoever asks. A form id missing from the settings
// is written into the canonical ones, so that a form keeps its name wherever it travels.
Result<Form> load_form(const FormSheets& sheets);
Bytes canonical_form(const FormSheets& sheets);
Result<Form> read_form(ByteView canonical);
// labelled_hash("holdfast/form/v1", canonical).
Hash256 form_hash(ByteView canonical);

}  // namespace holdfast::forms
