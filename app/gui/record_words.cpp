#include "app/gui/record_words.h"

#include <algorithm>

#include "app/forms/answer_paths.h"
#include "app/forms/reviewed.h"
#include "app/forms/session_world.h"
#include "app/store/forms_store.h"
#include "app/text/code_lists.h"

namespace holdfast::gui {

namespace {

std::string label_column_of(const forms::Form& form, const std::string& language) {
  if (auto column = forms::find_language(form, language)) return *column;
  const std::size_t dash = language.find('-');
  if (dash != std::string::npos) {
    if (auto column = forms::find_language(form, language.substr(0, dash))) return *column;
  }
  return form.default_language;
}

// "people.csv" -> "people"
std::string list_of_file(const std::string& file) { return file.substr(0, file.find('.')); }

std::string parts_joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : std::string(between)) + part;
  return out;
}

}  // namespace

AnswerWords::AnswerWords(store::Vault& vault, std::shared_ptr<const forms::Form> form, const std::string& language)
    : vault_(vault), form_(std::move(form)), language_(language), column_(label_column_of(*form_, language)) {}

std::string AnswerWords::label(const forms::Question& question) const {
  const std::string text = forms::text_in_language(question.labels, column_, form_->default_language);
  return text.empty() ? question.name : text;
}

std::string AnswerWords::label_of_path(std::string_view path) const {
  const std::optional<forms::InstancePath> split = forms::split_instance_path(path);
  const forms::Question* question = split ? form_->find(split->form_path) : nullptr;
  return question == nullptr ? std::string(path) : label(*question);
}

std::string AnswerWords::choice(const std::string& list, const std::string& name) const {
  const auto found = form_->choices.find(list);
  if (found == form_->choices.end()) return name;
  for (const forms::Choice& choice : found->second) {
    if (choice.name != name) continue;
    const std::string text = forms::text_in_language(choice.labels, column_, form_->default_language);
    return text.empty() ? name : text;
  }
  return name;
}

Result<std::string> AnswerWords::one_value(const forms::Question& question, const std::string& text) const {
  if (!forms::is_choice(question.type)) return text;
  if (form_->choices.count(question.list) != 0) return choice(question.list, text);
  const std::string list = list_of_file(question.list);
  if (const auto codes = text::code_list_from_text(list)) {
    for (const text::CodeName& name : text::code_names(*codes, language_)) {
      if (name.code == text) return name.name;
    }
    return text;
  }
  const Result<Id16> id = array_from_hex<16>(text);
  if (id.ok()) return name_of_object(vault_, *id);
  return text;
}

Result<std::string> AnswerWords::value(const forms::Question* question, const CborValue& value) const {
  std::vector<std::string> parts;
  if (const auto* items = value.array()) {
    for (const CborValue& item : *items) parts.push_back(forms::answer_text(item));
  } else {
    parts.push_back(forms::answer_text(value));
  }
  if (question != nullptr) {
    for (std::string& part : parts) part = TRY(one_value(*question, part));
  }
  return parts_joined(parts, ", ");
}

Result<std::string> AnswerWords::value_of_path(std::string_view path, const CborValue& given) const {
  const std::optional<forms::InstancePath> split = forms::split_instance_path(path);
  return value(split ? form_->find(split->form_path) : nullptr, given);
}

namespace {

AnswerKind kind_of_answer(const forms::Form& form, const forms::Question& question) {
  const bool listed = form.choices.count(question.list) != 0;
  // What the program works out or fills in is not somebody's to correct.
  if (question.read_only || !question.calculation.empty() || !question.metadata.empty()) return AnswerKind::Fixed;
  switch (question.type) {
    case forms::QuestionType::Text:
    case forms::QuestionType::Date:
    case forms::QuestionType::Time:
    case forms::QuestionType::DateTime:
    case forms::QuestionType::Barcode: return AnswerKind::Text;
    case forms::QuestionType::Integer:
    case forms::QuestionType::Decimal: return AnswerKind::Number;
    case forms::QuestionType::SelectOne: return listed ? AnswerKind::One : AnswerKind::Fixed;
    case forms::QuestionType::SelectMultiple: return listed ? AnswerKind::Many : AnswerKind::Fixed;
    default: return AnswerKind::Fixed;
  }
}

std::vector<std::string> names_of_value(const CborValue& value) {
  std::vector<std::string> out;
  if (const auto* items = value.array()) {
    for (const CborValue& item : *items) out.push_back(forms::answer_text(item));
    return out;
  }
  out.push_back(forms::answer_text(value));
  return out;
}

}  // namespace

void AnswerWords::note_choices(const forms::Question& question, const CborValue& value, AnswerLine& line) const {
  line.kind = kind_of_answer(*form_, question);
  line.names = names_of_value(value);
  if (line.kind != AnswerKind::One && line.kind != AnswerKind::Many) return;
  for (const forms::Choice& one : form_->choices.at(question.list)) {
    line.choices.push_back({one.name, choice(question.list, one.name)});
  }
}

struct AnswerWords::Walk {
  const forms::AnswersByPlace& answers;
  const std::map<std::string, std::vector<const CborValue*>>& all;
  std::vector<AnswerLine> lines{};
  std::string heading{};  // of the group that has not said itself yet
};

Result<void> AnswerWords::walk(const forms::OutlineNode& node, const std::string& place, Walk& state) const {
  const std::string here = node.question == nullptr ? std::string() : forms::place_below(place, node.name);
  if (node.is_answer()) {
    const auto found = state.all.find(here);
    if (found == state.all.end()) return {};
    AnswerLine line;
    line.group = std::exchange(state.heading, std::string());
    line.label = label(*node.question);
    for (const CborValue* one : found->second) {
      line.value += (line.value.empty() ? "" : "  |  ") + TRY(value(node.question, *one));
    }
    line.caution = found->second.size() > 1;
    line.path = here;
    note_choices(*node.question, *found->second.front(), line);
    state.lines.push_back(std::move(line));
    return {};
  }
  if (node.is_repeat()) {
    for (const std::string& instance : state.answers.instances(here)) {
      state.heading = label(*node.question);
      for (const forms::OutlineNode& child : node.children) TRY(walk(child, instance, state));
    }
    return {};
  }
  const bool says_itself = node.question != nullptr && !node.question->labels.empty();
  if (says_itself && !node.children.empty()) state.heading = label(*node.question);
  for (const forms::OutlineNode& child : node.children) TRY(walk(child, here, state));
  return {};
}

Result<std::vector<AnswerLine>> AnswerWords::lines(const std::vector<store::CurrentValue>& values) const {
  sync::Values by_path;
  std::map<std::string, std::vector<const CborValue*>> all;
  for (const store::CurrentValue& current : values) {
    if (current.path.starts_with('@') || current.value.is_null()) continue;
    by_path.emplace(current.path, current.value);
    auto& here = all[current.path];
    const bool said = std::any_of(here.begin(), here.end(), [&](const CborValue* other) {
      return *other == current.value;
    });
    if (!said) here.push_back(&current.value);
  }
  const forms::OutlineNode root = forms::form_outline(*form_);
  const forms::AnswersByPlace answers(by_path);
  Walk state{answers, all};
  TRY(walk(root, "", state));
  return std::move(state.lines);
}

Result<std::shared_ptr<const forms::Form>> form_of_record(store::Vault& vault, const sync::ObjectId& record) {
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, record))) {
    if (stored.signed_entry.entry.form) return store::shared_form(vault, *stored.signed_entry.entry.form);
  }
  return std::shared_ptr<const forms::Form>();
}

Result<std::shared_ptr<const forms::Form>> form_that_runs(store::Vault& vault, const std::string& id) {
  for (const store::FormRow& row : TRY(store::list_forms(vault))) {
    if (row.id == id && row.runs) return store::shared_form(vault, row.hash);
  }
  return std::shared_ptr<const forms::Form>();
}

std::string short_name(const sync::ObjectId& id, const std::string& code) {
  return code.empty() ? to_hex(id).substr(0, 8) : code;
}

Result<std::string> name_of_object(store::Vault& vault, const sync::ObjectId& id) {
  const std::optional<store::RecordRow> row = TRY(store::find_record(vault, id));
  return short_name(id, row ? row->code : std::string());
}

std::string in_fours(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 4) out += (i == 0 ? "" : " ") + hex.substr(i, 4);
  return out;
}

}  // namespace holdfast::gui
