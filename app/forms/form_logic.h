// A form's expressions, parsed once, and the order in which they depend on each other: what every session of the form
// shares. Immutable, so that any lane may use it.
//
// Compiling refuses what could not work while somebody is asked: an expression that is none, a name or a function that
// does not exist, and questions that depend on each other in a circle, each with sheet, row and column. Reading a form
// (read_form) does not: records of a form stay readable whatever its logic.
#pragma once

#include <memory>

#include "app/forms/answer_paths.h"
#include "app/forms/logic_graph.h"
#include "app/forms/xlsform.h"
#include "app/forms/xpath.h"

namespace holdfast::forms {

struct QuestionLogic {
  std::string path;                    // "/data/group/question": the node's path in expressions
  std::vector<std::uint32_t> chain;    // groups and repeats around it, outermost first, and itself
  std::vector<std::uint32_t> children; // questions directly inside
  std::size_t slot = 0;                // its place among the children of what is around it
  std::size_t depth = 0;               // repeats around it
  std::optional<Expression> relevant, constraint, calculation, required, read_only, count;
  std::optional<Expression> filter;    // asked of one choice
  std::optional<Expression> offered;   // all choices that are offered, as nodes; where there is something to work out
  std::string list_id;                 // instance('…') with its choices; empty: none
  bool computed = false;               // its value is ours: there is a calculation that no trigger holds back
  bool once = false;                   // computed where it is still empty, then kept
  bool completes = false;              // computed from itself, where coalesce() or once() makes that harmless
  bool counts_later = false;           // a repeat whose count depends on its own instances: "is there another one?"
  bool relevant_each = false;          // a repeat whose relevance each instance answers for itself: position(.) < 3
  bool offers_only = false;            // its choices depend on its own value: an answer is judged, not taken away
};

struct ActionLogic {
  std::uint32_t target = 0;            // question
  std::optional<Expression> value;     // nothing: emptied, or a text (FormAction::literal)
};

class FormLogic {
 public:
  // kFormExpression, kFormCycle.
  static Result<std::shared_ptr<const FormLogic>> compile(std::shared_ptr<const Form> form);

  const Form& form() const { return *form_; }
  const QuestionIndex& index() const { return index_; }
  const Question& question(std::uint32_t number) const { return form_->questions[number]; }
  const QuestionLogic& of(std::uint32_t number) const { return questions_[number]; }
  std::uint32_t number_of(const Question& question) const {
    return static_cast<std::uint32_t>(&question - form_->questions.data());
  }
  const std::vector<std::uint32_t>& top() const { return top_; }  // questions in no group
  const std::vector<std::uint32_t>& repeats() const { return repeats_; }
  const LogicGraph& graph() const { return graph_; }
  // As long as Form::actions; nothing for those that are not ours to run (a position, an attribute).
  const std::vector<std::optional<ActionLogic>>& actions() const { return actions_; }
  // Actions that run when the question changes, by its number.
  const std::vector<std::vector<std::uint32_t>>& triggered() const { return triggered_; }
  const std::optional<Expression>& instance_name() const { return instance_name_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  // How many expressions were compiled.
  std::size_t expressions() const { return expressions_; }

 private:
  friend class LogicCompiler;
  explicit FormLogic(std::shared_ptr<const Form> form)
      : form_(std::move(form)), index_(*form_), graph_(form_->questions.size()) {}

  std::shared_ptr<const Form> form_;
  QuestionIndex index_;
  std::vector<QuestionLogic> questions_;
  std::vector<std::uint32_t> top_;
  std::vector<std::uint32_t> repeats_;
  LogicGraph graph_;
  std::vector<std::optional<ActionLogic>> actions_;
  std::vector<std::vector<std::uint32_t>> triggered_;
  std::optional<Expression> instance_name_;
  std::vector<std::string> warnings_;
  std::size_t expressions_ = 0;
};

// The form with its logic proven sound: what everything calls that takes in a form to be filled in here.
Result<std::shared_ptr<const FormLogic>> compile_form(const Form& form);

}  // namespace holdfast::forms
