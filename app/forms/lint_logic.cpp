// Expressions of a form: what can never be true, names nothing, or means something else in another program.
#include <algorithm>
#include <set>

#include "app/forms/lint.h"
#include "app/forms/references.h"
#include "app/forms/xpath.h"

namespace holdfast::forms {
namespace {

using LogicWeight = LintFinding::Weight;

// An expression that depends on nothing and is false.
bool is_never_true(const Expression& expression, const std::string& path) {
  if (!expression.references(path).empty() || !expression.instances().empty() || expression.changes_by_itself()) {
    return false;
  }
  const Instance empty("data");
  EvalContext context;
  context.node = NodeRef{&empty, Instance::root()};
  context.main = &empty;
  const Result<Value> value = expression.evaluate(context);
  return value.ok() && !value->to_boolean();
}

class LogicLint {
 public:
  LogicLint(const Form& form, std::vector<LintFinding>& out) : form_(form), index_(form), out_(out) {}

  void run() {
    for (const Question& question : form_.questions) {
      look_at(question, "relevant", question.relevant);
      look_at(question, "constraint", question.constraint);
      look_at(question, "calculation", question.calculation);
      look_at(question, "choice_filter", question.choice_filter);
      look_at(question, "repeat_count", question.repeat_count);
      look_at(question, "required", question.required_expression);
      look_at(question, "read_only", question.read_only_expression);
      look_at_choices(question, question.relevant);
      look_at_choices(question, question.constraint);
      look_at_choices(question, question.calculation);
      unreachable(question);
      unanswerable(question);
    }
  }

 private:
  void say(LogicWeight weight, const char* code, const Question& question, std::string sentence) {
    out_.push_back({weight, code, question.row, question.path, std::move(sentence)});
  }

  void look_at(const Question& question, const std::string& column, const std::string& text) {
    if (text.empty()) return;
    for (const std::string& name : absolute_references(index_, question.path, text).unknown) {
      // Inside a list's filter bare steps are columns; only ${names} and absolute paths are looked at here.
      say(LogicWeight::Problem, "reference", question,
          "The " + column + " names \"" + name + "\", and no question is called so.");
    }
    ambiguous(question, column, text);
    const auto resolver = [this, &question](std::string_view name) -> std::optional<std::string> {
      const Question* found = index_.by_name(name, question.path);
      // An unknown name is said above; the rest of the expression is still looked at.
      return index_.absolute(found == nullptr ? name : std::string_view(found->path));
    };
    const Result<Expression> expression = Expression::parse(text, resolver);
    if (!expression.ok()) {
      say(LogicWeight::Problem, "expression", question,
          "The " + column + " cannot be worked out: " + expression.error().detail + ".");
      return;
    }
    for (const std::string& warning : expression->warnings()) {
      say(LogicWeight::Advice, expression->calls("regex") ? "regex" : "expression", question,
          "The " + column + ": " + warning);
    }
    if (column == "relevant" && is_never_true(*expression, question.path)) never_.insert(question.path);
  }

  // ${name} where several questions outside of repeats have this name.
  void ambiguous(const Question& question, const std::string& column, std::string_view text) {
    std::set<std::string> said;
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
      const std::size_t end = text.find('}', at);
      if (end == std::string_view::npos) break;
      const std::string name(text.substr(at + 2, end - at - 2));
      if (index_.count(name) < 2 || !said.insert(name).second) continue;
      say(LogicWeight::Advice, "duplicate", question,
          "The " + column + " names ${" + name + "}, and several questions are called so; the nearest is meant.");
    }
  }

  // selected(${q}, 'x') and ${q} = 'x' where x is no choice of q.
  void look_at_choices(const Question& question, std::string_view text) {
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
      const std::size_t end = text.find('}', at);
      if (end == std::string_view::npos) break;
      const Question* asked = index_.by_name(text.substr(at + 2, end - at - 2), question.path);
      const std::string literal = literal_behind(text.substr(end + 1));
      if (asked == nullptr || literal.empty() || !is_choice(asked->type)) continue;
      const auto list = form_.choices.find(asked->list);
      if (list == form_.choices.end()) continue;
      const bool there = std::any_of(list->second.begin(), list->second.end(),
                                     [&](const Choice& choice) { return choice.name == literal; });
      if (there) continue;
      say(LogicWeight::Problem, "choice", question,
          "'" + literal + "' is compared with ${" + asked->name + "}, but is none of its choices.");
    }
  }

  // " = 'x'" or ", 'x')" -> x.
  static std::string literal_behind(std::string_view text) {
    std::size_t at = text.find_first_not_of(' ');
    if (at == std::string_view::npos) return {};
    if (text[at] == '!' && at + 1 < text.size()) ++at;
    if (text[at] != '=' && text[at] != ',') return {};
    at = text.find_first_not_of(' ', at + 1);
    if (at == std::string_view::npos || (text[at] != '\'' && text[at] != '"')) return {};
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? std::string() : std::string(text.substr(at + 1, end - at - 1));
  }

  void unreachable(const Question& question) {
    if (never_.count(question.path) != 0) {
      say(LogicWeight::Problem, "unreachable", question, "This is never asked: its relevant is never true.");
      return;
    }
    for (std::size_t parent = question.parent; parent != Question::kNoParent;
         parent = form_.questions[parent].parent) {
      if (never_.count(form_.questions[parent].path) == 0) continue;
      say(LogicWeight::Problem, "unreachable", question, "This is never asked: the group around it is never relevant.");
      return;
    }
  }

  void unanswerable(const Question& question) {
    const bool stuck = question.required && question.read_only && question.calculation.empty() &&
                       question.default_value.empty() && !has_no_answer(question.type) && question.metadata.empty();
    if (stuck) {
      say(LogicWeight::Problem, "required", question, "This must be answered, and is read only and without a value.");
    }
  }

  const Form& form_;
  const ReferenceIndex index_;
  std::vector<LintFinding>& out_;
  std::set<std::string> never_;
};

}  // namespace

void lint_logic(const Form& form, std::vector<LintFinding>& out) { LogicLint(form, out).run(); }

}  // namespace holdfast::forms
