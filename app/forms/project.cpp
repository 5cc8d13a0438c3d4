#include "app/forms/project.h"

#include <algorithm>

#include "app/forms/answer_paths.h"
#include "app/forms/answer_shapes.h"
#include "app/forms/project_rules.h"
#include "crypto/hash.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kEntityLabel = "holdfast/entity/v1";
constexpr std::string_view kOwnId = "=";
constexpr std::size_t kDaySize = 10;

std::string text_of_value(const CborValue& value) {
  if (const std::string* text = value.text()) return *text;
  if (const std::int64_t* integer = value.integer()) return std::to_string(*integer);
  std::string out;
  if (const CborValue::Array* array = value.array()) {
    for (const CborValue& item : *array) out += (out.empty() ? "" : " ") + text_of_value(item);
  }
  return out;
}

std::optional<sync::ObjectId> object_id(std::string_view text) {
  const auto id = array_from_hex<16>(text);
  return id.ok() ? std::optional<sync::ObjectId>(*id) : std::nullopt;
}

// The answers of one record, found by bare name in a repeat instance or outside.
class RecordAnswers {
 public:
  RecordAnswers(const Form& form, const sync::ObjectId& record, const sync::Values& values)
      : index_(form), record_(record) {
    for (const auto& [path, value] : values) {
      const std::optional<InstancePath> split = split_instance_path(path);
      const Question* question = split && !value.is_null() ? index_.find(split->form_path) : nullptr;
      if (question == nullptr) continue;
      by_name_[{split->innermost, question->name}] = &value;
      by_path_[path] = &value;
      for (std::size_t i = 0; i < split->instances.size() && i < question->repeats.size(); ++i) {
        std::vector<std::string>& instances = instances_[question->repeats[i]];
        if (instances.empty() || instances.back() != split->instances[i]) instances.push_back(split->instances[i]);
      }
    }
    for (auto& [repeat, instances] : instances_) {
      std::sort(instances.begin(), instances.end());
      instances.erase(std::unique(instances.begin(), instances.end()), instances.end());
    }
  }

  const CborValue* value(const std::string& instance, std::string_view name) const {
    const auto at = by_name_.find({instance, std::string(name)});
    return at == by_name_.end() ? nullptr : at->second;
  }
  std::string text(const std::string& instance, std::string_view name) const {
    const CborValue* found = name.empty() ? nullptr : value(instance, name);
    return found == nullptr ? std::string() : text_of_value(*found);
  }
  // The same of one question, where another group may have its name again.
  std::string text_of(const std::string& instance, const Question& question) const {
    const std::size_t behind = instance.empty() ? 0 : innermost_repeat(question).size();
    const auto at = by_path_.find(instance + question.path.substr(behind));
    return at == by_path_.end() ? std::string() : text_of_value(*at->second);
  }
  // The instances of a repeat; outside of repeats the record itself.
  std::vector<std::string> instances(std::string_view repeat) const {
    if (repeat.empty()) return {""};
    const auto at = instances_.find(std::string(repeat));
    return at == instances_.end() ? std::vector<std::string>() : at->second;
  }
  const sync::ObjectId& record() const { return record_; }

  sync::ObjectId derived_id(cases::EntityKind kind, std::string_view instance, std::string_view part) const {
    const ByteArray<1> kind_byte{static_cast<std::uint8_t>(kind)};
    // A path never contains a line end, so the two texts cannot run into each other.
    const std::string rest = std::string(instance) + "\n" + std::string(part);
    const Hash256 hash = crypto::labelled_hash(kEntityLabel, {record_, kind_byte, as_bytes(rest)});
    return to_array<16>(ByteView(hash).first(16));
  }

 private:
  QuestionIndex index_;
  sync::ObjectId record_;
  std::map<std::pair<std::string, std::string>, const CborValue*> by_name_;
  std::map<std::string, const CborValue*> by_path_;
  std::map<std::string, std::vector<std::string>> instances_;
};

// Fills the fields of a fact; false where no question of the rule was answered.
bool fill_fields(const RecordAnswers& answers, const EntityRule& rule, const std::string& instance,
                 cases::EntityFact& fact) {
  bool any = false;
  for (const FieldRule& field : rule.fields) {
    std::string text = answers.text(instance, field.question);
    if (text.empty()) continue;
    if (field.day_only && text.size() > kDaySize) text.resize(kDaySize);
    any = true;
    fact.fields.emplace(field.field, std::move(text));
  }
  for (const FixedField& fixed : rule.fixed) fact.fields.emplace(fixed.field, fixed.value);
  return any;
}

std::optional<sync::ObjectId> person_of(const RecordAnswers& answers, const EntityRule& rule,
                                        const std::string& instance) {
  if (rule.person == kOwnId) return answers.record();
  std::optional<sync::ObjectId> person = object_id(answers.text(instance, rule.person));
  if (!person) person = object_id(answers.text("", rule.person_outside));
  return person;
}

sync::ObjectId id_of(const RecordAnswers& answers, const EntityRule& rule, const std::string& instance,
                     std::string_view part) {
  switch (rule.id) {
    case IdFrom::Record: return answers.record();
    case IdFrom::Derived: return answers.derived_id(rule.kind, instance, part);
    case IdFrom::Answer: return object_id(answers.text(instance, rule.id_question)).value_or(answers.record());
  }
  return answers.record();
}

void apply_rule(const RecordAnswers& answers, const EntityRule& rule, const std::string& instance,
                std::vector<cases::EntityFact>& out) {
  if (!rule.needs.empty() && answers.text(instance, rule.needs).empty()) return;
  if (!answers.text("", rule.unless).empty()) return;
  cases::EntityFact fact;
  fact.kind = rule.kind;
  if (!fill_fields(answers, rule, instance, fact)) return;
  fact.person = person_of(answers, rule, instance);
  if (!rule.identifier_part.empty()) {
    const std::string_view part = rule.identifier_part == kOwnId ? std::string_view() : rule.identifier_part;
    const sync::ObjectId identifier = answers.derived_id(cases::EntityKind::Identifier, instance, part);
    fact.fields["identifier"] = to_hex(identifier);
  }
  if (rule.each.empty()) {
    fact.id = id_of(answers, rule, instance, rule.part);
    out.push_back(std::move(fact));
    return;
  }
  const CborValue* several = answers.value(instance, rule.each);
  if (several == nullptr || several->array() == nullptr) return;
  const auto field = std::find_if(rule.fields.begin(), rule.fields.end(),
                                  [&](const FieldRule& one) { return one.question == rule.each; });
  for (const CborValue& item : *several->array()) {
    cases::EntityFact one = fact;
    const std::string text = text_of_value(item);
    one.fields[std::string(field->field)] = text;
    one.id = id_of(answers, rule, instance, text);
    out.push_back(std::move(one));
  }
}

std::optional<cases::EntityKind> kind_from_text(std::string_view text) {
  for (std::uint8_t i = 1; i <= static_cast<std::uint8_t>(cases::kLastEntityKind); ++i) {
    const auto kind = static_cast<cases::EntityKind>(i);
    if (cases::to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

// "status.when" or, with the form's entity, "when".
std::optional<std::pair<cases::EntityKind, std::string>> saved_to(const Form& form, const Question& question) {
  const std::size_t dot = question.save_to.find('.');
  const std::string entity = dot != std::string::npos ? question.save_to.substr(0, dot)
                             : form.entity.empty()    ? "person"
                                                      : form.entity;
  const std::optional<cases::EntityKind> kind = kind_from_text(entity);
  std::string field = dot == std::string::npos ? question.save_to : question.save_to.substr(dot + 1);
  if (!kind || field.empty()) return std::nullopt;
  return std::pair(*kind, std::move(field));
}

// Forms of other authors: one entity of each kind a record and repeat instance, as their save_to columns say.
std::vector<cases::EntityFact> project_saved(const Form& form, const RecordAnswers& answers) {
  std::map<std::pair<cases::EntityKind, std::string>, cases::EntityFact> facts;
  const std::optional<sync::ObjectId> person = object_id(answers.text("", "person"));
  for (const Question& question : form.questions) {
    const auto target = saved_to(form, question);
    if (!target) continue;
    for (const std::string& instance : answers.instances(innermost_repeat(question))) {
      std::string text = answers.text_of(instance, question);
      if (text.empty()) continue;
      cases::EntityFact& fact = facts[{target->first, instance}];
      fact.kind = target->first;
      const bool is_person = fact.kind == cases::EntityKind::Person;
      fact.id = instance.empty() ? answers.record() : answers.derived_id(fact.kind, instance, "");
      if (is_person && instance.empty() && person) fact.id = *person;
      if (!is_person) fact.person = person;
      fact.fields[target->second] = std::move(text);
    }
  }
  std::vector<cases::EntityFact> out;
  for (auto& [key, fact] : facts) out.push_back(std::move(fact));
  return out;
}

}  // namespace

std::vector<cases::EntityFact> project(const Form& form, const sync::ObjectId& record, const sync::Values& values) {
  const RecordAnswers answers(form, record, values);
  if (!has_rules(form.id)) return project_saved(form, answers);
  std::vector<cases::EntityFact> out;
  for (const EntityRule& rule : entity_rules()) {
    if (rule.form != form.id) continue;
    for (const std::string& instance : answers.instances(rule.repeat)) apply_rule(answers, rule, instance, out);
  }
  return out;
}

std::string record_title(const Form& form, const sync::Values& values) {
  // Codes and days only, and only where the form says that they are for every eye.
  constexpr std::string_view kTelling[] = {"code", "when_", "at", "visit_when", "collected_at", "last_contact"};
  const RecordAnswers answers(form, {}, values);
  const QuestionIndex index(form);
  for (const std::string_view name : kTelling) {
    const Question* question = index.find_name("", name);
    if (question == nullptr || question->field_class != sync::FieldClass::Plain) continue;
    std::string text = answers.text("", name);
    if (text.empty()) continue;
    const bool has_time = question->type == QuestionType::DateTime && text.size() > kDaySize;
    return form.id + " " + text.substr(0, has_time ? kDaySize : 64);
  }
  return form.id;
}

std::vector<std::pair<sync::FieldClass, std::string>> searchable_text(const Form& form, const sync::Values& values) {
  std::vector<std::pair<sync::FieldClass, std::string>> out;
  const QuestionIndex index(form);
  for (const auto& [path, value] : values) {
    const std::optional<InstancePath> split = split_instance_path(path);
    const Question* question = split ? index.find(split->form_path) : nullptr;
    if (question == nullptr || value.text() == nullptr) continue;
    const bool words = question->type == QuestionType::Text || question->type == QuestionType::Barcode;
    if (words && !has_appearance(*question, "x-date")) out.emplace_back(question->field_class, *value.text());
  }
  return out;
}

}  // namespace holdfast::forms
