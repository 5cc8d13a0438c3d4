#include "app/forms/submission.h"

#include "app/forms/answer_paths.h"
#include "app/forms/answer_value.h"
#include "app/text/unicode.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kInstanceKey = "@id";
constexpr std::size_t kProblemsMax = 1000;

std::string label_of(const Question& question) {
  for (const auto& [language, label] : question.labels) {
    if (!label.empty()) return label;
  }
  return question.name;
}

AnswerProblem required_problem(const Form& form, std::string path) {
  std::string sentence = "An answer is needed.";
  if (const auto split = split_instance_path(path)) {
    if (const Question* question = form.find(split->form_path)) {
      sentence = "\"" + text::printable(label_of(*question)) + "\" needs an answer.";
    }
  }
  return {std::move(path), "required", std::move(sentence)};
}

// One place of the answers: the root, a group, or an instance of a repeat.
struct Place {
  std::string form_prefix;   // path of the group in the form, with its slash
  std::string repeat;        // form path of the repeat around, "" outside
  std::string instance;      // its instance's path
};

class AnswerWalk {
 public:
  AnswerWalk(const Form& form, const CheckOptions& options, const std::function<std::string()>& new_repeat_id)
      : form_(form), options_(options), new_repeat_id_(new_repeat_id), index_(form) {}

  CheckedAnswers check(const AnswerNode& root) {
    walk(Place{}, root);
    if (!options_.partial && options_.demand) {
      for (std::string& path : missing_answers(form_, given_)) {
        AnswerProblem missing = required_problem(form_, std::move(path));
        if (options_.unfinished) out_.submission.unanswered.push_back(std::move(missing));
        else out_.problems.push_back(std::move(missing));
      }
    }
    return std::move(out_);
  }

 private:
  void complain(std::string path, std::string code, std::string sentence) {
    if (out_.problems.size() >= kProblemsMax) return;
    out_.problems.push_back({text::printable(path), std::move(code), std::move(sentence)});
  }

  // The question that `name` means here: a member, a path from here, or a name that only one question has.
  const Question* meant(const Place& place, const std::string& name) const {
    const Question* question = index_.find(place.form_prefix + name);
    if (question == nullptr) question = index_.find_name(place.repeat, name);
    if (question == nullptr || innermost_repeat(*question) != place.repeat) return nullptr;
    return question;
  }

  // Where this question's answer is stored: the instance's path and what the form has behind the repeat.
  static std::string stored_path(const Place& place, const Question& question) {
    return place.repeat.empty() ? question.path : place.instance + question.path.substr(place.repeat.size());
  }

  void walk(const Place& place, const AnswerNode& node) {
    for (const auto& [name, member] : node.members) {
      const bool is_id = name == kInstanceKey && !place.repeat.empty() && place.form_prefix == place.repeat + "/";
      if (is_id) continue;
      const Question* question = meant(place, name);
      if (question == nullptr) {
        const std::string around = place.instance.empty() ? std::string() : place.instance + "/";
        complain(around + text::printable(name), "unknown_question", "This form has no such question here.");
        continue;
      }
      take(place, *question, member);
    }
  }

  void take(const Place& place, const Question& question, const AnswerNode& node) {
    std::string path = stored_path(place, question);
    if (question.type == QuestionType::Group) {
      if (node.kind == AnswerNode::Kind::Null) return;
      if (node.kind != AnswerNode::Kind::Object) {
        return complain(std::move(path), "type", "This is a group; its answers stand in { }.");
      }
      return walk(Place{question.path + "/", place.repeat, place.instance}, node);
    }
    if (question.type == QuestionType::Repeat) return take_repeat(path, question, node);
    take_answer(std::move(path), question, node);
  }

  void take_repeat(const std::string& path, const Question& repeat, const AnswerNode& node) {
    if (node.kind == AnswerNode::Kind::Null) return;
    if (node.kind != AnswerNode::Kind::Array) {
      return complain(path, "repeat", "This is answered several times; its answers stand in [ ].");
    }
    auto& instances = given_.instances[repeat.path];
    for (const AnswerNode& item : node.items) {
      if (item.kind != AnswerNode::Kind::Object) {
        complain(path, "repeat", "Each of these answers stands in { }.");
        continue;
      }
      if (instances.size() >= kRepeatInstancesMax) return complain(path, "too_many", "These are too many.");
      const std::string id = id_of(item);
      if (!is_instance_id(id)) {
        complain(path, "repeat", "\"@id\" is 16 hex digits.");
        continue;
      }
      std::string instance = instance_path(path, id);
      if (!instances.insert(instance).second) {
        complain(instance, "repeat", "This \"@id\" stands here twice.");
        continue;
      }
      walk(Place{repeat.path + "/", repeat.path, std::move(instance)}, item);
    }
  }

  std::string id_of(const AnswerNode& item) const {
    for (const auto& [name, member] : item.members) {
      if (name == kInstanceKey) return member.kind == AnswerNode::Kind::Text ? member.text : std::string();
    }
    return new_repeat_id_();
  }

  void take_answer(std::string path, const Question& question, const AnswerNode& node) {
    Submission& submission = out_.submission;
    const bool unanswered = is_unanswered(node);
    if (unanswered && !options_.partial) return;
    if (has_no_answer(question.type)) {
      if (!unanswered) complain(std::move(path), "read_only", "This is a note; it takes no answer.");
      return;
    }
    // What is calculated may be there: it is calculated again, whatever it was.
    const bool ours = question.read_only && question.calculation.empty();
    if (ours && !(node.kind == AnswerNode::Kind::Text && node.text == question.default_value)) {
      return complain(std::move(path), "read_only", "The program fills this in; it takes no answer.");
    }
    if (submission.values.count(path) != 0) return complain(std::move(path), "twice", "This is answered twice.");
    if (submission.values.size() >= kAnswersMax) return complain(std::move(path), "too_many", "Too many answers.");
    CborValue value;
    if (!unanswered) {
      CheckedValue checked = check_answer(form_, question, node);
      if (!checked.code.empty()) {
        given_.answered.insert(path);  // wrong, but not missing: one complaint is enough
        return complain(std::move(path), std::move(checked.code), std::move(checked.sentence));
      }
      if (is_file(question.type)) submission.attachments.push_back({path, *checked.value.text()});
      value = std::move(checked.value);
      given_.answered.insert(path);
    }
    submission.classes.emplace(path, question.field_class);
    submission.values.emplace(std::move(path), std::move(value));
  }

  const Form& form_;
  const CheckOptions& options_;
  const std::function<std::string()>& new_repeat_id_;
  QuestionIndex index_;
  AnsweredPaths given_;
  CheckedAnswers out_;
};

// What is wrong with one stored value; an empty code where nothing is.
AnswerProblem value_problem(const Form& form, const QuestionIndex& index, const std::string& path,
                            const CborValue& value, AnsweredPaths& given) {
  const auto wrong = [&](std::string code, std::string sentence) {
    return AnswerProblem{text::printable(path), std::move(code), std::move(sentence)};
  };
  const std::optional<InstancePath> split = split_instance_path(path);
  const Question* question = split ? index.find(split->form_path) : nullptr;
  if (question == nullptr || has_no_answer(question->type)) {
    return wrong("unknown_question", "This form has no such question.");
  }
  if (split->instances.size() != question->repeats.size()) {
    return wrong("repeat", "This question stands in a repeat, and its answer does not, or the other way round.");
  }
  for (std::size_t i = 0; i < split->instances.size(); ++i) {
    const auto instance = split_instance_path(split->instances[i]);
    if (!instance || instance->form_path != question->repeats[i]) return wrong("repeat", "This is no such repeat.");
    given.instances[question->repeats[i]].insert(split->instances[i]);
  }
  if (value.is_null()) return {};
  const AnswerNode node = answer_node(value);
  if (is_unanswered(node)) return wrong("type", "An empty answer is not stored.");
  CheckedValue checked = check_answer(form, *question, node);
  if (!checked.code.empty()) return wrong(std::move(checked.code), std::move(checked.sentence));
  if (!(checked.value == value)) return wrong("type", "This answer is not in the form in which it is stored.");
  given.answered.insert(path);
  return {};
}

}  // namespace

Result<CheckedAnswers> check_answers(const Form& form, std::string_view json, const CheckOptions& options,
                                     const std::function<std::string()>& new_repeat_id) {
  const auto root = TRY(read_answer_tree(json));
  if (root.kind != AnswerNode::Kind::Object) return Error{kAnswersMalformed, "answers stand in { }"};
  AnswerWalk walk(form, options, new_repeat_id);
  return walk.check(root);
}

std::vector<AnswerProblem> check_values(const Form& form, const sync::Values& values, bool complete) {
  std::vector<AnswerProblem> problems;
  const QuestionIndex index(form);
  AnsweredPaths given;
  for (const auto& [path, value] : values) {
    if (!path.empty() && path.front() == '@') continue;
    AnswerProblem problem = value_problem(form, index, path, value, given);
    if (!problem.code.empty() && problems.size() < kProblemsMax) problems.push_back(std::move(problem));
  }
  if (complete) {
    for (std::string& path : missing_answers(form, given)) problems.push_back(required_problem(form, std::move(path)));
  }
  return problems;
}

}  // namespace holdfast::forms
