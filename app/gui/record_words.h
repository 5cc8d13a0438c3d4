// A record's questions and answers as people read them, in one language where the form has it. Reads forms and names
// from the vault; runs on the vault's lane.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/forms/outline.h"
#include "app/gui/records_facts.h"
#include "app/store/views.h"

namespace holdfast::gui {

class AnswerWords {
 public:
  // `language`: of the interface, "zh-Hant". What the form lacks in it is said in the form's own.
  AnswerWords(store::Vault& vault, std::shared_ptr<const forms::Form> form, const std::string& language);

  const forms::Form& form() const { return *form_; }
  std::string label(const forms::Question& question) const;
  // Of a path as in answers, instances included; the path itself where the form has no such question.
  std::string label_of_path(std::string_view path) const;
  Result<std::string> value(const forms::Question* question, const CborValue& value) const;
  Result<std::string> value_of_path(std::string_view path, const CborValue& value) const;
  // One of a list of the form: "urgent_medical" -> "Urgent medical".
  std::string choice(const std::string& list, const std::string& name) const;
  // All answers that stand, in the order of the form.
  Result<std::vector<AnswerLine>> lines(const std::vector<store::CurrentValue>& values) const;

 private:
  struct Walk;
  Result<void> walk(const forms::OutlineNode& node, const std::string& place, Walk& state) const;
  void note_choices(const forms::Question& question, const CborValue& value, AnswerLine& line) const;
  Result<std::string> one_value(const forms::Question& question, const std::string& text) const;

  store::Vault& vault_;
  std::shared_ptr<const forms::Form> form_;
  std::string language_, column_;
};

// The form of an object's first entry that has one; null where it is not here.
Result<std::shared_ptr<const forms::Form>> form_of_record(store::Vault& vault, const sync::ObjectId& record);
// The newest form of that id that runs here; null where there is none.
Result<std::shared_ptr<const forms::Form>> form_that_runs(store::Vault& vault, const std::string& id);
// "R7-0417K", or the first eight digits of the id.
std::string short_name(const sync::ObjectId& id, const std::string& code);
Result<std::string> name_of_object(store::Vault& vault, const sync::ObjectId& id);
// "3fa4 09bc …"
std::string in_fours(const std::string& hex);

}  // namespace holdfast::gui
