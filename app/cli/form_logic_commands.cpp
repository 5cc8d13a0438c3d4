// forms eval: what an expression of a form gives, tried out with some answers; forms check: which rules of a form some
// answers break.
#include <nlohmann/json.hpp>

#include "app/cli/form_named.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/forms/answer_instance.h"
#include "app/forms/logic_check.h"
#include "app/forms/text_ids.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

// Lists and labels of a form, as far as expressions ask for them.
class FormLookups final : public forms::ExpressionLookups {
 public:
  explicit FormLookups(const forms::Form& form) : form_(form) {
    for (const auto& [name, choices] : form.choices) lists_.emplace(name, tree_of(choices));
    for (const auto& [name, list] : form.lists) lists_.emplace(name, forms::rows_instance(list->columns, list->rows));
  }

  const forms::Instance* instance(std::string_view id) const override {
    const auto place = lists_.find(id);
    return place == lists_.end() ? nullptr : &place->second;
  }
  std::optional<std::string> choice_label(std::string_view path, std::string_view value) const override {
    const std::string above = "/" + form_.root + "/";
    const forms::Question* question = path.starts_with(above) ? form_.find(path.substr(above.size())) : nullptr;
    const forms::Instance* list = question == nullptr ? nullptr : instance(question->list);
    if (list == nullptr) return std::nullopt;
    for (forms::NodeId item = list->first_child(forms::Instance::root()); item != forms::kNoNode;
         item = list->next_sibling(item)) {
      const forms::NodeId name = list->child(item, "name");
      const forms::NodeId label = list->child(item, "label");
      if (name != forms::kNoNode && label != forms::kNoNode && list->value(name) == value) return list->value(label);
    }
    return std::nullopt;
  }
  std::string form_version() const override { return form_.version; }
  std::optional<std::string> itext(std::string_view id) const override {
    const std::optional<forms::Texts> texts = forms::text_by_id(form_, id);
    const std::string& language = form_.default_language;
    return texts ? std::optional<std::string>(forms::text_in_language(*texts, language, language)) : std::nullopt;
  }

 private:
  forms::Instance tree_of(const std::vector<forms::Choice>& choices) const {
    forms::Instance out("root");
    for (const forms::Choice& choice : choices) {
      const forms::NodeId item = out.add_child(forms::Instance::root(), "item");
      out.add_child(item, "name", choice.name);
      auto label = choice.labels.find(form_.default_language);
      if (label == choice.labels.end()) label = choice.labels.begin();
      out.add_child(item, "label", label == choice.labels.end() ? std::string_view() : std::string_view(label->second));
      for (const auto& [column, cell] : choice.columns) out.add_child(item, column, cell);
    }
    return out;
  }

  const forms::Form& form_;
  std::map<std::string, forms::Instance, std::less<>> lists_;
};

std::string_view kind_name(forms::Value::Kind kind) {
  switch (kind) {
    case forms::Value::Kind::Nodes: return "nodes";
    case forms::Value::Kind::Text: return "text";
    case forms::Value::Kind::Number: return "number";
    case forms::Value::Kind::Boolean: return "boolean";
    case forms::Value::Kind::Date: return "date";
  }
  return "text";
}

Result<ExitStatus> say_value(Invocation& invocation, const forms::Value& value) {
  Json document{{"type", std::string(kind_name(value.kind()))}};
  std::string text;
  if (value.kind() == forms::Value::Kind::Nodes) {
    document["value"] = Json::array();
    for (const forms::NodeRef& node : value.nodes()) {
      document["value"].push_back(node.tree->value(node.node));
      text += text::printable(node.tree->form_path(node.node)) + " = " +
              text::printable(node.tree->value(node.node)) + "\n";
    }
    return answer(invocation, document.dump(), text);
  }
  text = value.to_text();
  // NaN and the infinities are no numbers of JSON.
  const bool number = value.kind() == forms::Value::Kind::Number && text.find_first_of("NI") == std::string::npos;
  if (value.kind() == forms::Value::Kind::Boolean) {
    document["value"] = value.to_boolean();
  } else if (number) {
    document["value"] = value.to_number();
  } else {
    document["value"] = text;
  }
  return answer(invocation, document.dump(), text::printable(text) + "\n");
}

Result<ExitStatus> run_forms_eval(Invocation& invocation) {
  Files& files = invocation.context.seams.files;
  std::vector<std::string> words = invocation.argument_list("expression");
  const std::string written = words.back();
  words.pop_back();
  if (invocation.has("form")) words.insert(words.begin(), *invocation.option("form"));
  std::optional<forms::Form> form;
  if (!words.empty()) form = TRY(form_of_words(invocation, words));
  std::string json = "{}";
  if (invocation.has("answers")) {
    const Bytes bytes = TRY(read_file(files, *invocation.option("answers"), forms::kAnswersSizeMax));
    json.assign(bytes.begin(), bytes.end());
  }
  const forms::AnswerNode answers = TRY(forms::read_answer_tree(json));
  const forms::Form* const known = form.has_value() ? &*form : nullptr;
  const forms::Instance tree = TRY(forms::answers_instance(answers, known));
  const forms::Expression expression =
      TRY(forms::Expression::parse(written, [&](std::string_view name) {
        return forms::form_path_of_name(tree, known, name);
      }));
  for (const std::string& warning : expression.warnings()) note(invocation, text::printable(warning) + ".");
  std::optional<FormLookups> lookups;
  if (known != nullptr) lookups.emplace(*known);
  forms::EvalContext context;
  context.main = &tree;
  context.node = {&tree, forms::Instance::root()};
  context.now_ms = invocation.context.seams.clock.wall_ms();
  const std::optional<text::TimeZone> zone = text::TimeZone::named(invocation.context.seams.time_zone);
  context.zone = zone ? &*zone : nullptr;
  context.random = &invocation.context.seams.random;
  context.lookups = lookups.has_value() ? &*lookups : nullptr;
  const forms::Value value = TRY(expression.evaluate(context));
  return say_value(invocation, value);
}

std::string lines_of(const char* head, const std::vector<forms::AnswerProblem>& problems) {
  std::string out;
  for (const forms::AnswerProblem& problem : problems) {
    out += std::string(head) + " " + text::printable(problem.path) + " (" + problem.code + "): " +
           text::printable(problem.sentence) + "\n";
  }
  return out;
}

Result<ExitStatus> run_forms_check(Invocation& invocation) {
  const forms::Form form = TRY(form_of_words(invocation, invocation.argument_list("form")));
  const std::shared_ptr<const forms::FormLogic> logic = TRY(forms::compile_form(form));
  forms::CheckedAnswers checked;
  forms::CheckOptions options;
  options.demand = false;
  Random& random = invocation.context.seams.random;
  if (invocation.has("answers")) {
    const Bytes bytes = TRY(read_input(invocation, *invocation.option("answers"), forms::kAnswersSizeMax));
    const bool xml = as_text(bytes).substr(0, 1) == "<";
    const std::string json = xml ? TRY(forms::answers_from_xml(form, bytes)) : std::string(as_text(bytes));
    checked = TRY(forms::check_answers(form, json, options, [&random] { return to_hex(random.array<8>()); }));
    forms::SessionWorld world;
    world.now_ms = [&invocation] { return invocation.context.seams.clock.wall_ms(); };
    world.zone = text::TimeZone::named(invocation.context.seams.time_zone);
    world.random = &random;
    checked = forms::check_with_logic(logic, std::move(world), std::move(checked), options);
  }
  Json document{{"id", form.id}, {"expressions", logic->expressions()}, {"problems", json_of(checked.problems)}};
  const std::string whole =
      invocation.has("answers") ? "These answers break no rule of form " : "The logic works: form ";
  const std::string text = checked.problems.empty() ? whole + text::printable(form.id) + ".\n"
                                                    : lines_of("broken ", checked.problems);
  return answer(invocation, document.dump(), text, checked.problems.empty() ? ExitStatus::Done : ExitStatus::Failed);
}

}  // namespace

std::vector<CommandSpec> form_logic_commands() {
  return {{"forms eval",
           "forms",
           "Work out an expression of a form, as it would be while somebody answers.",
           Opens::FormOrVault,
           {{"expression",
             "The expression is the last word: if(${age} < 18, 'minor', 'adult'). Before it a form, where the "
             "expression speaks of one: a file, or a vault and the id of a form in it.",
             false, true, "[file|vault id] expression"}},
           {{"answers", "FILE", "Answers as JSON; without a form they are the whole tree below /data."},
            {"form", "FILE", "The same as FILE before the expression."}},
           run_forms_eval},
          {"forms check",
           "forms",
           "Say which rules of a form some answers break; without answers, whether its logic can work at all.",
           Opens::FormOrVault,
           {{"form", kFormWordsHelp, false, true, kFormWords}},
           {{"answers", "FILE", "Answers as JSON or an ODK submission XML; - is standard input."}},
           run_forms_check}};
}

}  // namespace holdfast::cli
