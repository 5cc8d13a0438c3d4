#include "app/forms/answer_paths.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

constexpr std::size_t kInstanceIdSize = 16;
constexpr std::size_t kAnswerPathMax = 4096;
constexpr std::size_t kMissingMax = 1000;

bool is_demanded(const Question& question) {
  return question.required && !question.conditional && !question.read_only && !has_no_answer(question.type) &&
         question.type != QuestionType::Calculate && question.type != QuestionType::Metadata &&
         question.type != QuestionType::Hidden;
}

}  // namespace

bool is_instance_id(std::string_view text) {
  return text.size() == kInstanceIdSize && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

std::string instance_path(std::string_view repeat, std::string_view id) {
  return std::string(repeat) + "[" + std::string(id) + "]";
}

std::optional<InstancePath> split_instance_path(std::string_view path) {
  InstancePath out;
  if (path.empty() || path.size() > kAnswerPathMax) return std::nullopt;
  std::string so_far;
  std::size_t from = 0;
  while (from <= path.size()) {
    const std::size_t to = std::min(path.find('/', from), path.size());
    const std::string_view segment = path.substr(from, to - from);
    const std::size_t bracket = segment.find('[');
    const std::string_view name = segment.substr(0, bracket);
    if (name.empty()) return std::nullopt;
    if (!so_far.empty()) {
      so_far.push_back('/');
      out.form_path.push_back('/');
    }
    so_far.append(segment);
    out.form_path.append(name);
    if (bracket != std::string_view::npos) {
      const bool closed = segment.size() == bracket + kInstanceIdSize + 2 && segment.back() == ']';
      if (!closed || !is_instance_id(segment.substr(bracket + 1, kInstanceIdSize))) return std::nullopt;
      out.innermost = so_far;
      out.instances.push_back(so_far);
    }
    from = to + 1;
  }
  return out;
}

std::string innermost_repeat(const Question& question) {
  return question.repeats.empty() ? std::string() : question.repeats.back();
}

QuestionIndex::QuestionIndex(const Form& form) {
  for (const Question& question : form.questions) {
    by_path_.emplace(question.path, &question);
    by_name_[{innermost_repeat(question), question.name}].push_back(&question);
  }
}

const Question* QuestionIndex::find(std::string_view path) const {
  const auto at = by_path_.find(path);
  return at == by_path_.end() ? nullptr : at->second;
}

const Question* QuestionIndex::find_name(std::string_view repeat, std::string_view name) const {
  const auto at = by_name_.find({std::string(repeat), std::string(name)});
  return at == by_name_.end() || at->second.size() != 1 ? nullptr : at->second.front();
}

std::vector<std::string> missing_answers(const Form& form, const AnsweredPaths& given) {
  std::vector<std::string> missing;
  for (const Question& question : form.questions) {
    if (!is_demanded(question)) continue;
    if (missing.size() >= kMissingMax) break;  // nobody reads on
    const std::string repeat = innermost_repeat(question);
    if (repeat.empty()) {
      if (given.answered.count(question.path) == 0) missing.push_back(question.path);
      continue;
    }
    const auto instances = given.instances.find(repeat);
    if (instances == given.instances.end()) continue;
    for (const std::string& instance : instances->second) {
      std::string path = instance + question.path.substr(repeat.size());
      if (given.answered.count(path) == 0) missing.push_back(std::move(path));
    }
  }
  return missing;
}

}  // namespace holdfast::forms
