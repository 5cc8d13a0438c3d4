#include "app/field/references.h"

#include <map>
#include <nlohmann/json.hpp>

#include "app/field/said.h"
#include "app/forms/answer_value.h"

namespace holdfast::field {

namespace {

constexpr int kAnswerDepthMax = 32;

// Questions whose answers are ids of people or exhibits, by name.
std::map<std::string, cases::EntityKind> reference_questions(const forms::Form& form) {
  std::map<std::string, cases::EntityKind> out;
  for (const forms::Question& question : form.questions) {
    if (question.list == "people.csv") out[question.name] = cases::EntityKind::Person;
    if (question.list == "exhibits.csv") out[question.name] = cases::EntityKind::Exhibit;
  }
  return out;
}

bool is_whole_id(std::string_view text) { return text.size() == 32 && from_hex(text).ok(); }

using ReferenceQuestions = std::map<std::string, cases::EntityKind>;

class Resolver {
 public:
  Resolver(store::Vault& vault, ReferenceQuestions questions) : vault_(vault), questions_(std::move(questions)) {}

  Result<void> walk(nlohmann::json& node, const std::string& path, int depth) {
    if (depth > kAnswerDepthMax) return forms::kAnswersMalformed;
    if (node.is_array()) {
      for (nlohmann::json& item : node) TRY(walk(item, path, depth + 1));
    } else if (node.is_object()) {
      for (auto& [key, value] : node.items()) {
        const std::string inner = path.empty() ? key : path + "/" + key;
        const auto question = questions_.find(key);
        if (question != questions_.end())
          TRY(resolve(value, inner, question->second, depth + 1));
        else
          TRY(walk(value, inner, depth + 1));
      }
    }
    return {};
  }

  std::vector<forms::AnswerProblem> take_problems() { return std::move(problems_); }

 private:
  Result<void> resolve(nlohmann::json& value, const std::string& path, cases::EntityKind kind, int depth) {
    if (depth > kAnswerDepthMax) return forms::kAnswersMalformed;
    if (value.is_array()) {
      for (nlohmann::json& item : value) TRY(resolve(item, path, kind, depth + 1));
      return {};
    }
    if (!value.is_string()) return {};
    const std::string text = value.get<std::string>();
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return {};
    const std::optional<sync::ObjectId> id = TRY(find(text, kind));
    if (id) {
      value = to_hex(*id);
      return {};
    }
    const bool person = kind == cases::EntityKind::Person;
    problems_.push_back({path, "choice",
                         forms::quoted_answer(text) + (person ? " is no person known here, or fits several."
                                                              : " is no exhibit known here, or fits several.")});
    return {};
  }

  Result<std::optional<sync::ObjectId>> find(const std::string& text, cases::EntityKind kind) {
    const Result<sync::ObjectId> known = store::resolve_object(vault_, text);
    if (known.ok()) {
      const bool fits = TRY(is_known_as(vault_, known.value(), kind));
      return fits ? std::optional<sync::ObjectId>(known.value()) : std::nullopt;
    }
    if (known.error().kind() != Kind::Usage) return known.error();
    // Whoever takes an exhibit over holds it in their hands and its id from the giver; its record travels to HQ only.
    const bool elsewhere = kind == cases::EntityKind::Exhibit && is_whole_id(text);
    if (!elsewhere) return std::optional<sync::ObjectId>();
    const sync::ObjectId id = TRY(array_from_hex<16>(text));
    return std::optional<sync::ObjectId>(id);
  }

  store::Vault& vault_;
  ReferenceQuestions questions_;
  std::vector<forms::AnswerProblem> problems_;
};

// Keys given twice would silently be lost by parsing and writing again: they are looked for in the text as it was
// typed.
Result<std::vector<forms::AnswerProblem>> repeated_keys(const forms::Form& form, std::string_view json) {
  const forms::CheckedAnswers checked =
      TRY(forms::check_answers(form, json, {false, true}, [] { return std::string(16, '0'); }));
  std::vector<forms::AnswerProblem> out;
  for (const forms::AnswerProblem& problem : checked.problems) {
    if (problem.code == "twice") out.push_back(problem);
  }
  return out;
}

}  // namespace

Result<ResolvedAnswers> resolve_references(store::Vault& vault, const forms::Form& form, std::string_view json) {
  std::map<std::string, cases::EntityKind> questions = reference_questions(form);
  if (questions.empty()) return ResolvedAnswers{std::string(json), {}};
  nlohmann::json answers = nlohmann::json::parse(json, nullptr, false);
  if (!answers.is_object()) return forms::kAnswersMalformed;
  Resolver resolver(vault, std::move(questions));
  TRY(resolver.walk(answers, "", 0));
  std::vector<forms::AnswerProblem> problems = TRY(repeated_keys(form, json));
  for (forms::AnswerProblem& problem : resolver.take_problems()) problems.push_back(std::move(problem));
  return ResolvedAnswers{answers.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), std::move(problems)};
}

}  // namespace holdfast::field
