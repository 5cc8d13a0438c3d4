// A form as the tree of its nodes, and the answers of one record along it: what every flat or nested export walks.
// Groups that are only for the eye have no node; notes have nothing to write. Never looks at what an answer says.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct OutlineNode {
  std::string name;
  std::string path;                     // in the form: "group/repeat/question"
  const Question* question = nullptr;   // of the Form it was made from; null for the root
  std::vector<OutlineNode> children{};  // in the order of the form
  bool is_repeat() const { return question != nullptr && question->type == QuestionType::Repeat; }
  bool is_answer() const { return question != nullptr && !has_no_answer(question->type); }
};

// REQUIRES: the form outlives it.
OutlineNode form_outline(const Form& form);

// The answers of one record by where they stand. Paths that begin with @ and answers that were taken away are not in
// it. REQUIRES: the values outlive it.
class AnswersByPlace {
 public:
  explicit AnswersByPlace(const sync::Values& values);
  const CborValue* find(const std::string& path) const;
  bool any_below(const std::string& path) const;
  // Paths of a repeat's instances at this place ("a/r" -> "a/r[…]"), in the order of their ids, which is the order in
  // which one submission named them.
  std::vector<std::string> instances(const std::string& repeat) const;

 private:
  std::map<std::string, const CborValue*, std::less<>> values_;
};

// One answer as one text, as ODK writes it: several choices with `between` between them.
std::string answer_text(const CborValue& value, char between = ' ');
// "a/r[…]/q" from a place ("a/r[…]" or "") and a node's name.
std::string place_below(const std::string& place, const std::string& name);

}  // namespace holdfast::forms
