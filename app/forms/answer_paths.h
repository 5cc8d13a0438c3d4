// Paths of questions: "group/question" in the form, "group/repeat[16 hex]/question" in answers.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct InstancePath {
  std::string form_path;               // without instance ids
  std::string innermost;               // up to and with the last id: "a/r[…]"; empty outside of repeats
  std::vector<std::string> instances;  // each repeat instance on the way, outermost first: "a/r[…]", "a/r[…]/s[…]"
};

// Nothing where an id is not 16 lower-case hex digits, or the path is empty or ill-formed.
std::optional<InstancePath> split_instance_path(std::string_view path);
bool is_instance_id(std::string_view text);
// "a/r[0123456789abcdef]"
std::string instance_path(std::string_view repeat, std::string_view id);

// The questions of a form by path, by parent, and by bare name within one repeat.
class QuestionIndex {
 public:
  explicit QuestionIndex(const Form& form);
  const Question* find(std::string_view path) const;
  // The only question of this name whose innermost repeat is `repeat` ("" outside of repeats); null where there is
  // none, or more than one.
  const Question* find_name(std::string_view repeat, std::string_view name) const;

 private:
  std::map<std::string, const Question*, std::less<>> by_path_;
  std::map<std::pair<std::string, std::string>, std::vector<const Question*>> by_name_;
};

// The path of a question's innermost repeat, "" where there is none.
std::string innermost_repeat(const Question& question);

// Which questions of a form still wait for an answer that must be given.
struct AnsweredPaths {
  std::set<std::string> answered;                          // instance paths of answers
  std::map<std::string, std::set<std::string>> instances;  // repeat's form path -> its instances' paths
};
std::vector<std::string> missing_answers(const Form& form, const AnsweredPaths& given);

}  // namespace holdfast::forms
