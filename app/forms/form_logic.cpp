#include "app/forms/form_logic.h"

#include <algorithm>

#include "app/forms/logic_edges.h"
#include "app/forms/references.h"

namespace holdfast::forms {
namespace {

std::string quoted_name(std::string_view name) {
  const char quote = name.find('\'') == std::string_view::npos ? '\'' : '"';
  return quote + std::string(name) + quote;
}

// The list's instance: a list of the form by its name, a file by its own without ending.
std::string instance_of(const Question& question) {
  if (question.list.empty()) return {};
  const bool from_file = question.type == QuestionType::SelectOneFromFile ||
                         question.type == QuestionType::SelectMultipleFromFile;
  return from_file && is_list_file_name(question.list) ? list_instance_name(question.list) : question.list;
}

std::string parameter_value(std::string_view parameters, std::string_view name) {
  const std::string key = std::string(name) + "=";
  const std::size_t at = parameters.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view value = parameters.substr(at + key.size());
  return std::string(value.substr(0, value.find_first_of(" ;,")));
}

}  // namespace

class LogicCompiler {
 public:
  explicit LogicCompiler(std::shared_ptr<const Form> form)
      : logic_(std::shared_ptr<FormLogic>(new FormLogic(std::move(form)))), form_(logic_->form()), names_(form_) {}

  Result<std::shared_ptr<const FormLogic>> run() {
    place_questions();
    for (std::uint32_t i = 0; i < form_.questions.size(); ++i) TRY(compile_question(i));
    TRY(compile_actions());
    if (!form_.instance_name.empty()) {
      logic_->instance_name_ = TRY(parse("settings: instance_name", "", form_.instance_name));
    }
    TRY(connect());
    TRY(sort());
    return std::shared_ptr<const FormLogic>(std::move(logic_));
  }

 private:
  void place_questions() {
    logic_->questions_.resize(form_.questions.size());
    logic_->triggered_.resize(form_.questions.size());
    for (std::uint32_t i = 0; i < form_.questions.size(); ++i) {
      const Question& question = form_.questions[i];
      QuestionLogic& logic = logic_->questions_[i];
      logic.path = names_.absolute(question.path);
      logic.depth = question.repeats.size();
      const bool top = question.parent == Question::kNoParent;
      std::vector<std::uint32_t>& beside = top ? logic_->top_ : logic_->questions_[question.parent].children;
      if (!top) logic.chain = logic_->questions_[question.parent].chain;
      logic.chain.push_back(i);
      logic.slot = beside.size();
      beside.push_back(i);
      if (question.type == QuestionType::Repeat) logic_->repeats_.push_back(i);
    }
  }

  std::string where(const Question& question, std::string_view column) const {
    if (form_.is_xform) return "form, line " + std::to_string(question.row) + ", " + std::string(column);
    return "survey, row " + std::to_string(question.row) + ", column " + std::string(column);
  }

  Result<Expression> parse(const std::string& place, const std::string& from, const std::string& text) {
    const NameResolver resolver = [&](std::string_view name) -> std::optional<std::string> {
      const Question* question = names_.by_name(name, from);
      return question == nullptr ? std::nullopt : std::optional<std::string>(names_.absolute(question->path));
    };
    Result<Expression> parsed = Expression::parse(text, resolver);
    if (!parsed.ok()) return Error{parsed.error().reason, place + ": " + parsed.error().detail};
    for (const std::string& warning : parsed->warnings()) logic_->warnings_.push_back(place + ": " + warning);
    ++logic_->expressions_;
    return parsed;
  }

  Result<void> compile_one(const Question& question, std::string_view column, const std::string& text,
                           std::optional<Expression>& out) {
    if (text.empty()) return {};
    out = TRY(parse(where(question, column), question.path, text));
    return {};
  }

  Result<void> compile_question(std::uint32_t number) {
    const Question& question = form_.questions[number];
    QuestionLogic& logic = logic_->questions_[number];
    TRY(compile_one(question, "relevant", question.relevant, logic.relevant));
    logic.relevant_each = question.type == QuestionType::Repeat && logic.relevant && asks_instance(*logic.relevant);
    TRY(compile_one(question, "constraint", question.constraint, logic.constraint));
    TRY(compile_one(question, "required", question.required_expression, logic.required));
    TRY(compile_one(question, "read_only", question.read_only_expression, logic.read_only));
    TRY(compile_one(question, "repeat_count", question.repeat_count, logic.count));
    if (question.trigger.empty()) TRY(compile_one(question, "calculation", question.calculation, logic.calculation));
    logic.computed = logic.calculation.has_value() && !has_no_answer(question.type);
    logic.once = logic.computed && logic.calculation->calls("once");
    logic.completes = logic.computed && !logic.once && reads_itself(logic);
    return is_choice(question.type) ? compile_choices(question, logic) : Result<void>();
  }

  // What lies around a repeat is the same for all its instances; their place among each other is not. (Answers inside
  // of a repeat cannot decide whether it is asked: that is a circle.)
  static bool asks_instance(const Expression& relevant) {
    return relevant.calls("position") || relevant.calls("last") || relevant.calls("current");
  }

  static bool reads_itself(const QuestionLogic& logic) {
    const std::vector<Reference> read = logic.calculation->references(logic.path);
    return logic.calculation->calls("coalesce") &&
           std::any_of(read.begin(), read.end(), [&](const Reference& one) { return one.path == logic.path; });
  }

  // All that is offered is one path with the filter as its predicate, so that the engine of expressions can look rows
  // up by what they contain; a single answer is asked of the filter alone.
  Result<void> compile_choices(const Question& question, QuestionLogic& logic) {
    TRY(compile_one(question, "choice_filter", question.choice_filter, logic.filter));
    logic.list_id = instance_of(question);
    std::string nodes = question.itemset;
    if (nodes.empty()) nodes = "instance(" + quoted_name(logic.list_id) + ")/root/item";
    if (!question.choice_filter.empty()) nodes += "[" + question.choice_filter + "]";
    const std::string seed = parameter_value(question.parameters, "seed");
    if (parameter_value(question.parameters, "randomize") == "true" && !seed.empty()) {
      nodes = "randomize(" + nodes + ", " + seed + ")";
    }
    if (question.itemset.empty() && question.choice_filter.empty() && seed.empty()) return {};
    return compile_one(question, question.itemset.empty() ? "choice_filter" : "type", nodes, logic.offered);
  }

  Result<void> compile_actions() {
    for (const FormAction& action : form_.actions) {
      const Question* target = logic_->index_.find(action.target);
      if (target == nullptr || action.is_position) {
        logic_->actions_.emplace_back();
        continue;
      }
      ActionLogic compiled;
      compiled.target = logic_->number_of(*target);
      if (!action.literal && !action.value.empty()) {
        const std::string_view column = action.at_change ? "calculation" : "default";
        compiled.value = TRY(parse(where(*target, column), target->path, action.value));
      }
      const Question* source = action.at_change ? logic_->index_.find(action.trigger) : nullptr;
      if (source != nullptr) {
        logic_->triggered_[logic_->number_of(*source)].push_back(static_cast<std::uint32_t>(logic_->actions_.size()));
      }
      logic_->actions_.push_back(std::move(compiled));
    }
    return {};
  }

  Result<void> add_reads(LogicEdges& edges, std::uint32_t number, Facet facet, std::string_view column,
                         const std::optional<Expression>& expression, EdgeKind kind = EdgeKind::Reads) {
    if (!expression) return {};
    const std::optional<std::string> unknown = edges.add_reads(number, facet, *expression, kind);
    if (!unknown) return {};
    return Error{kFormExpression, where(form_.questions[number], column) + ": no question is at " + *unknown};
  }

  Result<void> connect() {
    LogicEdges edges(form_, logic_->questions_, logic_->graph_);
    edges.add_structure();
    for (std::uint32_t i = 0; i < form_.questions.size(); ++i) {
      const QuestionLogic& logic = logic_->questions_[i];
      TRY(add_reads(edges, i, Facet::Shown, "relevant", logic.relevant));
      TRY(add_reads(edges, i, Facet::Count, "repeat_count", logic.count));
      if (logic.computed) TRY(add_reads(edges, i, Facet::Value, "calculation", logic.calculation));
      TRY(add_reads(edges, i, Facet::Value, "choice_filter", logic.offered, EdgeKind::Filters));
    }
    for (std::uint32_t source = 0; source < logic_->triggered_.size(); ++source) {
      for (const std::uint32_t action : logic_->triggered_[source]) {
        if (logic_->actions_[action]) edges.add_trigger(source, logic_->actions_[action]->target);
      }
    }
    return {};
  }

  // Two things may stand in a circle. Where choices of two questions rule each other out, neither answer is taken away
  // by the other: they are judged when the form is checked. Where an answer inside of a repeat says whether there is
  // another instance, its count is looked at again when all else is settled. Any other circle has no meaning.
  Result<void> sort() {
    while (auto circle = logic_->graph_.sort()) {
      bool mended = false;
      for (std::size_t i = 0; i < circle->size(); ++i) {
        mended = mend((*circle)[i], (*circle)[(i + 1) % circle->size()], questions_in(*circle).size()) || mended;
      }
      if (!mended) return circle_error(*circle);
    }
    return {};
  }

  bool mend(std::uint32_t from, std::uint32_t to, std::size_t questions) {
    QuestionLogic& logic = logic_->questions_[to / kFacetCount];
    const std::vector<LogicEdge>& out = logic_->graph_.edges(from);
    const bool filters = std::none_of(out.begin(), out.end(), [&](const LogicEdge& edge) {
      return edge.target == to && edge.kind != EdgeKind::Filters;
    });
    const bool counts = static_cast<Facet>(to % kFacetCount) == Facet::Count && questions > 1;
    if (!filters && !counts) return false;
    logic_->graph_.drop(to, filters ? EdgeKind::Filters : EdgeKind::Reads);
    (filters ? logic.offers_only : logic.counts_later) = true;
    return true;
  }

  static std::vector<std::uint32_t> questions_in(const std::vector<std::uint32_t>& circle) {
    std::vector<std::uint32_t> questions;
    for (const std::uint32_t facet : circle) {
      const std::uint32_t question = facet / kFacetCount;
      if (std::find(questions.begin(), questions.end(), question) == questions.end()) questions.push_back(question);
    }
    return questions;
  }

  Error circle_error(const std::vector<std::uint32_t>& circle) const {
    const std::vector<std::uint32_t> questions = questions_in(circle);
    std::string names;
    for (const std::uint32_t question : questions) names += form_.questions[question].name + " -> ";
    names += form_.questions[questions.front()].name;
    // The cell that closes the circle: the one that says when, how often or with what the question is there.
    const auto facet = static_cast<Facet>(circle.front() % kFacetCount);
    const Question& first = form_.questions[questions.front()];
    const std::string_view column = facet == Facet::Shown   ? "relevant"
                                    : facet == Facet::Count ? "repeat_count"
                                    : first.calculation.empty() ? "choice_filter"
                                                                : "calculation";
    return {kFormCycle, where(first, column) + ": " + names};
  }

  std::shared_ptr<FormLogic> logic_;
  const Form& form_;
  ReferenceIndex names_;
};

Result<std::shared_ptr<const FormLogic>> FormLogic::compile(std::shared_ptr<const Form> form) {
  return LogicCompiler(std::move(form)).run();
}

Result<std::shared_ptr<const FormLogic>> compile_form(const Form& form) {
  return FormLogic::compile(std::make_shared<const Form>(form));
}

}  // namespace holdfast::forms
